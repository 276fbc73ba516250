// How maps look: a quiet ground of outlines, and the answer in five steps of one colour. The steps
// are also told apart by the number in each area, so that colour is never the only cue.

export const PALETTE = ["#fbe3c6", "#f7b97d", "#ea8440", "#c04f1c", "#7a2a0f"];
const CALLSIGNS = ["#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1", "#4c6b1f", "#0b6ea8"];
const INK = "#0b0c0c";
const EDGE = "#5c1f0a";
const GROUND = { sea: "#e4eaee", land: "#f3f4f2", home: "#ffffff", line: "#aeb4b9", lsoa: "#d3d8dc" };
const FONT = ["Arial", "Helvetica", "sans-serif"];
const FAR = 12.5; // below this zoom areas are too small to see and show as dots
const none = ["==", ["get", "id"], ""];

export function style() {
  return {
    version: 8,
    sources: {},
    layers: [{ id: "sea", type: "background", paint: { "background-color": GROUND.sea } }],
  };
}

const byLevel = ["match", ["get", "level"], ...PALETTE.flatMap((c, i) => [i + 1, c]), PALETTE[2]];
const byCallsign = [
  "match",
  ["%", ["get", "callsign"], CALLSIGNS.length],
  ...CALLSIGNS.flatMap((c, i) => [i, c]),
  INK,
];
const colour = ["case", ["has", "callsign"], byCallsign, byLevel];
const areasOnly = ["==", ["geometry-type"], "Polygon"];
const byZoom = (...stops) => ["interpolate", ["linear"], ["zoom"], ...stops];

function ground(force) {
  const home = ["==", ["get", "slug"], force];
  return [
    {
      id: "land",
      type: "fill",
      source: "areas",
      paint: { "fill-color": ["case", home, GROUND.home, GROUND.land] },
    },
    {
      id: "lsoa-line",
      type: "line",
      source: "lsoas",
      paint: { "line-color": GROUND.lsoa, "line-width": byZoom(8, 0.3, 13, 1, 16, 1.5) },
    },
    {
      id: "land-line",
      type: "line",
      source: "areas",
      paint: {
        "line-color": ["case", home, "#505a5f", GROUND.line],
        "line-width": ["case", home, 2, 0.8],
      },
    },
    {
      id: "place-dot",
      type: "circle",
      source: "places",
      minzoom: 12,
      paint: { "circle-color": "#8f989e", "circle-radius": byZoom(12, 0.8, 16, 2.2) },
    },
  ];
}

function answer() {
  return [
    {
      id: "feature-fill",
      type: "fill",
      source: "features",
      filter: areasOnly,
      paint: { "fill-color": colour, "fill-opacity": 0.78 },
    },
    {
      id: "feature-edge",
      type: "line",
      source: "features",
      filter: areasOnly,
      paint: { "line-color": EDGE, "line-width": byZoom(9, 0.4, 14, 1.2) },
    },
    {
      id: "feature-line",
      type: "line",
      source: "features",
      filter: ["==", ["get", "way"], ""], // none until a callsign is chosen
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": colour, "line-width": 3.5, "line-dasharray": [2, 1.6] },
    },
    {
      id: "feature-chosen",
      type: "line",
      source: "features",
      filter: none,
      paint: { "line-color": INK, "line-width": 4 },
    },
  ];
}

function names() {
  return [
    {
      id: "place-name",
      type: "symbol",
      source: "places",
      minzoom: 13,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": byZoom(13, 10, 16, 12),
        "text-padding": 6,
        "text-max-width": 9,
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": 0.4,
        "symbol-sort-key": ["-", 0, ["get", "count"]],
      },
      paint: { "text-color": "#4a5357", "text-halo-color": "#ffffff", "text-halo-width": 1.4 },
    },
    {
      id: "area-name",
      type: "symbol",
      source: "names",
      maxzoom: 12.5,
      filter: ["any", ["==", ["get", "kind"], "district"], ["<", ["zoom"], 9]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12,
        "text-max-width": 8,
        "symbol-sort-key": ["case", ["==", ["get", "kind"], "force"], 0, 1],
      },
      paint: { "text-color": "#4a5357", "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
    },
  ];
}

const numbered = ["has", "number"];
const dark = [">=", ["get", "level"], 4];

function dots() {
  return [
    {
      id: "mark-dot",
      type: "circle",
      source: "marks",
      maxzoom: FAR,
      filter: ["!", numbered],
      layout: { "circle-sort-key": ["-", 0, ["get", "rank"]] },
      paint: {
        "circle-color": colour,
        "circle-radius": 4,
        "circle-stroke-color": EDGE,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "mark-chip",
      type: "circle",
      source: "marks",
      filter: numbered,
      layout: { "circle-sort-key": ["-", 0, ["get", "rank"]] },
      paint: {
        "circle-color": colour,
        "circle-radius": ["case", [">", ["get", "rank"], 99], 12, 10],
        "circle-stroke-color": EDGE,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "mark-chosen",
      type: "circle",
      source: "marks",
      maxzoom: FAR,
      filter: none,
      paint: {
        "circle-opacity": 0,
        "circle-radius": 13,
        "circle-stroke-color": INK,
        "circle-stroke-width": 3,
      },
    },
    {
      id: "mark-number",
      type: "symbol",
      source: "marks",
      filter: numbered,
      layout: {
        "text-field": ["to-string", ["get", "number"]],
        "text-font": ["Arial Bold", "Arial", "sans-serif"],
        "text-size": 12,
        "symbol-sort-key": ["get", "rank"],
        "text-padding": 0,
      },
      paint: {
        "text-color": ["case", dark, "#ffffff", INK],
      },
    },
  ];
}

// Later layers are placed first: an area's own number wins over the name of a street.
export function layers(force) {
  return [...ground(force), ...answer(), ...names(), ...dots()];
}
