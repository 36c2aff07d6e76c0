// The panel beside the map: layers with their legend, the list of sites, where all this comes from.
(function (share) {
  "use strict";

  const { element, word, pick } = share;

  // ---- layers -------------------------------------------------------------------------------
  function layerSwitch(layer) {
    const view = share.views.get(layer.id);
    const box = element("input", { type: "checkbox", id: `switch-${layer.id}`, checked: view.wanted });
    box.addEventListener("change", () => share.showLayer(layer.id, box.checked));
    const alone = layer.legend.length === 1;
    const picture = alone ? share.swatch(layer.legend[0].symbol, layer.kind) : null;
    return element("label", { class: "switch" }, box, picture, element("span", {}, pick(layer.title)));
  }

  function legend(layer) {
    if (layer.legend.length === 1) return null;
    const entry = ({ label, symbol }) =>
      element("li", {}, share.swatch(symbol, layer.kind), element("span", {}, pick(label)));
    return element("ul", { class: "legend" }, layer.legend.map(entry));
  }

  function origin(layer) {
    return element(
      "details",
      { class: "origin" },
      element("summary", {}, share.statusMark(layer.provenance.status), element("span", {}, word("origin"))),
      share.rows(share.provenanceRows(layer.provenance)),
    );
  }

  function goTo(layer) {
    const bounds = share.layerBounds(layer.id);
    const title = word("zoom-to", { layer: pick(layer.title) });
    return share.iconButton("locate", title, () => leaveSheet(() => share.flyTo(bounds)), {
      disabled: !bounds.isValid(),
    });
  }

  function layerRow(layer) {
    const head = element("div", { class: "row" }, layerSwitch(layer), goTo(layer));
    const why = word(layer.left_out ? "left-out" : layer.missing ? "layer-missing" : "no-features");
    const empty = layer.features.length ? null : element("p", { class: "quiet" }, why);
    const symbols = layer.left_out ? null : legend(layer);
    return element("li", { class: "layer" }, head, symbols, empty, origin(layer));
  }

  function groupSection(group) {
    const layers = share.data.layers.filter((layer) => layer.group === group.id).reverse();
    if (!layers.length) return null;
    const title = group.title ? pick(group.title) : word("other-layers");
    return element(
      "details",
      { class: "group", open: group.expanded },
      element("summary", {}, title),
      element("ul", {}, layers.map(layerRow)),
    );
  }

  function drawLayers() {
    const groups = [...share.data.groups, { id: null, title: null, expanded: true }];
    share.byId("layers").replaceChildren(...groups.map(groupSection).filter(Boolean));
  }

  // ---- sites --------------------------------------------------------------------------------
  function siteMark(site, target) {
    if (!target) return element("span", { class: "mark missing" }, word("not-located"));
    return element("span", { class: "swatch-frame" }, share.swatch(
      target.view.layer.symbols[target.drawing.feature.symbol], target.view.layer.kind));
  }

  function visit(target) {
    const { view, drawing } = target;
    const box = share.byId(`switch-${view.layer.id}`);
    if (box && !box.checked) box.click();
    const bounds = drawing.feature.site ? drawing.felt.getBounds() : share.layerBounds(view.layer.id);
    leaveSheet(() => share.flyTo(bounds, drawing));
  }

  function siteRow(site) {
    const target = share.drawingOfSite(site);
    const id = `facts-${site.id}`;
    const unfolds = target ? {} : { "aria-expanded": "false", "aria-controls": id };
    const button = element(
      "button",
      { type: "button", class: "site", ...unfolds },
      element("span", { class: "title" }, pick(site.title)),
      siteMark(site, target),
    );
    const facts = target ? null : share.rows(share.siteRows(site), { id, hidden: true });
    button.addEventListener("click", () => {
      if (target) visit(target);
      else button.setAttribute("aria-expanded", String(!(facts.hidden = !facts.hidden)));
    });
    return element("li", {}, button, facts);
  }

  function siteGroups(sites) {
    const ids = [...new Set(sites.map((site) => site.group_id))];
    return ids.map((id) => sites.filter((site) => site.group_id === id));
  }

  function drawSites() {
    const query = share.byId("search").value;
    const found = share.data.sites.filter((site) => share.matches(site, query));
    const sections = siteGroups(found).map((sites) =>
      element("section", {}, element("h3", {}, pick(sites[0].group)), element("ul", {}, sites.map(siteRow))),
    );
    share.byId("sites").replaceChildren(...sections);
    const [few, all] = [found, share.data.sites].map((sites) => share.number(sites.length));
    share.byId("found").textContent = word("sites-found", { found: few, all });
  }

  // ---- about --------------------------------------------------------------------------------
  const within = (shift) => word("within", { m: share.number(shift.accuracy_m, 1) });

  function titleBlock() {
    const { plan } = share.data;
    const shift = plan.transformation;
    return share.rows(
      [
        [word("plan"), pick(plan.title)],
        [word("made-on"), share.day(plan.made_on)],
        [word("program"), `planviewer ${plan.version}`],
        [word("plan-crs"), `${plan.crs} · ${plan.crs_name}`],
        [word("transformation"), shift && `${shift.name} (${within(shift)})`],
      ],
      { class: "title-block" },
    );
  }

  function provenanceTable() {
    const heads = ["layer", "status", "source", "date", "accuracy"];
    const row = (layer) => {
      const [source, date, accuracy] = share.provenanceRows(layer.provenance).map(([, value]) => value);
      return element(
        "tr",
        {},
        element("th", { scope: "row" }, pick(layer.title)),
        element("td", {}, share.statusMark(layer.provenance.status)),
        [source, date, accuracy].map((value, i) =>
          element("td", { "data-head": word(heads[i + 2]) }, value)),
      );
    };
    return element(
      "table",
      {},
      element("caption", {}, word("provenance")),
      element("thead", {}, element("tr", {}, heads.map((key) => element("th", { scope: "col" }, word(key))))),
      element("tbody", {}, [...share.data.layers].reverse().map(row)),
    );
  }

  function drawAbout() {
    const made = element("p", { class: "quiet" }, word("made-with"));
    const titles = share.data.left_out.map(pick).join(", ");
    const leftOut = titles ? [element("p", {}, word("images-left-out", { titles }))] : [];
    share.byId("about").replaceChildren(titleBlock(), provenanceTable(), ...leftOut, made);
  }

  // ---- tabs ---------------------------------------------------------------------------------
  const phone = () => window.matchMedia("(max-width: 760px)").matches;
  const tabs = () => [...document.querySelectorAll("[role=tab]")];

  function select(tab) {
    const again = phone() && tab.getAttribute("aria-selected") === "true";
    document.body.classList.toggle("sheet-open", !again || !document.body.classList.contains("sheet-open"));
    tabs().forEach((other) => {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      share.byId(other.getAttribute("aria-controls")).hidden = other !== tab;
    });
  }

  function leaveSheet(then) {
    document.body.classList.remove("sheet-open");
    share.map.invalidateSize({ animate: false, pan: false }); // the map has the whole screen again
    then();
  }

  function onKey(event) {
    const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!turn) return;
    const all = tabs();
    const next = all[(all.indexOf(event.target) + turn + all.length) % all.length];
    next.focus();
    select(next);
    event.preventDefault();
  }

  share.buildPanels = function () {
    tabs().forEach((tab) => {
      tab.addEventListener("click", () => select(tab));
      tab.addEventListener("keydown", onKey);
    });
    share.byId("search").addEventListener("input", drawSites);
  };

  /** Fill the panel in the language of the moment; what is unfolded stays unfolded. */
  share.speakPanels = function () {
    const states = () => [...document.querySelectorAll("#layers details")];
    const opened = states().map((details) => details.open);
    drawLayers();
    if (opened.length) states().forEach((details, i) => (details.open = opened[i]));
    drawSites();
    drawAbout();
  };
})((window.planviewerShare = window.planviewerShare || {}));
