// Copies what a button carries; the text beside it can be selected without it.
function prepare(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  document.dispatchEvent(new CustomEvent("announce", { detail: { text: `${button.title}: ${button.dataset.copy}`, show: true } }));
});
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
