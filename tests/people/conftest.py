"""What tests about signing in say for the proof."""

import pytest


@pytest.fixture
def shut(figure):
    """Say how many tries to come in there were, `times` in each browser, and that none of them came in."""

    def say(what, *browsers, times=1):
        came_in = sum("_auth_user_id" in browser.session for browser in browsers)
        figure("Sign-in", what, len(browsers) * times)
        figure("Sign-in", "of all these tries, came in", came_in, wanted="0")
        assert came_in == 0

    return say
