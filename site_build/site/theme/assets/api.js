// Answers of the interface for programs, tried on the page: shown where this module runs.

const LONGEST = 4000;

function shown(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…` : text;
}

async function ask(form) {
  const status = form.querySelector("[role=status]");
  const answer = form.querySelector("pre");
  const root = new URL(form.action);
  const path = new FormData(form).get("path").trim().replace(/^\/+/, "");
  const address = new URL(path, root);
  answer.hidden = true;
  status.textContent = "";
  // Nothing outside the interface is asked for.
  if (!address.href.startsWith(root.href)) {
    status.textContent = form.dataset.mzUnknown;
    return;
  }
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    answer.querySelector("code").textContent = shown(JSON.stringify(await response.json(), null, 2));
    answer.hidden = false;
    status.textContent = `${response.status} · ${address.href}`;
  } catch {
    status.textContent = form.dataset.mzUnknown;
  }
}

for (const form of document.querySelectorAll("form[data-mz-unknown]")) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
