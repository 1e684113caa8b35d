"""A tree of kept units is the tree built from nothing, byte by byte; one thing changed makes little anew."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from site_build.build import Build, assess_plans, unheard
from site_build.data.model import Plan
from site_build.files.kept import Kept
from site_build.files.objects import Objects
from site_build.settings import Settings
from site_build.site.layout import Layout
from site_build.site.links import Link, PageLinks
from site_build.units import Unit, Units
from site_build.units.places import Places
from site_build.units.workers import Here
from tests import fictional
from tests.builders import a_plan, an_indicator, an_observation

DAY = date(2024, 12, 31)
DESCRIPTOR = (fictional.FOLDER / "fictional-plan" / "datapackage.json").read_text("utf-8")


def _plan(name: str, **changes: object) -> Plan:
    return replace(
        a_plan(
            id=name,
            indicators=(an_indicator(), an_indicator(id="fictional-other", number="2", name="虚构另一指标")),
            observations=(an_observation("2022", 130),),
        ),
        **changes,  # type: ignore[arg-type]
    )


def _tree(
    root: Path, plans: Sequence[Plan], day: date = DAY
) -> tuple[dict[str, bytes], dict[str, bytes], list[str]]:
    """The tree and its HTML, what a search finds in it, and the plans that were built for it."""
    places = Places(root / "docs", root / "out", root / "search")
    places.search.mkdir(parents=True)
    for plan in plans:
        (root / "datapackage" / plan.id).mkdir(parents=True, exist_ok=True)
        (root / "datapackage" / plan.id / "datapackage.json").write_text(DESCRIPTOR, encoding="utf-8")
    settings = Settings()
    assessed = assess_plans(plans, day)
    build = Build(root, root / "datapackage", day, settings, assessed, Layout(day, settings), places)
    build.take_kept()
    made = list(dict.fromkeys(assessed.plan.id for assessed, _ in build.wanted))
    build.make(Here(), unheard)
    build.write_site_files()
    folders = (places.docs, places.out)
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }
    found = {path.name: path.read_bytes() for path in places.search.rglob("*.html")}
    for folder in (*folders, places.search):
        shutil.rmtree(folder)
    return files, found, made


# The steps after which a tree is made from nothing too: each kind of change has been made before one of them.
_COMPARED = (3, 5)


def test_whatever_changed_the_same_tree_comes_out_and_only_what_changed_is_made(tmp_path: Path) -> None:
    one, other = _plan("fictional-one"), _plan("fictional-other", predecessor="fictional-third")
    third = _plan("fictional-third")
    figure = replace(one.observations[0], value=Decimal(140), text="140")
    changed = replace(one, observations=(figure,))
    renamed = replace(third, title="虚构改名规划（仅供测试）")
    own = replace(third.indicators[0], id="fictional-only", number="9", name="虚构只此一家")
    first = replace(third.observations[0], indicator_id=own.id)
    richer = replace(third, indicators=(*third.indicators, own), observations=(*third.observations, first))
    again = replace(first, published=first.published + timedelta(days=9), value=Decimal(150), text="150")
    corrected = replace(richer, observations=(*richer.observations, again))
    steps: list[tuple[list[Plan], date, set[str]]] = [
        ([one, other, third], DAY, {one.id, other.id, third.id}),
        ([changed, other, third], DAY, {one.id}),
        # What follows a plan tells of it, and it of what follows.
        ([changed, other, renamed], DAY, {other.id, third.id}),
        ([changed, other, richer], DAY, {other.id, third.id}),
        # A figure of what only one of two plans promises stands on that one's pages alone.
        ([changed, other, corrected], DAY, {third.id}),
        ([changed, renamed], DAY + timedelta(days=1), {one.id, third.id}),
    ]
    for number, (plans, day, wanted) in enumerate(steps):
        files, found, made = _tree(tmp_path / "kept", plans, day)
        assert set(made) == wanted
        if number not in _COMPARED:
            continue
        fresh = tmp_path / f"nothing-{number}"
        # Units are made from nothing; that drawings are the same anew is another test's.
        (fresh / ".cache").mkdir(parents=True)
        (fresh / ".cache" / "drawings").symlink_to(tmp_path / "kept" / ".cache" / "drawings")
        nothing = _tree(fresh, plans, day)
        assert files == nothing[0]
        assert found == nothing[1]


def test_damaged_units_are_made_anew(tmp_path: Path) -> None:
    plans = [_plan("fictional-one"), _plan("fictional-other")]
    first = _tree(tmp_path, plans)
    # Of one plan what is kept of it is damaged, of the other a file that was put on the site.
    entries = [
        path
        for path in (tmp_path / ".cache" / "units").rglob("*")
        if path.is_file() and b'{"data/fictional-one/' in path.read_bytes()
    ]
    assert entries
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[:-1])
    wanted = first[0]["docs/data/fictional-other/fictional-other.json"]
    (content,) = [
        path
        for path in (tmp_path / ".cache" / "objects").rglob("*")
        if path.is_file() and path.read_bytes() == wanted
    ]
    content.write_bytes(b"damaged")
    again = _tree(tmp_path, plans)
    assert set(again[2]) == {"fictional-one", "fictional-other"}
    assert again[:2] == first[:2]
    assert not _tree(tmp_path, plans)[2]


def test_a_unit_comes_back_as_it_was_kept() -> None:
    links = PageLinks(("one",), (Link("b", "", "../b"), Link("a/空.md", "两", "#两")), ("虚构警告",))
    files = {"a/空.md": b"\n\n", "b": b"", "c": bytes(range(256))}
    unit = Unit(files, {"a/空.md": b"<p>\n"}, {"one.html": b"\n"}, {"a/空.md": links})
    assert Unit.from_bytes(unit.to_bytes()) == unit


def test_units_of_other_settings_are_other_units(tmp_path: Path) -> None:
    def units(shared: str) -> Units:
        return Units(Kept(tmp_path / "units"), Objects(tmp_path / "objects"), shared)

    links = {"a/index.md": PageLinks(("one",), (Link("b", "", "../b"),), ("虚构警告",))}
    made = Unit({"a/index.md": b"1", "b": b""}, {"a/index.md": b"<p>"}, {"one.html": b""}, links)
    kept = units("one").put("name", "data", made)
    assert units("one").get("name", "data") == kept
    assert {name: units("").objects.get(sum_) for name, sum_ in kept.files.items()} == made.files
    assert (kept.texts.keys(), kept.links) == (made.texts.keys(), made.links)
    assert units("other").get("name", "data") is None
    assert units("one").get("name", "other") is None
