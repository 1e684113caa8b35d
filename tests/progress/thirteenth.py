"""专栏1 of the plan 东府〔2023〕99号, typed from its text: targets for 2020 and results, no baselines."""

from dataclasses import dataclass
from datetime import date

from site_build.data.model import Attribute, Direction, Frequency, Kind, Plan, TargetKind
from tests.builders import a_plan, an_indicator, an_observation

PUBLISHED = date(2023, 11, 26)


@dataclass(frozen=True)
class Line:
    """One printed row: number, name, unit, target, result, completion rate, attribute."""

    number: str
    name: str
    unit: str
    target: str
    result: str
    stated: str
    binding: bool = False


LINES = (
    Line("1", "城镇新增就业人数", "万人", "[2.4]", "[2.56]", "106%"),
    Line("2", "城镇登记失业率", "%", "3", "2.55", "—"),
    Line("3", "基本养老保险参保率", "%", "90", "96.8", "107.5%"),
    Line("4", "失业保险参保人数", "万人", "3.45", "3.72", "107.9%", True),
    Line("5", "工伤保险参保人数", "万人", "3.9", "4.76", "122%", True),
    Line("6", "生育保险参保人数", "万人", "4.2", "4.48", "107%"),
    Line("7", "基本医疗保险参保率", "%", "98", "99", "101%", True),
    Line("8", "专业技术人才总量", "万人", "0.53", "0.5102", "96.3%"),
    Line("9", "高、中、初级专业技术人才比例", "::", "7:31:15", "6:33:12", "—"),
    Line("10", "高技能人才占技能人才比例", "%", "2", "2.6", "130%"),
    Line("11", "企业劳动力合同签订率", "%", "98.5", "100", "101%"),
    Line("12", "劳动人事争议调解成功率", "%", "75", "79", "105%"),
    Line("13", "劳动人事争议仲裁结案率", "%", "95", "99", "104%"),
    Line("14", "劳动力保障监察举报投诉案件结案率", "%", "96", "100", "104%", True),
    Line("15", "社会保障卡人口覆盖率", "%", "95", "99", "104%"),
)


def _kinds(line: Line) -> dict[str, object]:
    if line.unit == "::":
        return {"kind": Kind.COMPOSITION, "target_kind": TargetKind.COMPOSITION, "direction": Direction.HOLD}
    if line.target.startswith("["):
        return {"kind": Kind.CUMULATIVE}
    if line.name == "城镇登记失业率":
        return {"kind": Kind.RATE, "target_kind": TargetKind.AT_MOST, "direction": Direction.DOWN}
    return {"kind": Kind.RATE if line.unit == "%" else Kind.STOCK}


def thirteenth_plan() -> Plan:
    """The thirteenth plan as far as 专栏1 tells it; an indicator's id is its printed name."""
    indicators, observations = [], []
    for line in LINES:
        composition = line.unit == "::"
        indicators.append(
            an_indicator(
                id=line.name,
                number=line.number,
                name=line.name,
                unit=line.unit,
                attribute=Attribute.BINDING if line.binding else Attribute.EXPECTED,
                baseline_period=None,
                baseline_value=None,
                baseline_text="",
                target_period="2020",
                target_value=None if composition else line.target.strip("[]"),
                target_text=line.target,
                frequency=Frequency.ONCE,
                **_kinds(line),
            )
        )
        observations.append(
            an_observation(
                "2020",
                None if composition else line.result.strip("[]"),
                indicator_id=line.name,
                text=line.result,
                published=PUBLISHED,
                stated_completion=line.stated,
            )
        )
    return a_plan(
        id="dongyuan-hrss-13",
        start=date(2016, 1, 1),
        end=date(2020, 12, 31),
        baseline=None,
        indicators=tuple(reversed(indicators)),
        observations=tuple(observations),
    )
