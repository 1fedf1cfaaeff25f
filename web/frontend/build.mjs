// Builds app, viewer and studio (JavaScript and CSS) and copies the fonts into web/static/web/build.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = join(here, "../static/web/build");
const out = `${built}.new`; // put in place at the end, so that a running server never meets half a build
const modules = join(here, "node_modules");

const copied = {
  "noto-sans.woff2": "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2",
  "noto-sans-bengali.woff2": "@fontsource-variable/noto-sans-bengali/files/noto-sans-bengali-bengali-wght-normal.woff2",
  "pdf.worker.mjs": "pdfjs-dist/build/pdf.worker.min.mjs",
  "openjpeg_nowasm_fallback.js": "pdfjs-dist/wasm/openjpeg_nowasm_fallback.js",
  "bpmn.woff2": "bpmn-js/dist/assets/bpmn-font/font/bpmn.woff2",
};

// htmx can run text as code for attributes that this house does not use. The strict content policy would
// refuse it at run time; leaving it out makes the bundle show the same to whoever reads it.
const htmxWithoutEval = {
  name: "htmx-without-eval",
  setup(tool) {
    tool.onLoad({ filter: /htmx\.esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      let found = 0;
      const contents = source.replace(
        /\beval\(str\)|new Function\('event', code\)|Function\(conditionalSource\)\(\)|Function\('(?:event|return \().*?\.call\(elt(?:, event)?\)/g,
        () => (found++, "undefined"),
      );
      if (found !== 5) throw new Error(`htmx: expected 5 evaluations of text, found ${found}`);
      return { contents, loader: "js" };
    });
  },
};

// The icon font of bpmn-js, without its four formats for old browsers.
const bpmnIconsOnly = {
  name: "bpmn-icons-only",
  setup(tool) {
    tool.onLoad({ filter: /bpmn-font\/css\/bpmn\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const rules = source.slice(source.indexOf("[class^=\"bpmn-icon-\"]"));
      const face = "@font-face{font-family:bpmn;src:url(./bpmn.woff2) format('woff2')}";
      return { contents: face + rules, loader: "css" };
    });
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all(Object.entries(copied).map(([name, path]) => copyFile(join(modules, path), join(out, name))));
await build({
  absWorkingDir: here,
  entryPoints: ["src/app.js", "src/note.js", "src/viewer.js", "src/studio.js", "src/papers.js"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome109", "firefox115", "safari16"],
  external: ["*.woff2"],
  legalComments: "linked",
  sourcemap: false,
  charset: "utf8",
  logLevel: "warning",
  plugins: [htmxWithoutEval, bpmnIconsOnly],
});
await rm(built, { recursive: true, force: true });
await rename(out, built);
