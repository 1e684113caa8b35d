// The search page: asks the index in characters, as site_build/site/search writes it, and shows what it finds.
const root = new URL("../../", import.meta.url);
const cjk = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
const each = new RegExp(`([${cjk}])`, "gu");
const wide = `${cjk}\u3000-\u303f\uff00-\uffef“”‘’…—·`;
const gap = new RegExp(`(?<=[${wide}]) +| +(?=[${wide}])`, "gu");
const atOnce = 20;

const spaced = (text) => text.replace(each, " $1 ").replace(/ +/g, " ").trim();

// The text is in simplified characters: a query in traditional ones is put into these.
let simplified = {};
const plain = (text) => Array.from(text.normalize("NFKC"), (one) => simplified[one] ?? one).join("");

const read = (path, otherwise) => fetch(new URL(path, root)).then((answer) => (answer.ok ? answer.json() : otherwise));

// Many plans have several indexes, which are searched as one; each knows the characters of its own texts.
let library;
function index() {
  library ??= import(new URL("pagefind/pagefind.js", root)).then(async (found) => {
    const options = { excerptLength: 40 };
    await found.options(options);
    const others = await read("pagefind/indexes.json", []);
    const [, ...characters] = await Promise.all([
      found.init(),
      ...["pagefind/", ...others].map((path) => read(`${path}traditional.json`, {})),
      ...others.map((path) => found.mergeIndex(new URL(path, root).href, options)),
    ]);
    simplified = Object.assign({}, ...characters);
    return found;
  });
  return library;
}

// A term with Chinese in it must stand in the text as it is; other words may be inflected.
function phrases(query) {
  const terms = plain(query).replaceAll('"', " ").split(/\s+/).filter(Boolean);
  const chinese = terms.filter((term) => term.search(each) >= 0).map((term) => `"${spaced(term)}"`);
  const others = terms.filter((term) => term.search(each) < 0).join(" ");
  return others ? [...chinese, others] : chinese;
}

// What every phrase finds, the best first.
async function every(pagefind, asked, filters) {
  const answers = await Promise.all(asked.map((phrase) => pagefind.search(phrase, { filters })));
  const scores = new Map();
  for (const { results } of answers) {
    for (const one of results) {
      const before = scores.get(one.id) ?? { one, score: 0, times: 0 };
      scores.set(one.id, { one, score: before.score + one.score, times: before.times + 1 });
    }
  }
  return [...scores.values()]
    .filter((row) => row.times === asked.length)
    .sort((a, b) => b.score - a.score || (a.one.id < b.one.id ? -1 : 1))
    .map((row) => row.one);
}

// A bare number is an indicator's number in its plan before it is anything else; no words at all find all.
async function exactly(query, numbered, filters) {
  const pagefind = await index();
  if (!query) return (await pagefind.search(null, { filters })).results;
  const first = /^\d+$/.test(query)
    ? (await pagefind.search(`"${spaced(numbered.replace("[n]", query))}"`, { filters })).results
    : [];
  const results = await every(pagefind, phrases(query), filters);
  const seen = new Set(first.map((one) => one.id));
  return [...first, ...results.filter((one) => !seen.has(one.id))];
}

async function loosely(query, filters) {
  const pagefind = await index();
  return (await pagefind.search(spaced(plain(query).replaceAll('"', " ")), { filters })).results;
}

// ``exact`` says whether the words were found as they stand; ``count`` how many there would be by other filters.
async function find(query, numbered, filters) {
  const results = await exactly(query, numbered, filters);
  const exact = results.length > 0 || !query;
  const way = exact ? (other) => exactly(query, numbered, other) : (other) => loosely(query, other);
  return { results: exact ? results : await way(filters), exact, count: async (other) => (await way(other)).length };
}

// So many values are counted one by one; the library's own counts do not know phrases.
const mostCounted = 30;

