"""The site's own files: every sheet's rules arrive, in one request."""

from pathlib import Path

from site_build.charts import colours
from site_build.site import assets, theme

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_joined_sheet_holds_every_part_the_general_one_first(tmp_path: Path) -> None:
    assets.copy(ROOT, tmp_path)
    joined = (tmp_path / "assets" / assets.STYLES).read_text("utf-8")
    parts = [path for path in theme.ASSETS.rglob("*.css") if path.name != "embed.css"]
    assert len(parts) > 3
    for part in parts:
        assert part.read_text("utf-8").strip() in joined
    general = (theme.ASSETS / "mingzhang.css").read_text("utf-8").strip()
    assert joined.startswith(f"{colours.SHEET.strip()}\n\n{general}")
    left = sorted(path.name for path in (tmp_path / "assets").rglob("*.css"))
    assert left == ["embed.css", assets.STYLES]


def test_an_embedded_chart_has_the_sites_colours_by_the_readers_system(tmp_path: Path) -> None:
    assets.copy(ROOT, tmp_path)
    sheet = (tmp_path / "assets" / "embed.css").read_text("utf-8")
    light, dark = sheet.split("@media screen and (prefers-color-scheme: dark) {\n  :root {")
    for name, colour in colours.LIGHT.items():
        assert f"--mz-{name}: {colour};" in light
        assert f"--mz-{name}: {colours.DARK[name]};" in dark
    assert "slate" not in sheet
