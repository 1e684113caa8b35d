"""How one indicator's printed cells are read: what sort of figure, which way is better, what is promised."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from site_build.data.model import Direction, Kind, TargetKind
from site_build.editing.table_import.columns import Role
from site_build.editing.table_import.figures import Form, Printed
from site_build.editing.table_import.flags import Certainty, ReadingWarning, warning
from site_build.language import Sentence, sentence

# What “kept stable” allows a share to move where the plan does not say, in percentage points.
SHARE_TOLERANCE = "2"
LOWER_IS_BETTER = re.compile(
    "收入比|生师比|班额|失业率|死亡率|死亡人数|发病率|患病率|事故|发案率|犯罪率|贫困发生率|流失率|辍学率|逾期率|负债率|空置率|漏损率"
    "|超标率|投诉率|排放量|排放强度|能耗|水耗|浓度|抚养比|恩格尔系数|差距|赤字|消费价格|物价|重污染|劣[Ⅴ五]类|黑臭"
)
# More is better, though the plan may promise less than there is.
HIGHER_IS_BETTER = re.compile(
    "优良|合格率|达标率|覆盖率|参保率|普及率|入学率|入园率|巩固率|满意|就业率|签订率|结案率|成功率|新增就业|收入$|生产总值"
)
# The figure is the reduction itself: the more, the better.
REDUCTION = re.compile(
    "(?:降低|下降|减少|削减|压减|缩小|缩短)(?:率|幅度|比例|值|量|数|率?目标)?(?:[(（].*[)）])?$"
)
# Names of a change from year to year, whose figure is a rate of it.
CHANGE = re.compile("增长|增速|增幅|增长率|降低|下降|减少")
# Names that speak of what happens in a period rather than of a level.
FLOW = re.compile("新增|新建|新取得|累计|培训|开展|发放|引进|转移就业|帮扶|建设数|增加|改造")
SHARE_UNIT = re.compile("[%‰]|百分点")
_NO_FIGURE = frozenset({Form.WORDS, Form.RELATIVE, Form.STABLE, Form.DATE, Form.LINES})
_UPWARD = frozenset({TargetKind.AT_LEAST, TargetKind.ABOVE, TargetKind.FLOOR})


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator's promise as read, with every warning.

    ``conventional`` marks a bare figure that was read as plans usually mean one: at least that much.
    """

    kind: Kind
    direction: Direction
    target_kind: TargetKind
    target_value: str
    tolerance: str = ""
    conventional: bool = False
    warnings: tuple[ReadingWarning, ...] = ()


def read_promise(
    name: str, unit: str, target: Printed, base: Printed, tolerance: str = "", role: Role = Role.TARGET
) -> Reading | None:
    """Read target and base together.  None if the target says nothing an indicator's row can hold.

    ``role`` is the column that the target stands in: its own, or that of yearly rates and totals.
    """
    if role is Role.YEARLY:
        return _read_yearly(name, unit, target, base)
    kind = _kind(unit, target, base)
    reading = _promise(kind, name, target, base, tolerance) or _in_words(kind, unit, target, role)
    if reading is None or _has_no_tolerance(reading, unit, tolerance):
        return None
    allowed, more = _tolerance(reading, unit, tolerance, target)
    warnings = [*reading.warnings, *more, *_kind_warnings(kind, name, unit, target, base)]
    warnings += figure_warnings(Role.TARGET, target)
    warnings += figure_warnings(Role.BASELINE, base)
    return replace(reading, tolerance=allowed, warnings=tuple(warnings))


def why_not(target: Printed, role: Role = Role.TARGET) -> ReadingWarning:
    """Why a target could not be read."""
    codes = {
        Form.NONE: "no_target",
        Form.RELATIVE: "relative_target",
        Form.DATE: "date_target",
        Form.LINES: "two_lines",
        Form.STABLE: "no_tolerance",
    }
    code = codes.get(target.form, "unread_target")
    return warning(code, role, target.text, "", Certainty.CANNOT)


