// A form with data-autosubmit goes off when a choice in it changes; its button is for those without JavaScript.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-autosubmit]")) form.requestSubmit();
});
for (const button of document.querySelectorAll("[data-autosubmit] [data-without-script]")) button.hidden = true;
