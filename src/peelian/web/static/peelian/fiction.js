// The fictional county: its own base map in tiles of this site, a month's incidents, and the truth.
// Everything counted here stands in tables on the same page.

const FONT = ["Arial", "Helvetica", "sans-serif"];
const INK = "#0b0c0c";
const byZoom = (...stops) => ["interpolate", ["linear"], ["zoom"], ...stops];
const roadWidth = (far, near) => byZoom(9, far, 16, near);
const kind = (name) => ["==", ["get", "kind"], name];
const shows = (name) => ["==", ["get", "shows"], name];
const planted = ["match", ["get", "origin"], ["hot place", "near repeat", "displaced"], true, false];

function road(name, far, near, colour) {
  return {
    id: `road-${name}`,
    type: "line",
    source: "base",
    "source-layer": "roads",
    filter: kind(name),
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": roadWidth(far, near) },
  };
}

function names(id, layer, minzoom, size) {
  return {
    id,
    type: "symbol",
    source: "base",
    "source-layer": layer,
    minzoom,
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": size,
      ...(layer === "roads" ? { "symbol-placement": "line" } : {}),
    },
    paint: { "text-color": "#383f43", "text-halo-color": "#ffffff", "text-halo-width": 1.5 },
  };
}

const GROUND = [
  { id: "sea", type: "background", paint: { "background-color": "#eef1ee" } },
  { id: "built", type: "fill", source: "base", "source-layer": "built", paint: { "fill-color": "#dedbd6" } },
  { id: "buildings", type: "fill", source: "base", "source-layer": "buildings", minzoom: 14, paint: { "fill-color": "#c8c2ba" } },
  road("close", 0.2, 6, "#ffffff"),
  road("residential", 0.3, 7, "#ffffff"),
  road("secondary", 0.8, 10, "#fff7d6"),
  road("main", 1.4, 14, "#ffe08a"),
];

const ANSWER = [
  { id: "hot", type: "fill", source: "planted", filter: shows("hot place"), paint: { "fill-color": "#d4351c", "fill-opacity": 0.18, "fill-outline-color": "#d4351c" } },
  { id: "links", type: "line", source: "planted", filter: shows("link"), paint: { "line-color": "#4c2c92", "line-width": 2 } },
  {
    id: "recorded",
    type: "circle",
    source: "recorded",
    paint: {
      "circle-radius": byZoom(10, 1.6, 16, 5),
      "circle-color": ["case", planted, "#7a2a0f", "#1d70b8"],
      "circle-opacity": 0.75,
    },
  },
  { id: "prevented", type: "circle", source: "planted", filter: shows("prevented"), paint: { "circle-radius": byZoom(10, 3, 16, 7), "circle-color": "#ffffff", "circle-stroke-color": INK, "circle-stroke-width": 1.5 } },
];

async function geojson(address) {
  if (!address) return { type: "FeatureCollection", features: [] };
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function draw(figure) {
  const { dataset } = figure;
  const [recorded, truth] = await Promise.all([dataset.recorded, dataset.planted].map(geojson));
  const [west, south, east, north] = dataset.bounds.split(",").map(Number);
  maplibregl.setWorkerUrl(dataset.worker);
  const map = new maplibregl.Map({
    container: figure.querySelector("[data-map-canvas]"),
    style: {
      version: 8,
      sources: {
        base: { type: "vector", tiles: [location.origin + dataset.tiles], minzoom: Number(dataset.low), maxzoom: Number(dataset.high) },
        recorded: { type: "geojson", data: recorded },
        planted: { type: "geojson", data: truth },
      },
      layers: [...GROUND, ...ANSWER, names("street", "roads", 14.5, 11), names("town", "places", 8, 14)],
    },
    bounds: [[west, south], [east, north]],
    fitBoundsOptions: { padding: 8 },
    maxZoom: 17,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: { "Map.Title": dataset.label },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-left");
  map.once("idle", () => (dataset.state = "ready"));
}

for (const figure of document.querySelectorAll("[data-fiction]")) {
  draw(figure).catch((error) => {
    figure.dataset.state = "failed";
    const message = figure.querySelector("[data-map-message]");
    message.textContent = "The map is not shown. The tables on this page hold the figures.";
    message.hidden = false;
    console.error(error);
  });
}
