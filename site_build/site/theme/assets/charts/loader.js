// Waits until a reader turns to a chart, then fetches what makes it interactive.  The page is complete
// without it: if anything here fails, the drawing stays as it is.

const WAKING = ["pointerover", "pointerdown", "focusin"];

/** Makes a drawing a place that the keyboard reaches. */
function open(pane) {
  const { label, role } = pane.parentElement.dataset;
  pane.tabIndex = 0;
  pane.setAttribute("role", "application");
  pane.setAttribute("aria-roledescription", role);
  pane.setAttribute("aria-label", label);
}

/** Gives a drawing its life, once. */
async function wake(event) {
  const pane = event.target.closest?.("figure[data-chart] > [data-width]");
  if (!pane || pane.dataset.state) return;
  pane.dataset.state = "waking";
  try {
    const { enliven } = await import("./live.js");
    await enliven(pane, event);
  } catch (error) {
    pane.dataset.state = "still";
    console.warn("The chart stays as it was drawn:", error);
  }
}

/** Puts this site's address into the line that others paste, where the page did not know it. */
function complete(code) {
  const { instead, address } = code.dataset;
  code.textContent = code.textContent.replace(instead, () => new URL(address, location.href).href);
}

document.querySelectorAll("figure[data-chart] > [data-width]").forEach(open);
document.querySelectorAll("code[data-instead]").forEach(complete);
for (const type of WAKING) document.addEventListener(type, wake, { passive: true });
