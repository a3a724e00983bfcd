// A double click submits once: the second submission of a form that is on its way is dropped.
const waiting = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[data-theme-switch], [data-many]")) return;
  if (waiting.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  waiting.add(form);
  event.submitter?.setAttribute("aria-busy", "true");
}, { capture: true });

function release(form) {
  waiting.delete(form);
  for (const button of form.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
}

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (form) release(form);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form").forEach(release);
});
