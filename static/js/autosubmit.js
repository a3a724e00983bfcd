// A form with data-autosubmit goes off when a choice in it changes; what stands under data-without-script
// is for those who have none.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-autosubmit]")) form.requestSubmit();
});

function hideButtons(root) {
  for (const button of root.querySelectorAll("[data-without-script]")) button.hidden = true;
}

document.addEventListener("htmx:load", (event) => hideButtons(event.detail.elt));
hideButtons(document);
