"""Words are looked up once a language."""

from django.utils.translation import gettext, override

from common.words import once_a_language


def test_each_language_has_its_own_words_looked_up_once() -> None:
    asked = []

    @once_a_language
    def moq() -> str:
        asked.append(gettext("MOQ"))
        return asked[-1]

    said = []
    for language in ("en", "zh-hans", "en", "zh-hans"):
        with override(language):
            said.append(moq())
    assert said == ["MOQ", "起批量", "MOQ", "起批量"]
    assert asked == ["MOQ", "起批量"]