// Each list with what of it is left, and how many there would be of each value; what is chosen stays.
async function offer(selects, chosen, count) {
  const all = await (await index()).filters();
  await Promise.all(selects.map(async (select) => {
    const wanted = select.value || new URLSearchParams(location.search).get(select.name) || "";
    const values = Object.keys(all[select.name] ?? {});
    const counted = count && values.length <= mostCounted;
    const options = await Promise.all(values.map(async (one) => {
      const left = counted ? await count({ ...chosen, [select.name]: one }) : 1;
      if (!left && one !== wanted) return [];
      return [new Option(counted ? `${one} (${left})` : one, one, false, one === wanted)];
    }));
    select.replaceChildren(select.options[0], ...options.flat());
    select.disabled = !options.flat().length;
  }));
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// The library's excerpt is HTML with marks; only its text and its marks are taken over.
function excerpt(html, title) {
  const inert = new DOMParser().parseFromString(html, "text/html").body;
  let text = "";
  for (const node of inert.childNodes) {
    text += node.nodeName === "MARK" ? `\u0001${node.textContent}\u0002` : node.textContent;
  }
  text = text.replace(/(?<=.)\u0002\s*\u0001(?=.)/gu, " ").replace(gap, "");
  text = text.replace(new RegExp(`(?<=[${wide}]\u0002?) +| +(?=\u0001?[${wide}])`, "gu"), "");
  // The title stands above already.
  const named = [...title].map((character) => character.replace(/[.*+?^${}()|[\]\\]/, "\\$&"));
  text = text.replace(new RegExp(`^${named.join("[\u0001\u0002]*")}\u0002?\\s*`, "u"), "");
  const shown = element("p", "mz-found__text");
  for (const part of text.split(/(\u0001[^\u0002]*\u0002?)/u)) {
    shown.append(part.startsWith("\u0001") ? element("mark", "", part.replace(/[\u0001\u0002]/g, "")) : part);
  }
  return shown;
}

function item(data) {
  const shown = element("li", "mz-found");
  const head = element("p", "mz-found__head");
  const link = element("a", "", data.meta.title);
  link.href = new URL(data.meta.url ?? "", root);
  head.append(link);
  if (data.meta.status) {
    head.append(" ", element("span", `mz-status mz-status--${data.meta.status}`, data.meta.verdict));
  }
  shown.append(head);
  if (data.meta.context) shown.append(element("p", "mz-quiet", data.meta.context));
  shown.append(excerpt(data.excerpt, data.meta.title));
  return shown;
}

function start(page) {
  const box = page.querySelector("input[type=search]");
  const state = page.querySelector("[role=status]");
  const list = page.querySelector("ol");
  const more = page.querySelector("button[data-more]");
  const selects = [...page.querySelectorAll("select")];
  const chosen = () => Object.fromEntries(selects.filter((one) => one.value).map((one) => [one.name, one.value]));
  const say = (name, values = {}) => {
    state.textContent = page.dataset[name].replace(/\[(\w+)\]/g, (whole, key) => values[key] ?? whole);
  };
  let asked = 0;
  let waiting = [];

  async function show(next) {
    const turn = asked;
    const found = await Promise.all(next.map((one) => one.data()));
    if (turn !== asked) return;
    const query = plain(box.value.trim()).toLowerCase();
    const named = (data) => Number(data.meta.title.toLowerCase().includes(query));
    // An indicator stands for itself; other promises often repeat one.
    const promised = ({ meta }) => ("status" in meta ? 1 + Number(meta.url.includes("/indicators/")) : 0);
    if (!/^\d+$/.test(query)) found.sort((a, b) => named(b) - named(a) || promised(b) - promised(a));
    list.append(...found.map(item));
    more.hidden = !waiting.length;
  }

  async function search() {
    const query = box.value.trim();
    const turn = ++asked;
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    for (const one of selects) {
      if (one.value) address.searchParams.set(one.name, one.value);
      else address.searchParams.delete(one.name);
    }
    history.replaceState(null, "", address);
    if (!query && !Object.keys(chosen()).length) {
      list.replaceChildren();
      more.hidden = true;
      state.textContent = "";
      return;
    }
    say("loading");
    try {
      const { results, exact, count } = await find(query, page.dataset.numbered, chosen());
      if (turn !== asked) return;
      list.replaceChildren();
      waiting = results.slice(atOnce);
      say(results.length ? (exact ? "found" : "loose") : "none", { count: results.length, query });
      await show(results.slice(0, atOnce));
      if (turn === asked) await offer(selects, chosen(), count);
    } catch {
      if (turn === asked) say("failed");
    }
  }

  let timer;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 200);
  });
  const facets = page.querySelector(".mz-facets");
  facets.addEventListener("change", search);
  // What can be chosen is fetched once a reader turns to it.
  for (const turned of ["focusin", "pointerenter"]) {
    facets.addEventListener(turned, () => selects[0].length > 1 || offer(selects, {}).catch(() => say("failed")), { once: true });
  }
  page.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  more.addEventListener("click", () => {
    const first = list.children.length;
    show(waiting.splice(0, atOnce)).then(() => list.children[first]?.querySelector("a").focus());
  });
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  page.hidden = false;
  const narrowed = selects.some((one) => new URLSearchParams(location.search).has(one.name));
  if (narrowed) offer(selects, {}).then(search, () => say("failed"));
  else if (box.value) search();
  else box.focus({ preventScroll: true });
}

const page = document.querySelector("#mz-search");
if (page) start(page);
