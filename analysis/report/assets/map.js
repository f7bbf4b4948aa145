// SPDX-License-Identifier: Apache-2.0
// The map: our own layers on a plain ground, in metres of the territory's coordinates. One map a comparison; it moves
// to the part of the page whose language is shown.
"use strict";
window.eveilMap = (() => {
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const area = data.map;
  const FEWER = "#1f6fb2", MORE = "#d95f0e";
  const RAMPS = {
    requests: ["#efe6f5", "#cdb4e0", "#a67fc6", "#7a4ba8", "#4d1f7d"],
    wait: ["#dff0ee", "#a9d6d1", "#67b3ad", "#2a8a85", "#0b5c59"],
    refusals: ["#fbe9dd", "#f4c3a0", "#e4935f", "#c4602c", "#8c3a10"],
    people: ["#eef0f2", "#d3d9df", "#aeb9c4", "#82909e", "#566675"],
  };
  const BETTER = ["#bcdbe8", "#5a9fbe", "#1b5f7e"], WORSE = ["#f4c3a0", "#e08a4e", "#a8480c"];
  const FEW = 5; // requests a day below which a zone's wait and refusals say nothing
  const ROADS = [["#8f9aa5", 3.4], ["#a3adb7", 2.6], ["#b5bdc5", 1.9], ["#c9cfd5", 1]];

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

  class View {
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

    draw() {
      this.frame.querySelectorAll("[data-theme]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.theme === this.theme)));
      if (this.layers) this.layers.remove();
      this.map.closePopup();
      if (this.player) this.player.leave();
      this.layers = L.layerGroup().addTo(this.map);
      const [name, row] = this.theme.split(" ");
      if (name === "flow") this.flow();
      else if (name === "winners") this.winners();
      else if (name === "access") this.access(this.variant.access[Number(row)]);
      else if (name === "replay") this.replay(this.variant.replays[Number(row)], Number(row));
      else this.zones(name, this.variant.services[Number(row)]);
      this.overlays();
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

    flow() {
      const flows = this.variant.flows;
      const most = Math.max(...flows.map(([, figures]) => Math.abs(figures[2])), this.variant.threshold);
      const width = (size) => 2 + 8 * Math.sqrt(size / most);
      for (const [shape, [before, after, change, low, high]] of flows) {
        const line = L.polyline(decode(shape), { pane: "theme", renderer: this.renderers.theme, color: change > 0 ? MORE : FEWER, weight: width(Math.abs(change)), opacity: 0.85, className: "flow" });
        this.add(line, () => this.popup(this.say("map.road") + ", " + this.say("map.vehicles_a_day"), [
          [this.say("map.before"), this.number(before)], [this.say("map.after"), this.number(after)],
          [this.say("map.difference"), this.number(change, 0, true), this.interval(low, high, 0, true)]], this.say("map.flow.what")));
      }
      const fills = { threshold: this.number(this.variant.threshold), shown: this.number(flows.length), all: this.number(this.variant.all) };
      const note = !flows.length ? "map.flow.none" : this.variant.pairs > 1 ? "map.flow.note" : "map.flow.note.one";
      const steps = [...new Set([this.variant.threshold, Math.sqrt(this.variant.threshold * most), most].map((value) => Number(value.toPrecision(1))))];
      const sample = (colour, size, sign) => `<li><svg viewBox='0 0 34 14' aria-hidden='true'><line x1='3' y1='7' x2='31' y2='7' stroke='${colour}' stroke-width='${width(size)}' stroke-linecap='round'/></svg>${sign}${this.number(size)}</li>`;
      const both = [["map.fewer", FEWER, "−"], ["map.more", MORE, "+"]].map(([key, colour, sign]) => `<ul><li><b>${escape(this.say(key))}</b></li>${steps.map((size) => sample(colour, size, sign)).join("")}</ul>`);
      this.legend(this.say("map.flow.legend"), flows.length ? `<div class='two'>${both.join("")}</div>` : "", this.say(note, fills));
    }

    // Figures of a zone: what colours it, and whether that says anything.
    figure(name, row, service) {
      const zone = area.zones[row];
      if (name === "people") return { value: zone.km2 > 0 ? zone.people / zone.km2 : null, few: false };
      const [requests, served, refusals, wait] = service.zones[row] || [[0], [0], [null], [null]];
      if (name === "requests") return { value: requests[0] > 0 && zone.km2 > 0 ? requests[0] / zone.km2 : null, few: false };
      return { value: (name === "wait" ? wait : refusals)[0], few: requests[0] > 0 && (name === "wait" ? served : requests)[0] < FEW };
    }

    zones(name, service) {
      const figures = area.zones.map((zone, row) => this.figure(name, row, service));
      const known = figures.filter((figure) => figure.value !== null && !figure.few).map((figure) => figure.value).sort((a, b) => a - b);
      const ramp = RAMPS[name];
      const cut = (share) => known[Math.floor(share * (known.length - 1))];
      const breaks = known.length ? [...new Set([0.2, 0.4, 0.6, 0.8].map((share) => Number(cut(share).toPrecision(2))))] : [];
      const colour = (value) => ramp[Math.round(breaks.filter((edge) => value >= edge).length * (ramp.length - 1) / Math.max(breaks.length, 1))];
      figures.forEach((figure, row) => {
        const told = figure.value !== null && !figure.few;
        if (figure.value === null && !figure.few) return;
        const shape = L.polygon(this.zoneShapes[row], { pane: "zones", renderer: this.renderers.zones, color: "#fff", weight: 1, fillColor: told ? colour(figure.value) : "#c3c9cf", fillOpacity: told ? 0.82 : 0.35, className: "zone" });
        this.add(shape, () => this.zonePopup(row, service));
      });
      const decimals = known.length && known[known.length - 1] < 10 ? 1 : 0;
      const range = (i) => i === 0 ? "< " + this.number(breaks[0], decimals) : i === breaks.length ? "≥ " + this.number(breaks[i - 1], decimals) : this.number(breaks[i - 1], decimals) + " – " + this.number(breaks[i], decimals);
      const steps = known.length ? Array.from({ length: breaks.length + 1 }, (_, i) => `<li><span class='swatch' style='background:${ramp[Math.round(i * (ramp.length - 1) / Math.max(breaks.length, 1))]}'></span>${range(i)}</li>`) : [];
      if (figures.some((figure) => figure.few)) steps.push(`<li><span class='swatch' style='background:#c3c9cf'></span>${escape(this.say("map.few", { count: FEW }))}</li>`);
      const title = this.say("map." + name + ".legend") + (service && this.variant.services.length > 1 ? " (" + service.name + ")" : "");
      this.legend(title, "<ul>" + steps.join("") + "</ul>", name === "wait" ? this.say("map.wait.what") : "");
    }

    // Zones coloured by a change: WORSE, none told, BETTER. Rows are [change, told], or null.
    changes(rows, popup, decimals, worse = "map.winners.worse", better = "map.winners.better") {
      const told = rows.filter((row) => row && row[1] && row[0] !== null && row[0] !== 0).map((row) => Math.abs(row[0])).sort((a, b) => a - b);
      const cut = (share) => Number(told[Math.floor(share * (told.length - 1))].toPrecision(2));
      const breaks = told.length ? [...new Set([cut(1 / 3), cut(2 / 3)])] : [];
      const shade = (value) => (value > 0 ? BETTER : WORSE)[Math.round(breaks.filter((edge) => Math.abs(value) >= edge).length * 2 / Math.max(breaks.length, 1))];
      rows.forEach((row, place) => {
        if (!row || row[0] === null) return;
        const coloured = row[1] && row[0] !== 0;
        const shape = L.polygon(this.zoneShapes[place], { pane: "zones", renderer: this.renderers.zones, color: "#fff", weight: 1, fillColor: coloured ? shade(row[0]) : "#c3c9cf", fillOpacity: coloured ? 0.82 : 0.35, className: "zone" });
        this.add(shape, () => popup(place));
      });
      const range = (i) => i === 0 ? "< " + this.number(breaks[0], decimals) : i === breaks.length ? "≥ " + this.number(breaks[i - 1], decimals) : this.number(breaks[i - 1], decimals) + " – " + this.number(breaks[i], decimals);
      const list = (ramp, title) => `<ul><li><b>${escape(title)}</b></li>${breaks.length ? Array.from({ length: breaks.length + 1 }, (_, i) => `<li><span class='swatch' style='background:${ramp[Math.round(i * 2 / breaks.length)]}'></span>${range(i)}</li>`).join("") : ""}</ul>`;
      const grey = `<ul><li><span class='swatch' style='background:#c3c9cf'></span>${escape(this.say("map.winners.grey"))}</li></ul>`;
      return (told.length ? `<div class='two'>${list(WORSE, this.say(worse))}${list(BETTER, this.say(better))}</div>` : "") + grey;
    }

    winners() {
      const rows = this.variant.winners.map((zone) => zone && [zone[0][0], zone[3]]);
      const line = (key, [mean, low, high], unit, sign) => [this.say(key), this.number(mean, sign ? 2 : 1, sign) + unit, this.interval(low, high, sign ? 2 : 1, sign)];
      const steps = this.changes(rows, (place) => {
        const [minutes, gain, lose] = this.variant.winners[place];
        return this.popup(this.say("map.zone") + " " + area.zones[place].name, [line("map.winners.minutes", minutes, "", true), line("map.winners.gain", gain, " %"), line("map.winners.lose", lose, " %")], "");
      }, 2);
      this.legend(this.say("map.winners.legend"), steps, this.say(this.variant.pairs > 1 ? "map.winners.note" : "map.winners.note.one"));
    }

    // Rows a zone: base, variant, difference, low, high, told.
    access(access) {
      const mode = data.texts[this.lang]["by." + access.mode] || access.mode;
      const steps = this.changes(access.zones.map((zone) => zone && [zone[2], zone[5]]), (place) => {
        const [before, after, change, low, high] = access.zones[place];
        return this.popup(this.say("map.zone") + " " + area.zones[place].name, [[this.say("map.access.jobs"), this.number(after)], [this.say("map.before"), this.number(before)], [this.say("map.difference"), this.number(change, 0, true), this.interval(low, high, 0, true)]], "");
      }, 0, "map.access.fewer", "map.access.more");
      this.legend(this.say("map.access.legend", { mode }), steps, this.say("map.access.note"));
    }

    replay(replay, row) {
      if (!this.players) this.players = [];
      this.player = this.players[row] = this.players[row] || new Player(this, replay);
      this.player.enter();
      const dot = (colour, edge, size) => `<svg viewBox='0 0 34 14' aria-hidden='true'><circle cx='17' cy='7' r='${size}' fill='${colour}' stroke='${edge}' stroke-width='1.5'/></svg>`;
      const rows = [["empty", dot("#fff", "#18212c", 4)], ["some", dot("#5a9fbe", "#18212c", 5)], ["many", dot("#0b3f63", "#18212c", 6)], ["waiting", dot("#d95f0e", "#fff", 4)], ["refused", dot("#fff", "#d95f0e", 3)]];
      const note = this.say(replay.roads ? "map.replay.note" : "map.replay.note.straight", { replication: replay.replication, shown: this.number(replay.vehicles.length), all: this.number(replay.all) }) + (replay.every > 1 ? " " + this.say("map.replay.every", { every: replay.every }) : "");
      this.legend(this.say("map.replay.legend", { service: replay.service }), "<ul>" + rows.map(([key, mark]) => `<li>${mark}${escape(this.say("map.replay." + key))}</li>`).join("") + "</ul>", note);
    }

    zonePopup(row, service) {
      const zone = area.zones[row];
      const rows = [[this.say("map.inhabitants"), this.number(zone.people)]];
      if (service && service.zones[row]) {
        const [requests, served, refusals, wait] = service.zones[row];
        const minutes = " " + this.say("map.minutes");
        const floor = ([mean, low, high]) => [mean, low === null ? null : Math.max(low, 0), high];
        const line = (key, [mean, low, high], unit = "") => [this.say(key), this.number(mean, 1) + (mean === null ? "" : unit), this.interval(low, high, 1)];
        rows.push(line("map.requests_a_day", floor(requests)), line("map.served_a_day", floor(served)), line("map.refused", floor(refusals), " %"), line("map.mean_wait", floor(wait), minutes));
      }
      return this.popup(this.say("map.zone") + " " + zone.name, rows, service ? this.say("map.wait.what") : "");
    }

    overlays() {
      const style = (more) => ({ pane: "marks", renderer: this.renderers.marks, ...more });
      if (this.on.zones && area.zones.length) this.add(L.polygon(this.zoneShapes.flat(), style({ color: "#5b6875", weight: 0.8, dashArray: "3 3", fill: false, interactive: false })));
      if (this.on.area) {
        for (const service of this.variant.services) {
          if (service.area.length) this.add(L.polygon(decodeArea(service.area), style({ color: "#18212c", weight: 2, dashArray: "7 5", fill: false, interactive: false, className: "service-area" })));
        }
      }
      if (this.on.lines) for (const [shape, name] of area.transit.lines) this.add(L.polyline(decode(shape), style({ color: "#6b4c9a", weight: 2, opacity: 0.7, className: "line" })), this.popup(this.say("map.line") + " " + name, []));
      if (this.on.stops) for (const [x, y, name] of area.transit.stops) this.add(L.circleMarker([y, x], style({ radius: 4, color: "#6b4c9a", weight: 1.5, fillColor: "#fff", fillOpacity: 1, className: "stop" })), this.popup(this.say("map.stop") + (name ? " " + name : ""), []));
      if (this.on.sites) this.variant.sites.forEach((site) => this.site(site, style));
    }

    site(site, style) {
      const [x, y] = site.at;
      const mark = L.circleMarker([y, x], style({ radius: 8, color: "#fff", weight: 2.5, fillColor: "#18212c", fillOpacity: 1, className: "site" }));
      const rows = [];
      if (site.arrivals) {
        const [before, after, change, low, high] = site.arrivals;
        rows.push([this.say("map.arrivals"), this.number(after)], [this.say("map.before"), this.number(before)], [this.say("map.difference"), this.number(change, 0, true), this.interval(low, high, 0, true)]);
      }
      this.add(mark, this.popup(site.name, rows, this.say("kind." + site.kind)));
      mark.bindTooltip(escape(site.name), { direction: "top", offset: [0, -8] });
    }

    legend(title, inside, note) {
      this.part("legend").innerHTML = `<h4>${escape(title)}</h4>${inside}${note ? `<p>${escape(note)}</p>` : ""}`;
    }
  }

  // The day of a service, to be played: vehicles are [from, to, on board, path] in seconds, those who ask are
  // [from, to, x, y], where from and to are equal of who is refused.
  class Player {
    constructor(view, replay) {
      this.view = view;
      this.vehicles = replay.vehicles.map((moves) => moves.map(([from, to, load, path]) => {
        const points = decode(path), along = [0];
        for (let i = 1; i < points.length; i++) along.push(along[i - 1] + Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]));
        return { from, to, load, points, along };
      }));
      this.askings = replay.askings;
      const times = this.vehicles.flatMap((moves) => moves.flatMap(({ from, to }) => [from, to])).concat(this.askings.map(([from]) => from));
      [this.first, this.last] = times.reduce(([low, high], time) => [Math.min(low, time), Math.max(high, time)], [Infinity, -Infinity]);
      this.first = Math.floor(this.first / 300) * 300;
      // Where most is going on, so that the first picture shows something.
      this.time = this.busiest();
      this.speeds = [60, 180, 600];
      this.speed = 1;
      this.playing = false;
    }
    busiest() {
      const counts = new Map();
      for (const [from] of this.askings) counts.set(Math.floor(from / 3600), (counts.get(Math.floor(from / 3600)) || 0) + 1);
      const [hour] = [...counts].sort((a, b) => b[1] - a[1])[0] || [this.first / 3600];
      return Math.max(this.first, hour * 3600 + 1800);
    }
    enter() {
      const part = (name) => this.view.part("player").querySelector(name);
      this.view.part("player").hidden = false;
      this.slider = part("input");
      this.slider.min = this.first;
      this.slider.max = Math.ceil(this.last);
      this.slider.setAttribute("aria-label", this.view.say("map.replay.time"));
      this.slider.oninput = () => { this.time = Number(this.slider.value); this.show(); };
      this.clock = part("output");
      this.status = part(".status");
      this.button = part(".play");
      this.button.onclick = () => this.play(!this.playing);
      const speed = part(".speed");
      const say = () => { speed.textContent = this.view.say("map.replay.speed", { times: this.speeds[this.speed] }); };
      speed.onclick = () => { this.speed = (this.speed + 1) % this.speeds.length; say(); };
      say();
      const style = (more) => ({ pane: "marks", renderer: this.view.renderers.marks, interactive: false, ...more });
      this.asking = L.layerGroup().addTo(this.view.layers);
      this.marks = this.vehicles.map(() => L.circleMarker([0, 0], style({ color: "#18212c", weight: 1.5, fillOpacity: 1, className: "vehicle" })));
      this.style = style;
      this.play(false);
      this.show();
    }
    leave() {
      this.playing = false;
      this.view.part("player").hidden = true;
    }
    play(yes) {
      this.playing = yes;
      this.button.textContent = this.view.say(yes ? "map.replay.pause" : "map.replay.play");
      if (!yes) return;
      if (this.time >= this.last) this.time = this.first;
      let before = performance.now();
      const step = (now) => {
        if (!this.playing) return;
        this.time += (now - before) / 1000 * this.speeds[this.speed];
        before = now;
        if (this.time >= this.last) { this.time = this.last; this.play(false); }
        this.show();
        if (this.playing) requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    }
    // Where a vehicle is and how many are on board; nothing before its first stop.
    place(moves) {
      let low = 0, high = moves.length;
      while (low < high) { const middle = (low + high) >> 1; if (moves[middle].to <= this.time) low = middle + 1; else high = middle; }
      const at = (move, share) => {
        const { points, along } = move;
        if (points.length < 2) return points[0];
        const way = share * along[along.length - 1];
        let i = 1;
        while (i < along.length - 1 && along[i] < way) i++;
        const part = along[i] > along[i - 1] ? (way - along[i - 1]) / (along[i] - along[i - 1]) : 0;
        return [points[i - 1][0] + part * (points[i][0] - points[i - 1][0]), points[i - 1][1] + part * (points[i][1] - points[i - 1][1])];
      };
      if (low === moves.length) return low && this.time < moves[low - 1].to + 900 ? { at: at(moves[low - 1], 1), load: 0 } : null;
      const move = moves[low];
      if (this.time < move.from) return low ? { at: at(move, 0), load: 0 } : null;
      return { at: at(move, move.to > move.from ? (this.time - move.from) / (move.to - move.from) : 1), load: move.load };
    }
    show() {
      let riding = 0, waiting = 0, driving = 0;
      this.vehicles.forEach((moves, row) => {
        const mark = this.marks[row], now = moves.length ? this.place(moves) : null;
        if (!now) return this.view.layers.removeLayer(mark);
        driving += 1;
        riding += now.load;
        mark.setLatLng(now.at).setRadius(now.load > 2 ? 8 : now.load > 0 ? 7 : 5).setStyle({ fillColor: now.load > 2 ? "#0b3f63" : now.load > 0 ? "#5a9fbe" : "#fff" });
        if (!this.view.layers.hasLayer(mark)) mark.addTo(this.view.layers);
      });
      this.asking.clearLayers();
      for (const [from, to, x, y] of this.askings) {
        if (from > this.time) break;
        const refused = from === to;
        if (this.time >= (refused ? from + 180 : to)) continue;
        if (!refused) waiting += 1;
        L.circleMarker([y, x], this.style(refused ? { radius: 4, color: "#d95f0e", weight: 1.5, fillColor: "#fff", fillOpacity: 1, className: "refused" } : { radius: 5, color: "#fff", weight: 1.5, fillColor: "#d95f0e", fillOpacity: 1, className: "waiting" })).addTo(this.asking);
      }
      const two = (value) => String(Math.floor(value)).padStart(2, "0");
      this.clock.textContent = two(this.time / 3600 % 24) + ":" + two(this.time / 60 % 60);
      this.status.textContent = this.view.say("map.replay.status", { riding: this.view.number(riding), waiting: this.view.number(waiting) });
      this.slider.value = this.time;
      this.now = { driving, riding, waiting };
    }
  }

  const slots = [...document.querySelectorAll(".map-slot")];
  const numbers = [...new Set(slots.map((slot) => slot.dataset.variant))];
  const views = numbers.map((number) => new View(slots.filter((slot) => slot.dataset.variant === number)));
  return { show: (lang) => views.forEach((view) => view.show(lang)), views };
})();
