// SPDX-License-Identifier: Apache-2.0
// What the map shows: our own layers on a plain ground, in metres of the territory's coordinates.
"use strict";
window.eveilMap = (() => {
  const { data, area, decode, decodeArea, escape } = mapShapes;
  const FEWER = "#1f6fb2", MORE = "#d95f0e";
  const RAMPS = {
    requests: ["#efe6f5", "#cdb4e0", "#a67fc6", "#7a4ba8", "#4d1f7d"],
    wait: ["#dff0ee", "#a9d6d1", "#67b3ad", "#2a8a85", "#0b5c59"],
    refusals: ["#fbe9dd", "#f4c3a0", "#e4935f", "#c4602c", "#8c3a10"],
    people: ["#eef0f2", "#d3d9df", "#aeb9c4", "#82909e", "#566675"],
  };
  const BETTER = ["#bcdbe8", "#5a9fbe", "#1b5f7e"], WORSE = ["#f4c3a0", "#e08a4e", "#a8480c"];
  const FEW = 5; // requests a day below which a zone's wait and refusals say nothing

  class View extends MapFrame {
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
      this.player = this.players[row] = this.players[row] || new MapPlayer(this, replay);
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
  }

  const slots = [...document.querySelectorAll(".map-slot")];
  const numbers = [...new Set(slots.map((slot) => slot.dataset.variant))];
  const views = numbers.map((number) => new View(slots.filter((slot) => slot.dataset.variant === number)));
  return { show: (lang) => views.forEach((view) => view.show(lang)), views };
})();
