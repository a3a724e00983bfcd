// The phone's position, with its owner's consent: written into the forms that ask for it.
// Nothing is read before the box is ticked, and nothing is kept beyond the visit of the page.
let place = null;

function spread(root) {
  for (const [name, value] of Object.entries(place ?? {})) {
    for (const field of root.querySelectorAll(`[data-position-${name}]`)) field.value = value;
  }
}

function known(position) {
  place = { latitude: position.coords.latitude.toFixed(6), longitude: position.coords.longitude.toFixed(6) };
  spread(document);
  say("known");
}

function say(state) {
  for (const line of document.querySelectorAll("[data-position-state]")) line.hidden = line.dataset.positionState !== state;
}

function forget() {
  place = { latitude: "", longitude: "" };
  spread(document);
  say("off");
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-position-consent]")) {
    if (!event.target.checked) return forget();
    say("asked");
    navigator.geolocation.getCurrentPosition(known, () => { event.target.checked = false; forget(); say("refused"); }, { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 });
  }
  if (event.target.matches("[data-position-photo]") && event.target.files.length) {
    const form = event.target.form;
    form.querySelector("[data-position-taken]").value = event.target.files[0].lastModified;
    form.requestSubmit();
  }
});
document.addEventListener("htmx:load", (event) => spread(event.detail.elt));
for (const box of document.querySelectorAll("[data-position-box]")) box.hidden = !("geolocation" in navigator);
