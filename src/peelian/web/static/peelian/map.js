// Maps of analysis areas and plans. Everything shown here also stands in a table on the same page:
// the map is told by data- attributes which addresses of this site to read, and the two are kept in
// step. No other host is asked for anything; labels are drawn with the computer's own typeface.

import { PALETTE, layers, style } from "./map-style.js";

const ready = "ready";
const PADDING = 48; // pixels kept free round what is shown
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
const coarse = matchMedia("(pointer: coarse)").matches;

async function geojson(address) {
  if (!address) return { type: "FeatureCollection", features: [] };
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

function positions(geometry) {
  const found = [];
  const walk = (part) => (typeof part[0] === "number" ? found.push(part) : part.forEach(walk));
  walk(geometry.coordinates);
  return found;
}

export function boundsOf(features) {
  const all = features.filter((f) => f.geometry).flatMap((f) => positions(f.geometry));
  if (all.length === 0) return null;
  const east = all.map((p) => p[0]);
  const north = all.map((p) => p[1]);
  const low = (values) => values.reduce((a, b) => Math.min(a, b));
  const high = (values) => values.reduce((a, b) => Math.max(a, b));
  return [
    [low(east), low(north)],
    [high(east), high(north)],
  ];
}

const middle = ([[west, south], [east, north]]) => [(west + east) / 2, (south + north) / 2];

const topOf = ([[west], [east, north]]) => [(west + east) / 2, north];

// A point for every area, so that small areas stay visible and numbered from far away.
function marks(features) {
  return features
    .filter((f) => f.geometry && !f.geometry.type.includes("LineString"))
    .map((f) => ({
      type: "Feature",
      properties: f.properties,
      geometry: { type: "Point", coordinates: f.properties.at ?? middle(boundsOf([f])) },
    }));
}

const area = ([[west, south], [east, north]]) => (east - west) * (north - south);

// One place for each name: forces at their largest part, districts in the middle of their areas.
function namePoints(features, nameOf) {
  const best = new Map();
  for (const feature of features) {
    const { coordinates, type } = feature.geometry;
    const parts = type === "MultiPolygon" ? coordinates : [coordinates];
    for (const part of parts) {
      const bounds = boundsOf([{ geometry: { coordinates: part[0] } }]);
      const name = nameOf(feature.properties);
      const known = best.get(name) ?? { size: 0, sum: [0, 0], count: 0 };
      const centre = middle(bounds);
      known.sum = [known.sum[0] + centre[0], known.sum[1] + centre[1]];
      known.count += 1;
      if (area(bounds) > known.size) Object.assign(known, { size: area(bounds), largest: centre });
      best.set(name, known);
    }
  }
  return best;
}

function named(points, kind) {
  return [...points].map(([name, { largest, sum, count }]) => ({
    type: "Feature",
    properties: { name, kind },
    geometry: {
      type: "Point",
      coordinates: kind === "force" ? largest : [sum[0] / count, sum[1] / count],
    },
  }));
}

function hasWebGL() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

function fail(figure, why) {
  figure.dataset.state = "failed";
  const message = figure.querySelector("[data-map-message]");
  message.textContent =
    `The map is not shown. ${why} ` +
    "The table on this page holds the same information, and the downloads work as usual.";
  message.hidden = false;
  figure.querySelector("[data-map-canvas]").hidden = true;
}

function popupContent({ title, text, id }, figure) {
  const box = document.createElement("div");
  const heading = document.createElement("p");
  heading.className = "pl-popup__title";
  heading.textContent = title;
  const body = document.createElement("p");
  body.className = "pl-popup__text";
  body.textContent = text ?? "";
  box.append(heading, body);
  const row = rowOf(figure, id);
  if (row) {
    const link = document.createElement("a");
    link.href = `#${row.id}`;
    link.className = "govuk-link";
    link.textContent = "Show in the table";
    link.addEventListener("click", () => row.focus({ preventScroll: true }));
    box.append(link);
  }
  return box;
}

function rowOf(figure, id) {
  const table = document.getElementById(figure.dataset.rows ?? "");
  return table?.querySelector(`[data-feature="${CSS.escape(String(id))}"]`) ?? null;
}

class Plate {
  constructor(figure) {
    this.figure = figure;
    this.popup = null;
  }

  async open() {
    const { dataset } = this.figure;
    const [features, areas, lsoas] = await Promise.all(
      [dataset.layer, dataset.areas, dataset.lsoas].map(geojson),
    );
    this.features = features.features;
    this.byId = new Map(this.features.map((f) => [String(f.properties.id), f]));
    this.map = new maplibregl.Map(this.options(areas));
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-left");
    await this.map.once("load");
    this.fill(areas, lsoas);
    this.listen();
    this.map.once("idle", () => {
      this.figure.dataset.state = ready;
      this.places();
    });
  }

  options(areas) {
    const { dataset } = this.figure;
    const home = areas.features.filter((f) => f.properties.slug === dataset.force);
    this.home = boundsOf(this.features) ?? boundsOf(home.length ? home : areas.features);
    return {
      container: this.figure.querySelector("[data-map-canvas]"),
      style: style(),
      bounds: this.home ?? [[-6.5, 49.8], [2, 56]],
      fitBoundsOptions: { padding: PADDING, maxZoom: 15.5 },
      minZoom: 4,
      maxZoom: Number(dataset.maxZoom ?? 16),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: coarse,
      fadeDuration: reducedMotion ? 0 : 150,
      locale: { "Map.Title": dataset.label ?? "Map" },
    };
  }

  fill(areas, lsoas) {
    const { map, figure } = this;
    map.touchZoomRotate.disableRotation();
    map.addSource("areas", { type: "geojson", data: areas });
    map.addSource("lsoas", { type: "geojson", data: lsoas });
    const away = (f) => f.properties.slug !== figure.dataset.force;
    const names = [
      ...named(namePoints(areas.features.filter(away), (p) => p.name), "force"),
      ...named(namePoints(lsoas.features, (p) => p.district), "district"),
    ];
    map.addSource("names", {
      type: "geojson",
      data: { type: "FeatureCollection", features: names },
    });
    const none = { type: "FeatureCollection", features: [] };
    map.addSource("places", { type: "geojson", data: none });
    map.addSource("features", {
      type: "geojson",
      data: { type: "FeatureCollection", features: this.features },
    });
    const points = { type: "FeatureCollection", features: marks(this.features) };
    map.addSource("marks", { type: "geojson", data: points });
    for (const layer of layers(figure.dataset.force ?? "")) map.addLayer(layer);
  }

  // Street names come last: the map is useful before they arrive.
  async places() {
    try {
      const data = await geojson(this.figure.dataset.places);
      this.map.getSource("places").setData(data);
      this.map.once("idle", () => (this.figure.dataset.places = "shown"));
    } catch {
      this.figure.dataset.places = "missing"; // the map works without street names
    }
  }

  listen() {
    const clickable = ["mark-chip", "mark-dot", "feature-fill", "feature-line"];
    this.map.on("click", (event) => {
      const [hit] = this.map.queryRenderedFeatures(event.point, { layers: clickable });
      if (hit) this.select(hit.properties.id, { fly: false, lngLat: event.lngLat });
    });
    for (const layer of clickable) {
      this.map.on("mouseenter", layer, () => (this.map.getCanvas().style.cursor = "pointer"));
      this.map.on("mouseleave", layer, () => (this.map.getCanvas().style.cursor = ""));
    }
    const table = document.getElementById(this.figure.dataset.rows ?? "");
    for (const button of table?.querySelectorAll("[data-show]") ?? []) {
      button.hidden = false;
      button.addEventListener("click", () => this.fromTable(button));
    }
    const way = document.querySelector(`[data-map-way="${CSS.escape(this.figure.id)}"]`);
    way?.addEventListener("change", () => this.way(way.value));
    this.figure.querySelector("[data-map-reset]")?.addEventListener("click", () => this.reset());
  }

  way(callsign) {
    this.figure.dataset.way = callsign;
    this.map.setFilter("feature-line", ["==", ["get", "way"], callsign]);
  }

  fromTable(button) {
    this.select(button.dataset.show, { fly: true, back: button });
    const behavior = reducedMotion ? "auto" : "smooth";
    this.figure.scrollIntoView({ block: "nearest", behavior });
  }

  reset() {
    this.popup?.remove();
    if (this.home) this.map.fitBounds(this.home, { padding: PADDING, animate: !reducedMotion });
  }

  select(id, { fly, lngLat, back }) {
    const feature = this.byId.get(String(id));
    if (!feature?.geometry) return;
    const bounds = boundsOf([feature]);
    this.popup?.remove();
    this.mark(id);
    if (fly) {
      const animate = !reducedMotion;
      this.map.fitBounds(bounds, { padding: 2 * PADDING, maxZoom: 15.5, animate });
    }
    this.popup = new maplibregl.Popup({ maxWidth: "320px", focusAfterOpen: Boolean(back) })
      .setLngLat(lngLat ?? topOf(bounds))
      .setDOMContent(popupContent(feature.properties, this.figure))
      .addTo(this.map);
    this.popup.on("close", () => {
      this.mark("");
      back?.focus({ preventScroll: true });
    });
  }

  mark(id) {
    this.figure.dataset.selected = String(id);
    this.map.setFilter("feature-chosen", ["==", ["to-string", ["get", "id"]], String(id)]);
    this.map.setFilter("mark-chosen", ["==", ["to-string", ["get", "id"]], String(id)]);
    const table = document.getElementById(this.figure.dataset.rows ?? "");
    table?.querySelector(".pl-row--chosen")?.classList.remove("pl-row--chosen");
    rowOf(this.figure, id)?.classList.add("pl-row--chosen");
  }
}

export async function start(figure) {
  if (!hasWebGL()) return fail(figure, "This browser or computer cannot draw it (no WebGL).");
  try {
    maplibregl.setWorkerUrl(figure.dataset.worker);
    await new Plate(figure).open();
  } catch (error) {
    fail(figure, "Its data could not be loaded.");
    console.error(error);
  }
  return figure;
}

export { PALETTE };
for (const figure of document.querySelectorAll("[data-map]")) start(figure);
