// Makes a file field a zone to drop on, and names what was chosen.
function prepare(root) {
  for (const zone of root.querySelectorAll("[data-upload]")) {
    zone.classList.add("upload--ready");
    show(zone);
  }
}

function show(zone) {
  const files = [...zone.querySelector("input").files];
  zone.querySelector("[data-upload-chosen]").textContent = files.map((file) => file.name).join(", ");
}

for (const [kind, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.("[data-upload]");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("upload--over", over);
    if (kind !== "drop") return;
    zone.querySelector("input").files = event.dataTransfer.files;
    zone.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
  });
}
document.addEventListener("change", (event) => {
  const zone = event.target.closest("[data-upload]");
  if (zone) show(zone);
});
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
