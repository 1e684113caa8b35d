// Tables and lists that filter, tables that sort.  They are complete without this; what is chosen stands in
// the address.  Each row tells in a hidden <span class="mz-row" data-id data-…> what it can be chosen by.
import "./sortable.min.js";

const root = new URL("../../", import.meta.url);

const rowsIn = (place) =>
  [...place.querySelectorAll(".mz-row")].map((told) => ({ row: told.closest("tr, li"), facts: told.dataset }));

// Headers become buttons; only columns that can be ordered across units are sorted.
function sortable(table, changed) {
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const told = head.querySelector("[data-sort]");
    if (!told) {
      head.classList.add("no-sort");
      return;
    }
    const fact = told.dataset.sort;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...told.childNodes);
    told.replaceWith(button);
    // The library sorts tables of a class; the theme dresses tables without one.
    button.addEventListener("click", () => table.setAttribute("class", "sortable asc"));
    head.dataset.column = fact;
    for (const { row, facts } of rowsIn(table)) {
      if (facts[fact] !== undefined) row.cells[place].dataset.sort = facts[fact];
    }
  });
  table.addEventListener("sort-end", () => {
    table.removeAttribute("class");
    changed();
  });
}

function sortedBy(table) {
  const head = table?.tHead.querySelector("th[aria-sort]");
  return head ? `${head.dataset.column}:${head.getAttribute("aria-sort") === "ascending" ? "up" : "down"}` : "";
}

function sortAs(table, wanted) {
  const [column, way] = wanted.split(":");
  const head = [...table.tHead.rows[0].cells].find((one) => one.dataset.column === column);
  if (!head) return;
  head.querySelector("button").click();
  if (way === "down") head.querySelector("button").click();
}

// Records of a CSV as they stand, quotes and line ends inside a cell included.
function records(text) {
  return text.match(/(?:"(?:[^"]|"")*"|[^"\r\n])+(?:\r\n|\n|$)/g) ?? [];
}

async function download(form, ids) {
  const address = new URL(form.dataset.csv, root);
  const text = await (await fetch(address)).text();
  const [head, ...rest] = records(text.replace(/^\ufeff/, ""));
  const place = head.trim().split(",").indexOf(form.dataset.key);
  const kept = rest.filter((line) => ids.has(line.split(",")[place].replace(/^"|"$/g, "")));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", head, ...kept], { type: "text/csv;charset=utf-8" }));
  link.download = form.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function start(form) {
  const after = (one) => form.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const table = [...document.querySelectorAll("article table")].find((one) => after(one) && one.tHead.querySelector("[data-sort]"));
  const state = form.querySelector("[role=status]");
  const rows = rowsIn(document.querySelector("article"));
  const groups = [...document.querySelectorAll("article section:has(.mz-row)")];
  const shown = () => rows.filter(({ row }) => !row.hidden);

  function remember() {
    const address = new URL(location.href);
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.value.trim()) address.searchParams.set(field.name, field.value.trim());
      else address.searchParams.delete(field.name);
    }
    const sorted = sortedBy(table);
    if (sorted) address.searchParams.set("sort", sorted);
    else address.searchParams.delete("sort");
    history.replaceState(null, "", address);
  }

  function filter() {
    const chosen = [...form.querySelectorAll("select")].filter((field) => field.value);
    const words = form.elements.words.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    for (const { row, facts } of rows) {
      const text = row.textContent.normalize("NFKC").toLowerCase();
      row.hidden =
        !chosen.every((field) => (facts[field.name] ?? "") === field.value) ||
        !words.every((word) => text.includes(word));
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    state.textContent = form.dataset.shown
      .replace("[shown]", shown().length)
      .replace("[total]", rows.length);
    form.classList.toggle("mz-filters--none", !shown().length);
  }

  function changed() {
    filter();
    remember();
  }

  if (table) sortable(table, remember);
  const asked = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
  }
  if (table && asked.has("sort")) sortAs(table, asked.get("sort"));
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  form.querySelector("[data-download]").addEventListener("click", () =>
    download(form, new Set(shown().map(({ facts }) => facts.id))).catch(() => {
      state.textContent = form.dataset.failed;
    }),
  );
  filter();
  form.hidden = false;
}

for (const form of document.querySelectorAll("form.mz-filters")) start(form);
