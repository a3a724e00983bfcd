// Changes the theme at once where the form would reload the page; the cookie is the server's.
const oneYearSeconds = 365 * 24 * 3600;

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-theme-switch]")) return;
  event.preventDefault();
  const theme = event.submitter.value;
  document.cookie = `theme=${theme}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
  document.documentElement.dataset.theme = theme;
  for (const choice of document.querySelectorAll("[data-theme-switch] [name=theme]")) {
    if (choice.value === theme) choice.setAttribute("aria-current", "true");
    else choice.removeAttribute("aria-current");
  }
});
