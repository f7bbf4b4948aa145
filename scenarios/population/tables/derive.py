#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of the synthetic population from the household travel survey of Hérault.

    python3 scenarios/population/tables/derive.py SHARED [OUTPUT]

SHARED holds data/montpellier/survey and reference. OUTPUT is the folder for the four files
survey_*.cpp, scenarios/population unless stated. The tables hold no record: a cell under 5 records is merged or dropped. The producer
of the data is Montpellier Méditerranée Métropole; data and tables are under ODbL 1.0.
"""
import os
import sys

from days import answers, chains, times
from households import (cars_and_bicycles, child_gaps, household_types, partner_gaps,
                        persons_by_band, relations)
from survey import BANDS, number, numbers, read

HEADER = """// SPDX-License-Identifier: ODbL-1.0
// Written by scenarios/population/tables/derive.py: change that, not this.
// Derived from the enquête ménages-déplacements Hérault-Montpellier 2013-14, producer Montpellier
// Méditerranée Métropole, http://data.montpellier3m.fr/dataset/enquete-menages-deplacements, under
// ODbL 1.0 as these tables are (tables/README.md). No record: cells under 5 were merged or dropped.
// clang-format off
#include "scenarios/population/survey_tables.hpp"

namespace eveil::scenarios::survey {

namespace {

"""
WIDTH = 112


class File:
    """One generated file: tables, and a function for each."""

    def __init__(self, path):
        self.path = path
        self.lines = []
        self.functions = []

    def table(self, kind, name, rows):
        line = "   "
        self.lines.append(f"constexpr {kind} {name}_rows[] = {{\n")
        for row in rows:
            if len(line) + len(row) > WIDTH:
                self.lines.append(line + "\n")
                line = "   "
            line += f" {{{row}}},"
        self.lines.append(line + "\n};\n\n")
        self.functions.append(f"std::span<const {kind}> {name}() {{ return {name}_rows; }}\n")

    def write(self):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(HEADER + "".join(self.lines) + "}  // namespace\n\n")
            file.write("".join(self.functions) + "\n}  // namespace eveil::scenarios::survey\n")


def write_households(shared, surveyed, households, path):
    file = File(path)
    file.table("HouseholdType", "household_types",
               [", ".join(map(str, kind)) + f", {number(weight)}"
                for kind, weight in household_types(households)])
    file.table("Relations", "relations",
               [f"{r[0]}, {r[1]}, {numbers(r[2:])}" for r in relations(households)])
    for name, bins in (("partner_gaps", partner_gaps(households)),
                       ("child_gaps", child_gaps(households))):
        file.table("Bin", name, [f"{low}, {high}, {number(weight)}" for low, high, weight in bins])
    file.table("PersonBand", "person_bands",
               [f"{BANDS[r[0]][0]}, {BANDS[r[0]][1]}, Sex::{r[1]}, {numbers(r[2:])}"
                for r in persons_by_band(surveyed)])
    cars, bicycles = cars_and_bicycles(shared, households)
    file.table("CarShares", "cars",
               [f"{size}, {licences}, {{{numbers(row)}}}" for size, licences, row in cars])
    file.table("BicycleShares", "bicycles", [f"{{{numbers(row)}}}" for row in bicycles])
    file.write()


def write_days(surveyed, path):
    file = File(path)
    days, signs = chains(surveyed)
    file.table("DayChain", "chains", [f'{kind}, "{day}", {number(w)}' for kind, day, w in days])
    file.table("WildLetters", "wild_letters", [f"{kind}, {{{numbers(some)}}}, {{{numbers(more)}}}" for kind, some, more in signs])
    known = answers(surveyed)
    file.lines.append("constexpr KnownAnswers known{\n")
    for key in ("trips_a_person", "at_home", "tours_of_two_trips", "work_minutes_mean",
                "work_minutes_median", "driven_often"):
        file.lines.append(f"    .{key} = {number(known[key])},\n")
    for key in ("hours", "purposes", "group_trips", "group_at_home"):
        file.lines.append(f"    .{key} = {{{numbers(known[key])}}},\n")
    file.lines.append("};\n\n")
    file.functions.append("const KnownAnswers& known_answers() { return known; }\n")
    file.write()


def write_times(surveyed, path):
    file = File(path)
    bins, rows = [], []
    for (kind, letter, group, flag, cls), found in times(surveyed):
        rows.append(f"{kind}, '{letter}', {group}, {flag}, {cls}, {len(bins)}, {len(found)}")
        bins += [f"{low}, {high}, {number(round(weight, 4))}" for low, high, weight in found]
    file.table("TimeRow", "time_rows", rows)
    file.write()
    file = File(path.replace("times.cpp", "time_bins.cpp"))
    file.table("Bin", "time_bins", bins)
    file.write()


def write(shared, folder):
    surveyed, households = read(shared)
    write_households(shared, surveyed, households, os.path.join(folder, "survey_households.cpp"))
    write_days(surveyed, os.path.join(folder, "survey_days.cpp"))
    write_times(surveyed, os.path.join(folder, "survey_times.cpp"))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    here = os.path.dirname(os.path.abspath(__file__))
    write(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else os.path.dirname(here))
