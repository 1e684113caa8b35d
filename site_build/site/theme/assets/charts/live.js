// A chart that answers: pointer, finger and arrow keys stop at its points, and its period can be narrowed.
// The points are marks that the drawing already holds, so they can be told before Vega has come, and
// without it; Vega redraws the chart when the period changes.

const STOPS = ".stops_marks path";
// A mouse moved this far while pressed, in CSS pixels, marks a period.
const DRAG = 8;

/** Fetches the chart's specification and tells its points; then fetches Vega and redraws with it. */
export async function enliven(pane, event) {
  const { chart, vega } = pane.parentElement.dataset;
  const response = await fetch(new URL(chart, document.baseURI));
  if (!response.ok) throw new Error(`${response.status} ${chart}`);
  const scene = new Scene(pane, await response.json());
  listen(scene);
  if (event.type.startsWith("pointer")) scene.stopNear(event);
  else if (pane.matches(":focus-visible")) scene.stop(0);
  await scene.revive(await import(new URL(vega, document.baseURI)));
}

class Scene {
  constructor(pane, spec) {
    this.pane = pane;
    this.spec = spec;
    this.drawing = pane.querySelector("svg");
    this.rows = spec.data.find((table) => table.name === "stops").values;
    this.whole = period(spec);
    this.shown = this.whole;
    this.at = -1;
    this.ring = add(pane, "div", "mz-chart__ring");
    this.brush = add(pane, "div", "mz-chart__brush");
    this.tip = add(pane, "div", "mz-chart__tip");
    for (const part of [this.ring, this.brush, this.tip]) {
      part.hidden = true;
      part.setAttribute("aria-hidden", "true");
    }
    this.said = add(pane.parentElement, "p", "mz-chart__said");
    this.said.setAttribute("aria-live", "polite");
    this.tools = pane.parentElement.querySelector(".mz-chart__tools");
    this.tools.hidden = false;
  }

  /** The rows that the period shows, in the order of their marks. */
  get visible() {
    if (!this.whole) return this.rows;
    return this.rows.filter((row) => row.x >= this.shown[0] && row.x <= this.shown[1]);
  }

  /** Where the marks are, in CSS pixels from the pane's corner. */
  places() {
    const corner = this.pane.getBoundingClientRect();
    return [...this.drawing.querySelectorAll(STOPS)].map((mark) => {
      const box = mark.getBoundingClientRect();
      return [box.x + box.width / 2 - corner.x, box.y + box.height / 2 - corner.y];
    });
  }

  /** Stops at the mark nearest to the pointer; across counts more than up and down. */
  stopNear(event) {
    const corner = this.pane.getBoundingClientRect();
    const [x, y] = [event.clientX - corner.x, event.clientY - corner.y];
    const far = this.places().map(([left, top]) => (left - x) ** 2 + (top - y) ** 2 / 16);
    this.stop(far.indexOf(Math.min(...far)));
  }

  /** Stops at the mark of that place: rings it, shows what it says, and has it read out. */
  stop(place) {
    const row = this.visible[place];
    const spot = this.places()[place];
    if (!row || !spot) return;
    const moved = place !== this.at || this.tip.hidden;
    this.at = place;
    [this.ring.style.left, this.ring.style.top] = spot.map((length) => `${length}px`);
    this.ring.hidden = this.tip.hidden = false;
    if (moved) {
      this.tip.replaceChildren(...worded(row));
      this.said.textContent = row.said;
    }
    this.placeTip(spot);
  }

  /** Beside the mark, above it or below where there is more room, within the drawing. */
  placeTip([x, y]) {
    const { clientWidth: width, clientHeight: height } = this.pane;
    const left = Math.max(0, Math.min(x - this.tip.offsetWidth / 2, width - this.tip.offsetWidth));
    const above = y - this.tip.offsetHeight - 16;
    this.tip.style.left = `${left}px`;
    this.tip.style.top = `${above >= 0 || y > height / 2 ? above : y + 16}px`;
  }

