"""The day of judgement is given or derived, never today's."""

from datetime import date
from pathlib import Path

import pytest

from site_build.dates import DateError, resolve_as_of

ROOT = Path(__file__).resolve().parent.parent


def test_the_option_wins_over_the_environment() -> None:
    assert resolve_as_of("2023-06-30", {"SOURCE_DATE_EPOCH": "0"}, ROOT) == date(2023, 6, 30)


def test_the_environment_wins_over_the_last_commit() -> None:
    assert resolve_as_of(None, {"SOURCE_DATE_EPOCH": "1672531199"}, ROOT) == date(2022, 12, 31)


@pytest.mark.parametrize("wrong", ["2023/06/30", "2023-02-30", "20230630", "heute", "2023-6-30"])
def test_a_wrong_date_is_answered_with_a_sentence(wrong: str) -> None:
    with pytest.raises(DateError) as refused:
        resolve_as_of(wrong, {}, ROOT)
    assert refused.value.sentence.key == "cli.error.as_of"


@pytest.mark.parametrize("wrong", ["yesterday", "1e9", "9" * 30])
def test_a_wrong_epoch_is_answered_with_a_sentence(wrong: str) -> None:
    with pytest.raises(DateError) as refused:
        resolve_as_of(None, {"SOURCE_DATE_EPOCH": wrong}, ROOT)
    assert refused.value.sentence.key == "cli.error.epoch"


def test_without_commits_it_asks_for_a_date(tmp_path: Path) -> None:
    with pytest.raises(DateError) as refused:
        resolve_as_of(None, {}, tmp_path)
    assert refused.value.sentence.key == "cli.error.no_commit"
