"""Words of charts, measured where a reader sees them: none on another, on a dot, or beyond the drawing."""

import pytest
from playwright.sync_api import Browser

from tests.charts.vega.generated import CASES, chart_of_case

pytestmark = pytest.mark.browser

# For each drawing: pairs of words that cover each other, words on a dot, words outside.  Letters reach from
# 0.86 of their size above the line they stand on to 0.14 below it; a line of text is higher than they are.
# Beyond a drawing every page leaves 12 px: a reader's own font may be wider than the one measured with.
FAULTS = """() => [...document.querySelectorAll("section")].flatMap((section) => {
  const inner = (box, less) => ({ left: box.left + less, right: box.right - less,
    top: box.top + less, bottom: box.bottom - less });
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0;
  const svg = section.querySelector("svg");
  const whole = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll("text")].map((text) => {
    const box = text.getBBox(), size = parseFloat(getComputedStyle(text).fontSize);
    const matrix = text.getScreenCTM();
    const [start, end] = [[box.x, -0.86 * size], [box.x + box.width, 0.14 * size]]
      .map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
    return [text.textContent, { left: start.x, right: end.x, top: start.y, bottom: end.y }];
  });
  const dots = [...svg.querySelectorAll(".mark-symbol:not(.stops_marks) path")]
    .map((dot) => inner(dot.getBoundingClientRect(), 0.5));
  const faults = words.flatMap(([one, box], place) => [
    ...words.slice(0, place).filter(([, other]) => meet(box, other)).map(([other]) => `${one} on ${other}`),
    ...dots.filter((dot) => meet(box, dot)).slice(0, 1).map(() => `${one} on a dot`),
    ...(box.left < whole.left - 12 || box.right > whole.right + 12
      || box.top < whole.top - 1 || box.bottom > whole.bottom + 1 ? [`${one} outside`] : []),
  ]);
  return faults.map((fault) => `${section.id}: ${fault}`);
})"""


# Wide drawings have room for the words of either language: the longer ones are enough.
LOOKS = (("narrow", "zh"), ("narrow", "en"), ("wide", "en"))


@pytest.fixture(scope="module")
def drawings() -> str:
    """A page with every case in both widths and languages, none of them scaled."""
    parts = []
    for name, width, code in ((name, *look) for name in CASES for look in LOOKS):
        chart = chart_of_case(name, width, code)
        across = chart.svg.split('viewBox="0 0 ')[1].split(" ")[0]
        parts.append(f'<section id="{name} {width} {code}" style="width:{across}px">{chart.svg}</section>')
    return "<!doctype html><meta charset='utf-8'>" + "".join(parts)


def test_no_words_of_a_chart_lie_on_others_on_a_dot_or_outside(browser: Browser, drawings: str) -> None:
    page = browser.new_page()
    page.set_content(drawings)
    faults = page.evaluate(FAULTS)
    page.close()
    assert not faults, "\n".join(faults)
