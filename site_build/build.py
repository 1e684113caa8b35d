"""The whole way from judged plans to a site: charts, files for download, pages, HTML."""

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from site_build import exports, language, pages, settings
from site_build.charts import engine, vega
from site_build.charts.drawing import Drawers
from site_build.charts.pictures import gallery
from site_build.charts.pictures.sheet import Sheet
from site_build.data.last_good import LastGood
from site_build.data.model import Plan
from site_build.exports import Source
from site_build.exports.site import site_files
from site_build.files.kept import Kept, KeptAt
from site_build.files.objects import Objects
from site_build.files.tree import Tree, address
from site_build.hosting import policy, releases
from site_build.pages import hand_written
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from site_build.site import assets, layout, links, search, sitemap
from site_build.site.layout import Layout
from site_build.units import KeptUnit, Made, SharedUnits, Unit, Units, code_sum, sum_of
from site_build.units.make import DATA, PARTS, Task, unit_name
from site_build.units.places import Placed, Places
from site_build.units.workers import (
    Asked,
    Here,
    Setup,
    answered,
    ask,
    do,
    do_here,
    made,
    render,
    workers,
)

Report = Callable[[str], None]
# Is told how many of how many steps are done.
Progress = Callable[[int, int], None]
# At the top of the site, what is written beside the tree, and the folder of the search's index.
OWN = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "_headers", "pagefind"})
# Beside the parts of a plan: the list of sums of their files.
_SUMS = "sums"
# What belongs to no plan: the pages, the files over all plans, the chart library, the pictures to share.
_PAGES, _FILES, _BUNDLE, _CARDS = "pages", "files", "bundle", "cards"
# So many tasks are given to workers before the first is done; the others stay where they are.
_AHEAD = 256


def unheard(done: int, steps: int) -> None:
    """Tell nobody of a progress."""


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
    progress: Progress = unheard,
    scheduler: str = "",
    store: str = "",
) -> tuple[str, ...]:
    """Build the site of ``plans`` into the empty folder ``out``; ``report`` is told each stage's name.

    The Markdown tree is left in ``docs``; ``data`` is the folder of the packages that the plans were
    read from; ``root`` is the site's folder, with its settings and ``.cache``; ``jobs`` processes at most,
    as many as cores may be used unless given; ``last_good`` says which plans are not those of ``data``, by
    id.  With a ``scheduler``'s address the plans are made by its cluster, whose workers put them into
    ``store``, a URL, if it is given.  Returns the renderer's warnings.  Raises layout.RenderError if
    the renderer fails, or warns and ``strict`` is set.
    """
    started = time.time()
    report("assess")
    assessed_plans = [
        replace(assessed, last_good=last_good.get(assessed.plan.id))
        for assessed in assess_plans(plans, as_of)
    ]
    _empty(docs)
    configured = settings.read(root)
    look = layout.read(root, configured, as_of)
    with TemporaryDirectory(prefix="mingzhang-search-") as folder:
        places = Places(docs, out, Path(folder))
        build = Build(root, data, as_of, configured, assessed_plans, look, places, scheduler, store)
        build.tree.claim(assets.copy(root, docs))
        report("make")
        build.take_kept()
        with build.workers(jobs) as pool:
            build.make(pool, progress)
            # While the rest is done: it needs no more than what can be found.  A renderer of the whole tree
            # empties the site first.
            early = build.ask_indexes(pool) if look.by_page else None
            build.write_site_files()
            report("render")
            warnings = build.render()
            if warnings and strict:
                raise layout.RenderError(warnings)
            (out / policy.HEADERS_FILE).write_text(policy.headers_file(), encoding="utf-8", newline="\n")
            sitemap.write(out, configured.url)
            report("index")
            try:
                for asked in early or build.ask_indexes(pool):
                    asked.answer()
            except search.IndexingError as error:
                raise layout.RenderError([str(error)]) from error
    build.setup.units.forget(started)
    build.setup.drawings.forget(started)
    return warnings


