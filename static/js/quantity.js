// Puts − and + beside a number. They stay out of the tab order: the arrow keys of the number do the same.
function prepare(root) {
  for (const box of root.querySelectorAll("[data-quantity]")) {
    for (const button of box.querySelectorAll("button[hidden]")) button.hidden = false;
    showEnds(box);
  }
}

function showEnds(box) {
  const input = box.querySelector("input");
  const value = Number(input.value);
  box.querySelector("[data-quantity-down]").disabled = input.disabled || value <= Number(input.min || 0);
  box.querySelector("[data-quantity-up]").disabled = input.disabled || (input.max !== "" && value >= Number(input.max));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-quantity-up], [data-quantity-down]");
  if (!button) return;
  const input = button.closest("[data-quantity]").querySelector("input");
  if ("quantityUp" in button.dataset) input.stepUp();
  else input.stepDown();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-quantity]");
  if (box) showEnds(box);
});
// What was typed before the page listened, or stands there again after going back, is told once it does.
function tellTyped() {
  for (const input of document.querySelectorAll("[data-quantity] input")) {
    if (input.value !== input.defaultValue) input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

document.addEventListener("htmx:load", (event) => {
  prepare(event.detail.elt);
  if (event.detail.elt === document.body) tellTyped();
});
prepare(document);
