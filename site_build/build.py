"""The whole way from judged plans to a site: charts, files for download, pages, HTML."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product
from pathlib import Path
from types import MappingProxyType

from site_build import exports, language, pages, settings
from site_build.charts import vega
from site_build.charts.drawing import Drawers
from site_build.charts.pictures import draw as pictures
from site_build.charts.vega import Charts
from site_build.data.citations import cited_site
from site_build.data.last_good import LastGood
from site_build.data.model import Plan
from site_build.exports.site import site_files
from site_build.files.kept import Kept
from site_build.files.tree import Tree
from site_build.hosting import policy, releases
from site_build.pages import hand_written
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from site_build.site import assets, render, search, sitemap
from site_build.units import Unit, Units, sum_of

Report = Callable[[str], None]
# Charts by plan and language, then by indicator.
Drawn = Mapping[tuple[str, str], Mapping[str, Charts]]
# The parts of a plan that are kept apart: its pages in each language, its published files.
DATA = "data"
PARTS = (*language.LANGUAGES, DATA)


def make_site(
    root: Path,
    plans: Sequence[Plan],
    as_of: date,
    *,
    out: Path,
    strict: bool,
    report: Report,
    docs: Path,
    data: Path,
    jobs: int = 0,
    last_good: Mapping[str, LastGood] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Build the site of ``plans`` into the empty folder ``out``; ``report`` is told each stage's name.

    The Markdown tree is left in ``docs``; ``data`` is the folder of the packages that the plans were
    read from; ``root`` is the site's folder, with its settings and ``.cache``; ``jobs`` processes at most,
    as many as cores may be used unless given; ``last_good`` says which plans are not those of ``data``, by
    id.  Returns the renderer's warnings.  Raises site.RenderError if
    the renderer fails, or warns and ``strict`` is set.
    """
    report("assess")
    assessed_plans = [
        replace(assessed, last_good=last_good.get(assessed.plan.id))
        for assessed in assess_plans(plans, as_of)
    ]
    _empty(docs)
    configured = settings.read(root)
    build = Build(root, docs, data, as_of, configured, assessed_plans)
    build.tree.claim(assets.copy(root, docs))
    report("draw")
    drawn, taken = build.draw(jobs)
    report("write")
    found = build.write(drawn, taken)
    report("render")
    pages_kept = Kept(root / ".cache" / "pages")
    warnings = render.render(root, docs, out, configured, as_of, pages_kept)
    pages_kept.forget()
    if warnings and strict:
        raise render.RenderError(list(warnings))
    (out / policy.HEADERS_FILE).write_text(policy.headers_file(), encoding="utf-8", newline="\n")
    sitemap.write(out, configured.url)
    report("index")
    build.index(found, out)
    build.units.kept.forget()
    return warnings


