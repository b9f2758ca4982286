// Takes the parts of Tabler that this product uses and leaves the rest: a phone on a factory floor loads a tenth.
const FAMILIES = [
  "container(-fluid|-xl|-lg)?", "row", "col(-.*)?", "g-\\d", "gx-\\d", "gy-\\d", "order-\\d",
  "btn(-(primary|secondary|sm|lg|link|icon|list|group|close|danger|outline-(primary|secondary)))?",
  "form-(control|select|label|hint|check|check-input|check-label|text|floating|control-sm|select-sm)(-.*)?", "input-group(-.*)?",
  "invalid-feedback", "is-invalid", "required",
  "table(-(responsive|sm|vcenter|striped|hover|borderless))?", "list-(unstyled|inline|group)(-.*)?",
  "d-(none|block|inline|inline-block|flex|inline-flex|grid)", "d-(sm|md|lg|print)-(none|block|inline|flex|grid)",
  "flex-(row|column|wrap|nowrap|fill|grow-\\d|shrink-\\d)", "(justify-content|align-items|align-self)-(start|end|center|between|baseline)",
  "gap-\\d", "[mp][tbsexy]?-(\\d|auto)", "text-(start|end|center|muted|secondary|nowrap|wrap|break|truncate|decoration-none)",
  "fw-(normal|bold|semibold)", "[wh]-(25|50|75|100|auto)", "mw-100", "visually-hidden(-focusable)?",
  "float-(start|end)", "overflow-(auto|hidden)", "position-(relative|absolute|sticky)", "small", "lead", "h[1-6]", "hr",
  "disabled", "active", "show", "was-validated", "dropdown-toggle",
];
const ALLOWED = new RegExp(`^(${FAMILIES.join("|")})$`);

/** The end of the block that opens at `from`, which is the place of its "{". */
function closing(css, from) {
  let depth = 0;
  for (let at = from; at < css.length; at += 1) {
    const sign = css[at];
    if (sign === '"' || sign === "'") at = css.indexOf(sign, at + 1);
    else if (sign === "{") depth += 1;
    else if (sign === "}" && (depth -= 1) === 0) return at;
  }
  throw new Error("a style sheet ends inside a block");
}

/** A list of selectors, split at its own commas only. */
function split(selectors) {
  const parts = [""];
  let depth = 0;
  for (const sign of selectors) {
    if (sign === "(" || sign === "[") depth += 1;
    if (sign === ")" || sign === "]") depth -= 1;
    if (sign === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

const isOurs = (selector) =>
  [...selector.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].every(([, name]) => ALLOWED.test(name)) &&
  !/\[data-bs-theme-(base|primary|font)/.test(selector);

/** `css` without comments, with only the rules whose every class belongs to a family above. */
export function pick(css) {
  const source = css.replace(/\/\*[\s\S]*?\*\//g, "");
  let kept = "";
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf("{", at);
    if (open < 0) break;
    const end = closing(source, open);
    const head = source.slice(source.lastIndexOf(";", open) >= at ? source.lastIndexOf(";", open) + 1 : at, open).trim();
    const body = source.slice(open + 1, end);
    if (/^@(media|supports|layer)/.test(head)) {
      const inner = pick(body);
      if (inner) kept += `${head}{${inner}}`;
    } else if (!head.startsWith("@")) {
      const selectors = split(head).filter(isOurs);
      if (selectors.length) kept += `${selectors.join(",")}{${body}}`;
    }
    at = end + 1;
  }
  return kept;
}
