#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the pictures of docs/validation.md from what benchmark_physics prints.

    docs/plots/physics.py build/release/benchmarks/benchmark_physics

writes docs/plots/{rings,bottleneck,merges}.svg. Needs matplotlib (Debian: python3-matplotlib).
"""
import csv
import io
import pathlib
import subprocess
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "eveil"  # the same bytes every time
matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text
matplotlib.rcParams["font.size"] = 9
import matplotlib.pyplot as plt  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent
THEORY = "#b2462a"
MEASURED = "#1f5f8b"
GREY = "#9a9a9a"


def measured(program, what):
    text = subprocess.run([program, what], check=True, capture_output=True, text=True).stdout
    return list(csv.DictReader(io.StringIO(text)))


def number(row, name):
    return float(row[name])


def save(figure, name):
    figure.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
    plt.close(figure)


def draw_rings(rows):
    names = list(dict.fromkeys(row["ring"] for row in rows))
    figure, grid = plt.subplots(2, 3, figsize=(10, 6))
    for axes, name in zip(grid.flat, names):
        own = [row for row in rows if row["ring"] == name]
        density = [number(row, "density_veh_km") for row in own]
        axes.plot(density, [number(row, "theory_veh_h") for row in own], color=THEORY, lw=1.5,
                  label="min(v·k, C, w·(k_jam − k))")
        axes.plot(density, [number(row, "flow_veh_h") for row in own], "o", color=MEASURED, ms=3.5,
                  mfc="none", label="measured, 05:00 to 06:00")
        axes.set_title(name, fontsize=8.5)
        axes.set_xlim(left=0)
        axes.set_ylim(bottom=0)
        axes.grid(alpha=0.3)
    for axes in grid[1]:
        axes.set_xlabel("density k, vehicles/km")
    for axes in grid[:, 0]:
        axes.set_ylabel("flow q, vehicles/h")
    lines, labels = grid[0][0].get_legend_handles_labels()
    figure.legend(lines, labels, loc="upper center", ncols=2, frameon=False)
    figure.tight_layout(rect=(0, 0, 1, 0.95))
    save(figure, "rings")


def draw_bottleneck(rows):
    minutes = sorted({number(row, "minute") for row in rows})
    places = sorted({number(row, "kilometres_before_the_bottleneck") for row in rows})
    density = [[0.0] * len(minutes) for _ in places]
    for row in rows:
        x = minutes.index(number(row, "minute"))
        y = places.index(number(row, "kilometres_before_the_bottleneck"))
        density[y][x] = number(row, "vehicles_veh_km")
    figure, axes = plt.subplots(figsize=(9, 4.6), layout="constrained")
    half = (places[1] - places[0]) / 2
    picture = axes.imshow(density, origin="lower", aspect="auto", cmap="Blues", vmin=0, vmax=133.3,
                          interpolation="nearest",
                          extent=(minutes[0], minutes[-1], 0, places[-1] + half))
    figure.colorbar(picture, label="density, vehicles/km")
    tail, recovery, dissolving = 600 / (113.333 - 18), 15.0, 300 / (53.333 - 18)
    begins = 60 * (0.075 + 0.15 / tail)
    meet = (recovery * 25 - tail * begins) / (recovery - tail)
    place = recovery * (meet - 25) / 60
    axes.plot([begins, meet], [0, place], color=THEORY, lw=1.8, label=f"tail of the queue, −{tail:.2f} km/h")
    axes.plot([25, meet], [0, place], color=THEORY, lw=1.8, ls="--", label="recovery, −15 km/h")
    axes.plot([meet, meet + 60 * place / dissolving], [place, 0], color=THEORY, lw=1.8, ls=":",
              label=f"dissolving, +{dissolving:.2f} km/h")
    axes.set_xlabel("minutes; the bottleneck of 300 vehicles/h is led past from minute 25 on")
    axes.set_ylabel("kilometres before the bottleneck")
    axes.set_xlim(0, minutes[-1])
    axes.set_ylim(0, places[-1] + half)
    axes.legend(loc="upper left", title="kinematic waves", frameon=True)
    save(figure, "bottleneck")


def draw_merges(rows):
    keys = ("capacity_a", "capacity_b", "capacity_out")
    merges = list(dict.fromkeys(tuple(row[key] for key in keys) for row in rows))
    figure, grid = plt.subplots(2, 3, figsize=(10, 7))
    for axes, merge in zip(grid.flat, merges):
        a, b, out = (float(value) for value in merge)
        own = [row for row in rows if tuple(row[key] for key in keys) == merge]
        reach = min(1.0, out / a), min(1.0, out / b)
        axes.plot([a * min(1, out / a), max(0, out - b)], [max(0, out - a), b * reach[1]], color=THEORY, lw=1,
                  label="capacity of the road out")
        axes.plot([0, out * a / (a + b)], [0, out * b / (a + b)], color=THEORY, lw=1, ls="--",
                  label="shares as the capacities")
        for row in own:
            axes.plot([number(row, "demand_a"), number(row, "flow_a")],
                      [number(row, "demand_b"), number(row, "flow_b")], color=GREY, lw=0.6, alpha=0.7)
        axes.plot([number(row, "demand_a") for row in own], [number(row, "demand_b") for row in own], ".",
                  color=GREY, ms=4, label="demand")
        axes.plot([number(row, "theory_a") for row in own], [number(row, "theory_b") for row in own], "o",
                  color=THEORY, ms=7, mfc="none", label="theory")
        axes.plot([number(row, "flow_a") for row in own], [number(row, "flow_b") for row in own], "o",
                  color=MEASURED, ms=3, label="measured, 04:00 to 06:00")
        axes.set_title(f"{a:.0f} and {b:.0f} into {out:.0f} vehicles/h", fontsize=9)
        axes.set_xlim(0, a * 1.06)
        axes.set_ylim(0, b * 1.06)
        axes.grid(alpha=0.3)
    for axes in grid[1]:
        axes.set_xlabel("flow of a, vehicles/h")
    for axes in grid[:, 0]:
        axes.set_ylabel("flow of b, vehicles/h")
    lines, labels = grid[0][0].get_legend_handles_labels()
    figure.legend(lines, labels, loc="upper center", ncols=5, frameon=False)
    figure.tight_layout(rect=(0, 0, 1, 0.95))
    save(figure, "merges")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    draw_rings(measured(sys.argv[1], "rings"))
    draw_bottleneck(measured(sys.argv[1], "bottleneck"))
    draw_merges(measured(sys.argv[1], "merges"))


if __name__ == "__main__":
    main()
