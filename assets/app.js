// Everything here is an extra: the pages work without it.
import htmx from "htmx.org/dist/htmx.esm.min.js";
import "./js/copy.js";
import "./js/drawer.js";
import "./js/forms.js";
import "./js/keys.js";
import "./js/menus.js";
import "./js/palette.js";
import "./js/passkeys.js";
import "./js/quote.js";
import "./js/scroll.js";
import "./js/theme.js";

// htmx would wait a turn; a key pressed in between would leave the page instead of opening beside it. Twice does no harm.
htmx.initialize();
