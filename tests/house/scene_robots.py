"""Robots of the scene: one of the firm, two of P1, of which one was refused a message."""

from tests.house.matrix_robots import ROBOT
from yinuo.base import clock
from yinuo.notices import actions as notices
from yinuo.notices.models import Notice


def slots(cast):
    given = {"name": "项目群", "address": ROBOT["address"], "secret": ROBOT["secret"]}
    firm = notices.add_robot(None, by=cast.admin, at=clock.now(), **given)
    robot, quiet = (notices.add_robot(cast.p1, by=cast.lin, at=clock.now(), **given) for _ in range(2))
    Notice.objects.filter(robot=quiet).update(sent_at=clock.now())
    Notice.objects.filter(robot=robot).update(given_up_at=clock.now(), last_error="310000")
    return {
        "firm_robot": firm.pk,
        "robot": robot.pk,
        "quiet_robot": quiet.pk,
        "robot_message": Notice.objects.get(robot=robot).pk,
    }