@dataclass(frozen=True)
class Build:
    """One build: where it reads, where it writes, what it builds."""

    root: Path
    docs: Path
    data: Path
    as_of: date
    settings: Settings
    plans: Sequence[AssessedPlan]

    @cached_property
    def tree(self) -> Tree:
        """The tree that is written, each file once."""
        return Tree(self.docs, render.OWN)

    @cached_property
    def units(self) -> Units:
        """The units that are kept from build to build."""
        # Pages name commands, which are typed otherwise where the program is installed.
        shared = [self.as_of.isoformat(), repr(self.settings), language.as_typed("scripts/build.py")]
        return Units(Kept(self.root / ".cache" / "units"), json.dumps(shared))

    @cached_property
    def made_from(self) -> Mapping[str, str]:
        """By plan the sum of what its units are made from: it, its neighbours, its descriptor, its record."""
        return {assessed.plan.id: self._made_from(assessed) for assessed in self.plans}

    @cached_property
    def kept(self) -> dict[tuple[str, str], Unit]:
        """The plans' units that need not be made: all three of a plan, or none."""
        found: dict[tuple[str, str], Unit] = {}
        for plan_id, made_from in self.made_from.items():
            parts = {part: self.units.get(f"{plan_id} {part}", made_from) for part in PARTS}
            whole = {(plan_id, part): unit for part, unit in parts.items() if unit is not None}
            found |= whole if len(whole) == len(PARTS) else {}
        return found

    @property
    def wanted(self) -> list[AssessedPlan]:
        """The plans whose units must be made."""
        return [assessed for assessed in self.plans if (assessed.plan.id, DATA) not in self.kept]

    def draw(self, jobs: int) -> tuple[Drawn, pictures.Pictures]:
        """What there is to draw for the plans that must be made; Vega, once for the site."""
        kept = Kept(self.root / ".cache" / "drawings")
        path, wanted = vega.bundle_path(), self.wanted
        self.tree.write(path, kept.made(path, lambda: vega.bundle().encode("utf-8")))
        # Charts drawn as pictures need letters: a font of those in use is drawn with in half the time.
        characters = _characters([one.plan for one in wanted]) if self.settings.chart_png else frozenset()
        with Drawers(kept, characters, jobs) as drawers:
            drawn = draw_charts(wanted, drawers)
            taken = pictures.draw(wanted, drawn, self.settings, drawers)
            shared = pictures.of_site([one.plan for one in self.plans], self.as_of, drawers)
        for name, data in shared.items():
            self.tree.write(name, data)
        kept.forget()
        return drawn, taken

    def write(self, drawn: Drawn, taken: pictures.Pictures) -> list[pages.Document]:
        """All of the tree but the site's own files, and what a search can find in it."""
        units = dict(self.kept)
        for assessed in self.wanted:
            plan_id = assessed.plan.id
            for part, unit in self._plan_units(assessed, drawn, taken):
                self.units.put(f"{plan_id} {part}", self.made_from[plan_id], unit)
                units[plan_id, part] = unit
        for unit in units.values():
            unit.write(self.tree)
        releases.copy(self.root, self.docs)
        site = self._site_unit()
        site.write(self.tree)
        units["", ""] = site
        plans = [assessed.plan for assessed in self.plans]
        listed = sitemap.pages([name for unit in units.values() for name in unit.files], plans, self.as_of)
        self.tree.write(sitemap.PAGES, exports.as_json(listed))
        found = [document for unit in units.values() for document in unit.documents]
        return sorted(found, key=lambda document: document.url)

    def index(self, found: Sequence[pages.Document], out: Path) -> None:
        """The index, from what a search can find.  Raises site.RenderError if it cannot be made."""
        told = sum_of(json.dumps([asdict(document) for document in found]))
        try:
            self.units.made("index", told, lambda: Unit(search.index_files(found))).write(Tree(out))
        except search.IndexingError as error:
            raise render.RenderError([str(error)]) from error

    def _plan_units(
        self, assessed: AssessedPlan, drawn: Drawn, taken: pictures.Pictures
    ) -> Iterator[tuple[str, Unit]]:
        plan = assessed.plan
        for code in language.LANGUAGES:
            charts = drawn.get((plan.id, code), {})
            written = list(pages.write_plan(assessed, self.as_of, self.settings, code, charts))
            files = {page.path: page.markdown.encode("utf-8") for page in written}
            for indicator_id, pair in charts.items():
                path = pages.chart_data_path(plan.id, indicator_id, code)
                files[path] = vega.document(pair.narrow, pair.wide).encode("utf-8")
            files |= {path: data for path, data in taken.shared[plan.id].items() if f".{code}." in path}
            yield code, Unit(files, tuple(document for page in written for document in page.documents))
        yield (
            DATA,
            Unit(
                exports.plan_files(
                    plan,
                    assessed.assessments,
                    self._source(assessed),
                    cited_site(self.settings),
                    taken.downloads[plan.id],
                )
            ),
        )

    def _site_unit(self) -> Unit:
        """The pages that belong to no plan, and the files over all plans."""
        written = {code: hand_written.read(self.root, code) for code in language.LANGUAGES}
        frozen = releases.read_all(self.root)

        def make() -> Unit:
            made = [
                page
                for code in language.LANGUAGES
                for page in pages.write_site(
                    self.plans, self.as_of, self.settings, code, written[code], frozen
                )
            ]
            judged = [(assessed.plan, assessed.assessments) for assessed in self.plans]
            files = {page.path: page.markdown.encode("utf-8") for page in made}
            files |= site_files(judged, self.as_of, self.docs, self.settings)
            return Unit(files, tuple(document for page in made for document in page.documents))

        return self.units.made("site", json.dumps([self.made_from, written, repr(frozen)]), make)

    def _source(self, assessed: AssessedPlan) -> Path:
        return assessed.last_good.folder if assessed.last_good else self.data / assessed.plan.id

    def _made_from(self, assessed: AssessedPlan) -> str:
        near = [one.plan if one else None for one in (assessed, assessed.previous, assessed.following)]
        source = self._source(assessed)
        descriptor = (source / "datapackage.json").read_bytes()
        return sum_of(repr([*near, descriptor, exports.recorded(source), assessed.last_good]))


def assess_plans(plans: Sequence[Plan], as_of: date) -> list[AssessedPlan]:
    """Each plan assessed and, where they are there, with the plans before and after it."""
    bare = {plan.id: AssessedPlan(plan, assess_plan(plan, as_of)) for plan in plans}
    after = {
        plan.predecessor: bare[plan.id] for plan in sorted(plans, key=lambda plan: plan.id, reverse=True)
    }
    return [
        replace(bare[plan.id], previous=bare.get(plan.predecessor), following=after.get(plan.id))
        for plan in plans
    ]


def draw_charts(assessed_plans: Sequence[AssessedPlan], drawers: Drawers | None = None) -> Drawn:
    """By plan and language the charts of every indicator that has something to draw."""
    places, sketches = [], []
    for assessed, code in product(assessed_plans, language.LANGUAGES):
        plan = assessed.plan
        for assessment, width in product(assessed.assessments.indicators, ("narrow", "wide")):
            indicator = plan.indicator(assessment.indicator_id)
            seen = plan.observations_of(indicator.id)
            sketch = vega.indicator_sketch(plan, indicator, assessment, seen, code, width)
            if sketch:
                places.append((plan.id, code, indicator.id))
                sketches.append(sketch)
    found = vega.draw_all(sketches, drawers)
    drawn: dict[tuple[str, str], dict[str, Charts]] = {}
    for (plan_id, code, indicator_id), narrow, wide in zip(places[::2], found[::2], found[1::2], strict=True):
        drawn.setdefault((plan_id, code), {})[indicator_id] = Charts(narrow, wide)
    return drawn


def _characters(plans: Sequence[Plan]) -> frozenset[str]:
    """Every character of the plans and of our own words."""
    said = (text for code in language.LANGUAGES for text in language.load(code).texts.values())
    return frozenset().union(*said, *map(repr, plans))


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
