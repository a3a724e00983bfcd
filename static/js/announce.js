// Says to screen readers, and if asked shows, what just happened.
// From a module: document.dispatchEvent(new CustomEvent("announce", {detail: {text, show: true}})).
// From the server, with any htmx answer: HX-Trigger: {"announce": {"text": "…", "show": true}}.
// What a swap brings in and is marked with data-announce is said as well.
const shownFor = 5000;

document.addEventListener("htmx:afterSettle", (event) => {
  const news = event.detail.elt.querySelector?.("[data-announce]");
  if (news) say(news.textContent.trim());
});

document.addEventListener("announce", (event) => {
  const { text, show } = event.detail;
  say(text);
  if (show) showToast(text);
});

function say(text) {
  const region = document.getElementById("announcer");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}

function showToast(text) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  toast.setAttribute("aria-hidden", "true");
  document.getElementById("toasts").append(toast);
  setTimeout(() => toast.remove(), shownFor);
}
