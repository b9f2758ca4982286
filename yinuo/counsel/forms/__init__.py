"""Input of counsel's pages to clean values."""

from yinuo.counsel.forms.checks import LaterForm, RuleForm, ToldForm
from yinuo.counsel.forms.notes import NoteForm

__all__ = ["LaterForm", "NoteForm", "RuleForm", "ToldForm"]
