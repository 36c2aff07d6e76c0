"use strict";

/**
 * The map's side of the bridge. Python says what to show, in typed messages; the page says what
 * the person did and when everything asked for is on the screen. Messages are described in
 * planviewer/web/messages.py.
 */
(function (planviewer) {
  const CLOSEST_FIT = 19; // about 1:1000: a single point must not be magnified without end
  const KEYS = new Set(["Escape", "Enter", "Backspace", "Delete"]);

  class MapWindow {
    constructor(map, port) {
      this.map = map;
      this.port = port;
      this.serial = 0;
      this.view = 0;
      this.furnished = -1;
      this.reported = "";
      this.fitted = null;
      this.fitting = false;
      this.basemap = null;
      map.createPane("pv-basemap").style.zIndex = 150;
      this.pictures = new planviewer.Pictures(map, () => this.settle());
      this.overlays = new planviewer.Overlays(map);
      this.grid = new planviewer.Grid(map);
      this.foot = new planviewer.Foot(map);
      this.listen();
    }

    // --- to Python ---------------------------------------------------------------------------
    send(message) {
      this.port.receive(JSON.stringify(message));
    }

    listen() {
      const { map } = this;
      map.on("moveend", () => this.reportView());
      map.on("movestart", () => {
        this.fitted = this.fitting ? this.fitted : null;
      });
      map.on("mousemove", (event) => this.reportPointer(event.latlng));
      map.on("mouseout", () => this.reportPointer(null));
      map.on("click", (event) => this.reportClick("left", event));
      map.on("dblclick", (event) => this.reportClick("double", event));
      map.on("contextmenu", (event) => this.reportClick("right", event));
      map.on("mousedown", (event) => this.reportPress(event));
      document.addEventListener("mouseup", (event) => this.reportRelease(event));
      map.getContainer().addEventListener("pointerdown", () => {
        delete map.getContainer().dataset.keys;
      });
      map.getContainer().addEventListener("keydown", (event) => {
        map.getContainer().dataset.keys = "used";
        if (KEYS.has(event.key)) {
          this.send({ type: "key_pressed", key: event.key });
        }
      });
      window.addEventListener("focus", () => {
        if (document.activeElement === document.body) {
          map.getContainer().focus({ preventScroll: true }); // arrow keys and +/- work at once
        }
      });
      new ResizeObserver(() => this.resize()).observe(map.getContainer());
    }

    reportView() {
      const { map } = this;
      const [centre, bounds, size] = [map.getCenter(), map.getBounds(), map.getSize()];
      this.view += 1;
      this.send({
        type: "view_changed",
        view: this.view,
        serial: this.serial,
        fitted: this.fitted !== null,
        lon: centre.lng,
        lat: centre.lat,
        zoom: map.getZoom(),
        west: bounds.getWest(),
        south: bounds.getSouth(),
        east: bounds.getEast(),
        north: bounds.getNorth(),
        width: size.x,
        height: size.y,
      });
    }

    /** Report where the pointer is: at once, then once a frame at most. */
    reportPointer(latlng) {
      this.pointer = latlng;
      if (!this.pointerWaits) {
        this.pointerWaits = true;
        this.sendPointer();
        requestAnimationFrame(() => {
          this.pointerWaits = false;
          if (this.pointer !== this.pointerSent) {
            this.reportPointer(this.pointer);
          }
        });
      }
    }

    sendPointer() {
      const place = this.pointer;
      this.pointerSent = place;
      this.send(
        place === null
          ? { type: "pointer_left" }
          : { type: "pointer_moved", lon: place.lng, lat: place.lat },
      );
    }

    reportClick(button, event) {
      const { shiftKey: shift, ctrlKey, metaKey, altKey: alt } = event.originalEvent;
      const { lng: lon, lat } = event.latlng;
      this.send({ type: "clicked", button, lon, lat, shift, ctrl: ctrlKey || metaKey, alt });
    }

    /** Where dragging draws a rectangle, its two ends are reported; the second may lie outside. */
    reportPress({ latlng, originalEvent }) {
      if (!this.map.dragging.enabled() && originalEvent.button === 0) {
        this.pressed = true;
        this.send({ type: "pressed", lon: latlng.lng, lat: latlng.lat });
      }
    }

    reportRelease(event) {
      if (this.pressed && event.button === 0) {
        this.pressed = false;
        const { lng: lon, lat } = this.map.mouseEventToLatLng(event);
        this.send({ type: "released", lon, lat, shift: event.shiftKey });
      }
    }

    /** Report once everything asked for is there, with the frame that shows it. */
    settle() {
      const state = `${this.serial}/${this.view}`;
      const quiet = () =>
        this.pictures.complete &&
        this.furnished === this.view &&
        document.fonts.status === "loaded" &&
        !(this.basemap && this.basemap.isLoading()) &&
        state === `${this.serial}/${this.view}`;
      if (!quiet() || this.reported === state) {
        return;
      }
      requestAnimationFrame(() => {
        if (quiet() && this.reported !== state) {
          this.reported = state;
          const mark = this.foot.turnMark();
          this.send({ type: "drawn", serial: this.serial, mark });
        }
      });
    }

    // --- from Python -------------------------------------------------------------------------
    /** Do what was said together, in one step: `serial` is the number of the last message. */
    receive(serial, texts) {
      this.serial = serial;
      const before = this.pictures.version;
      for (const text of texts) {
        try {
          const message = JSON.parse(text);
          this[`on_${message.type}`](message);
        } catch (error) {
          this.send({ type: "script_error", text: String(error).slice(0, 2000) });
        }
      }
      if (this.pictures.version !== before) {
        this.pictures.show(this.pictures.version);
      }
      this.settle();
    }

    resize() {
      this.map.invalidateSize({ animate: false });
      this.fitAgain();
    }

    /** What was to be seen whole is so in another window, and above another foot, too. */
    fitAgain() {
      if (this.fitted !== null) {
        this.fit();
      }
    }

    /** Change the foot; where it is higher or lower then, what was fitted is fitted again. */
    underFoot(change) {
      const before = this.foot.height;
      change();
      if (this.foot.height !== before) {
        this.fitAgain();
      }
    }

    fit() {
      const { west, south, east, north, padding } = this.fitted;
      this.fitting = true;
      this.map.fitBounds([[south, west], [north, east]], {
        animate: false,
        maxZoom: CLOSEST_FIT,
        paddingTopLeft: [padding, padding],
        paddingBottomRight: [padding, padding + this.foot.height],
      });
      this.fitting = false;
    }

    on_set_view({ lat, lon, zoom }) {
      this.map.setView([lat, lon], zoom, { animate: false });
    }

    on_fit_bounds(message) {
      this.fitted = message;
      this.fit();
    }

    on_zoom_by({ levels }) {
      this.map.setZoom(this.map.getZoom() + levels, { animate: false });
    }

    on_set_tiles({ version }) {
      this.pictures.version = version; // shown at the end: the view may move in the same step
    }

    on_show_overlay({ name, geojson, label }) {
      this.overlays.show(name, geojson, label);
    }

    on_set_basemap({ url, attribution, max_zoom: maxNativeZoom }) {
      if (this.basemap) {
        this.basemap.remove();
        this.basemap = null;
      }
      if (url) {
        this.basemap = L.tileLayer(url, { pane: "pv-basemap", maxNativeZoom, maxZoom: 24 });
        this.basemap.on("load", () => this.settle()).addTo(this.map);
      }
      this.underFoot(() => this.foot.showAttribution(url ? attribution : ""));
    }

    on_set_theme({ theme }) {
      document.documentElement.dataset.theme = theme;
    }

    on_set_mode({ mode }) {
      this.map.getContainer().dataset.mode = mode;
      this.map.doubleClickZoom[mode === "pan" ? "enable" : "disable"]();
      this.map.boxZoom[mode === "pan" ? "enable" : "disable"]();
      this.map.dragging[mode === "rectangle" ? "disable" : "enable"]();
      this.pressed = false;
    }

    on_set_texts(texts) {
      const container = this.map.getContainer();
      document.documentElement.lang = texts.language;
      container.setAttribute("role", "application");
      container.setAttribute("aria-label", texts.map);
      for (const [name, text] of [["in", texts.zoom_in], ["out", texts.zoom_out]]) {
        const button = container.querySelector(`.leaflet-control-zoom-${name}`);
        button.title = text;
        button.setAttribute("aria-label", text);
      }
      this.underFoot(() => this.foot.showTexts(texts));
    }

    on_show_furniture({ view, grid, scale_bar: bar }) {
      if (grid !== null) {
        this.grid.show(grid); // of an older view, too: if it still covers, no other is sent
      }
      if (view === this.view) {
        this.foot.showScale(bar);
        this.furnished = view;
      }
    }
  }

  planviewer.start = function (map) {
    new QWebChannel(qt.webChannelTransport, (channel) => {
      whenLaidOut(map.getContainer(), () => {
        map.invalidateSize({ animate: false });
        const port = channel.objects.bridge;
        const started = new MapWindow(map, port);
        port.sent.connect((serial, texts) => started.receive(serial, texts));
        document.fonts.addEventListener("loadingdone", () => started.settle());
        started.send({ type: "ready" });
        planviewer.window = started;
      });
    });
  };

  /**
   * A page is loaded before its window is there: it is then 0 × 0, and for a moment 100 × 30, as
   * Qt makes widgets. What would be drawn for these sizes nobody sees.
   */
  function whenLaidOut(element, then) {
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 100 && element.clientHeight > 30) {
        observer.disconnect();
        setTimeout(then, 0); // what it lays out must not be news to this observer
      }
    });
    observer.observe(element);
  }

  planviewer.start(window.map_planviewer);
})((window.planviewer = window.planviewer || {}));
