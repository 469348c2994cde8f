// Compiles the look of Alongside from its sources. `npm run build` writes the files that are
// committed; `npm run check` builds into a temporary folder and compares every byte.
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import rtlcss from "rtlcss";
import * as sass from "sass";
import subsetFont from "subset-font";
import { minify } from "terser";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MODULES = path.join(HERE, "node_modules");
const STATIC = path.join(HERE, "../alongside/foundation/common/static/common");
const MANIFEST = path.join(HERE, "built.json");
const SOURCES = ["build.mjs", "package.json", "package-lock.json", "scss", "js", "licences"];

const BANNER =
  "/*! Alongside, AGPL-3.0-or-later. Form controls begin from govuk-frontend (MIT): see licences/ */\n";

// Latin, Latin Extended-A and -B, Additional, and the punctuation people paste.
const LATIN = [[0x20, 0x7e], [0xa0, 0xff], [0x131, 0x131], [0x152, 0x153], [0x2bb, 0x2bc],
  [0x2c6, 0x2c6], [0x2da, 0x2da], [0x2dc, 0x2dc], [0x2010, 0x2026], [0x2039, 0x203a],
  [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2212, 0x2212]];
const LATIN_EXT = [[0x100, 0x130], [0x132, 0x151], [0x154, 0x24f], [0x1e00, 0x1eff],
  [0x20a0, 0x20ab], [0x20ad, 0x20c0]];

const ATKINSON = "@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible";
const NEWSREADER = "@fontsource-variable/newsreader/files/newsreader";
// A heading needs one weight and a quotation another, so the variable font is pinned to each.
const FONTS = [
  ["atkinson-400", `${ATKINSON}-{}-400-normal.woff2`, {}],
  ["atkinson-700", `${ATKINSON}-{}-700-normal.woff2`, {}],
  ["newsreader-520", `${NEWSREADER}-{}-wght-normal.woff2`, { variationAxes: { wght: 520 } }],
  ["newsreader-italic", `${NEWSREADER}-{}-wght-italic.woff2`, { variationAxes: { wght: 430 } }],
];
const LICENCES = {
  "licences/atkinson-hyperlegible-OFL.txt": "@fontsource/atkinson-hyperlegible/LICENSE",
  "licences/newsreader-OFL.txt": "@fontsource-variable/newsreader/LICENSE",
  "licences/govuk-frontend-MIT.txt": "../licences/govuk-frontend-MIT.txt",
  "licences/htmx-0BSD.txt": "htmx.org/LICENSE",
};

/** Our own names on borrowed parts, and nothing of the original brand left behind. */
function rename() {
  return {
    postcssPlugin: "own-names",
    Once(root) {
      root.walkComments((comment) => comment.remove());
      root.walkAtRules("media", (rule) => rule.params.includes("\\0") && rule.remove());
      root.walkRules((rule) => {
        if (rule.selector.includes("govuk-frontend-supported")) return rule.remove();
        rule.selector = rule.selector.replaceAll("govuk-", "al-");
      });
      root.walkDecls((decl) => {
        if (decl.prop === "--govuk-frontend-version") return decl.remove();
        decl.prop = decl.prop.replaceAll("--govuk-", "--al-");
        decl.value = decl.value.replace(/var\(--govuk-([a-z-]+),[^)]*\)/g, "var(--al-$1)");
      });
      root.walkRules((rule) => rule.nodes.length === 0 && rule.remove());
      root.walkAtRules((rule) => rule.nodes?.length === 0 && rule.remove());
    },
  };
}

async function styles(out) {
  const { css } = sass.compile(path.join(HERE, "scss/alongside.scss"), {
    loadPaths: [MODULES],
    style: "compressed",
    charset: false,
    quietDeps: true,
  });
  const done = await postcss([rename()]).process(css, { from: undefined, map: false });
  if (/govuk|GDS Transport/i.test(done.css)) throw new Error("a borrowed name is left in the CSS");
  write(out, "alongside.css", BANNER + done.css);
  write(out, "alongside-rtl.css", BANNER + rtlcss.process(done.css));
}

async function fonts(out) {
  for (const [name, pattern, options] of FONTS) {
    for (const [part, ranges] of [["latin", LATIN], ["latin-ext", LATIN_EXT]]) {
      const source = fs.readFileSync(path.join(MODULES, pattern.replace("{}", part)));
      const text = ranges.flatMap(([a, b]) =>
        Array.from({ length: b - a + 1 }, (_, i) => String.fromCodePoint(a + i))).join("");
      const made = await subsetFont(source, text, { targetFormat: "woff2", ...options });
      write(out, `fonts/${name}-${part}.woff2`, made);
    }
  }
}

async function scripts(out) {
  const own = fs.readFileSync(path.join(HERE, "js/alongside.js"), "utf8");
  write(out, "alongside.js", (await minify(own, { ecma: 2019 })).code + "\n");
  // htmx keeps the last path in sessionStorage whatever its settings say. A path can name a
  // woman's record, so our copy is told that there is no storage. It also never evaluates text.
  let htmx = fs.readFileSync(path.join(MODULES, "htmx.org/dist/htmx.js"), "utf8");
  htmx = swap(htmx, /function canAccessLocalStorage\(\) \{[\s\S]*?\n  \}\n/,
    "function canAccessLocalStorage() { return false }\n");
  htmx = swap(htmx, "return eval(str)", "return undefined");
  htmx = htmx.replaceAll("sessionStorage", "({})");
  const code = (await minify(htmx, { ecma: 2019, compress: { passes: 3 } })).code;
  if (/(session|local)Storage\b|\beval\(/.test(code)) throw new Error("htmx still stores or evaluates");
  write(out, "htmx.min.js", code + "\n");
}

function swap(text, old, fresh) {
  if (text.replace(old, fresh) === text) throw new Error(`htmx has changed: ${old} is not there`);
  return text.replace(old, fresh);
}

function licences(out) {
  for (const [to, from] of Object.entries(LICENCES)) {
    write(out, to, fs.readFileSync(path.join(MODULES, from)));
  }
}

function write(out, name, content) {
  const file = path.join(out, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

function files(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function sums(paths, base) {
  const sum = (file) => createHash("sha256").update(fs.readFileSync(file)).digest("hex");
  const name = (file) => path.relative(base, file).split(path.sep).join("/");
  return Object.fromEntries(paths.map((file) => [name(file), sum(file)]));
}

function manifest(out) {
  const sources = SOURCES.map((name) => path.join(HERE, name))
    .flatMap((file) => (fs.statSync(file).isDirectory() ? files(file) : [file]));
  const made = { sources: sums(sources, HERE), outputs: sums(files(out), out) };
  return JSON.stringify(made, null, 2) + "\n";
}

async function build(out) {
  await styles(out);
  await scripts(out);
  await fonts(out);
  licences(out);
  return manifest(out);
}

if (process.argv.includes("--check")) {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "look-"));
  const fresh = await build(out);
  fs.rmSync(out, { recursive: true });
  if (fresh !== fs.readFileSync(MANIFEST, "utf8") || fresh !== manifest(STATIC)) {
    console.error("The committed styles are not what their sources make. Run: npm run build");
    process.exit(1);
  }
  console.log("The committed styles are what their sources make.");
} else {
  fs.rmSync(STATIC, { recursive: true, force: true });
  fs.writeFileSync(MANIFEST, await build(STATIC));
}
