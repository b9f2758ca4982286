// The desk's and the portal's script: everything here is an extra, the pages work without it.
import "htmx.org/dist/htmx.min.js";
