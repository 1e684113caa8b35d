// What a page needs of our scripts, and nothing else of them.
const parts = {
  "#mz-search": "./search/search.js",
  "form.mz-filters": "./tables/tables.js",
  "figure[data-chart], code[data-instead]": "./charts/loader.js",
  "button[data-mz-copy]": "./copy.js",
};

for (const [wanted, part] of Object.entries(parts)) {
  if (document.querySelector(wanted)) import(part);
}
