"""Every room's Chinese is complete, agrees with its English, and says one thing in one way."""

from pathlib import Path

from django.conf import settings

from yinuo.base import catalogue


def test_every_catalogue_is_complete_and_at_one_with_the_others():
    flaws = catalogue.flaws(catalogue.gather(Path(settings.PACKAGE), settings.ROOMS))

    assert flaws == []


def a_house(tmp_path, **rooms):
    """A package with one source line for each room."""
    for room, source in rooms.items():
        (tmp_path / room).mkdir()
        (tmp_path / room / "forms.py").write_text(source)
    return tuple(rooms)


def write(tmp_path, room, **translations):
    words = catalogue.Words(room, catalogue.po_path(tmp_path, room))
    words.found = {catalogue.Term(text) for text in translations}
    words.written = {catalogue.Term(text): string for text, string in translations.items()}
    catalogue.update(words, {})
    return words


def test_a_new_term_is_entered_with_the_word_another_room_has_for_it(tmp_path):
    rooms = a_house(tmp_path, people='_("name")', projects='_("name")')
    write(tmp_path, "people", name="名称")
    all_words = catalogue.gather(tmp_path, rooms)

    catalogue.update(all_words[1], catalogue.known(all_words))

    assert catalogue.read(all_words[1].path) == {catalogue.Term("name"): "名称"}


def test_an_update_keeps_what_is_written_and_drops_what_is_no_longer_said(tmp_path):
    rooms = a_house(tmp_path, people='_("name")')
    write(tmp_path, "people", name="名称", title="职务")
    (words,) = catalogue.gather(tmp_path, rooms)
    assert catalogue.flaws([words]) == ["people: no longer said: 'title'"]

    catalogue.update(words, {})

    assert catalogue.read(words.path) == {catalogue.Term("name"): "名称"}
    assert catalogue.flaws(catalogue.gather(tmp_path, rooms)) == []


def test_an_update_twice_writes_the_same_bytes(tmp_path):
    rooms = a_house(tmp_path, people='_("name")\nngettext("%(n)s day", "%(n)s days", n)\npgettext("seat", "since")')
    for _time in range(2):
        (words,) = catalogue.gather(tmp_path, rooms)
        catalogue.update(words, {})
    once = words.path.read_bytes()
    (words,) = catalogue.gather(tmp_path, rooms)
    catalogue.update(words, {})

    assert words.path.read_bytes() == once
    assert set(words.written) == words.found


def test_templates_speak_too(tmp_path):
    (tmp_path / "people" / "templates" / "people").mkdir(parents=True)
    page = tmp_path / "people" / "templates" / "people" / "firms.html"
    page.write_text(
        '  <h1>{% translate "Firms" %}</h1>\n<p title="{% translate \'100 % ours\' %}">\n'
        "    {% blocktranslate trimmed with name=firm.name %}\n   Welcome\n   to {{ name }}\n"
        "  {% endblocktranslate %}</p>"
    )

    (words,) = catalogue.gather(tmp_path, ("people",))

    assert {term.text for term in words.found} == {"Firms", "100 %% ours", "Welcome to %(name)s"}


def test_hot_fragments_speak_too(tmp_path):
    (tmp_path / "people" / "templates" / "people").mkdir(parents=True)
    page = tmp_path / "people" / "templates" / "people" / "firms.jinja"
    page.write_text(
        '<h1>{{ _("Firms") }}</h1><b>{{ pgettext("act", "End") }}</b>{% trans n=count %}\n  {{ n }}\n  line'
        "{% pluralize %}{{ n }} lines{% endtrans %}"
    )

    (words,) = catalogue.gather(tmp_path, ("people",))

    assert words.found == {
        catalogue.Term("Firms"),
        catalogue.Term("End", context="act"),
        catalogue.Term("%(n)s line", "%(n)s lines"),
    }


def test_each_flaw_is_told(tmp_path):
    rooms = a_house(tmp_path, portal='_("for %(name)s"); _("late"); _("open"); _("you")', desk='_("open"); _("Done!")')
    write(tmp_path, "portal", **{"for %(name)s": "给 %(who)s", "open": "待办,", "you": "你"})
    write(tmp_path, "desk", **{"open": "打开", "Done!": "完成"})

    assert catalogue.flaws(catalogue.gather(tmp_path, rooms)) == [
        "portal: placeholders differ: 'for %(name)s' / '给 %(who)s'",
        "portal: not translated: 'late'",
        "portal: half-width punctuation beside Chinese: '待办,'",
        "portal: the client is 您: '你'",
        "desk: says '!': 'Done!'",
        "translated in two ways: 'open': '待办,' in portal; '打开' in desk",
    ]


def test_a_guess_counts_as_not_written(tmp_path):
    rooms = a_house(tmp_path, people='_("name")')
    path = write(tmp_path, "people", name="名称").path
    path.write_text(path.read_text().replace('\nmsgid "name"', '\n#, fuzzy\nmsgid "name"'))

    assert catalogue.flaws(catalogue.gather(tmp_path, rooms)) == ["people: not translated: 'name'"]
