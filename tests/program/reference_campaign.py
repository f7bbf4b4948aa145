# SPDX-License-Identifier: Apache-2.0
"""What a comparison says, held against a larger one, on the embedded territory: reference_campaign.py FOLDER [--full].

    EVEIL_PROGRAM=build/release/eveil tests/program/reference_campaign.py FOLDER          a quick size
    EVEIL_PROGRAM=build/release/eveil tests/program/reference_campaign.py FOLDER --full   the demo's size

1. 45 pairs of base and variant. Pairs 1 to 5 are the comparison that somebody would make, pairs 6 to 45 the reference,
   of other draws. Of the 20 indicators below at least 17 must have the reference's mean inside the 95 % interval of the
   five. All nine groups of five pairs are held against their 40 others, too, which says more: it is printed.
2. The variant under another file name: none, exactly.
3. The variant whose service has another name, so that all that is drawn for the service is drawn anew: of the territory's
   indicators none can be told apart from the variant, the number of them considered. Those of the service itself are on
   one side only: they differ without question, and would make the others' bound wider (Benjamini, Hochberg), so they
   are left out.
4. A variant whose service nobody may use: exactly zero for the territory, its zones, classes and generators.

Runs that are there are used again. Exit code 1 where one of the four doesn't hold.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

PROGRAM = os.environ["EVEIL_PROGRAM"]
SOURCE = pathlib.Path(__file__).resolve().parents[2]
SERVICE = "service:las-companias"

# Named before the campaign was first run: eight shares, seven totals and times, five of the service. Differences, or
# where the base has no service the variant's own levels.
NAMED = [
    ("territory", "mode_share.car_driver"),
    ("territory", "mode_share.car_passenger"),
    ("territory", "mode_share.walk"),
    ("territory", "mode_share.bicycle"),
    ("territory", "mode_share.transit"),
    ("territory", "mode_share.las-companias"),
    ("territory", "mode_share_distance.car_driver"),
    ("territory", "mode_share_distance.las-companias"),
    ("territory", "passenger_km"),
    ("territory", "vehicle_km"),
    ("territory", "co2e"),
    ("territory", "travel_time.mean"),
    ("territory", "travel_time.median"),
    ("territory", "delay"),
    ("territory", "transit.boardings"),
    (SERVICE, "service.requests"),
    (SERVICE, "service.served"),
    (SERVICE, "service.wait.mean"),
    (SERVICE, "service.wait.p95"),
    (SERVICE, "service.detour_time"),
]
GROUP, PAIRS = 5, 45
NEEDED = 17
QUICK = ["simulation.sample=0.03", "simulation.days=4", "simulation.fork_days=3", "simulation.average_days=2"]
FULL = ["simulation.sample=0.1", "simulation.days=10", "simulation.fork_days=10", "simulation.average_days=5"]


def eveil(*words):
    done = subprocess.run([PROGRAM, *map(str, words)], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"eveil {' '.join(map(str, words))} ended with {done.returncode}")
    return done.stdout


def scenarios(folder):
    """The embedded territory's files in the folder, and the variants of 2 to 4."""
    place = folder / "coquimbo"
    if not place.exists():
        shutil.copytree(SOURCE / "scenarios" / "library" / "coquimbo", place)
    variant = (place / "variant.toml").read_text(encoding="utf-8")
    (place / "twin.toml").write_text(variant, encoding="utf-8")
    (place / "renamed.toml").write_text(variant.replace('"las-companias"', '"otherwise"'), encoding="utf-8")
    (place / "nobody.toml").write_text(variant.replace('eligibility = "all"', 'eligibility = "none"'), encoding="utf-8")
    return place


