// SPDX-License-Identifier: Apache-2.0
// The map without what it shows: ground, streets, buttons, legend, popups. One a comparison; it moves to the part of the
// page whose language is shown. `draw` is left to who extends it.
"use strict";
const MapFrame = (() => {
  const { data, area, decode, decodeArea, bounds, escape } = mapShapes;
  const ROADS = [["#8f9aa5", 3.4], ["#a3adb7", 2.6], ["#b5bdc5", 1.9], ["#c9cfd5", 1]];

  class MapFrame {
    constructor(slots) {
      this.slots = slots;
      this.late = true; // drawn when it comes into sight: the page opens as fast as its text
      addEventListener("beforeprint", () => this.arrive());
      this.variant = area.variants[Number(slots[0].dataset.variant)];
      this.theme = this.variant.flows.length || !this.variant.services.length ? "flow" : "requests 0";
      this.on = { area: true, sites: true, stops: false, lines: true, zones: false };
      this.frame = document.createElement("div");
      this.frame.className = "map-frame";
      this.frame.innerHTML = "<div class='map-bar'><div class='themes' role='group'></div><div class='overlays'></div></div>" +
        "<div class='player' hidden><button type='button' class='play'></button><input type='range' min='0' max='1' step='1'><output></output><button type='button' class='speed'></button><span class='status'></span></div>" +
        "<div class='map-stage'><div class='map' tabindex='0'></div><button type='button' class='map-reset'></button><div class='legend' aria-live='polite'></div></div>";
      this.part = (name) => this.frame.querySelector("." + name);
      this.part("map-reset").addEventListener("click", () => this.fit());
    }

    show(lang) {
      this.lang = lang;
      this.slots.find((slot) => slot.closest("[lang]").lang === lang).append(this.frame);
      if (this.late) return this.wait();
      if (this.map) this.map.invalidateSize();
      else this.start();
      this.words();
      this.draw();
    }

    wait() {
      if (this.watch) return;
      this.watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) this.arrive(); }, { rootMargin: "800px" });
      this.watch.observe(this.frame);
    }
    arrive() {
      if (!this.late) return;
      this.late = false;
      if (this.watch) this.watch.disconnect();
      this.show(this.lang);
    }

    say(key, fills = {}) {
      return (data.texts[this.lang][key] || key).replace(/\{(\w+)\}/g, (mark, name) => (name in fills ? fills[name] : mark));
    }
    number(value, decimals = 0, sign = false) {
      if (value === null || value === undefined) return "–";
      const text = new Intl.NumberFormat(this.lang, { maximumFractionDigits: decimals, minimumFractionDigits: decimals, signDisplay: sign ? "exceptZero" : "auto" }).format(value);
      return text.replace("-", "−");
    }
    interval(low, high, decimals, sign = false) {
      return low === null || low === undefined ? "" : this.say("map.interval", { low: this.number(low, decimals, sign), high: this.number(high, decimals, sign) });
    }

    start() {
      const crs = L.extend({}, L.CRS.Simple);
      const extent = bounds(area.extent);
      this.map = L.map(this.part("map"), { crs, zoomSnap: 0.25, zoomDelta: 0.75, minZoom: -9, maxZoom: 1.5, maxBounds: extent.pad(0.6), scrollWheelZoom: false, zoomAnimation: false, fadeAnimation: false, renderer: L.svg({ padding: 0.4 }) });
      // The wheel scrolls the page until the map is taken in hand.
      this.map.on("click focus", () => this.map.scrollWheelZoom.enable());
      this.map.on("mouseout blur", () => this.map.scrollWheelZoom.disable());
      for (const [name, z] of [["ground", 300], ["zones", 320], ["roads", 340], ["theme", 400], ["marks", 450]]) this.map.createPane(name).style.zIndex = z;
      L.control.scale({ imperial: false, maxWidth: 140 }).addTo(this.map);
      this.fit();
      this.ground();
      this.map.on("zoomend", () => this.weigh());
      const print = (yes) => this.print(yes);
      addEventListener("beforeprint", () => print(true));
      addEventListener("afterprint", () => print(false));
    }

    fit() { this.map.fitBounds(bounds(area.focus), { padding: [18, 18], animate: false }); }

    // On paper the map has the width of the page.
    print(yes) {
      const map = this.part("map");
      map.style.width = yes ? "690px" : "";
      map.style.height = yes ? "570px" : "";
      this.map.invalidateSize({ animate: false });
      this.fit();
    }

    // Where land and streets are: quiet, so that people recognise their town.
    ground() {
      const renderer = (pane) => L.svg({ pane, padding: 0.4 });
      const under = renderer("ground");
      this.zoneShapes = area.zones.map((zone) => decodeArea(zone.shape));
      if (area.zones.length) L.polygon(this.zoneShapes.flat(), { pane: "ground", renderer: under, stroke: true, color: "#f7f6f2", weight: 1, fill: true, fillColor: "#f7f6f2", fillOpacity: 1, interactive: false }).addTo(this.map);
      const over = renderer("roads");
      this.roads = [];
      for (const rank of [3, 2, 1, 0]) {
        if (!area.roads[rank].length) continue;
        const line = L.polyline(area.roads[rank].map(decode), { pane: "roads", renderer: over, color: ROADS[rank][0], interactive: false, smoothFactor: 1.2 });
        this.roads.push([line.addTo(this.map), rank]);
      }
      this.renderers = { zones: renderer("zones"), theme: renderer("theme"), marks: renderer("marks") };
      this.weigh();
    }

    // Streets are thin from afar.
    weigh() {
      if (!this.roads) return;
      const size = Math.max(0.35, Math.min(2.2, 2 ** ((this.map.getZoom() + 3.2) / 2)));
      this.roads.forEach(([road, rank]) => road.setStyle({ weight: ROADS[rank][1] * size, opacity: rank === 3 && size < 0.5 ? 0.55 : 1 }));
    }

    themes() {
      const names = [["flow", this.say("map.flow")]];
      const many = this.variant.services.length > 1;
      this.variant.services.forEach((service, row) => {
        for (const name of ["requests", "wait", "refusals"]) names.push([name + " " + row, this.say("map." + name) + (many ? " · " + service.name : "")]);
      });
      this.variant.replays.forEach((replay, row) => names.push(["replay " + row, this.say("map.replay") + (many ? " · " + replay.service : "")]));
      this.variant.access.forEach((access, row) => names.push(["access " + row, this.say("map.access", { mode: data.texts[this.lang]["by." + access.mode] || access.mode })]));
      if (this.variant.winners.some((zone) => zone)) names.push(["winners", this.say("map.winners")]);
      if (area.zones.length) names.push(["people", this.say("map.people")]);
      return names;
    }

    words() {
      const bar = this.part("themes");
      bar.setAttribute("aria-label", this.say("map.theme"));
      bar.replaceChildren(...this.themes().map(([key, name]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name;
        button.dataset.theme = key;
        button.addEventListener("click", () => { this.theme = key; this.draw(); });
        return button;
      }));
      const has = { area: this.variant.services.some((service) => service.area.length), sites: this.variant.sites.length, lines: area.transit.lines.length, stops: area.transit.stops.length, zones: area.zones.length };
      this.part("overlays").replaceChildren(...Object.keys(has).filter((key) => has[key]).map((key) => {
        const label = document.createElement("label");
        const box = document.createElement("input");
        box.type = "checkbox";
        box.checked = this.on[key];
        box.addEventListener("change", () => { this.on[key] = box.checked; this.draw(); });
        label.append(box, this.say("map." + key));
        return label;
      }));
      this.part("map-reset").textContent = this.say("map.reset");
      this.map.attributionControl.setPrefix(escape(this.say("map.credit")) + (area.osm ? " © OpenStreetMap contributors (ODbL)." : "") + " Leaflet");
    }

    // A table of rows [name, value, note].
    popup(title, rows, note) {
      const lines = rows.map(([name, value, more]) => `<tr><th>${escape(name)}</th><td>${value}${more ? `<span>${more}</span>` : ""}</td></tr>`);
      return `<div class='popup'><h4>${escape(title)}</h4><table>${lines.join("")}</table>${note ? `<p>${escape(note)}</p>` : ""}</div>`;
    }
    add(layer, content) {
      layer.addTo(this.layers);
      if (content) layer.bindPopup(content, { maxWidth: 300, autoPanPadding: [20, 20] });
      return layer;
    }

    legend(title, inside, note) {
      this.part("legend").innerHTML = `<h4>${escape(title)}</h4>${inside}${note ? `<p>${escape(note)}</p>` : ""}`;
    }
  }

  return MapFrame;
})();