def _in_words(kind: Kind, unit: str, target: Printed, role: Role) -> Reading | None:
    """A promise of so much more than now, or one in words alone; None if it is neither."""
    taken = {TargetKind.ANNUAL_GROWTH: target.yearly and "%" in target.unit}
    taken[TargetKind.INCREASE_BY] = not target.yearly and _same_measure(target.unit, unit)
    for target_kind, fits in taken.items():
        if target.form is Form.RELATIVE and target.value and fits:
            said = warning(
                "relative", role, target.text, word("target_kind", target_kind.value), Certainty.UNSURE
            )
            return Reading(kind, Direction.UP, target_kind, target.value, warnings=(said,))
    if target.form is Form.WORDS and (role is Role.YEARLY or not re.search(r"\d", target.text)):
        said = warning("words_alone", role, target.text, word("target_kind", "text"), Certainty.UNSURE)
        return Reading(kind, Direction.NONE, TargetKind.TEXT, "", warnings=(said,))
    return None


def _same_measure(beside: str, unit: str) -> bool:
    """Whether what stands beside a relative figure measures what the row does: 个百分点 of %, 人 of 人."""
    if SHARE_UNIT.fullmatch(unit):
        return "百分点" in beside
    return beside in {"", unit} and bool(unit)


def _read_yearly(name: str, unit: str, target: Printed, base: Printed) -> Reading | None:
    """A target that stands under 年均 or 累计: a sum over the plan in brackets, else a rate of every year."""
    if target.form is not Form.FIGURE:
        return _in_words(_kind(unit, target, base), unit, target, Role.YEARLY)
    warnings = [*figure_warnings(Role.YEARLY, target), *figure_warnings(Role.BASELINE, base)]
    if target.cumulative:
        reading = _bare(Kind.CUMULATIVE, name, target, base) if target.relation is None else None
        reading = reading or _worded(Kind.CUMULATIVE, name, target, target.relation or TargetKind.AT_LEAST)
        if base.value and not base.cumulative and not REDUCTION.search(name) and not FLOW.search(name):
            taken = word("target_kind", TargetKind.INCREASE_BY.value)
            warnings.append(warning("total_over_base", Role.YEARLY, target.text, taken, Certainty.UNSURE))
            kind = Kind.RATE if SHARE_UNIT.search(unit) else Kind.STOCK
            reading = replace(reading, kind=kind, target_kind=TargetKind.INCREASE_BY)
        return _of_column(replace(reading, conventional=False), warnings)
    share = bool(SHARE_UNIT.search(unit)) or "%" in target.unit
    if not share or not (CHANGE.search(name) or _comparable(target, base)):
        return _growth(unit, target, warnings)
    taken = word("kind", Kind.RATE.value)
    warnings.append(warning("yearly_rate", Role.YEARLY, target.text, taken, Certainty.UNSURE))
    if target.relation is None:
        reading = Reading(Kind.RATE, Direction.UP, TargetKind.AT_LEAST, target.value)
        if _lower_is_better(name):
            reading = replace(reading, direction=Direction.DOWN, target_kind=TargetKind.AT_MOST)
    else:
        reading = _worded(Kind.RATE, name, target, target.relation)
    return _of_column(reading, warnings)


def _of_column(reading: Reading, warnings: Sequence[ReadingWarning]) -> Reading:
    """The reading with more warnings; those about the target are about the column of yearly figures."""
    own = (replace(one, about=Role.YEARLY) for one in reading.warnings)
    return replace(reading, warnings=(*own, *warnings))


def _growth(unit: str, target: Printed, warnings: Sequence[ReadingWarning]) -> Reading:
    """An amount that is to grow by so many per cent a year."""
    taken = word("target_kind", TargetKind.ANNUAL_GROWTH.value)
    kind = Kind.RATE if SHARE_UNIT.search(unit) else Kind.STOCK
    said = warning("yearly_growth", Role.YEARLY, target.text, taken, Certainty.UNSURE)
    return Reading(kind, Direction.UP, TargetKind.ANNUAL_GROWTH, target.value, warnings=(said, *warnings))