@dataclass(frozen=True)
class Build:
    """One build: where it reads, where it writes, what it builds.

    ``wanted`` are the parts of plans that must be made; by plan and part, ``made_from`` sums what the unit is
    made from.  Of units that are in their places no more is held than what the whole site needs: their pages'
    paths, the sums of their texts by index, their warnings, and the links out of them, each once.
    """

    root: Path
    data: Path
    as_of: date
    settings: Settings
    plans: Sequence[AssessedPlan]
    layout: Layout
    places: Places
    scheduler: str = ""
    store: str = ""
    wanted: list[tuple[AssessedPlan, str]] = field(default_factory=list)
    made_from: dict[tuple[str, str], str] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)
    _sums: dict[str, dict[str, str]] = field(default_factory=dict)
    _missing: dict[str, int] = field(default_factory=dict)
    _pages: list[str] = field(default_factory=list)
    _found: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _warnings: list[str] = field(default_factory=list)
    _outward: dict[tuple[str, str], links.Outward] = field(default_factory=dict)

    @cached_property
    def tree(self) -> Tree:
        """The tree that is written, each file once."""
        return Tree(self.places.docs, OWN)

    @cached_property
    def setup(self) -> Setup:
        """What all tasks share."""
        # Pages name commands, which are typed otherwise where the program is installed.
        typed = language.as_typed("scripts/build.py")
        shared = json.dumps([self.as_of.isoformat(), repr(self.settings), typed, code_sum(), self.layout.sum])
        cache = self.root / ".cache"
        units = Units(Kept(cache / "units"), Objects(cache / "objects"), shared, self.layout.sum)
        store = SharedUnits(KeptAt(self.store), shared) if self.store else None
        return Setup(self.as_of, self.settings, units, Kept(cache / "drawings"), self.layout, store)

    @cached_property
    def their_setup(self) -> Setup:
        """The same for workers: those on other machines keep nothing in folders of this one."""
        nothing = replace(self.setup.units, kept=Kept(None), objects=Objects(None))
        return replace(self.setup, units=nothing, drawings=Kept(None))

    def take_kept(self) -> None:
        """Put the units that are kept in place; the others are wanted."""
        for assessed in self.plans:
            plan_id = assessed.plan.id
            source = exports.read_source(assessed.plan, self._folder(assessed))
            for part, made_from in _made_from(assessed, source).items():
                self.made_from[plan_id, part] = made_from
                unit = self._kept(plan_id, part)
                if unit is None:
                    self.wanted.append((assessed, part))
                    self._missing[plan_id] = self._missing.get(plan_id, 0) + 1
                    self._sources[plan_id] = source
                else:
                    placed = self._places_of(plan_id).put(
                        unit_name(plan_id, part), unit, self.setup.units.objects
                    )
                    self._take_part(plan_id, placed)
            if plan_id not in self._missing:
                self._put_sums(plan_id)

    def _kept(self, plan_id: str, part: str) -> KeptUnit | None:
        return self.setup.units.get(unit_name(plan_id, part), self.made_from[plan_id, part])

    @contextmanager
    def workers(self, jobs: int) -> Iterator[Executor]:
        """Who makes the units that are wanted.  Raises UserError if the cluster cannot be used."""
        if self.scheduler:
            # Imported here: few builds need a cluster, and its libraries are an extra.
            from site_build.units.cluster import cluster

            with cluster(self.scheduler) as pool:
                yield pool
            return
        characters, cut = "", None
        if self.settings.chart_png and self.wanted:
            # Charts drawn as pictures need letters: a font of those in use is drawn with in half the time.
            characters = _characters([one.plan for one, _ in self.wanted])
            key = json.dumps(["font", engine.versions(), characters])
            cut = self.setup.drawings.made(key, lambda: engine.cut(characters))
        with workers(jobs, len(self.wanted), cut, characters, self.setup.drawings, self.layout) as pool:
            yield pool

    def make(self, pool: Executor, progress: Progress) -> None:
        """Make what is wanted, and the pages that belong to no plan."""
        cards = gallery.site_pictures([assessed.plan for assessed in self.plans], self.as_of)
        here = self._here(pool)
        others = {
            _BUNDLE: ask(here, keep_bundle, self.setup),
            _CARDS: ask(here, draw_site, cards, self.setup),
        }
        asked = (self._asked(pool, task) for task in self._tasks())
        begun = list(islice(asked, _AHEAD))
        # While others make the plans' units.
        self._put(_PAGES, self._site[0], self._site_pages)
        for done, (task, answer) in enumerate(answered(begun, asked), start=1):
            plan_id = task.assessed.plan.id
            self._take_part(plan_id, self._take_answer(task, answer))
            self._missing[plan_id] -= 1
            if not self._missing[plan_id]:
                self._put_sums(plan_id)
            progress(done, len(self.wanted))
        for name, one in others.items():
            self._take(self._placed(name, *one.answer()))
        releases.copy(self.root, self.places.docs)

    def ask_indexes(self, pool: Executor) -> list[Asked[None]]:
        """Let the indexes be made and put into the site, on this machine.

        The answers raise search.IndexingError if an index cannot be made.
        """
        here, others = self._here(pool), sorted(self._found.keys() - {search.SITE})
        asked = []
        for index in (*others, search.SITE):
            leads = others if index == search.SITE else []
            told = sum_of(json.dumps([leads, sorted(self._found[index])]))
            places = replace(self.places, index=index)
            asked.append(ask(here, put_index, told, leads, self.setup, places))
        return asked

    def write_site_files(self) -> None:
        """Write the files over all plans, which need each plan's, and the list of all pages."""
        judged = [(assessed.plan, assessed.assessments) for assessed in self.plans]

        def files() -> Unit:
            return Unit(site_files(judged, self.as_of, self.places.docs, self.settings))

        self._put(_FILES, self._site[0], files)
        listed = sitemap.pages(self._pages, [plan for plan, _ in judged], self.as_of)
        self.tree.write(sitemap.PAGES, exports.as_json(listed))

    def render(self) -> tuple[str, ...]:
        """Put into the site what is no plan's page; returns the renderer's warnings, broken links among them.

        Raises layout.RenderError if the renderer cannot finish.
        """
        docs, out = self.places.docs, self.places.out
        if not self.layout.by_page:
            from site_build.site.renderer import render_tree

            return render_tree(self.layout, self.root, docs, out)
        assets.place(docs, out)
        self._place_theme()
        outward = links.check_outward(
            self._outward.values(),
            lambda path: (docs / path).is_file(),
            lambda path: out / address(path),
        )
        return (*self._warnings, *outward)

    def _place_theme(self) -> None:
        """Put the theme's own files into the site, where the tree has no file of the same name."""

        def files() -> Unit:
            from site_build.site.renderer import renderer_of

            return Unit(html=renderer_of(self.layout).theme_files())

        found, made = replace(self.setup.units, shared="").made("theme", self.layout.sum, files)
        own = {path: sum_ for path, sum_ in found.html.items() if not (self.places.out / path).exists()}
        self.places.put("theme", KeptUnit(html=own), self.setup.units.objects, made)

    def _here(self, pool: Executor) -> Executor:
        """Who does what needs this machine's folders."""
        return Here() if self.scheduler else pool

    def _tasks(self) -> Iterator[Task]:
        """What is wanted, the largest plans first."""
        for assessed, part in sorted(self.wanted, key=lambda one: -len(one[0].plan.indicators)):
            plan_id = assessed.plan.id
            yield Task(assessed, part, self._sources[plan_id], self.made_from[plan_id, part])

    def _asked(self, pool: Executor, task: Task) -> tuple[Task, Asked[Placed] | Asked[Unit | None]]:
        """A task with who does it: on this machine the unit is put in place where it is made."""
        if self.scheduler:
            return task, ask(pool, do, task, self.their_setup)
        return task, ask(pool, do_here, task, self.setup, self._places_of(task.assessed.plan.id))

    def _take_answer(self, task: Task, answer: Placed | Unit | None) -> Placed:
        """What another machine made comes itself, or lies where it was put."""
        if isinstance(answer, Placed):
            return answer
        store = self.setup.store
        unit = answer or (store and store.get(task.name, task.made_from)) or made(task, self.setup)
        places = self._places_of(task.assessed.plan.id)
        kept = self.setup.units.put(task.name, task.made_from, unit)
        return places.put(task.name, kept, self.setup.units.objects, unit)

    def _take_part(self, plan_id: str, placed: Placed) -> None:
        start = f"{exports.folder(plan_id)}/"
        sums = {path: sum_ for path, sum_ in placed.sums.items() if path.startswith(start)}
        self._sums.setdefault(plan_id, {}).update(sums)
        self._take(placed)

    def _put_sums(self, plan_id: str) -> None:
        """Put the list of sums of a plan's files beside them, once all its parts are in place."""
        unit = Unit(exports.plan_sums(plan_id, self._sums.pop(plan_id)))
        self._take(self._placed(unit_name(plan_id, _SUMS), KeptUnit.of(unit, self.setup.units.objects), unit))

    def _put(self, name: str, made_from: str, make: Callable[[], Unit]) -> None:
        self._take(self._placed(name, *self.setup.units.made(name, made_from, make)))

    def _placed(self, name: str, unit: KeptUnit, made: Unit | None = None) -> Placed:
        return self.places.put(name, unit, self.setup.units.objects, made)

    def _places_of(self, plan_id: str) -> Places:
        """The places in which a plan's texts are with those of the plans that share its index."""
        return replace(self.places, index=self._indexes[plan_id])

    @cached_property
    def _indexes(self) -> Mapping[str, str]:
        return search.index_of_plans(assessed.plan.id for assessed in self.plans)

    def _take(self, placed: Placed) -> None:
        """Take a unit that is in its place."""
        self.tree.claim(placed.sums)
        self._pages.extend(path for path in placed.sums if path.endswith(".md"))
        if placed.found:
            self._found.setdefault(placed.index, []).append((placed.name, placed.found))
        self._warnings.extend(placed.warnings)
        for path, link in placed.outward:
            self._outward.setdefault((link.target, link.anchor), (path, link))

    @cached_property
    def _site(self) -> tuple[str, Mapping[str, Mapping[str, str]], Sequence[releases.Release]]:
        """What the pages that belong to no plan are made from beside the plans, after the sum of all."""
        written = {code: hand_written.read(self.root, code) for code in language.LANGUAGES}
        frozen = releases.read_all(self.root)
        return json.dumps([sorted(self.made_from.items()), written, repr(frozen)]), written, frozen

    def _site_pages(self) -> Unit:
        """The pages that belong to no plan."""
        _, written, frozen = self._site
        found = [
            page
            for code in language.LANGUAGES
            for page in pages.write_site(self.plans, self.as_of, self.settings, code, written[code], frozen)
        ]
        files = {page.path: page.markdown.encode("utf-8") for page in found}
        texts = search.texts(document for page in found for document in page.documents)
        unit = Unit(files, texts=texts)
        return render(unit, _PAGES, self.setup)

    def _folder(self, assessed: AssessedPlan) -> Path:
        return assessed.last_good.folder if assessed.last_good else self.data / assessed.plan.id


