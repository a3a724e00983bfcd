// Gives htmx the token against forgery, shows refusals in place (422, 409), and says when the server does not answer.
const token = document.querySelector('meta[name="csrf-token"]')?.content;
const shownStatuses = new Set([409, 422]);

document.addEventListener("htmx:configRequest", (event) => {
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

// htmx sends the button that has the focus along with whatever makes a form go off. Only a press of it may.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.triggeringEvent || detail.triggeringEvent.type === "submit") return;
  for (const button of detail.elt.elements ?? []) {
    if (button.type === "submit" && button.name) delete detail.parameters[button.name];
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!shownStatuses.has(event.detail.xhr.status)) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    const text = document.body.dataset.failed;
    document.dispatchEvent(new CustomEvent("announce", { detail: { text, show: true } }));
  });
}
