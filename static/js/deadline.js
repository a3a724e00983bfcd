// Keeps "2 h 5 min left" true while the page is open. The wording comes from the server, the units from the browser.
const everyMs = 30_000;
const minuteMs = 60_000;
const language = document.documentElement.lang;
const units = ["day", "hour", "minute"].map((unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }));

function duration(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / minuteMs);
  const counts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return units[2].format(0);
  return counts.map((count, place) => (count && place >= first && place < first + 2 ? units[place].format(count) : "")).filter(Boolean).join(" ");
}

setInterval(() => {
  for (const element of document.querySelectorAll("[data-deadline]")) {
    const at = Date.parse(element.dataset.deadline);
    const { left, overdue } = element.dataset;
    element.textContent = (at > Date.now() ? left : overdue).replace("{}", duration(at - Date.now()));
    element.closest(".deadline").classList.toggle("deadline--past", at <= Date.now());
  }
}, everyMs);
