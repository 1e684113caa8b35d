// Copy buttons: shown where this module runs, silent until pressed, and they say what they did.

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or a site served without TLS, as on a county's own network.
    return false;
  }
}

function select(source) {
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(button) {
  const source = document.getElementById(button.dataset.mzCopy);
  const status = button.parentElement.querySelector("[role=status]");
  let done = await copied(source.textContent);
  if (!done) {
    select(source);
    done = document.execCommand("copy");
  }
  // Emptied first, so that the same words are announced again.
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = done ? button.dataset.mzDone : button.dataset.mzSelected;
  });
}

for (const button of document.querySelectorAll("button[data-mz-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
