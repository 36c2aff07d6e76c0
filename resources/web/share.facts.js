// What is known of a feature: figures, attributes, the sites it belongs to, and how far to trust it.
(function (share) {
  "use strict";

  const twin = (field) => `${field}_en`;
  const isTwin = (field, properties) => field.endsWith("_en") && field.slice(0, -3) in properties;

  function spoken(properties, field) {
    const translated = share.language === "en" ? properties[twin(field)] : null;
    return translated ?? properties[field];
  }

  function shown(value) {
    if (value === null || value === undefined || value === "") return "–";
    if (typeof value === "boolean") return share.word(value ? "yes" : "no");
    if (typeof value === "number" && !Number.isInteger(value)) {
      const decimals = Math.min(3, (String(value).split(".")[1] || "").length);
      return share.number(value, decimals);
    }
    return String(value);
  }

  const siteOf = (feature) => share.data.sites.find((site) => site.id === feature.site);

  /** A feature's name, or its layer's title where it has none. */
  share.featureName = function (layer, feature) {
    const site = siteOf(feature);
    if (site) return share.pick(site.title);
    const name = layer.name_field ? spoken(feature.properties, layer.name_field) : null;
    return name ? String(name) : share.pick(layer.title);
  };

  function figure(name, value) {
    const parts = [share.element("b", {}, value), share.element("span", {}, name)];
    return share.element("div", { class: "figure" }, parts);
  }

  function figures(feature) {
    const [length, area] = feature.measures || [null, null];
    const known = [];
    if (length) known.push(figure(share.word(area ? "perimeter" : "length"), share.length(length)));
    if (area) known.unshift(figure(share.word("area"), share.area(area)));
    return known.length ? share.element("div", { class: "figures" }, known) : null;
  }

  function attributes(layer, feature) {
    const { properties } = feature;
    // The name stands above already, in the language of the moment.
    const named = (field) => field === layer.name_field && spoken(properties, field);
    const fields = Object.keys(properties).filter((f) => !isTwin(f, properties) && !named(f));
    const rows = fields.map((field) => [field, shown(spoken(properties, field))]);
    return share.rows(rows, { class: "attributes" });
  }

  /** The facts of one site. */
  share.siteRows = function (site) {
    const unplaced = site.layer ? "located-layer" : "not-located";
    const located = { placed: "located-placed", file: "located-file", layer: "located-layer" };
    return [
      [share.word("group"), share.pick(site.group)],
      [share.word("funding"), share.pick(site.funding)],
      [share.word("visit-order"), site.visit_order === null ? null : String(site.visit_order)],
      [share.word("note"), share.pick(site.note)],
      [share.word("place"), share.word(located[site.located_by] || unplaced)],
      [share.word("source"), share.pick(site.source)],
    ];
  };

  function sites(layer, feature) {
    const here = share.data.sites.filter((s) => s.id === feature.site || s.layer === layer.id);
    const name = share.featureName(layer, feature);
    const heading = (site) => {
      const title = share.pick(site.title);
      return title === name ? share.word("site") : `${share.word("site")}: ${title}`;
    };
    return here.map((site) =>
      share.element("section", {}, share.element("h3", {}, heading(site)), share.rows(share.siteRows(site))),
    );
  }

  function accuracy(provenance) {
    if (provenance.accuracy_note) return share.pick(provenance.accuracy_note);
    if (provenance.accuracy_m === null) return share.word("unknown");
    return `±${share.number(provenance.accuracy_m, 1)} m`;
  }

  /** The small mark that says how a geometry came about. */
  share.statusMark = (status) =>
    share.element("span", { class: `mark ${status}` }, share.word(`status-${status}`));

  /** Source, date, status and accuracy, as rows. */
  share.provenanceRows = function (provenance) {
    return [
      [share.word("source"), share.pick(provenance.source)],
      [share.word("date"), provenance.date ? share.day(provenance.date) : share.word("unknown")],
      [share.word("accuracy"), accuracy(provenance)],
      [share.word("licence"), provenance.licence],
    ];
  };

  function rule(layer) {
    if (!layer.rule) return null;
    const line = share.data.layers.find((other) => other.id === layer.rule.line_layer);
    return share.word("rule-text", {
      from: share.number(layer.rule.from_m),
      to: share.number(layer.rule.to_m),
      side: share.word(`side-${layer.rule.side}`),
      line: line ? share.pick(line.title) : layer.rule.line_layer,
    });
  }

  /** The content of a popup. */
  share.facts = function (layer, feature) {
    const title = share.featureName(layer, feature);
    const kind = share.pick(layer.title);
    return share.element(
      "div",
      { class: "facts", tabindex: "-1", role: "group", "aria-label": title },
      share.element("h2", {}, title),
      share.element(
        "p",
        { class: "kind" },
        share.swatch(layer.symbols[feature.symbol], layer.kind),
        share.statusMark(layer.provenance.status),
        title === kind ? null : share.element("span", {}, kind),
      ),
      figures(feature),
      share.rows([[share.word("rule"), rule(layer)]]),
      feature.site ? null : attributes(layer, feature),
      sites(layer, feature),
      share.element("h3", {}, share.word("about-layer")),
      share.rows(share.provenanceRows(layer.provenance)),
    );
  };
})((window.planviewerShare = window.planviewerShare || {}));
