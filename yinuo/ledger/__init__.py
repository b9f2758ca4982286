"""The ledger 账本, the heart: what was said, what is expected, what was promised, and what was agreed about it.

Statement 原话, Entry 台账条目 (Expectation 期望, Commitment 承诺, client duty 甲方配合事项), Wording 约定文字,
Sheet 确认单, SheetLine 确认项, Answer 答复, Agreement 确认, Measurement 衡量记录.
Refuses to edit an agreed wording: it is only superseded by a newer one that is agreed again.
"""
