"""The WSGI door that granian and other servers open."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinuo.config.settings")
application = get_wsgi_application()
