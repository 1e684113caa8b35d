"""The index of the real site: small pieces, the same bytes every time."""

import filecmp
import shutil
from pathlib import Path

from site_build.site.search import write_index


def test_the_same_site_makes_the_same_index_in_small_pieces(site: Path, tmp_path: Path) -> None:
    for page in site.rglob("index.html"):
        copy = tmp_path / "site" / page.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, copy)
    assert write_index(tmp_path / "site") > 200
    built, again = site / "pagefind", tmp_path / "site" / "pagefind"
    names = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(again).as_posix() for path in again.rglob("*") if path.is_file())
    _, differing, missing = filecmp.cmpfiles(built, again, names, shallow=False)
    assert not differing
    assert not missing
    assert max((built / name).stat().st_size for name in names) < 100_000
