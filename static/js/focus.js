// After a refused form, the reader stands at the summary of what is wrong.
document.querySelector("[data-focus]")?.focus();
document.addEventListener("htmx:afterSettle", (event) => event.detail.elt.querySelector?.("[data-focus]")?.focus());