  move(step) {
    const last = this.visible.length - 1;
    const start = this.at < 0 && step < 0 ? last : this.at + step;
    this.stop(Math.max(0, Math.min(last, start)));
  }

  leave() {
    this.ring.hidden = this.tip.hidden = true;
  }

  /** Draws the chart with Vega in the drawing's own size, and puts it in the drawing's place. */
  async revive({ parse, View, expressionInterpreter }) {
    const layer = document.createElement("div");
    layer.className = "mz-chart__live";
    layer.setAttribute("aria-hidden", "true");
    const spec = fitted(this.spec, this.drawing, this.pane.dataset.width);
    this.view = new View(parse(spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container: layer,
      logLevel: 0,
    });
    await this.view.runAsync();
    this.pane.append(layer);
    this.drawing = layer.querySelector("svg");
    this.drawing.setAttribute("font-family", this.pane.querySelector("svg").getAttribute("font-family"));
    this.pane.dataset.state = "live";
    if (this.whole) this.tools.querySelector("[data-zoom]").hidden = false;
    if (!this.tip.hidden) this.stop(this.at);
  }

  /** The period at a place across the pane. */
  when(clientX) {
    const { left, width } = this.pane.getBoundingClientRect();
    const [, , across] = this.pane.querySelector("svg").getAttribute("viewBox").split(" ").map(Number);
    const [plot, inner] = [this.view.padding().left, this.view.width()];
    const share = (((clientX - left) / width) * across - plot) / inner;
    return this.shown[0] + Math.max(0, Math.min(1, share)) * (this.shown[1] - this.shown[0]);
  }

  /** Shows ``factor`` times as long a period around the point that it stops at. */
  zoom(factor) {
    if (!this.whole || !this.view) return;
    const [from, to] = this.shown;
    const middle = this.visible[this.at]?.x ?? (from + to) / 2;
    const half = ((to - from) * factor) / 2;
    this.show(middle - half, middle + half);
  }

  /** Shows a period: a year at least, and nothing beyond the whole. */
  async show(from, to) {
    if (!this.whole || !this.view) return;
    const row = this.visible[this.at];
    const [first, last] = this.whole;
    const length = Math.min(last - first, Math.max(1, to - from));
    const start = Math.max(first, Math.min(last - length, (from + to - length) / 2));
    this.shown = [start, start + length];
    await this.view.signal("first", start).signal("last", start + length).runAsync();
    this.at = this.visible.indexOf(row);
    const told = !this.tip.hidden && this.at >= 0;
    this.leave();
    if (told) this.stop(this.at);
    this.said.textContent = this.pane.parentElement.dataset.shown
      .replace("FROM", Math.ceil(start))
      .replace("TO", Math.floor(start + length));
  }

  showAll() {
    if (this.whole) this.show(...this.whole);
  }
}

const KEYS = {
  ArrowRight: (scene) => scene.move(1),
  ArrowDown: (scene) => scene.move(1),
  ArrowLeft: (scene) => scene.move(-1),
  ArrowUp: (scene) => scene.move(-1),
  Home: (scene) => scene.stop(0),
  End: (scene) => scene.stop(scene.visible.length - 1),
  Escape: (scene) => scene.leave(),
  "+": (scene) => scene.zoom(0.5),
  "=": (scene) => scene.zoom(0.5),
  "-": (scene) => scene.zoom(2),
  0: (scene) => scene.showAll(),
};