def _comparable(target: Printed, base: Printed) -> bool:
    """Whether base and target are figures of one size: levels of one share."""
    if not base.value or not Decimal(base.value):
        return False
    return Decimal("0.5") <= Decimal(target.value) / Decimal(base.value) <= 2


def _has_no_tolerance(reading: Reading, unit: str, tolerance: str) -> bool:
    """Whether a level is to be kept stable and nothing says how far it may move."""
    return reading.target_kind is TargetKind.MAINTAIN and not tolerance and not SHARE_UNIT.search(unit)


def word(table: str, value: str) -> Sentence:
    """The word for a value of one of the model's lists."""
    return sentence(f"table_import.{table}.{value}")


def _kind(unit: str, target: Printed, base: Printed) -> Kind:
    if target.form is Form.RATIO or (target.form is Form.STABLE and base.form is Form.RATIO):
        return Kind.COMPOSITION
    if target.cumulative or (target.form is not Form.FIGURE and base.cumulative):
        return Kind.CUMULATIVE
    if SHARE_UNIT.search(unit) or (not unit and "%" in target.unit):
        return Kind.RATE
    return Kind.STOCK


def _promise(kind: Kind, name: str, target: Printed, base: Printed, tolerance: str) -> Reading | None:
    if kind is Kind.COMPOSITION:
        # Of two parts one may have been meant as the figure.
        two = target.text.count(":") == 1
        said = warning("not_judged", Role.TARGET, target.text, word("kind", kind.value), Certainty.UNSURE)
        return Reading(kind, Direction.HOLD, TargetKind.COMPOSITION, "", warnings=(said,) if two else ())
    if target.form is Form.STABLE:
        return Reading(kind, Direction.HOLD, TargetKind.MAINTAIN, "")
    if target.form is Form.RANGE:
        return _range(kind, name, target)
    if target.form is not Form.FIGURE:
        return None
    if target.relation is not None:
        return _worded(kind, name, target, target.relation)
    if target.steady:
        return _steady(kind, name, target, base, tolerance)
    return _bare(kind, name, target, base)


def _worded(kind: Kind, name: str, target: Printed, relation: TargetKind) -> Reading:
    """The cell itself says which way: only a name that says the opposite raises a warning."""
    upward = relation in _UPWARD
    direction = Direction.UP if upward else Direction.DOWN
    warnings: tuple[ReadingWarning, ...] = ()
    if upward and _lower_is_better(name):
        warnings = (_guess("against_name", target, direction, Certainty.UNSURE),)
    return Reading(kind, direction, relation, target.value, warnings=warnings)


def _steady(kind: Kind, name: str, target: Printed, base: Printed, tolerance: str) -> Reading:
    """稳定在 a figure without 以上 or 以内: held at the base, or a line on the side the base is on."""
    holdable = kind is Kind.RATE or bool(tolerance)
    if holdable and base.value and Decimal(base.value) == Decimal(target.value):
        taken, direction, value = TargetKind.MAINTAIN, Direction.HOLD, ""
    elif _lower_is_better(name):
        taken, direction, value = TargetKind.AT_MOST, Direction.DOWN, target.value
    else:
        taken, direction, value = TargetKind.FLOOR, Direction.UP, target.value
    said = warning("steady_at", Role.TARGET, target.text, word("target_kind", taken.value), Certainty.UNSURE)
    return Reading(kind, direction, taken, value, warnings=(said,))


def _range(kind: Kind, name: str, target: Printed) -> Reading:
    """Of a range, the end that must be reached at least."""
    low, high = sorted((target.value, target.upper), key=Decimal)
    down = _lower_is_better(name)
    value = high if down else low
    said = warning("range", Role.TARGET, target.text, value, Certainty.UNSURE)
    if down:
        return Reading(kind, Direction.DOWN, TargetKind.AT_MOST, value, warnings=(said,))
    return Reading(kind, Direction.UP, TargetKind.AT_LEAST, value, warnings=(said,))


