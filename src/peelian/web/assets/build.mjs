// Builds ../static/vendor from the locked packages: `npm ci && npm run build`.
// The output is committed, so that neither installing nor running Peelian needs Node.
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const vendor = join(here, "..", "static", "vendor");
const LARGEST = 3_000_000; // bytes a single file may have

const copies = [
  ["govuk-frontend/dist/govuk/govuk-frontend.min.js", "govuk/govuk.js"],
  ["../licences/govuk-frontend.txt", "govuk/LICENSE.txt"] /* not in the package */,
  // The build for strict content security policies: its worker is a file of its own, never a blob.
  ["maplibre-gl/dist/maplibre-gl-csp.js", "maplibre/maplibre-gl.js"],
  ["maplibre-gl/dist/maplibre-gl-csp-worker.js", "maplibre/maplibre-gl-worker.js"],
  ["maplibre-gl/dist/maplibre-gl.css", "maplibre/maplibre-gl.css"],
  ["maplibre-gl/LICENSE.txt", "maplibre/LICENSE.txt"],
];

function write(name, text) {
  const target = join(vendor, name);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  if (statSync(target).size > LARGEST) throw new Error(`${name} is larger than ${LARGEST} bytes`);
}

function styles() {
  const options = { loadPaths: [packages], style: "compressed", quietDeps: true };
  const { css } = sass.compile(join(here, "govuk.scss"), options);
  const reserved = /url\(|GDS Transport|crest|crown/i.exec(css);
  if (reserved) throw new Error(`govuk.css refers to ${reserved[0]}, which is for gov.uk only`);
  return css;
}

// A map to sources we do not ship would make browsers ask for a missing file.
const withoutSourceMap = (text) => text.replace(/\n?\/\/# sourceMappingURL=.*$/m, "");

rmSync(vendor, { recursive: true, force: true });
write("govuk/govuk.css", styles());
for (const [from, to] of copies) {
  const text = readFileSync(join(packages, from), "utf8");
  write(to, to.endsWith(".js") ? withoutSourceMap(text) : text);
}
// axe-core checks accessibility in our tests and never ships.
const tests = join(here, "..", "..", "..", "..", "tests", "functional", "web", "vendor");
mkdirSync(tests, { recursive: true });
copyFileSync(join(packages, "axe-core", "axe.min.js"), join(tests, "axe.min.js"));
