// Symbols of the plan, in millimetres, as SVG: markers, hatches, line styles and legend swatches.
(function (share) {
  "use strict";

  const PX_PER_MM = 96 / 25.4; // the nominal pixel of CSS
  const HATCH_PX = 8;
  const px = (mm) => mm * PX_PER_MM;
  const close = (points) => `M${points.map((p) => p.map((v) => v.toFixed(2)).join(" ")).join("L")}Z`;

  function star(x, y, r) {
    const corner = (i) => {
      const angle = (i * Math.PI) / 5 - Math.PI / 2;
      const reach = i % 2 ? r * 0.45 : r * 1.1;
      return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    };
    return close(Array.from({ length: 10 }, (_, i) => corner(i)));
  }

  function cross(x, y, r) {
    const arm = r * 0.36;
    const turns = [[arm, r], [arm, arm], [r, arm], [r, -arm], [arm, -arm], [arm, -r]];
    const half = turns.map(([a, b]) => [x + a, y + b]);
    return close([...half, ...turns.map(([a, b]) => [x - a, y - b])]);
  }

  const OUTLINES = {
    circle: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    square: (x, y, r) => close([[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]),
    diamond: (x, y, r) => close([[x, y - r], [x + r, y], [x, y + r], [x - r, y]]),
    triangle: (x, y, r) => close([[x, y - r], [x + r, y + r * 0.8], [x - r, y + r * 0.8]]),
    star,
    cross,
  };

  /** A Leaflet marker whose outline is one of the plan's shapes. */
  share.ShapeMarker = L.CircleMarker.extend({
    _updatePath() {
      const outline = OUTLINES[this.options.marker];
      const path = outline(this._point.x, this._point.y, Math.max(this._radius, 1));
      this._renderer._setPath(this, this._empty() ? "M0 0" : path);
    },
  });

  const STRIPES = {
    diagonal: "M-2 2L2 -2M0 8L8 0M6 10L10 6", // the corners too, so that stripes join over tiles
    "back-diagonal": "M-2 6L2 10M0 0L8 8M6 -2L10 2",
    horizontal: "M0 4H8",
    vertical: "M4 0V8",
    cross: "M0 0L8 8M8 0L0 8",
  };

  function drawn(hatch, color) {
    if (hatch === "dots") return share.svg("circle", { cx: 4, cy: 4, r: 1.2, fill: color });
    return share.svg("path", { d: STRIPES[hatch], stroke: color, "stroke-width": 1, fill: "none" });
  }

  /** The fill of a hatched symbol, "url(#…)"; its pattern is made when first asked for. */
  share.hatchFill = function (symbol) {
    const color = symbol.hatch_color || symbol.stroke || "#404040";
    const id = `hatch-${symbol.hatch}-${color.slice(1)}`;
    if (!share.byId(id)) {
      const size = { width: HATCH_PX, height: HATCH_PX, patternUnits: "userSpaceOnUse" };
      share.byId("patterns").append(share.svg("pattern", { id, ...size }, drawn(symbol.hatch, color)));
    }
    return `url(#${id})`;
  };

  const stroked = (symbol) => Boolean(symbol.stroke) && symbol.stroke_width_mm > 0;
  const dashes = (symbol) => (symbol.dash.length ? symbol.dash.map(px).join(" ") : null);

  /** Leaflet path options for the passes in which a feature is drawn, bottom first. */
  share.passes = function (symbol, kind) {
    const line = {
      stroke: stroked(symbol),
      color: symbol.stroke,
      weight: px(symbol.stroke_width_mm),
      dashArray: dashes(symbol),
      lineCap: symbol.dash.length ? "butt" : "round",
    };
    const paint = symbol.fill
      ? { fill: true, fillColor: symbol.fill, fillOpacity: symbol.fill_opacity }
      : { fill: false };
    if (kind === "point") {
      return [...casing(symbol), { ...line, ...paint }].map((p) => ({ ...p, ...shape(symbol) }));
    }
    const outline = { ...line, fill: false };
    if (kind === "line") return [...casing(symbol), outline];
    return [...casing(symbol), { ...paint, stroke: false }, ...hatching(symbol), outline];
  };

  function casing(symbol) {
    if (!symbol.casing || !symbol.casing_width_mm) return [];
    const weight = px(symbol.stroke_width_mm + 2 * symbol.casing_width_mm);
    return [{ stroke: true, color: symbol.casing, weight, lineCap: "round", fill: false }];
  }

  function hatching(symbol) {
    if (symbol.hatch === "none") return [];
    return [{ stroke: false, fill: true, fillColor: share.hatchFill(symbol), fillOpacity: 1 }];
  }

  function shape(symbol) {
    return { marker: symbol.marker, radius: px(symbol.marker_size_mm) / 2, lineCap: "round" };
  }

  /** The pass that is felt but not seen: wide enough for a finger. */
  share.touchPass = function (symbol, kind) {
    const unseen = { color: "#000000", opacity: 0, fill: kind !== "line", fillOpacity: 0 };
    if (kind === "point") {
      const radius = Math.max(px(symbol.marker_size_mm) / 2, 14);
      return { ...unseen, marker: "circle", radius, stroke: false };
    }
    return { ...unseen, stroke: true, weight: kind === "line" ? 18 : 6 };
  };

  const SWATCH = {
    point: (passes) =>
      passes.map((p) => ["path", { d: OUTLINES[p.marker](14, 9, Math.min(p.radius, 7.5)) }]),
    line: (passes) => passes.map(() => ["path", { d: "M2 9H26" }]),
    area: (passes) => passes.map(() => ["rect", { x: 2.5, y: 2.5, width: 23, height: 13 }]),
  };

  function painted(pass) {
    return {
      fill: pass.fill ? pass.fillColor : "none",
      "fill-opacity": pass.fillOpacity,
      stroke: pass.stroke ? pass.color : "none",
      "stroke-width": pass.weight,
      "stroke-dasharray": pass.dashArray,
    };
  }

  /** The little picture of a symbol in the legend, 28 × 18 px. */
  share.swatch = function (symbol, kind) {
    const passes = share.passes(symbol, kind);
    const shapes = SWATCH[kind](passes).map(([tag, where], i) =>
      share.svg(tag, { ...where, ...painted(passes[i]) }),
    );
    const frame = { class: "swatch", viewBox: "0 0 28 18", width: 28, height: 18, "aria-hidden": "true" };
    return share.svg("svg", frame, shapes);
  };
})((window.planviewerShare = window.planviewerShare || {}));
