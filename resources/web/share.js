// The start of the shared page: reads the data block, builds the parts, listens to the tool bar.
(function (share) {
  "use strict";

  share.data = JSON.parse(document.getElementById("plan-data").textContent);
  share.language = share.data.language;

  function speakStatic() {
    const { word, pick, data } = share;
    document.documentElement.lang = share.language;
    document.title = pick(data.plan.title);
    share.byId("title").textContent = pick(data.plan.title);
    share.byId("subtitle").textContent = pick(data.plan.subtitle);
    document.querySelectorAll("[data-word]").forEach((node) => {
      node.textContent = word(node.dataset.word);
    });
    document.querySelectorAll("[data-label]").forEach((node) => {
      node.setAttribute("aria-label", word(node.dataset.label));
      if (node.matches("button")) node.title = word(node.dataset.label);
    });
    share.byId("search").placeholder = word("search-hint");
    share.byId("imprint").textContent = word("imprint", {
      day: share.day(data.plan.made_on), version: data.plan.version, crs: data.plan.crs });
  }

  function speak(language) {
    share.language = language;
    document.querySelectorAll("[data-language]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    });
    speakStatic();
    share.speakPanels();
    share.speakMap();
    share.drawGrid?.();
    read(share.pointer || share.map.getCenter());
  }

  /** Write the coordinates of a place under the map, in both systems. */
  function read(latlng) {
    const { lng, lat } = latlng;
    share.byId("world").textContent = share.worldCoordinates(lng, lat);
    share.byId("local").parentElement.hidden = !share.data.system;
    if (share.data.system) share.byId("local").textContent = share.planCoordinates(lng, lat);
  }

  const dark = () => window.matchMedia("(prefers-color-scheme: dark)").matches;

  function changeTheme() {
    const now = document.documentElement.dataset.theme || (dark() ? "dark" : "light");
    document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  }

  function goHome(animate) {
    share.map.fitBounds(share.data.plan.bounds, { animate: animate && undefined, padding: [12, 12] });
  }

  let beforePaper = null;

  // Paper has its own size: the map is laid out anew for it and put back afterwards.
  function toPaper() {
    beforePaper = share.map.getBounds();
    document.documentElement.classList.add("paper");
    share.map.invalidateSize({ animate: false, pan: false });
    share.map.fitBounds(beforePaper, { animate: false });
  }

  function fromPaper() {
    document.documentElement.classList.remove("paper");
    share.map.invalidateSize({ animate: false, pan: false });
    share.map.fitBounds(beforePaper, { animate: false });
  }

  function listen() {
    document.querySelectorAll("[data-language]").forEach((button) =>
      button.addEventListener("click", () => speak(button.dataset.language)),
    );
    share.byId("theme").addEventListener("click", changeTheme);
    share.byId("print").addEventListener("click", () => window.print());
    share.byId("home").addEventListener("click", () => goHome(true));
    // Leaflet hears Escape only while the map itself has the focus.
    document.addEventListener("keydown", (event) => event.key === "Escape" && share.map.closePopup());
    window.addEventListener("beforeprint", toPaper);
    window.addEventListener("afterprint", fromPaper);
    share.map.on("mousemove click", (event) => read((share.pointer = event.latlng)));
    share.map.on("moveend", () => share.pointer || read(share.map.getCenter()));
    new ResizeObserver(() => share.map.invalidateSize()).observe(share.map.getContainer());
  }

  share.start = function (map) {
    share.buildMap(map);
    share.buildGrid();
    share.buildPanels();
    goHome(false);
    listen();
    speak(share.language);
    document.documentElement.dataset.ready = "yes";
  };
})((window.planviewerShare = window.planviewerShare || {}));
