// On a narrow screen the filters start closed; on a wide one, where their summary is hidden, they are open.
const narrow = matchMedia("(max-width: 59.99rem)");

function fit(root) {
  for (const filters of root.querySelectorAll("[data-filters]")) filters.open = !narrow.matches;
}

narrow.addEventListener("change", () => fit(document));
document.addEventListener("htmx:load", (event) => fit(event.detail.elt));
fit(document);
