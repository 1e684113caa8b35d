"""Chinese is searched by characters."""

from hypothesis import given
from hypothesis import strategies as st

from site_build.site.search.segments import space_ideographs

MIXED = st.text(alphabet="失业保险〇一 ab3.8%，“”", max_size=30)


def test_every_character_is_a_word_and_other_words_stay_whole() -> None:
    assert space_ideographs("失业保险参保3.8万人（urban）").split() == [
        *"失业保险参保",
        "3.8",
        *"万人",
        "（urban）",
    ]


@given(MIXED)
def test_nothing_is_lost_and_nothing_added_but_spaces(text: str) -> None:
    assert "".join(space_ideographs(text).split()) == "".join(text.split())


@given(MIXED, st.text(alphabet="失业保险", min_size=1, max_size=6), MIXED)
def test_any_part_of_a_chinese_sequence_is_a_sequence_of_its_words(
    before: str, part: str, after: str
) -> None:
    whole = space_ideographs(before + part + after).split()
    assert any(whole[place : place + len(part)] == [*part] for place in range(len(whole)))
