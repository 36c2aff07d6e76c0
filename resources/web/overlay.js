"use strict";

/**
 * What lies over the picture: highlight, selection and sketch, the coordinate grid, and the foot
 * with scale bar, attribution and notice. Every text enters as text, never as HTML.
 */
(function (planviewer) {
  const MARKS = 8; // as in web/messages.py

  const element = (tag, className, parent) => {
    const created = document.createElement(tag);
    created.className = className;
    parent.appendChild(created);
    return created;
  };

  /** Small geometries above the tiles, each with a pale casing so that it shows on any colour. */
  planviewer.Overlays = class {
    constructor(map) {
      this.map = map;
      this.groups = {};
      this.label = element("div", "pv-label", map.getContainer());
      this.label.hidden = true;
      map.on("mousemove", (event) => this.moveLabel(event.containerPoint));
      map.on("mouseout", () => this.moveLabel(null));
    }

    show(name, geojson, label) {
      if (this.groups[name]) {
        this.groups[name].remove();
        delete this.groups[name];
      }
      if (name === "highlight") {
        this.label.textContent = label || "";
        this.label.hidden = !label || !this.labelPoint;
      }
      if (geojson) {
        const parts = ["casing", "line"].map((part) => this.drawn(geojson, `pv-${name}-${part}`));
        this.groups[name] = L.layerGroup(parts).addTo(this.map);
      }
    }

    drawn(geojson, className) {
      const look = { className, interactive: false };
      return L.geoJSON(geojson, {
        interactive: false,
        // The style sheet fills outlines; a line that bends must not look like an area.
        style: ({ geometry }) =>
          /LineString$/.test(geometry.type) ? { ...look, className: `${className} pv-open` } : look,
        pointToLayer: (_feature, latlng) => L.circleMarker(latlng, { ...look, radius: 9 }),
      });
    }

    moveLabel(point) {
      this.labelPoint = point;
      this.label.hidden = point === null || this.label.textContent === "";
      if (point !== null) {
        const left = point.x > this.map.getSize().x / 2;
        const shift = left ? "translate(calc(-100% - 12px), 14px)" : "translate(14px, 14px)";
        this.label.style.transform = `translate(${point.x}px, ${point.y}px) ${shift}`;
      }
    }
  };

  /**
   * Lines that are painted once and then move with the map. Leaflet's own renderer paints anew
   * after every pan, which without a GPU takes longer than all the rest of a pan.
   */
  const StillSvg = L.SVG.extend({
    _update: function () {
      if (this.due !== false) {
        this.due = false;
        L.SVG.prototype._update.call(this);
      }
    },

    _reset: function () {
      this.due = true; // another zoom, or a place far away
      L.SVG.prototype._reset.call(this);
    },

    /** Cover what the map shows now, and half of it on each side. */
    moveHere: function () {
      this.due = true;
      if (this._map) {
        this._update();
      }
    },
  });

  /** Grid lines under the tiles; their labels stay at the top and the left edge of the window. */
  planviewer.Grid = class {
    constructor(map) {
      this.map = map;
      map.createPane("pv-grid").style.zIndex = 180;
      this.renderer = new StillSvg({ pane: "pv-grid", padding: 0.5 });
      this.lines = L.layerGroup().addTo(map);
      this.labels = element("div", "pv-grid-labels", map.getContainer());
      this.labels.setAttribute("aria-hidden", "true");
      this.shown = [];
      map.on("move viewreset", this.place, this);
    }

    show(lines) {
      this.renderer.moveHere();
      this.lines.clearLayers();
      this.labels.replaceChildren();
      this.shown = lines.map((line) => {
        L.polyline(line.points, {
          renderer: this.renderer,
          className: "pv-grid-line",
          interactive: false,
          noClip: true,
        }).addTo(this.lines);
        const label = element("span", `pv-grid-label pv-${line.axis}`, this.labels);
        label.textContent = line.label;
        return { line, label };
      });
      this.place();
    }

    place() {
      const size = this.map.getSize();
      for (const { line, label } of this.shown) {
        const points = line.points.map((point) => this.map.latLngToContainerPoint(point));
        const along = line.axis === "easting" ? "y" : "x";
        const across = line.axis === "easting" ? "x" : "y";
        const at = crossing(points, along, across);
        const room = across === "x" ? at > 70 && at < size.x - 70 : at > 34 && at < size.y - 70;
        label.hidden = at === null || !room;
        label.style.transform =
          across === "x" ? `translate(${at}px, 0) translateX(-50%)`
                         : `translate(0, ${at}px) translateY(-50%)`;
      }
    }
  };

  /** Where a line crosses the edge at which `along` is 0, as its other coordinate. */
  function crossing(points, along, across) {
    for (let i = 1; i < points.length; i += 1) {
      const [a, b] = [points[i - 1], points[i]];
      if ((a[along] <= 0) !== (b[along] <= 0)) {
        const share = a[along] / (a[along] - b[along]);
        return a[across] + share * (b[across] - a[across]);
      }
    }
    return null;
  }

  /** The foot of the map: scale bar, attribution, notice. */
  planviewer.Foot = class {
    constructor(map) {
      this.root = element("div", "pv-foot", map.getContainer());
      const row = element("div", "pv-foot-row", this.root);
      this.scale = element("div", "pv-scale", row);
      this.scale.setAttribute("role", "img");
      this.scaleLabel = element("span", "pv-scale-label", this.scale);
      this.bar = element("div", "pv-scale-bar", this.scale);
      this.attribution = element("div", "pv-attribution", row);
      this.notice = element("div", "pv-notice", this.root);
      this.notice.setAttribute("role", "note");
      this.mark = element("div", "pv-mark", this.root);
      this.mark.setAttribute("aria-hidden", "true");
      this.turned = 0;
      this.scaleText = "";
      this.attribution.hidden = this.notice.hidden = true;
      // It keeps its room: the first view is fitted above the foot before there is a bar to show.
      this.scaleLabel.textContent = "\u00a0";
      this.showScale(null);
    }

    get height() {
      return this.root.offsetHeight;
    }

    showScale(bar) {
      this.scale.style.visibility = bar ? "" : "hidden";
      if (bar) {
        this.scaleLabel.textContent = bar.label;
        this.bar.style.width = `${bar.width}px`;
        this.nameScale();
      }
    }

    showTexts(texts) {
      this.notice.textContent = texts.notice;
      this.notice.hidden = texts.notice === "";
      this.root.classList.toggle("pv-noticed", !this.notice.hidden);
      this.scaleText = texts.scale;
      this.nameScale();
    }

    showAttribution(text) {
      this.attribution.textContent = text;
      this.attribution.hidden = text === "";
    }

    /**
     * Change the last pixel of the map, in the lowest levels of blue, and say what they are now.
     * Whoever takes a picture sees from it whether the engine has passed this very state on. It is
     * turned once a frame at most, so of the few frames on their way none has the same mark.
     */
    turnMark() {
      this.turned = (this.turned + 1) % MARKS;
      this.mark.style.backgroundColor = "";
      const [red, green, blue] = getComputedStyle(this.mark).backgroundColor.match(/\d+/g);
      const marked = blue - (blue % MARKS) + this.turned;
      this.mark.style.backgroundColor = `rgb(${red} ${green} ${marked})`;
      return this.turned;
    }

    nameScale() {
      this.scale.setAttribute("aria-label", `${this.scaleText} ${this.scaleLabel.textContent}`);
    }
  };
})((window.planviewer = window.planviewer || {}));
