"""Set before Django reads its settings: tests have a data folder of their own and may flush the guards."""

import os
import tempfile

os.environ["YINUO_TESTING"] = "1"
os.environ.setdefault("YINUO_DATA", tempfile.mkdtemp(prefix="yinuo-tests-"))
os.environ.setdefault("YINUO_SECRET_KEY", "only-for-tests")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("EMAIL_URL", "memory:")
