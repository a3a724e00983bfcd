// After a refused form the reader stands at the summary of what is wrong. After a swap that took away what had
// the focus, the reader stands at the first thing of what came in its place.
const first = "[data-focus], input:not([type=hidden], [hidden]), select, textarea, button:not([hidden], [tabindex='-1']), a[href]";
let lost = false;

document.querySelector("[data-focus]")?.focus();

document.addEventListener("htmx:beforeSwap", (event) => {
  lost = event.detail.target.contains(document.activeElement);
});
document.addEventListener("htmx:afterSettle", (event) => {
  const summary = event.detail.elt.querySelector?.("[data-focus]");
  if (summary) summary.focus();
  else if (lost && document.activeElement === document.body) event.detail.elt.querySelector?.(first)?.focus();
  lost = false;
});
