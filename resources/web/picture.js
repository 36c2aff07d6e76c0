"use strict";

/**
 * The picture of the plan: tiles that Python draws.
 *
 * A picture is one version of the plan at one zoom, whole or fractional, so it is always drawn at
 * the size it is shown. When version or zoom changes, a new picture loads out of sight while the
 * old one stays (scaled); then they change places in one step, and nothing flickers.
 */
(function (planviewer) {
  const TILES = "planviewer://tiles/";
  // Each tile that comes into sight is a frame, and without a GPU a dozen frames of one picture cost
  // a tenth of the time until it is whole. After this time a person would rather see a part.
  const PATIENCE_MS = 400;
  const FAR = 30000; // pixels after which a picture's own coordinates would lose precision

  const SAME = 2; // the height of the picture that stands for "as before"
  const isNew = ({ tile, old, fresh, seen }) =>
    seen && fresh.naturalHeight !== SAME && tile.el === old && old.parentNode !== null;
  const exchange = ({ tile, old, fresh }) => {
    fresh.className = old.className;
    fresh.style.cssText = old.style.cssText;
    old.replaceWith(fresh);
    tile.el = fresh;
  };

  // Written against Leaflet 1.9.4, whose grid layer rounds the zoom in _setView and drops all its
  // tiles in _invalidateAll; both are what must not happen here.
  const Picture = L.GridLayer.extend({
    options: {
      noWrap: true,
      updateWhenIdle: false,
      updateInterval: 40,
      keepBuffer: 2,
    },

    initialize: function (version, zoom) {
      L.setOptions(this, {});
      this.version = version;
      this.zoom = zoom;
      this.changing = null;
      this.on("tileunload", (event) => event.tile.removeAttribute("src")); // tells Python to stop
    },

    createTile: function (coords, done) {
      const tile = this.imageOf(coords, this.version);
      const finish = (error) => tile.hasAttribute("src") && done(error, tile);
      tile.decode().then(() => finish(null), finish);
      return tile;
    },

    imageOf: function (coords, version) {
      const image = document.createElement("img");
      image.alt = "";
      image.draggable = false;
      image.decoding = "sync"; // never a frame with a hole in it
      image.src =
        `${TILES}${version}/${coords.z}/${coords.x}/${coords.y}@${window.devicePixelRatio}`;
      return image;
    },

    /**
     * Become another version in place: tiles that look the same stay, the others change in one
     * step. Python answers for the same with a picture of one by two pixels. `done` is told
     * whether every answer came.
     */
    become: function (version, done) {
      const named = `${version}~${this.version}`;
      const changes = Object.values(this._tiles).map((tile) => {
        const old = tile.el;
        return { tile, old, fresh: this.imageOf(tile.coords, named), seen: false };
      });
      const waits = changes.map((change) =>
        change.fresh.decode().then(() => (change.seen = true), () => {}),
      );
      this.version = version;
      this.changing = changes;
      Promise.all(waits).then(() => {
        if (this.changing === changes) {
          this.changing = null;
          changes.filter(isNew).forEach(exchange);
          done(changes.every(({ seen }) => seen));
        }
      });
    },

    /** Give up becoming another version. */
    stay: function () {
      (this.changing || []).forEach(({ fresh }) => fresh.removeAttribute("src"));
      this.changing = null;
    },

    onRemove: function (map) {
      this.stay();
      L.GridLayer.prototype.onRemove.call(this, map);
    },

    /**
     * Place a tile by its corner. Leaflet's way, a transform, makes every tile a layer of its own,
     * and blending two dozen of them costs 30 ms a frame where there is no GPU; this way the whole
     * picture is one layer.
     */
    _addTile: function (coords, container) {
      L.GridLayer.prototype._addTile.call(this, coords, container);
      const { el } = this._tiles[this._tileCoordsToKey(coords)];
      const { x, y } = L.DomUtil.getPosition(el);
      Object.assign(el.style, { transform: "", left: `${x}px`, top: `${y}px` });
    },

    isQuiet: function () {
      return this.changing === null && !this.isLoading();
    },

    isFar: function () {
      const offset = this._level.origin.subtract(this._map.getPixelOrigin());
      return Math.max(Math.abs(offset.x), Math.abs(offset.y)) > FAR;
    },

    _setView: function (center, zoom) {
      if (this._tileZoom === undefined) {
        this._tileZoom = this.zoom;
        this._updateLevels();
        this._resetGrid();
      }
      this._setZoomTransforms(center, zoom);
      this._update(center);
    },

    _update: function (center) {
      if (this._map && this._map.getZoom() === this.zoom) {
        L.GridLayer.prototype._update.call(this, center);
      }
    },

    _invalidateAll: function () {},
  });

  /** Shows one picture and prepares the next. Calls `settled` whenever a picture is complete. */
  planviewer.Pictures = class {
    constructor(map, settled) {
      this.map = map;
      this.settled = settled;
      this.version = null;
      this.shown = null;
      this.next = null;
      this.hastens = false; // whether what is next was asked for as a version
      map.on("viewreset", this.followView, this);
      this.followRatio();
    }

    /** Whether what is on the screen is the wanted version, without a gap. */
    get complete() {
      if (this.next !== null || this.shown === null) {
        return this.next === null && this.version === null;
      }
      return this.shown.version === this.version && this.shown.isQuiet();
    }

    /**
     * Show a version. One that is loading for the same reason is let finish first, or a slider
     * would never show; one that follows the view would only be drawn twice.
     */
    show(version) {
      this.version = version;
      if (this.next !== null && this.next.version === version) {
        this.hastens = true; // the view moved in the same breath
      } else if (version !== null && this.next === null && this.canBecome()) {
        this.change();
      } else if (version === null || this.next === null || !this.hastens) {
        this.restart();
        this.hastens = true;
      }
    }

    /** Whether what is shown is whole, or on its way to be so in place. */
    canBecome() {
      const { shown } = this;
      return shown !== null && shown.zoom === this.map.getZoom() && !shown.isLoading();
    }

    change() {
      const { shown } = this;
      if (shown.changing === null && shown.version !== this.version) {
        shown.become(this.version, (whole) => {
          if (whole) {
            this.change(); // there may be a newer one by now
          } else {
            this.restart();
          }
          this.settled();
        });
      }
    }

    restart() {
      this.hastens = false;
      this.drop("next");
      if (this.shown !== null) {
        this.shown.stay(); // nobody will see what it was about to become
      }
      if (this.version === null) {
        this.drop("shown");
        return;
      }
      const picture = new Picture(this.version, this.map.getZoom());
      this.next = picture;
      picture.on("load", () => this.finish(picture));
      picture.addTo(this.map);
      if (!picture.isLoading()) {
        this.finish(picture);
      } else {
        this.hide(picture);
      }
    }

    /** Load out of sight; where there is nothing to see meanwhile, not for long. */
    hide(picture) {
      const { classList } = picture.getContainer();
      classList.add("pv-next");
      if (this.shown === null) {
        setTimeout(() => classList.remove("pv-next"), PATIENCE_MS);
      }
    }

    finish(picture) {
      if (picture === this.next) {
        this.drop("shown");
        picture.getContainer().classList.remove("pv-next");
        this.shown = picture;
        this.next = null;
      }
      if (this.next === null && picture.version !== this.version) {
        this.restart();
        this.hastens = true;
      }
      this.settled();
    }

    drop(which) {
      const picture = this[which];
      this[which] = null;
      if (picture !== null) {
        picture.off("load").remove();
      }
    }

    followView() {
      const picture = this.next || this.shown;
      if (picture !== null && (picture.zoom !== this.map.getZoom() || picture.isFar())) {
        if (this.shown !== null && this.shown.isFar() && this.shown.zoom === this.map.getZoom()) {
          this.drop("shown");
        }
        this.restart();
      }
    }

    /** Draw again when the window moves to a screen of another density. */
    followRatio() {
      const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
      const changed = () => {
        this.followRatio();
        this.restart();
      };
      query.addEventListener("change", changed, { once: true });
    }
  };
})((window.planviewer = window.planviewer || {}));
