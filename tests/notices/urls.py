"""The product's addresses, with those of this room whether or not the front page lists them yet."""

from yinuo.base import urls as base
from yinuo.config import urls as root
from yinuo.demo import urls as demo
from yinuo.notices import urls as notices

urlpatterns = [*notices.urlpatterns, *demo.urlpatterns, *base.urlpatterns, *root.urlpatterns]