/** Lets pointer, finger, keys and buttons act on the scene. */
function listen(scene) {
  const { pane } = scene;
  pane.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(scene);
  });
  pane.addEventListener("focus", () => pane.matches(":focus-visible") && scene.stop(Math.max(0, scene.at)));
  pane.addEventListener("blur", () => scene.leave());
  // What is told stays while the pointer reads it, and goes when the pointer leaves.
  pane.addEventListener("pointermove", (event) => {
    if (!scene.tip.contains(event.target) && !scene.pressed) scene.stopNear(event);
  });
  pane.addEventListener("pointerdown", (event) => event.pointerType !== "mouse" && scene.stopNear(event));
  pane.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && scene.leave());
  document.addEventListener("pointerdown", (event) => {
    if (!pane.parentElement.contains(event.target)) scene.leave();
  });
  mark(scene);
  scene.tools.addEventListener("click", ({ target }) => {
    // The tools serve the drawing that is shown, of the two.
    const { move, span } = target.closest("button")?.dataset ?? {};
    if (!pane.offsetParent) return;
    if (move) scene.move(Number(move));
    if (span === "all") scene.showAll();
    else if (span) scene.zoom(Number(span));
  });
}

/** A period is marked with the mouse and shown when it is let go. */
function mark(scene) {
  const { pane, brush } = scene;
  pane.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0 && scene.whole && scene.view) {
      scene.pressed = event.clientX;
    }
  });
  document.addEventListener("pointermove", ({ clientX }) => {
    if (!scene.pressed || Math.abs(clientX - scene.pressed) < DRAG) return;
    const { left, right } = pane.getBoundingClientRect();
    const ends = [scene.pressed, Math.max(left, Math.min(right, clientX))].sort((one, other) => one - other);
    scene.leave();
    brush.hidden = false;
    brush.style.left = `${ends[0] - left}px`;
    brush.style.width = `${ends[1] - ends[0]}px`;
  });
  document.addEventListener("pointerup", ({ clientX }) => {
    const { pressed } = scene;
    scene.pressed = undefined;
    if (brush.hidden) return;
    brush.hidden = true;
    const ends = [scene.when(pressed), scene.when(clientX)].sort((one, other) => one - other);
    scene.show(...ends);
  });
}

/** The period that the chart shows at first; undefined where it has none. */
function period(spec) {
  const value = (name) => (spec.signals ?? []).find((signal) => signal.name === name)?.value;
  return value("first") === undefined ? undefined : [value("first"), value("last")];
}

/** The specification in the drawing's size and place, with the page's colours. */
function fitted(spec, drawing, name) {
  const [, , across, down] = drawing.getAttribute("viewBox").split(" ").map(Number);
  const shift = drawing.querySelector("g").getAttribute("transform");
  const [left, top] = /translate\(([\d.]+),([\d.]+)\)/.exec(shift).slice(1).map(Number);
  const { sizes, roles } = spec.usermeta;
  const [width, height] = sizes[name];
  const coloured = JSON.stringify(named(spec, name)).replace(/"(#[0-9a-f]{6})"/g, (whole, colour) =>
    colour in roles ? `"var(--mz-chart-${roles[colour]}, ${colour})"` : whole,
  );
  return {
    ...JSON.parse(coloured),
    width,
    height,
    autosize: "none",
    padding: { left, top, right: across - left - width, bottom: down - top - height },
  };
}

/** The specification with the signals and data of the drawing's width; it stands as that of the wide one. */
function named(spec, name) {
  const own = spec.usermeta[name];
  if (!own) return spec;
  const signals = (spec.signals ?? []).map((one) =>
    one.name in own.signals ? { ...one, value: own.signals[one.name] } : one,
  );
  const data = spec.data.map((one) => (one.name in own.data ? { ...one, values: own.data[one.name] } : one));
  return { ...spec, signals, data };
}

/** What a row says, as a heading and pairs. */
function worded({ title, lines }) {
  const heading = document.createElement("b");
  heading.textContent = title;
  const list = document.createElement("dl");
  for (const [word, figure] of lines) {
    add(list, "dt").textContent = word;
    add(list, "dd").textContent = figure;
  }
  return [heading, list];
}

function add(parent, tag, name) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  return parent.appendChild(element);
}
