"""Every sheet of the story."""

from __future__ import annotations

from yinuo.demo.data.sheets_p1 import HUALING
from yinuo.demo.data.sheets_p2 import HENGYU
from yinuo.demo.data.sheets_p3 import YUNXI

SHEETS = HUALING + HENGYU + YUNXI
