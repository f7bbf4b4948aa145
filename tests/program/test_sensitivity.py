# SPDX-License-Identifier: Apache-2.0
"""compare --sensitivity on the small town: the service's constant at −1, 0 and +1."""
import csv
import json

from support import Town

WORDS = ("compare", "base.toml", "--variant", "variant.toml", "-o", "out", "--replications", "2")


class Sensitivity(Town):
    def rows(self):
        with open(self.folder / "out" / "sensitivity.csv", newline="") as file:
            return list(csv.DictReader(file))

    def served(self):
        return {row["shift"]: float(row["variant"]) for row in self.rows() if row["indicator"] == "service.requests"}

    def test_the_service_is_tried_with_its_constant_at_minus_1_0_and_plus_1(self):
        printed = self.eveil(*WORDS, "--sensitivity")
        self.assertIn("What hangs on the service's constant", printed)
        self.assertRegex(printed, r"service's constant +−2\.2 +−1\.2 +−0\.2")
        asked = self.served()
        self.assertEqual(set(asked), {"-1", "0", "1"})
        self.assertLess(asked["-1"], asked["0"])
        self.assertLess(asked["0"], asked["1"])
        entries = json.loads((self.folder / "out" / "comparison.json").read_text())
        of = {(e["scope"], e["indicator"]): e for e in entries}
        requests = of["service:navette", "service.requests"]
        self.assertEqual([(one["shift"], one["service_constant"]) for one in requests["sensitivity"]], [(-1, -2.2), (1, -0.2)])
        self.assertEqual([one["variant"] for one in requests["sensitivity"]], [asked["-1"], asked["1"]])
        self.assertEqual(requests["variant"], asked["0"])
        self.assertNotIn("sensitivity", of["zone:Z00", "trip_rate"])
        # The base has no service: it is run once, and what the table says of it is the same all along.
        self.assertEqual({row["base"] for row in self.rows() if row["indicator"] == "vehicle_km"}, {repr(of["territory", "vehicle_km"]["base"])})
        report = (self.folder / "out" / "report.html").read_text()
        self.assertIn("What hangs on the service", report)
        self.assertIn("Ce qui dépend de la constante du service", report)

    def test_its_runs_are_those_of_a_scenario_that_states_the_constant(self):
        self.eveil(*WORDS, "--sensitivity")
        self.write("lower.toml", 'base = "variant.toml"\nchoice.service_constant = -2.2\n')
        self.eveil("run", "lower.toml", "--replication", "1", "--from", "out/base.state", "-o", "lower-1.h5")
        # The name alone tells them apart.
        lower = self.eveil("compare", "out/runs/base-1.h5", "--variant", "lower-1.h5", "-o", "lower", "--json")
        moved = self.eveil("compare", "out/runs/base-1.h5", "--variant", "out/runs/constant-minus-1/variant-1.h5", "-o", "moved", "--json")
        self.assertEqual(lower.replace('"lower"', '"variant"'), moved)

    def test_finished_runs_are_used_again_and_the_table_goes_with_its_option(self):
        self.eveil(*WORDS, "--sensitivity")
        made = {path: path.stat().st_mtime_ns for path in (self.folder / "out" / "runs").rglob("*.h5")}
        self.assertEqual(len(made), 8)
        first = (self.folder / "out" / "sensitivity.csv").read_text()
        self.eveil(*WORDS, "--sensitivity", "--force")
        self.assertEqual({path: path.stat().st_mtime_ns for path in made}, made)
        self.assertEqual((self.folder / "out" / "sensitivity.csv").read_text(), first)
        self.eveil(*WORDS, "--force")
        self.assertFalse((self.folder / "out" / "sensitivity.csv").exists())

    def test_a_base_with_a_service_of_its_own_has_its_constant_moved_too(self):
        service = (self.folder / "variant.toml").read_text().split("\n", 1)[1]
        self.write("base.toml", (self.folder / "base.toml").read_text() + service.replace("navette", "on-call"))
        self.eveil(*WORDS, "--sensitivity")
        moved = sorted(str(path.relative_to(self.folder / "out" / "runs")) for path in (self.folder / "out" / "runs").rglob("constant-*/*.h5"))
        self.assertEqual(moved, [f"constant-{side}-1/{name}-{k}.h5" for side in ("minus", "plus") for name in ("base", "variant") for k in (1, 2)])
        rides = {row["shift"]: float(row["base"]) for row in self.rows() if row["scope"] == "service:on-call" and row["indicator"] == "service.requests"}
        self.assertLess(rides["-1"], rides["1"])

    def test_of_several_variants_those_with_a_service_are_in_the_table(self):
        self.write("walk.toml", 'base = "base.toml"\nchoice.walk_constant = 1.5\n')
        self.eveil("compare", "base.toml", "--variant", "walk.toml", "--variant", "variant.toml", "-o", "out", "--replications", "2", "--sensitivity")
        self.assertEqual({row["variant_name"] for row in self.rows()}, {"variant"})
        self.assertFalse(list((self.folder / "out" / "runs").rglob("constant-*/walk-*.h5")))

    def test_the_answer_to_a_need_is_told_at_each_place_of_the_constant(self):
        self.write("need.toml", 'name = "n"\n[[criterion]]\nindicator = "service.served"\nscope = "service:navette"\nat_least = 1\n')
        printed = self.eveil(*WORDS, "--sensitivity", "--need", "need.toml", "--set", "simulation.average_days=1")
        self.assertRegex(printed, r"With the constant at −2\.2 the need is (met|undecided|not met)\.")
        self.assertRegex(printed, r"With the constant at −0\.2 the need is (met|undecided|not met)\.")

    def test_without_a_service_there_is_no_constant_to_move(self):
        self.write("variant.toml", 'base = "base.toml"\nchoice.walk_constant = 1.5\n')
        self.refused(3, *WORDS, "--sensitivity", naming=["variant.toml", "no service", "--sensitivity"])
        self.assertFalse((self.folder / "out" / "base.state").exists())

    def test_finished_run_files_have_no_constant_to_move(self):
        self.refused(2, "compare", "b.h5", "--variant", "v.h5", "--sensitivity", naming=["--sensitivity"])
