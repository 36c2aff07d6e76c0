// The plan's own grid under the layers: round kilometres and metres of VN-2000, not of the screen.
(function (share) {
  "use strict";

  const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];
  const WANTED_PX = 100;
  const MOST_LINES = 60;

  function extent(bounds) {
    const [west, south, east0, north0] = bounds.toBBoxString().split(",").map(Number);
    const corners = [[west, south], [east0, south], [west, north0], [east0, north0]];
    const points = corners.map(([lon, lat]) => share.toPlan(lon, lat, share.data.system));
    const [east, north] = [0, 1].map((axis) => points.map((p) => p[axis]));
    return [Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)];
  }

  const latlng = (east, north) => share.toWorld(east, north, share.data.system).reverse();

  function rounds(from, to, step) {
    const first = Math.ceil(from / step);
    const count = Math.min(MOST_LINES, Math.floor(to / step) - first + 1);
    return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
  }

  function line(a, b) {
    const part = (t) => latlng(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]));
    return Array.from({ length: 5 }, (_, i) => part(i / 4));
  }

  function crossing(points, axis, at) {
    const pixels = points.map((p) => share.map.latLngToContainerPoint(p));
    const i = pixels.findIndex((p, k) => k && (p[axis] - at) * (pixels[k - 1][axis] - at) <= 0);
    if (i < 1) return null;
    const [a, b] = [pixels[i - 1], pixels[i]];
    const t = (at - a[axis]) / (b[axis] - a[axis] || 1);
    return share.map.containerPointToLatLng(a.add(b.subtract(a).multiplyBy(t)));
  }

  const CORNER_PX = 44; // where the two rows of labels would meet

  function crowded(where) {
    const { x, y } = share.map.latLngToContainerPoint(where);
    return Math.max(x, y) < CORNER_PX;
  }

  function label(grid, value, where, className) {
    if (!where || crowded(where)) return;
    const html = share.element("span", {}, share.number(value));
    const icon = L.divIcon({ html, className: `grid-label ${className}`, iconSize: null });
    L.marker(where, { icon, pane: "grid", interactive: false, keyboard: false }).addTo(grid);
  }

  function draw(grid) {
    grid.clearLayers();
    const least = WANTED_PX * share.metresPerPixel();
    const step = STEPS.find((length) => length >= least) || STEPS.at(-1);
    const [e0, n0, e1, n1] = extent(share.map.getBounds().pad(0.3));
    const { renderer } = grid;
    const look = { pane: "grid", interactive: false, className: "grid-line", weight: 1, renderer };
    rounds(e0, e1, step).forEach((east) => {
      const points = line([east, n0], [east, n1]);
      L.polyline(points, look).addTo(grid);
      label(grid, east, crossing(points, "y", 2), "east");
    });
    rounds(n0, n1, step).forEach((north) => {
      const points = line([e0, north], [e1, north]);
      L.polyline(points, look).addTo(grid);
      label(grid, north, crossing(points, "x", 2), "north");
    });
  }

  /** Put the grid under the layers and keep it in step with the view. */
  share.buildGrid = function () {
    if (!share.data.system) return;
    share.map.createPane("grid").style.zIndex = "300";
    const grid = L.layerGroup().addTo(share.map);
    grid.renderer = L.svg({ pane: "grid", padding: 0.5 });
    share.drawGrid = () => draw(grid);
    share.map.on("moveend", share.drawGrid);
    share.drawGrid();
  };
})((window.planviewerShare = window.planviewerShare || {}));
