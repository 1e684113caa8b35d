"""Which column is which: the header of a plan's table, one to three rows high."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from site_build.editing.table_import.characters import compact, name_text
from site_build.editing.table_import.grid import Grid, GridRow


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    NAME_EN = "name_en"
    UNIT = "unit"
    # A name above the one that is the indicator's: 二级指标 beside 三级指标.
    LEVEL = "level"
    GROUP = "group"
    BASELINE = "baseline"
    TARGET = "target"
    # 年均 or 累计: where the target stands if the plan sets a yearly rate or a total and no level.
    YEARLY = "yearly"
    RESULT = "result"
    COMPLETION = "completion"
    ATTRIBUTE = "attribute"
    DEPARTMENT = "department"
    DEFINITION = "definition"
    TOLERANCE = "tolerance"
    # Named, but nothing that an indicator's row has a place for: a milestone, a growth rate, remarks.
    OTHER = "other"


# The columns whose cells are figures.
OF_FIGURES = (Role.BASELINE, Role.TARGET, Role.YEARLY, Role.RESULT)


@dataclass(frozen=True, slots=True)
class Years:
    """The plan's first and last year, the year its targets start from, and whose plan it is.

    ``chosen`` are headings that a person named where several columns would do.
    """

    first: int
    last: int
    baseline: int
    place: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place (from 0), its heading as printed, its role, the year its figures are of.

    ``rivals`` are the headings of other columns that it could be as well; ``passed_over`` those of the same
    sort that are another place's.
    """

    place: int
    heading: str
    role: Role
    year: int | None = None
    rivals: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: the columns in order, and its rows as indices into the grid, ``end`` exclusive."""

    columns: tuple[Column, ...]
    start: int
    end: int

    def column(self, role: Role) -> Column | None:
        """The column of that role, None if the table has none."""
        return next((column for column in self.columns if column.role is role), None)

    @property
    def others(self) -> tuple[Column, ...]:
        """The columns that are read into nothing."""
        return tuple(column for column in self.columns if column.role is Role.OTHER)


_TALLEST = 3
# How many rows below a header are looked at to tell what a column holds.
_LOOK_AT = 50
# A heading is short; what is longer is prose that happens to speak of indicators and targets.
_LONGEST = 40
_LONGEST_NAME = 10
_LONGEST_UNIT = 2
_WHOLE: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"序号?|编号|no\.?|#|number"),
    (
        Role.NAME,
        r"(?:主要|具体|核心|规划|发展|重点)*指标(?:名称|内容|项目|项|体系)?|名称|项目(?:名称)?|指标\(?单位\)?"
        r"|indicator(?:name)?|name",
    ),
    (
        Role.NAME_EN,
        r"英文(?:名称|名|指标|译名)?|指标英文名称?|english(?:name)?|name_?en|indicator\(en(?:glish)?\)",
    ),
    (Role.UNIT, r"(?:计量|指标)?单位|unit"),
    (Role.GROUP, r"(?:指标)?(?:类别|分类|分组|领域|类型)|方面|一级指标|维度|专题|group|theme"),
    (Role.LEVEL, r"[二三四]级指标"),
    (Role.ATTRIBUTE, r"(?:指标)?(?:属性|性质)|attribute"),
    (Role.DEPARTMENT, r".*(?:责任|牵头|负责|主管|实施)(?:部门|单位|主体).*|department"),
    (Role.DEFINITION, r"(?:指标)?(?:解释|含义|定义|释义)|definition"),
    (Role.TOLERANCE, r"(?:容许|允许)(?:偏离|偏差|误差)|tolerance"),
    (Role.COMPLETION, r".*(?:完成率|完成比例|实现率|完成进度).*|completion(?:rate)?"),
)
_TARGET = re.compile(r"目标|规划值|预期值|预期数|规划数|计划|期末|target", re.IGNORECASE)
_BASE = re.compile(r"基数|基期|基准|基础|现状|起点|base", re.IGNORECASE)
_RESULT = re.compile(r"完成|实际|实现|实绩|结果|达到值|result|actual", re.IGNORECASE)
_YEARLY = re.compile(r"年均|累计|增速|增长|增幅")
_ELSEWHERE = re.compile(
    r"变化|增减|增量|变动|^[比较](?!.*增[长速幅])|备注|说明|来源|remark|note", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d|21\d\d)(?!\d)")
_NUMERALS = "一二三四五六七八九"
_FIVE_YEAR = re.compile(r"十([一二三四五六七八九])五")
_TIED_TO_A_YEAR = frozenset({Role.BASELINE, Role.TARGET, Role.RESULT})
_NEEDED = frozenset({Role.NAME, Role.TARGET})


def headers(grid: Grid, years: Years) -> tuple[Header, ...]:
    """Every header in a grid, top to bottom."""
    found: list[Header] = []
    start = 0
    while start < len(grid.rows):
        candidate = _candidate(grid, start, years)
        if candidate is None:
            start += 1
            continue
        # A row above may have been drawn into a header that says as much without it.
        later = (_candidate(grid, row, years) for row in range(start + 1, candidate[1].end))
        _, header = max((candidate, *filter(None, later)), key=lambda one: (one[0], one[1].start))
        found.append(_with_continuation(grid, header, years))
        start = found[-1].end
    return tuple(found)


def _candidate(grid: Grid, start: int, years: Years) -> tuple[float, Header] | None:
    """How much is told by the header that begins in row ``start``, and that header, as low as it can be."""
    if len(grid.rows[start].texts) < 2:
        return None
    best: tuple[float, Header] | None = None
    for height in range(1, _TALLEST + 1):
        rows = grid.rows[start : start + height]
        if len(rows) < height or (height > 1 and not rows[-1].texts):
            break
        below = grid.rows[start + height : start + height + _LOOK_AT]
        columns = _choose_columns(_columns(rows, years), below, years)
        roles = {column.role for column in columns if column.role is not Role.OTHER}
        dated = any(column.role is Role.TARGET and column.year == years.last for column in columns)
        score = len(roles) + dated - (height - 1) / 2
        if roles >= _NEEDED and (best is None or score > best[0]):
            best = (score, Header(columns, start, start + height))
    return best


def _with_continuation(grid: Grid, header: Header, years: Years) -> Header:
    """Further rows without name and figures, such as （基期） or 全国 | 全省, are the header's."""
    for end in range(header.end + 1, min(header.start + _TALLEST + 1, len(grid.rows)) + 1):
        row = grid.rows[end - 1]
        filled = sum(bool(cell.strip()) for cell in row.cells)
        if filled < 2 or _figures(row.texts) or _is_named(row, grid, header):
            break
        columns = _choose_columns(
            _columns(grid.rows[header.start : end], years), grid.rows[end:][:_LOOK_AT], years
        )
        whole = {column.role for column in columns} >= _NEEDED
        header = Header(columns if whole else header.columns, header.start, end)
    return header