def _made_from(assessed: AssessedPlan, source: Source) -> dict[str, str]:
    """What each part of a plan is made from: it, its descriptor and record, for pages its neighbours."""
    own = sum_of(repr([assessed.plan, source, assessed.last_good]))
    near = [_seen_from(assessed, one) for one in (assessed.previous, assessed.following)]
    whole = sum_of(repr([own, near]))
    return {part: own if part == DATA else whole for part in PARTS}


def _seen_from(assessed: AssessedPlan, near: AssessedPlan | None) -> object:
    """What a plan's pages can tell of the plan before or after it: no figure of what only that one has."""
    if near is None:
        return None
    shared = {row.id for row in assessed.plan.indicators} & {row.id for row in near.plan.indicators}
    figures = tuple(row for row in near.plan.observations if row.indicator_id in shared)
    judged = [row for row in near.assessments.indicators if row.indicator_id in shared]
    return replace(near.plan, observations=figures), judged


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


def keep_bundle(setup: Setup) -> Made:
    """Vega, once for the site."""
    path = vega.bundle_path()

    def drawn() -> Unit:
        return Unit({path: vega.bundle().encode("utf-8")})

    return replace(setup.units, shared="").made(_BUNDLE, path, drawn)


def draw_site(sheets: Mapping[str, Sheet], setup: Setup) -> Made:
    """The pictures that belong to no plan."""

    def drawn() -> Unit:
        found = Drawers(setup.drawings).draw(list(sheets.values()))
        return Unit(dict(zip(sheets, found, strict=True)))

    made_from = sum_of(repr([(name, sheet.source) for name, sheet in sheets.items()]))
    return setup.units.made(_CARDS, made_from, drawn)


def put_index(told: str, others: Sequence[str], setup: Setup, places: Places) -> None:
    """Put an index into the site; ``told`` sums what can be found in it.  Raises search.IndexingError."""
    name = f"index {places.index}"

    def indexed() -> Unit:
        return Unit(html=search.index_files(places.texts, places.index, others))

    unit, made = setup.units.made(name, told, indexed)
    places.put(name, unit, setup.units.objects, made)


def _characters(plans: Sequence[Plan]) -> str:
    """Every character of the plans and of our own words, in order."""
    said = (text for code in language.LANGUAGES for text in language.load(code).texts.values())
    return "".join(sorted(frozenset[str]().union(*said, *map(repr, plans))))


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
