"""Nothing in the told story leads its reader to a page that does not open to him."""

import pytest
from django.test import Client

from tests.house.ways import walked
from yinuo.demo.scene import Scene
from yinuo.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "start"),
    [("沈牧", "/today/"), ("周砚", "/today/"), ("温宁", "/portal/"), ("何蔓", "/portal/"), ("顾正言", "/portal/")],
)
def test_every_link_of_the_story_opens_to_whoever_is_shown_it(scene: Scene, name: str, start: str):
    reader = Client()
    reader.force_login(Person.objects.get(name=name))
    dead, _buttons, opened = walked(reader, start)

    assert dead == []
    assert opened > 40