def _is_named(row: GridRow, grid: Grid, header: Header) -> bool:
    """Whether a row bears a name that is not the heading itself, as a merged one goes on."""
    name = header.column(Role.NAME)
    text = row.cell(name.place).strip() if name else ""
    if re.fullmatch(r"[(（].*[)）]", text):
        return False
    above = {one.cell(name.place).strip() for one in grid.rows[header.start : header.end]} if name else set()
    return bool(text) and text not in above


def _figures(texts: Sequence[str]) -> bool:
    """Whether some text is a figure; a year is none."""
    return any(re.search(r"\d", _YEAR.sub("", text)) for text in texts)


def _columns(rows: Sequence[GridRow], years: Years) -> list[Column]:
    width = max(len(row.cells) for row in rows)
    filled = [_spread(row, rows[place + 1 :], width) for place, row in enumerate(rows)]
    columns = []
    for place in range(width):
        parts = dict.fromkeys(filter(None, (name_text(cells[place]) for cells in filled)))
        heading = "".join(parts)
        if heading:
            role, year = role_of(heading, years)
            columns.append(Column(place, heading, role, year))
    return columns


def _spread(row: GridRow, below: Sequence[GridRow], width: int) -> list[str]:
    """A heading over several columns stands in the first of them only: carry it to the right."""
    cells = [row.cell(place).strip() for place in range(width)]
    for place in range(1, width):
        if not cells[place] and cells[place - 1] and any(other.cell(place).strip() for other in below):
            cells[place] = cells[place - 1]
    return cells


