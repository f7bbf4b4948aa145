# SPDX-License-Identifier: Apache-2.0
"""compare --precision on the small town: how many more replications, and going on until it is reached."""
import json

from support import Town

WORDS = ("compare", "base.toml", "--variant", "variant.toml", "-o", "out")


class Precision(Town):
    def asked(self):
        entries = json.loads((self.folder / "out" / "comparison.json").read_text())
        return {(e["scope"], e["indicator"]): e for e in entries if "precision" in e}

    def test_a_precision_says_how_many_more_replications_it_needs(self):
        printed = self.eveil(*WORDS, "--replications", "3", "--precision", "mode_share.car_driver=0.01 points", "--precision", "service.wait.mean@service:navette=20 min")
        self.assertRegex(printed, r"±0.01 points for Share of trips by car, territory: needs (about|more than) \d+ (more )?replications, it is ±[\d.]+ points after 3\.")
        self.assertRegex(printed, r"±20 min for Wait, mean, service:navette \(the variant's own level: the base has none\): reached")
        asked = self.asked()
        self.assertEqual(set(asked), {("territory", "mode_share.car_driver"), ("service:navette", "service.wait.mean")})
        car = asked["territory", "mode_share.car_driver"]
        self.assertFalse(car["precision"]["reached"])
        self.assertAlmostEqual(car["precision"]["seen"], (car["high"] - car["low"]) / 2, places=12)
        self.assertEqual(asked["service:navette", "service.wait.mean"]["precision"]["more_replications"], 0)

    def test_the_report_says_how_sure_it_is_and_what_more_would_take(self):
        self.eveil(*WORDS, "--looks", "2,4,30", "--precision", "mode_share.car_driver=90 points", "--equivalent-within", "50")
        self.reports(
            "out",
            "How sure, and what it would take to know more",
            "asked for ±\u202f90\u00a0points",
            "after 2 replications.",
            "This is look 1 of 3, after 2 replications.",
            "(Pocock’s rule)",
            "What is shown not to change",
            "A change within ± 50\u202f% of the base",
            "Avec quelle certitude, et ce qu’il faudrait pour en savoir plus",
        )
        entries = json.loads((self.folder / "out" / "comparison.json").read_text())
        level = next(e["level"] for e in entries if e["indicator"] == "vehicle_km")
        self.reports("out", f"widened to {round(level * 100, 2):g}\u202f% since")
        runs = [[f"out/runs/{name}-{k}.h5" for k in (1, 2)] for name in ("base", "variant")]
        again = ["compare", *runs[0], "--variant", *runs[1], "-o"]
        self.eveil(*again, "plain")
        plain = (self.folder / "plain" / "report.html").read_text()
        for text in ("what it would take to know more", "widened to", "What is shown not to change"):
            self.assertFalse(text in plain, text)
        # A look so early that next to no error is left for it: intervals still have their ends.
        self.eveil(*again, "strict", "--looks", "2,4,30", "--spending", "obrien-fleming")
        self.reports("strict", "O’Brien and Fleming’s rule", "widened to 99.99\u202f% since")
        entries = json.loads((self.folder / "strict" / "comparison.json").read_text())
        self.assertTrue(all(e["low"] is not None for e in entries if e["finding"] == "undecided"))

    def reports(self, folder, *texts):
        report = (self.folder / folder / "report.html").read_text()
        for text in texts:
            self.assertTrue(text in report, text)

    def test_with_looks_pairs_are_made_until_the_precision_is_reached(self):
        done = self.run_eveil(*WORDS, "--looks", "2,4,30", "--precision", "mode_share.car_driver=90 points")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("after 2 pairs the precision asked for is reached: no more are made", done.stderr)
        self.assertEqual(len(list((self.folder / "out" / "runs").glob("*.h5"))), 4)
        seen = self.asked()["territory", "mode_share.car_driver"]["precision"]["seen"]
        # Too narrow for two pairs by far: the next look is made, from the runs that are there.
        done = self.run_eveil(*WORDS, "--force", "--looks", "2,4", "--precision", f"mode_share.car_driver={seen / 1000}")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(list((self.folder / "out" / "runs").glob("*.h5"))), 8)
        self.assertFalse(self.asked()["territory", "mode_share.car_driver"]["precision"]["reached"])

    def test_finished_runs_are_asked_for_a_precision_as_well(self):
        self.eveil(*WORDS, "--replications", "2")
        runs = [[f"out/runs/{name}-{k}.h5" for k in (1, 2)] for name in ("base", "variant")]
        words = ["compare", *runs[0], "--variant", *runs[1], "-o", "again", "--precision"]
        self.refused(3, *words, "vehicle_kn=1 km", naming=["--precision vehicle_kn=1 km", "did you mean", "vehicle_km"])
        self.assertIn("for Vehicle distance, territory: ", self.eveil(*words, "vehicle_km=1 km"))

    def test_a_precision_that_makes_no_sense_is_refused_before_anything_runs(self):
        for text, code, naming in (
            ("mode_share.car_driver", 2, "no half-width"),
            ("mode_share.car_driver=points", 2, "no number above 0"),
            ("mode_share.car=0.3 points", 3, "takes one of: car_driver"),
            ("mode_share.car_driver=3 km", 3, "points"),
            ("service.wait.mean=30 s", 3, "service:NAME"),
            ("service.wait.mean@service:shuttle=30 s", 3, "navette"),
        ):
            self.refused(code, *WORDS, "--precision", text, naming=["--precision " + text, naming])
        self.refused(2, *WORDS, "--precision", "co2e=1 kg", "--precision", "co2e@territory=2 kg", naming=["co2e=1 kg says so too"])
        self.assertFalse((self.folder / "out" / "base.state").exists(), "refused only after the base was learnt")
