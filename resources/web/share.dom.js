// Elements are made here and filled with text, never with markup: what a file says stays text.
(function (share) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attributes, children) {
    Object.entries(attributes).forEach(([name, value]) => {
      if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(name, value === true ? "" : String(value));
      }
    });
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  }

  /** An HTML element; children are elements or text. */
  share.element = (tag, attributes = {}, ...children) =>
    fill(document.createElement(tag), attributes, children);

  /** An SVG element. */
  share.svg = (tag, attributes = {}, ...children) =>
    fill(document.createElementNS(SVG, tag), attributes, children);

  share.byId = (id) => document.getElementById(id);

  /** A copy of an icon that the page brought along. */
  share.icon = function (name) {
    const icon = share.byId(`icon-${name}`).content.firstElementChild.cloneNode(true);
    icon.setAttribute("aria-hidden", "true");
    return icon;
  };

  /** A button that shows an icon and says its name. */
  share.iconButton = function (icon, label, act, attributes = {}) {
    const button = share.element(
      "button",
      { type: "button", class: "icon", title: label, "aria-label": label, ...attributes },
      share.icon(icon),
    );
    button.addEventListener("click", act);
    return button;
  };

  /** Rows of a description list; rows without a value are left out. */
  share.rows = function (pairs, attributes = {}) {
    const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
    return share.element(
      "dl",
      attributes,
      known.flatMap(([name, value]) => [
        share.element("dt", {}, name),
        share.element("dd", {}, value),
      ]),
    );
  };
})((window.planviewerShare = window.planviewerShare || {}));
