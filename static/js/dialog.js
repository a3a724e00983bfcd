// Opens a native dialog of the page instead of following a link that asks the same on a page of its own.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target instanceof HTMLDialogElement) {
    event.target.close();
  }
});
