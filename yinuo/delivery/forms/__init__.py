"""Input of delivery's pages to clean values."""

from yinuo.delivery.forms.asking import AskForm
from yinuo.delivery.forms.plan import (
    DescribeForm,
    DropForm,
    NewTaskForm,
    PublishForm,
    RowForm,
    TaskForm,
)

__all__ = ["AskForm", "DescribeForm", "DropForm", "NewTaskForm", "PublishForm", "RowForm", "TaskForm"]
