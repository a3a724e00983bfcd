// Shows the picture whose thumbnail is chosen, by click or by the arrow keys, on the stage.
function choose(gallery, thumb) {
  const stage = gallery.querySelector("[data-gallery-stage]");
  const picture = stage.querySelector("img");
  stage.href = thumb.href;
  picture.src = thumb.href;
  picture.alt = thumb.querySelector("img").alt;
  for (const other of gallery.querySelectorAll("[data-gallery-thumb]")) other.removeAttribute("aria-current");
  thumb.setAttribute("aria-current", "true");
}

document.addEventListener("click", (event) => {
  const thumb = event.target.closest("[data-gallery-thumb]");
  if (!thumb || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(thumb.closest("[data-gallery]"), thumb);
});

document.addEventListener("keydown", (event) => {
  const gallery = event.target.closest?.("[data-gallery]");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!gallery || !step) return;
  const thumbs = [...gallery.querySelectorAll("[data-gallery-thumb]")];
  const current = thumbs.findIndex((thumb) => thumb.hasAttribute("aria-current"));
  const next = thumbs[(current + step + thumbs.length) % thumbs.length];
  if (!next) return;
  event.preventDefault();
  choose(gallery, next);
  if (event.target.matches("[data-gallery-thumb]")) next.focus();
});