class Campaign:
    def __init__(self, folder, settings):
        self.folder = folder
        self.place = scenarios(folder)
        self.out = folder / ("out-" + settings[0].split("=")[1])
        self.settings = [word for setting in settings for word in ("--set", setting)]
        self.failed = []

    def make(self, variants, pairs):
        words = [word for name in variants for word in ("--variant", self.place / f"{name}.toml")]
        eveil("compare", self.place / "base.toml", *words, "--replications", pairs, "-o", self.out, "--force", "--resume", *self.settings)

    def compared(self, base, variant, pairs):
        """(scope, indicator) to entry, of these pairs alone."""
        files = [[self.out / "runs" / f"{name}-{k}.h5" for k in pairs] for name in (base, variant)]
        text = eveil("compare", *files[0], "--variant", *files[1], "-o", self.folder / "again", "--force", "--json", "--quiet")
        return {(entry["scope"], entry["indicator"]): entry for entry in json.loads(text)}

    def hold(self, what, holds):
        print(f"{'holds' if holds else 'DOES NOT HOLD'}: {what}", flush=True)
        if not holds:
            self.failed.append(what)

    def reference(self):
        pairs = range(1, PAIRS + 1)
        inside, equal = {}, set()
        for first in range(1, PAIRS, GROUP):
            group = range(first, first + GROUP)
            few = self.compared("base", "variant", group)
            many = self.compared("base", "variant", [k for k in pairs if k not in group])
            for key in NAMED:
                value, low, high = read(few[key])
                mean = read(many[key])[0]
                inside[first, key] = low <= mean <= high
                if low == high == mean:
                    equal.add(key[1])
                if first == 1:
                    print(f"  {'in ' if inside[first, key] else 'OUT'} {key[1]}: 5 pairs {value:.6g} ({low:.6g} to {high:.6g}), 40 others {mean:.6g}")
        first = sum(inside[1, key] for key in NAMED)
        print(f"  {len(equal)} of them are equal in all runs, and inside for that reason: {', '.join(sorted(equal)) or 'none'}")
        self.hold(f"{first} of {len(NAMED)} named indicators have the mean of 40 other pairs inside their interval of 5; at least {NEEDED} must", first >= NEEDED)
        groups = PAIRS // GROUP
        shares = [sum(inside[start, key] for key in NAMED) for start in range(1, PAIRS, GROUP)]
        print(f"  all {groups} groups of five: {', '.join(map(str, shares))} of {len(NAMED)}; {100 * sum(shares) / (groups * len(NAMED)):.1f} % of {groups * len(NAMED)} intervals")

    def twin(self):
        found = {entry["finding"] for entry in self.compared("variant", "twin", range(1, GROUP + 1)).values()} - {"no value"}
        self.hold(f"the same variant under another name differs by {', '.join(sorted(found))}", found == {"none, exactly"})

    def renamed(self):
        entries = self.compared("variant", "renamed", range(1, GROUP + 1))
        both = {key: entry for key, entry in entries.items() if key[0] == "territory" and key[1].split(".")[-1] not in ("las-companias", "otherwise")}
        told = [key[1] for key, entry in both.items() if entry["finding"] == "different"]
        lasting = told_apart({key[1]: entry["p_value"] for key, entry in both.items() if entry["p_value"] is not None})
        self.hold(f"of {len(both)} indicators of the territory {len(lasting)} tell a service from the same under another name, their number considered; "
                  f"one by one {len(told)}{': ' + ', '.join(told) if told else ''}", not lasting)

    def nobody(self):
        entries = self.compared("base", "nobody", range(1, GROUP + 1))
        others = {key: entry for key, entry in entries.items() if not key[0].startswith("service:")}
        moved = [key for key, entry in others.items() if entry["difference"] not in (0, None) or entry["finding"] not in ("none, exactly", "no value")]
        self.hold(f"a service that nobody may use changes {len(moved)} of {len(others)} indicators{': ' + str(moved[:5]) if moved else ''}", not moved and len(others) > 100)


def told_apart(p_values, rate=0.05):
    """Those that still differ, their number considered (Benjamini and Hochberg 1995)."""
    rising = sorted(p_values, key=p_values.get)
    below = [rank for rank, name in enumerate(rising, 1) if p_values[name] <= rate * rank / len(rising)]
    return rising[:max(below, default=0)]


def read(entry):
    if entry["difference"] is None:
        return entry["variant"], entry["variant_low"], entry["variant_high"]
    return entry["difference"], entry["low"], entry["high"]


def main():
    parser = argparse.ArgumentParser(description="five pairs held against forty others on the embedded territory")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(options.folder.resolve(), FULL if options.full else QUICK)
    campaign.make(["variant", "twin", "renamed", "nobody"], GROUP)
    campaign.twin()
    campaign.nobody()
    campaign.renamed()
    campaign.make(["variant"], PAIRS)
    campaign.reference()
    sys.exit(1 if campaign.failed else 0)


if __name__ == "__main__":
    main()
