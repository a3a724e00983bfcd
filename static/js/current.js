// A row of links that is wider than the screen begins at the entry on which the reader is. Where a browser knows
// `scroll-initial-target`, the style sheets have said so already; elsewhere, and after a swap, it is said here.
function show(row) {
  const here = row.querySelector("[aria-current]");
  if (!here) return;
  const { left, width } = here.getBoundingClientRect();
  const frame = row.getBoundingClientRect();
  row.scrollLeft += left + width / 2 - (frame.left + frame.width / 2);
}

for (const row of document.querySelectorAll("[data-current-shown]")) show(row);
document.addEventListener("htmx:load", (event) => {
  for (const row of event.detail.elt.querySelectorAll?.("[data-current-shown]") ?? []) show(row);
});
