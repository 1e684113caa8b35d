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

for (const [wanted, part] of Object.entries(parts)) {
  if (document.querySelector(wanted)) import(part);
}
