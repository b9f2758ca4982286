"""Input of the meetings' pages to clean values."""

from yinuo.meetings.forms.meetings import MeetingForm, MinuteForm, NewMeetingForm, PersonForm, WhyForm
from yinuo.meetings.forms.memos import CauseForm, FateForm, MemoForm, SendForm, StepForm
from yinuo.meetings.forms.topics import TopicForm

__all__ = [
    "CauseForm",
    "FateForm",
    "MeetingForm",
    "MemoForm",
    "MinuteForm",
    "NewMeetingForm",
    "PersonForm",
    "SendForm",
    "StepForm",
    "TopicForm",
    "WhyForm",
]