def role_of(heading: str, years: Years) -> tuple[Role, int | None]:
    """What a column of that heading holds, and the year of its figures where one is named."""
    text = compact(heading).lower()
    if len(text) > _LONGEST:
        return Role.OTHER, None
    for role, pattern in _WHOLE:
        if re.fullmatch(pattern, text):
            return role, None
    if _ELSEWHERE.search(text):
        return Role.OTHER, None
    year = _year(text, years)
    if _YEARLY.search(text):
        past = (year is not None and year < years.first) or re.search("完成|实际|实绩|基数|现状", text)
        return (Role.OTHER if past else Role.YEARLY), year
    told = [
        role
        for role, pattern in ((Role.TARGET, _TARGET), (Role.BASELINE, _BASE), (Role.RESULT, _RESULT))
        if pattern.search(text)
    ]
    if year is not None:
        # The end of an earlier plan is when, not what was promised for it.
        when = year < years.first and not re.search(r"目标|规划|预期|计划|target", text)
        return _dated([role for role in told if role is not Role.TARGET or not when], year, years), year
    if told:
        return told[0], None
    return (Role.NAME if "指标" in text and len(text) <= _LONGEST_NAME else Role.OTHER), None


def _year(text: str, years: Years) -> int | None:
    """The year a heading names; the last of several; for 十四五期末 and the like that plan's last."""
    named = [int(year) for year in _YEAR.findall(text)]
    if named:
        return max(named)
    plan = _FIVE_YEAR.search(text)
    if plan is None:
        return None
    last = 2010 + 5 * _NUMERALS.index(plan[1])
    return last if last != years.last or re.search("[末底]", text) else None


def _dated(told: Sequence[Role], year: int, years: Years) -> Role:
    if year < years.first:
        return Role.OTHER if Role.TARGET in told and Role.RESULT not in told else Role.BASELINE
    if year > years.last:
        return Role.OTHER
    if Role.RESULT in told and Role.TARGET not in told:
        return Role.RESULT
    # A target of a year before the last is a milestone, for which an indicator's row has no place.
    return Role.TARGET if year == years.last else Role.OTHER


_BINDS = re.compile("约束|预期|指导")
_LEVELS = "省市县区州盟旗镇乡"
_PLACE = re.compile(f"全国|国家|[我本全][{_LEVELS}]|[省市县区]级|自治区")


def _choose_columns(columns: Sequence[Column], body: Sequence[GridRow], years: Years) -> tuple[Column, ...]:
    """One column a role: the one that names the right year and place, else the first; the rest are left over.

    Of columns with names on several levels the last is the indicator's own.  Where several would do, the one
    that is taken knows its rivals.
    """
    wanted: Mapping[Role, int] = {Role.TARGET: years.last, Role.BASELINE: years.baseline}
    columns = _by_levels([_by_content(column, body) for column in _with_unheaded(columns, body)])
    chosen: dict[Role, Column] = {}
    for role in {column.role for column in columns} - {Role.OTHER, Role.LEVEL}:
        of_role = [column for column in columns if column.role is role]
        nearest = _nearest(of_role, wanted.get(role))
        if role not in _TIED_TO_A_YEAR:
            chosen[role] = nearest[0]
            continue
        asked = [column for column in of_role if column.heading in years.chosen]
        best = asked[:1] or _own_place(_with_figures(nearest, body), years.place)
        others = [one.heading for one in nearest if one is not best[0] and _PLACE.search(one.heading)]
        chosen[role] = replace(
            best[0],
            rivals=tuple(column.heading for column in best[1:]),
            passed_over=tuple(others) if len(best) == 1 and not asked else (),
        )
    places = {column.place: column for column in chosen.values()}
    return tuple(
        places.get(column.place)
        or (column if column.role is Role.LEVEL else replace(column, role=Role.OTHER))
        for column in columns
    )


