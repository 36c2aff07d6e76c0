// Words, numbers and search in the language of the moment.
(function (share) {
  "use strict";

  const LOCALES = { vi: "vi-VN", en: "en-GB" };
  // What Python's str.split() takes for white space; the \s of this language differs in six places.
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

  function caseless(letter) {
    if (letter === "ı" || letter === "ς") return letter === "ς" ? "σ" : letter;
    // Up and down again unfolds ß, ſ and ligatures; letters whose capital is another letter's stay.
    const lower = letter.toLowerCase();
    const again = lower.toUpperCase().toLowerCase();
    return again === "ς" ? "σ" : again;
  }

  /** Fold for search, by the law of the desktop program: no tone marks, no case, đ as d. */
  share.fold = function (text) {
    // Marks of combining class 0 stay, as in Python: the enclosing ones and the grapheme joiner.
    const bare = text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/(?!\u034f)\p{Mn}/gu, "");
    const folded = Array.from(bare, caseless).join("");
    return folded.split(SPACE).filter(Boolean).join(" ");
  };

  /** Whether every word of the query occurs in the site's texts of either language. */
  const parts = (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  share.matches = function (site, query) {
    const texts = [site.title, site.group, site.funding, site.note].filter(Boolean);
    const words = texts.flatMap((text) => [text.vi, text.en]);
    const haystack = parts(share.fold([site.id, ...words].join(" ")));
    return parts(share.fold(query)).every((part) => haystack.some((word) => word.startsWith(part)));
  };

  share.number = function (value, decimals = 0) {
    return new Intl.NumberFormat(LOCALES[share.language], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      roundingMode: "halfEven",
    }).format(value);
  };

  share.length = function (metres) {
    if (Math.abs(metres) >= 10000) return `${share.number(metres / 1000, 2)} km`;
    return `${share.number(metres, 1)} m`;
  };

  share.area = function (metres) {
    const text = `${share.number(metres, 1)} m²`;
    return Math.abs(metres) >= 10000 ? `${text} (${share.number(metres / 10000, 2)} ha)` : text;
  };

  /** An ISO date as dd/mm/yyyy, the way both languages write it in planning papers. */
  share.day = function (iso) {
    const [year, month, day] = iso.split("-");
    return `${day}/${month}/${year}`;
  };

  /** The interface's word for a key; {name} in it is filled from values. */
  share.word = function (key, values = {}) {
    const text = share.data.words[key][share.language];
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };

  /** A text of the plan in the language of the moment. */
  share.pick = (text) => (text ? text[share.language] : "");

  share.planCoordinates = function (lon, lat) {
    const [east, north] = share.toPlan(lon, lat, share.data.system);
    return share.word("plan-coordinates", {
      north: share.number(north, 2),
      east: share.number(east, 2),
    });
  };

  share.worldCoordinates = function (lon, lat) {
    const side = (value, positive, negative) =>
      `${share.number(Math.abs(value), 6)}° ${share.word(value < 0 ? negative : positive)}`;
    return `${side(lat, "north", "south")}  ${side(lon, "east", "west")}`;
  };
})((window.planviewerShare = window.planviewerShare || {}));
