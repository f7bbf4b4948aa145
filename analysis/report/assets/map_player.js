// SPDX-License-Identifier: Apache-2.0
// The day of a service, to be played on the map.
"use strict";
const MapPlayer = (() => {
  const { decode } = mapShapes;

  // Vehicles are [from, to, on board, path] a move, in seconds; those who ask are [from, to, x, y], where from and to
  // are equal of who is refused.
  class MapPlayer {
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

  return MapPlayer;
})();
