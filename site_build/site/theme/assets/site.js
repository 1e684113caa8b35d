// What a page needs of our scripts, and nothing else of them.
const parts = {
  "#mz-search": "./search/search.js",
  "form.mz-filters": "./tables/tables.js",
  "figure[data-chart], code[data-instead]": "./charts/loader.js",
  "button[data-mz-copy]": "./copy.js",
  "button[data-mz-png]": "./png.js",
  "form[data-mz-unknown]": "./api.js",
};

// The foot of each printed sheet: a style sheet cannot know the page's address.
const address = document.querySelector("link[rel=canonical]")?.href ?? location.pathname;
const title = document.querySelector("h1")?.firstChild?.textContent ?? document.title;
document.documentElement.style.setProperty("--mz-address", JSON.stringify(`${title.trim()} · ${decodeURI(address)}`));

// The menu of a phone closes when the reader turns elsewhere.
const drawer = document.querySelector(".mz-drawer");
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !drawer?.open) return;
  drawer.open = false;
  drawer.querySelector("summary").focus();
});
addEventListener("click", ({ target }) => {
  if (drawer?.open && !drawer.contains(target)) drawer.open = false;
});

// A line that an address leads to is opened.
const meant = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
const folded = meant && meant.querySelector(":scope > details");
if (folded) folded.open = true;

for (const [wanted, part] of Object.entries(parts)) {
  if (document.querySelector(wanted)) import(part);
}