def _bare(kind: Kind, name: str, target: Printed, base: Printed) -> Reading:
    """A figure alone: its name and its base tell which way is meant, else more is better."""
    aim = Decimal(target.value)
    start = Decimal(base.value) if base.value and kind is not Kind.CUMULATIVE else None
    up = Reading(kind, Direction.UP, TargetKind.AT_LEAST, target.value)
    down = Reading(kind, Direction.DOWN, TargetKind.AT_MOST, target.value)
    if REDUCTION.search(name):
        return replace(up, warnings=(_guess("reduction", target, up.direction, Certainty.LIKELY),))
    if _lower_is_better(name):
        sure = Certainty.UNSURE if start is not None and aim > start else Certainty.LIKELY
        return replace(down, warnings=(_guess("lower_is_better", target, down.direction, sure),))
    if start is None or aim > start:
        return replace(up, conventional=True)
    if aim == start:
        return replace(up, warnings=(_guess("same_as_base", target, up.direction, Certainty.UNSURE),))
    if CHANGE.search(name):
        return replace(up, warnings=(_guess("slower_growth", target, up.direction, Certainty.UNSURE),))
    if HIGHER_IS_BETTER.search(name):
        return replace(up, warnings=(_guess("less_than_now", target, up.direction, Certainty.UNSURE),))
    return replace(down, warnings=(_guess("below_base", target, down.direction, Certainty.UNSURE),))


def _guess(code: str, target: Printed, direction: Direction, certainty: Certainty) -> ReadingWarning:
    return warning(code, Role.TARGET, target.text, word("direction", direction.value), certainty)


def _lower_is_better(name: str) -> bool:
    return bool(LOWER_IS_BETTER.search(name)) and not REDUCTION.search(name)


def _tolerance(reading: Reading, unit: str, given: str, target: Printed) -> tuple[str, list[ReadingWarning]]:
    """How far “kept stable” may move: as the table says, else ours for a share; a level has none."""
    if reading.target_kind is not TargetKind.MAINTAIN or given:
        return (given if reading.target_kind is TargetKind.MAINTAIN else ""), []
    if SHARE_UNIT.search(unit):
        return SHARE_TOLERANCE, [
            warning("tolerance", Role.TARGET, target.text, f"± {SHARE_TOLERANCE}", Certainty.UNSURE)
        ]
    return "", []


def _kind_warnings(
    kind: Kind, name: str, unit: str, target: Printed, base: Printed
) -> Iterator[ReadingWarning]:
    taken = word("kind", kind.value)
    figures = Form.FIGURE
    if target.form is base.form is figures and target.cumulative is not base.cumulative:
        read = f"{base.text} → {target.text}"
        yield warning("mixed_brackets", Role.TARGET, read, taken, Certainty.UNSURE)
    if kind is Kind.CUMULATIVE and SHARE_UNIT.search(unit):
        yield warning("cumulative_share", Role.TARGET, target.text, taken, Certainty.LIKELY)
    if kind is Kind.STOCK and target.form is figures and FLOW.search(name):
        yield warning("flow_without_brackets", Role.TARGET, target.text, taken, Certainty.UNSURE)
    if SHARE_UNIT.search(name) and not SHARE_UNIT.search(unit):
        yield warning("unit_in_name", Role.UNIT, unit, unit, Certainty.UNSURE)


def figure_warnings(role: Role, printed: Printed) -> Iterator[ReadingWarning]:
    """Warnings that the cell's own looks raise."""
    taken = printed.value or printed.text
    for raised, code in (
        (printed.rounded, "round_brackets"),
        (printed.marked, "footnote_mark"),
        (printed.contradictory, "contradictory"),
        (printed.about, "about"),
        (printed.to_one, "ratio_to_one"),
    ):
        if raised:
            yield warning(code, role, printed.text, taken, Certainty.UNSURE)
    if role in {Role.BASELINE, Role.RESULT} and (printed.relation is not None or printed.form is Form.RANGE):
        yield warning(
            "base_with_words" if role is Role.BASELINE else "result_with_words",
            role,
            printed.text,
            taken,
            Certainty.UNSURE,
        )
    if role is Role.BASELINE and printed.form in _NO_FIGURE:
        yield warning("base_without_figure", role, printed.text, "", Certainty.UNSURE)
