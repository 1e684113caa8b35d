// What the theme's own inline scripts do: its memory, and the palette that the reader chose last time.
// Names that begin with __md are the theme's; its bundle calls them.
{
  // What scripts will show is given its place before the first paint: see tables.css and search.css.
  document.documentElement.classList.add("mz-script");
  if (location.search.length > 1) document.documentElement.classList.add("mz-asked");

  const scope = new URL(document.currentScript.dataset.base, location);
  const name = (key, base) => `${base.pathname}.${key}`;

  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, one) => (sum << 5) - sum + one.charCodeAt(0), 0);
  window.__md_get = (key, store = localStorage, base = scope) => JSON.parse(store.getItem(name(key, base)));
  window.__md_set = (key, value, store = localStorage, base = scope) => {
    try {
      store.setItem(name(key, base), JSON.stringify(value));
    } catch {
      // A browser that remembers nothing shows the palette of its own settings next time.
    }
  };

  // A reader who has chosen neither light nor dark gets what the system shows, from the first paint on.
  const color = window.__md_get("__palette")?.color ?? { media: "(prefers-color-scheme)" };
  if (color.media === "(prefers-color-scheme)") {
    const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const { dataset } = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${wanted})"]`);
    color.scheme = dataset.mdColorScheme;
    color.primary = dataset.mdColorPrimary;
    color.accent = dataset.mdColorAccent;
  }
  for (const [key, value] of Object.entries(color)) {
    document.body.setAttribute(`data-md-color-${key}`, value);
  }
}
