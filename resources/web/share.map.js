// The plan's layers on folium's map: one pane a layer, so that order and opacity hold.
(function (share) {
  "use strict";

  const NOMINAL_PIXEL_M = 0.0254 / 96;
  const TAB_STOPS = 200; // beyond this a layer is reached by the sites list and the pointer only
  const GEOMETRY_KINDS = { Point: "point", LineString: "line", Polygon: "area" };

  const kindOf = (geometry) => GEOMETRY_KINDS[geometry.type.replace("Multi", "")];

  function pass(view, feature, options, interactive) {
    const { renderer, pane } = view;
    const all = { ...options, interactive, bubblingMouseEvents: false, renderer, pane };
    return L.geoJSON(feature, {
      style: () => all,
      pointToLayer: (_, latlng) => new share.ShapeMarker(latlng, all),
    });
  }

  // Popups keep clear of the buttons on the right, also on a narrow phone.
  function popupRoom() {
    const width = Math.min(340, share.map.getSize().x - 84);
    return {
      maxWidth: width,
      minWidth: Math.min(260, width),
      autoPanPaddingTopLeft: [8, 8],
      autoPanPaddingBottomRight: [60, 8],
    };
  }

  function draw(view, feature) {
    const symbol = view.layer.symbols[feature.symbol];
    const kind = kindOf(feature.geometry);
    const seen = share.passes(symbol, kind).map((look) => pass(view, feature, look, false));
    const felt = pass(view, feature, share.touchPass(symbol, kind), true);
    listen(view, feature, seen, felt);
    return { feature, kind, seen, felt };
  }

  function listen(view, feature, seen, felt) {
    const name = () => share.element("span", {}, share.featureName(view.layer, feature));
    felt.bindPopup(() => share.facts(view.layer, feature), popupRoom());
    if (window.matchMedia("(hover: hover)").matches) felt.bindTooltip(name, { sticky: true });
    felt.on("popupopen", takeFocus);
    felt.on("popupclose", () => giveBackFocus(felt));
    felt.on("mouseover popupopen", () => light(seen, true));
    felt.on("mouseout popupclose", () => light(seen, felt.isPopupOpen()));
  }

  function takeFocus() {
    document.querySelector(".leaflet-popup-content .facts")?.focus({ preventScroll: true });
  }

  function giveBackFocus(felt) {
    if (!document.activeElement.closest(".leaflet-popup")) return;
    felt.getLayers()[0].getElement()?.focus({ preventScroll: true });
  }

  function light(seen, lit) {
    const drawn = seen.at(-1); // the outline; a glow under a see-through fill would tint it
    drawn.eachLayer((path) => path.getElement()?.classList.toggle("lit", lit));
  }

  function reachable(view, drawing) {
    drawing.felt.eachLayer((path) => {
      const node = path.getElement();
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", share.featureName(view.layer, drawing.feature));
      if (view.drawings.length <= TAB_STOPS) node.setAttribute("tabindex", "0");
    });
  }

  function addLayer(layer, order) {
    const pane = `plan-${layer.id}`;
    share.map.createPane(pane).style.zIndex = String(400 + order);
    const view = { layer, pane, renderer: L.svg({ pane, padding: 0.5 }), wanted: layer.visible };
    share.map.getPane(pane).style.opacity = String(layer.opacity);
    view.drawings = layer.features.map((feature) => draw(view, feature));
    // All casings lie under all lines, so that crossing lines of a layer join.
    const depth = Math.max(0, ...view.drawings.map((drawing) => drawing.seen.length));
    for (let i = 0; i < depth; i += 1) {
      view.drawings.forEach(({ seen }) => seen[i + seen.length - depth]?.addTo(share.map));
    }
    view.drawings.forEach(({ felt }) => felt.addTo(share.map));
    return view;
  }

  /** Metres on the ground under one pixel in the middle of the map. */
  share.metresPerPixel = function () {
    const middle = share.map.getSize().divideBy(2);
    const ends = [middle, middle.add([100, 0])].map((p) => share.map.containerPointToLatLng(p));
    return share.map.distance(ends[0], ends[1]) / 100;
  };

  function withinScale(layer) {
    const scale = share.metresPerPixel() / NOMINAL_PIXEL_M;
    const { min_scale: farthest, max_scale: closest } = layer;
    return (farthest === null || scale <= farthest) && (closest === null || scale >= closest);
  }

  function refresh(view) {
    const shown = view.wanted && withinScale(view.layer);
    share.map.getPane(view.pane).style.display = shown ? "" : "none";
    if (!shown) view.drawings.forEach(({ felt }) => felt.closePopup());
  }

  /** Show or hide a layer. */
  share.showLayer = function (id, wanted) {
    const view = share.views.get(id);
    view.wanted = wanted;
    refresh(view);
  };

  share.layerBounds = function (id) {
    const bounds = L.latLngBounds([]);
    share.views.get(id).drawings.forEach(({ felt }) => bounds.extend(felt.getBounds()));
    return bounds;
  };

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // The top of a shape: a popup stands above it, so what it speaks of stays in sight below.
  function summit(group) {
    const corners = (path) => (path.getLatLngs ? path.getLatLngs() : [path.getLatLng()]);
    return group.getLayers().flatMap(corners).flat(3).reduce((best, corner) => (corner.lat > best.lat ? corner : best));
  }

  function open(drawing) {
    drawing.felt.openPopup(summit(drawing.felt));
  }

  /** Go to bounds; then tell what is there. */
  share.flyTo = function (bounds, drawing) {
    share.map.stop();
    share.map.closePopup();
    if (drawing) share.map.once("moveend", () => open(drawing));
    const room = drawing ? Math.min(300, share.map.getSize().y * 0.5) : 40;
    const padding = { paddingTopLeft: [40, room], paddingBottomRight: [40, 40] };
    const options = { maxZoom: 16.5, duration: 0.8, ...padding };
    if (still()) share.map.fitBounds(bounds, { ...options, animate: false });
    else share.map.flyToBounds(bounds, options);
  };

  /** Where a site is drawn: {view, drawing}, or null while nobody has located it. */
  share.drawingOfSite = function (site) {
    const inLayer = firstOf(share.views.get(site.layer), () => true);
    if (inLayer && site.located_by !== "placed") return inLayer;
    const views = [...share.views.values()];
    const own = views.map((view) => firstOf(view, ({ feature }) => feature.site === site.id));
    return own.find(Boolean) || inLayer;
  };

  function firstOf(view, wanted) {
    const drawing = view?.drawings.find(wanted);
    return drawing ? { view, drawing } : null;
  }

  function nameFeatures() {
    share.views.forEach((view) => view.drawings.forEach((drawing) => reachable(view, drawing)));
  }

  function nameControls() {
    const zoom = { ".leaflet-control-zoom-in": "zoom-in", ".leaflet-control-zoom-out": "zoom-out" };
    Object.entries(zoom).forEach(([selector, key]) => {
      const control = document.querySelector(selector);
      control.title = share.word(key);
      control.setAttribute("aria-label", share.word(key));
    });
    share.map.getContainer().setAttribute("aria-label", share.word("map"));
  }

  /** Build the layers once. */
  share.buildMap = function (map) {
    share.map = map;
    share.views = new Map(share.data.layers.map((layer, i) => [layer.id, addLayer(layer, i)]));
    L.control.scale({ imperial: false, maxWidth: 140, position: "bottomleft" }).addTo(map);
    map.getContainer().setAttribute("role", "region");
    const refreshAll = () => share.views.forEach(refresh);
    map.on("zoomend", refreshAll);
    refreshAll();
  };

  /** Say everything on the map in the language of the moment. */
  share.speakMap = function () {
    nameFeatures();
    nameControls();
    share.views.forEach(({ drawings }) =>
      drawings.forEach(({ felt }) => felt.isPopupOpen() && felt.getPopup().update()),
    );
  };
})((window.planviewerShare = window.planviewerShare || {}));
