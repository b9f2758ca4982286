// Builds what the browser and the paper need: hashed bundles, the icon sprite, the fonts.
// Every assets/*.js and assets/*.css is an entry point; assets/icons.txt lists the icons.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { pick } from "./pick.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const here = path.join(root, "assets");
const modules = await realpath(path.join(root, "node_modules"));
const out = path.join(root, "yinuo/base/static/build");
const fonts = path.join(root, "yinuo/base/fonts");

const hashed = (name, extension, data) =>
  `${name}-${createHash("sha256").update(data).digest("hex").slice(0, 10)}.${extension}`;

// A page asks no outside host: libraries' web fonts and far-away addresses are cut out of their style sheets.
const stayAtHome = {
  name: "stay-at-home",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const css = await readFile(file, "utf8");
      const contents = file.startsWith(modules)
        ? css
            .replace(/@font-face\s*\{[^}]*\}/g, "")
            .replace(/@import\s+(url\()?["']?(https?:)?\/\/[^;]*;/g, "")
            .replace(/url\(\s*["']?(https?:)?\/\/[^)]*\)/g, "none")
        : css;
      return { contents: file.includes("@tabler") ? pick(contents) : contents, loader: "css" };
    });
  },
};

async function bundles() {
  const entries = (await readdir(here)).filter((name) => /\.(js|css)$/.test(name)).sort();
  const manifest = {};
  for (const entry of entries) {
    const extension = path.extname(entry).slice(1);
    const result = await build({
      entryPoints: [path.join(here, entry)],
      bundle: true,
      minify: true,
      format: "iife",
      target: ["chrome100", "safari15"],
      ...(extension === "css" && { conditions: ["style"] }),
      loader: { ".svg": "dataurl" },
      legalComments: "eof",
      plugins: [stayAtHome],
      logLevel: "warning",
      write: false,
    });
    const data = result.outputFiles[0].contents;
    const name = hashed(path.basename(entry, `.${extension}`), extension, data);
    await writeFile(path.join(out, name), data);
    manifest[entry] = name;
  }
  return manifest;
}

async function sprite() {
  const lines = (await readFile(path.join(here, "icons.txt"), "utf8")).split("\n");
  const names = [...new Set(lines.map((line) => line.replace(/#.*/, "").trim()).filter(Boolean))].sort();
  const symbols = await Promise.all(
    names.map(async (name) => {
      const file = path.join(modules, "@tabler/icons/icons/outline", `${name}.svg`);
      const svg = await readFile(file, "utf8").catch(() => {
        throw new Error(`assets/icons.txt: there is no outline icon "${name}"`);
      });
      const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
      return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
    }),
  );
  const data = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
  const name = hashed("icons", "svg", data);
  await writeFile(path.join(out, name), data);
  return name;
}

async function copyFonts() {
  const source = path.join(modules, "@expo-google-fonts/noto-sans-sc");
  await mkdir(fonts, { recursive: true });
  for (const weight of ["400Regular", "700Bold"]) {
    const name = `NotoSansSC_${weight}.ttf`;
    await cp(path.join(source, weight, name), path.join(fonts, name));
  }
  await cp(path.join(source, "LICENSE_FONT"), path.join(fonts, "OFL.txt"));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const manifest = await bundles();
manifest["icons.svg"] = await sprite();
await copyFonts();
// Last, so that a manifest stands only beside a finished build.
await writeFile(path.join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const [name, file] of Object.entries(manifest)) process.stdout.write(`${name} -> ${file}\n`);
