"""Set before Django reads its settings: tests have a data folder of their own and may flush the guards."""

import atexit
import os
import shutil
import tempfile

os.environ["YINUO_TESTING"] = "1"
if "YINUO_DATA" not in os.environ:
    os.environ["YINUO_DATA"] = tempfile.mkdtemp(prefix="yinuo-tests-")
    atexit.register(shutil.rmtree, os.environ["YINUO_DATA"], ignore_errors=True)
os.environ.setdefault("YINUO_SECRET_KEY", "only-for-tests")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("EMAIL_URL", "memory:")
