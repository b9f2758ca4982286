"""A pasted list of people is understood line by line."""

from yinuo.projects.forms.paste import read_people


def test_a_line_with_blanks_only_is_cut_after_a_chinese_name():
    (row,) = read_people("邵国梁 生产部部长 shao@hualing.example")

    assert (row.name, row.title, row.email) == ("邵国梁", "生产部部长", "shao@hualing.example")


def test_a_latin_name_keeps_its_blank():
    (row,) = read_people("Anna Weber, IT manager, anna@hualing.example")

    assert (row.name, row.title) == ("Anna Weber", "IT manager")