def _with_unheaded(columns: Sequence[Column], body: Sequence[GridRow]) -> list[Column]:
    """The columns, and with them one beside the names that has no heading and holds words: names as well."""
    found = list(columns)
    headed = {column.place for column in columns}
    shortest = 1 if any(column.role is Role.UNIT for column in columns) else _LONGEST_UNIT + 1
    for column in columns:
        place = column.place + 1
        while column.role is Role.NAME and place not in headed and _holds_names(place, body, shortest):
            found.append(replace(column, place=place))
            place += 1
    return sorted(found, key=lambda column: column.place)


def _holds_names(place: int, body: Sequence[GridRow], shortest: int) -> bool:
    """Whether a column's cells are words, some of at least ``shortest`` characters, and no figures."""
    cells = [cell for row in body if len(row.texts) > 1 and (cell := compact(row.cell(place)))]
    words = sum(bool(re.search(r"[^\W\d_]{2}", cell)) and not re.search(r"\d", cell) for cell in cells)
    return words * 3 > len(cells) * 2 and any(len(cell) >= shortest for cell in cells)


def _nearest(columns: Sequence[Column], wanted: int | None) -> list[Column]:
    """The columns of the year wanted, else of no year, else of the last year."""
    if wanted is None:
        return list(columns[:1])
    dated = [column for column in columns if column.year == wanted]
    if dated:
        return dated
    undated = [column for column in columns if column.year is None]
    last = max((column.year or 0 for column in columns), default=0)
    return undated or [column for column in columns if column.year == last]


def _with_figures(columns: Sequence[Column], body: Sequence[GridRow]) -> list[Column]:
    """Of several columns those with figures in at least a third of their cells."""
    if len(columns) == 1:
        return list(columns)
    found = []
    for column in columns:
        cells = [cell for row in body if len(row.texts) > 1 and (cell := row.cell(column.place).strip())]
        if sum(any(c.isdigit() for c in cell) for cell in cells) * 3 >= max(1, len(cells)):
            found.append(column)
    return found or list(columns)


def _own_place(columns: Sequence[Column], place: str) -> list[Column]:
    """Of columns for several places (全国, 全省, 全市) the plan's own; all where that is not told."""
    if len(columns) == 1:
        return list(columns)
    headings = [compact(column.heading) for column in columns]
    for told in _names_of(place):
        found = [c for c, text in zip(columns, headings, strict=True) if re.search(told, text)]
        if len(found) == 1:
            return found
    bare = [c for c, text in zip(columns, headings, strict=True) if not _PLACE.search(text)]
    return bare if len(bare) == 1 else list(columns)


def _names_of(place: str) -> tuple[str, ...]:
    """How headings speak of a plan's own place: by name, 我市, 本县, 全县, 县级."""
    level = place[-1:]
    own = (re.escape(place), f"[我本全]{level}", f"{level}级") if place else ()
    return (*own[:1], f"[我本][{_LEVELS}]", *own[1:])


def is_of_other_place(heading: str, place: str) -> bool:
    """Whether a heading names a place, and not the plan's own."""
    text = compact(heading)
    return bool(place and _PLACE.search(text)) and not any(re.search(own, text) for own in _names_of(place))


def _by_levels(columns: Sequence[Column]) -> list[Column]:
    """Names on several levels: the last is the indicator's, the first heads groups where none other does."""
    names = [column for column in columns if column.role in {Role.NAME, Role.LEVEL}]
    if len(names) < 2:
        return [replace(c, role=Role.NAME) if c.role is Role.LEVEL else c for c in columns]
    last = names[-1]
    return [
        replace(column, role=Role.NAME if column is last else Role.LEVEL) if column in names else column
        for column in columns
    ]


def _by_content(column: Column, body: Sequence[GridRow]) -> Column:
    """A column headed 类型 holds groups or the attribute: what stands in it tells."""
    if column.role is not Role.GROUP:
        return column
    cells = [text for row in body if (text := compact(row.cell(column.place)))]
    binding = sum(bool(_BINDS.search(text)) for text in cells)
    return Column(column.place, column.heading, Role.ATTRIBUTE) if binding * 2 > len(cells) else column


def same_heading(header: Header, row: GridRow) -> bool:
    """Whether a row repeats the header, as it does at the top of a further page."""
    named = [(column.heading, name_text(row.cell(column.place))) for column in header.columns]
    return bool(named) and all(heading == cell for heading, cell in named)
