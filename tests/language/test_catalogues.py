"""Both languages say everything, with the same figures in it."""

from string import Formatter

from site_build import language


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _translated() -> set[str]:
    chinese, english = (set(language.load(code).texts) for code in ("zh", "en"))
    only_english_writes_months_as_words = {key for key in english if key.startswith("common.month.")}
    return chinese | (english - only_english_writes_months_as_words)


def test_every_text_stands_in_both_languages() -> None:
    for code in language.LANGUAGES:
        missing = _translated() - set(language.load(code).texts)
        assert not missing, f"missing in {code}: {sorted(missing)}"


def test_both_languages_of_a_text_take_the_same_values() -> None:
    chinese, english = (language.load(code).texts for code in ("zh", "en"))
    different = {
        key: (chinese[key], english[key])
        for key in sorted(_translated())
        if _placeholders(chinese[key]) != _placeholders(english[key])
    }
    assert not different


def test_chinese_texts_are_chinese_and_english_ones_are_not() -> None:
    def has_han(text: str) -> bool:
        return any("\u4e00" <= character <= "\u9fff" for character in text)

    english_in_chinese = {
        key for key, text in language.load("en").texts.items() if has_han(text) and "quote" not in key
    }
    assert not english_in_chinese
