// SPDX-License-Identifier: Apache-2.0
// What the map's scripts share: the page's data, shapes as the data has them, text made safe.
"use strict";
const mapShapes = (() => {
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const area = data.map;

  // Whole metres, each point as its step from the one before (analysis/report/polyline.cpp).
  function decode(text) {
    const points = [];
    let at = 0, x = 0, y = 0;
    const next = () => {
      let bits = 0, shift = 0, part;
      do { part = text.charCodeAt(at++) - 63; bits += (part & 31) * 2 ** shift; shift += 5; } while (part >= 32);
      return bits % 2 ? -(bits + 1) / 2 : bits / 2;
    };
    while (at < text.length) { x += next(); y += next(); points.push([y, x]); }
    return points;
  }
  const decodeArea = (parts) => parts.map((rings) => rings.map(decode));
  const bounds = ([west, south, east, north]) => L.latLngBounds([[south, west], [north, east]]);
  const escape = (text) => String(text).replace(/[&<>"']/g, (c) => "&#" + c.charCodeAt(0) + ";");

  return { data, area, decode, decodeArea, bounds, escape };
})();
