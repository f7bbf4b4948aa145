# SPDX-License-Identifier: Apache-2.0
"""compare --need on the small town: the answer, its places, the exit codes, what is refused."""
import csv
import json

from support import Town

MET = """name = "Rides in town"
territories = ["territory.toml"]
[[criterion]]
indicator = "service.refusal_rate"
scope = "service:navette"
at_most = "99 %"
[[criterion]]
indicator = "mode_share.car_driver"
at_most = "99 %"
[[criterion]]
indicator = "travel_time.mean"
scope = "generator:Works"
at_most = "3 h"
"""


def criterion(indicator, scope, threshold):
    return f'name = "n"\n[[criterion]]\nindicator = "{indicator}"\nscope = "{scope}"\n{threshold}\n'


class Need(Town):
    def compare(self, need, *words, replications=3):
        self.write("need.toml", need)
        return self.run_eveil("compare", "base.toml", "--variant", "variant.toml", "-o", "out", "--force", "--need", "need.toml", "--replications", str(replications), *words)

    def answer(self, need, *words, code=0, replications=3):
        """The first row of need.csv and what was printed."""
        done = self.compare(need, *words, replications=replications)
        self.assertEqual(done.returncode, code, done.stderr)
        with open(self.folder / "out" / "need.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        return rows, done.stdout

    def test_the_answer_to_a_need_comes_first_and_stands_in_every_file(self):
        rows, printed = self.answer(MET, "--fail-if-unmet")
        self.assertEqual(printed.splitlines()[0], "The need “Rides in town” is met by variant.")
        self.assertEqual([row["criterion"] for row in rows], ["all", "1", "2", "3"])
        self.assertEqual({row["verdict"] for row in rows}, {"met"})
        entries = json.loads((self.folder / "out" / "comparison.json").read_text())
        asked = {(e["scope"], e["indicator"]): e["verdict"] for e in entries if "verdict" in e}
        self.assertEqual(asked, {("service:navette", "service.refusal_rate"): "met", ("territory", "mode_share.car_driver"): "met", ("generator:Works", "travel_time.mean"): "met"})

    def test_a_need_that_is_not_met_ends_with_5_only_when_asked(self):
        need = MET + '[[criterion]]\nindicator = "service.wait.p95"\nscope = "service:navette"\nat_most = "1 s"\n'
        rows, printed = self.answer(need)
        self.assertIn("is not met by variant: 1 of 4 criteria is not.", printed.splitlines()[0])
        self.assertEqual(rows[0]["verdict"], "not met")
        done = self.compare(need, "--fail-if-unmet")
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn("need.toml: not met by variant", done.stderr)
        self.assertIn("is not met by variant", done.stdout.splitlines()[0])
        self.assertTrue((self.folder / "out" / "report.html").exists())

    def test_an_undecided_need_ends_with_5_too_since_nothing_shows_it_met(self):
        rows, printed = self.answer(MET, "--fail-if-unmet", code=5, replications=1)
        self.assertIn("is undecided for variant", printed.splitlines()[0])
        self.assertIn("needs at least 2 replications", printed)
        self.assertEqual(rows[0]["verdict"], "undecided")
        self.assertEqual(rows[1]["reason"], "needs at least 2 replications")

    def test_a_threshold_within_the_interval_says_how_many_replications_would_decide(self):
        wait = ("service.wait.mean", "service:navette")
        one_day = ["--set", "simulation.average_days=1"]  # over which nothing drifts
        self.answer(criterion(*wait, 'at_most = "1 h"'), *one_day)
        entries = json.loads((self.folder / "out" / "comparison.json").read_text())
        entry = next(e for e in entries if (e["indicator"], e["scope"]) == wait)
        between = (entry["variant"] * 3 + entry["variant_high"]) / 4
        rows, printed = self.answer(criterion(*wait, f'at_most = "{between} s"'), *one_day)
        self.assertEqual(rows[1]["verdict"], "undecided")
        self.assertEqual(rows[1]["reason"], "the interval holds the threshold")
        self.assertGreater(int(rows[1]["replications_to_decide"]), 3)
        self.assertIn("replications would decide", printed)

    def test_with_a_sample_the_numbers_are_told_but_no_firm_answer(self):
        sample = ["--set", "simulation.sample=0.5"]
        rows, printed = self.answer(MET, *sample)
        self.assertIn("is undecided for variant: by the numbers of these runs it is met, but only 50 % of the people", printed.splitlines()[0])
        self.assertEqual([row["verdict"] for row in rows], ["undecided", "undecided", "met", "met"])
        self.assertEqual({row["verdict_by_numbers"] for row in rows}, {"met"})
        self.assertEqual(rows[1]["reason"], "sample")

    def test_zones_and_classes_can_be_asked_of(self):
        need = criterion("trip_rate", "zone:Z01", "at_least = 0.1") + '[[criterion]]\nindicator = "co2e"\nscope = "class:car=yes"\nat_least = "1 g"\n'
        rows, _ = self.answer(need)
        self.assertEqual([row["verdict"] for row in rows], ["met", "met", "met"])
        with open(self.folder / "out" / "by_zone.csv", newline="") as file:
            zones = {row["zone"]: row for row in csv.DictReader(file)}
        self.assertEqual(set(zones), {"Z00", "Z01", "Z10", "Z11"})
        self.assertAlmostEqual(float(zones["Z01"]["trip_rate.variant"]), float(rows[1]["value"]), places=4)
        with open(self.folder / "out" / "by_generator.csv", newline="") as file:
            generators = [row["generator"] for row in csv.DictReader(file)]
        self.assertEqual([name for name in generators if "/" not in name], ["Works", "School"])
        self.assertIn("Works/role=employee", generators)

    def test_hours_purposes_and_roles_can_be_asked_of(self):
        parts = [("speed.mean", "class:hour=08", 'at_least = "1 km/h"'), ("trips.done", "class:purpose=work", "at_least = 1"),
                 ("arrivals", "generator:Works/role=employee", "at_least = 1"), ("nox", "zone:Z00", 'at_most = "1 t"'),
                 ("accessibility.jobs_30min.walk", "territory", "at_least = 1"), ("co2e.life_cycle", "territory", 'at_least = "1 kg"')]
        need = 'name = "n"\n' + "".join(criterion(*part).replace('name = "n"\n', "") for part in parts)
        rows, _ = self.answer(need, "--set", "simulation.average_days=1")
        self.assertEqual([row["verdict"] for row in rows], ["met"] * 7)
        self.refused_early("trip_rate", "class:hour=08", "its scopes are territory, zone:ID")
        self.refused_early("nox", "class:purpose=work", "class:hour=HH")
        self.refused_early("trips.done", "class:hour=8", 'did you mean "hour=08"')

    def refused_early(self, indicator, scope, naming):
        done = self.compare(criterion(indicator, scope, "at_least = 1" if indicator != "nox" else 'at_least = "1 kg"'))
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn(naming, done.stderr)

    def test_finished_runs_are_held_against_a_need_as_well(self):
        self.answer(MET)
        runs = [[f"out/runs/{name}-{k}.h5" for k in (1, 2, 3)] for name in ("base", "variant")]
        done = self.eveil("compare", *runs[0], "--variant", *runs[1], "--need", "need.toml", "-o", "again")
        self.assertIn("is met by variant", done.splitlines()[0])
        self.assertEqual((self.folder / "again" / "need.csv").read_text(), (self.folder / "out" / "need.csv").read_text())
        self.write("need.toml", criterion("co2e", "zone:Z9", 'at_most = "1 t"'))
        self.refused(3, "compare", *runs[0], "--variant", *runs[1], "--need", "need.toml", "-o", "third", naming=["need.toml:4:1", "Z9", "Z00, Z01"])
        self.assertFalse((self.folder / "third" / "comparison.json").exists())

    def test_an_answer_does_not_outlive_its_need(self):
        self.answer(MET)
        self.eveil("compare", "base.toml", "--variant", "variant.toml", "-o", "out", "--force", "--replications", "3")
        self.assertFalse((self.folder / "out" / "need.csv").exists())

    def refused_need(self, need, *naming):
        done = self.compare(need)
        self.assertEqual(done.returncode, 3, done.stderr)
        for text in naming:
            self.assertIn(text, done.stderr)
        self.assertFalse((self.folder / "out" / "base.state").exists(), "refused only after the base was learnt")

    def test_a_need_that_makes_no_sense_is_refused_before_anything_runs(self):
        self.refused_need(criterion("service.wait.p59", "service:navette", 'at_most = "12 min"'), "need.toml:3:1: criterion.indicator", "did you mean", "service.wait.p95")
        self.refused_need(criterion("service.wait.p95", "service:navete", 'at_most = "12 min"'), "need.toml:4:1: criterion.scope", "there are: navette")
        self.refused_need(criterion("mode_share.walk", "territory", 'at_most = "300 %"'), "need.toml:5:1: criterion.at_most", "300 %", "never above 1")
        self.refused_need(criterion("mode_share.walk", "territory", "at_least = -0.1"), "need.toml:5:1", "-0.1", "never below 0")
        self.refused_need(criterion("co2e", "territory", 'at_most = "12 min"'), "need.toml:5:1", "12 min", "kg")
        self.refused_need(criterion("co2e", "territory", ""), "need.toml:2:1: criterion", "no threshold", "at_most")
        self.refused_need(criterion("co2e", "territory", 'at_most = "1 kg"\nat_least = "1 kg"'), "need.toml:6:1", "one threshold")
        self.refused_need(criterion("co2e", "territory", 'at_most = "1 kg"\nconfidence = 95'), "need.toml:6:1", "95", "0.5 to 0.999")
        self.refused_need('name = "n"\n', "need.toml", "criterion", "missing")
        self.refused_need('territories = ["other.toml"]\n' + criterion("co2e", "territory", 'at_most = "1 t"'), "need.toml: territories", "other.toml", "territory.toml")

    def test_failing_needs_a_need(self):
        self.refused(2, "compare", "base.toml", "--variant", "variant.toml", "--fail-if-unmet", naming=["--need"])
        self.refused(2, "compare", "base.toml", "--variant", "variant.toml", "--need", "", naming=["--need without a name"])
        self.refused(3, "compare", "base.toml", "--variant", "variant.toml", "--need", "nowhere.toml", naming=["nowhere.toml"])

    def test_looks_end_when_the_need_is_decided_and_say_how_they_widen_intervals(self):
        self.write("need.toml", MET)
        words = ["compare", "base.toml", "--variant", "variant.toml", "-o", "out", "--need", "need.toml", "--looks", "2,3,40"]
        printed = self.eveil(*words)
        self.assertIn("is met by variant", printed.splitlines()[0])
        self.assertIn("looked at after 2, 3, 40 pairs", printed)
        self.assertLess(len(list((self.folder / "out" / "runs").glob("*.h5"))), 80)
        entries = json.loads((self.folder / "out" / "comparison.json").read_text())
        self.assertGreater(entries[0]["level"], 0.95)

    def test_looks_that_make_no_plan_are_refused(self):
        words = ["compare", "base.toml", "--variant", "variant.toml"]
        self.refused(2, *words, "--looks", "5,10", naming=["--need"])
        for looks in ("10,5", "1,2", "5,five", ""):
            self.refused(2, *words, "--need", "need.toml", "--looks", looks, naming=["--looks"])
        self.refused(2, *words, "--need", "need.toml", "--looks", "5,10", "--replications", "5", naming=["--replications"])
        self.refused(2, *words, "--spending", "pocock", naming=["--looks"])
        self.refused(2, *words, "--equivalent-within", "0", naming=["--equivalent-within"])
