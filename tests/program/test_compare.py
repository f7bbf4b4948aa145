# SPDX-License-Identifier: Apache-2.0
import csv
import json
import signal
import subprocess
import time
import unittest

from support import PROGRAM, Town

# What a comparison leaves beside its run files.
RESULTS = ("report.html", "comparison.json", "comparison.csv", "by_zone.csv", "by_generator.csv", "winners.csv")


class Compare(Town):
    def compare(self, *words):
        self.eveil("compare", "base.toml", "--variant", "variant.toml", "-o", "out", *words)
        return json.loads((self.folder / "out" / "comparison.json").read_text())

    def test_a_comparison_leaves_report_json_and_csv_that_agree(self):
        entries = self.compare("--replications", "3")
        self.assertIsInstance(entries, list)
        of = {(e["scope"], e["indicator"]): e for e in entries}
        car = of["territory", "mode_share.car_driver"]
        self.assertAlmostEqual(car["variant"] - car["base"], car["difference"], places=12)
        self.assertLessEqual(car["low"], car["difference"])
        self.assertGreaterEqual(car["high"], car["difference"])
        self.assertEqual(car["replications"], 3)
        self.assertGreater(of["service:navette", "service.requests"]["variant"], 0)
        with open(self.folder / "out" / "comparison.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), len(entries))
        self.assertAlmostEqual(float(next(r for r in rows if r["indicator"] == "vehicle_km")["difference"]), of["territory", "vehicle_km"]["difference"])
        report = (self.folder / "out" / "report.html").read_text()
        self.assertIn("navette", report)
        self.assertIn("<svg", report)
        for outside in ("@import", "<link", 'src="http', "src='http", 'src="//', "src='//", "url(http", "url(//"):
            self.assertNotIn(outside, report)

    def test_a_variant_whose_service_nobody_may_use_differs_by_exactly_zero(self):
        self.replace("variant.toml", "vehicles = 4", 'vehicles = 20\neligibility = "none"')
        self.replace("variant.toml", '["06:00-22:00"]', '["03:00-30:00"]')
        entries = self.compare("--replications", "2")
        for entry in entries:
            if entry["scope"] == "territory" or entry["scope"].startswith("generator:"):
                self.assertIn(entry["difference"], (0, None), entry)
        shown = [e for e in entries if e["scope"] == "territory" and e["difference"] is not None]
        self.assertGreater(len(shown), 10)
        self.assertTrue(all(e["finding"] == "none, exactly" for e in shown), shown)
        requests = next(e for e in entries if e["indicator"] == "service.requests")
        self.assertEqual(requests["variant"], 0)

    def test_runs_that_are_there_are_used_again_and_others_refused(self):
        self.compare("--replications", "2")
        first = (self.folder / "out" / "runs" / "base-1.h5").stat().st_mtime_ns
        self.compare("--replications", "3", "--force")
        self.assertEqual((self.folder / "out" / "runs" / "base-1.h5").stat().st_mtime_ns, first)
        self.replace("variant.toml", "vehicles = 4", "vehicles = 5")
        for name in RESULTS:
            (self.folder / "out" / name).unlink()
        self.refused(3, "compare", "base.toml", "--variant", "variant.toml", "-o", "out", naming=["variant-1.h5", "--force"])

    def test_a_learnt_state_of_another_base_is_refused_before_anything_runs(self):
        self.compare("--replications", "1")
        for name in RESULTS:
            (self.folder / "out" / name).unlink()
        state = (self.folder / "out" / "base.state").read_bytes()
        self.replace("base.toml", "days = 3\nfork", "days = 4\nfork")
        self.refused(3, "compare", "base.toml", "--variant", "variant.toml", "-o", "out", naming=["base.state", "--force"])
        self.assertEqual((self.folder / "out" / "base.state").read_bytes(), state)

    def test_runs_of_another_version_of_the_program_are_made_again(self):
        try:
            import h5py
        except ImportError:
            raise unittest.SkipTest("python3-h5py is not installed")
        self.compare("--replications", "1")
        run = self.folder / "out" / "runs" / "base-1.h5"
        digest = self.digest(run)
        with h5py.File(run, "r+") as file:
            version = file.attrs["program_version"]
            file.attrs["program_version"] = "0.0.1"
        self.compare("--replications", "1", "--force")
        with h5py.File(run) as file:
            self.assertEqual(file.attrs["program_version"], version)
        self.assertEqual(self.digest(run), digest)
        with h5py.File(self.folder / "out" / "base.state", "r+") as file:
            file.attrs["program_version"] = "0.0.1"
        for name in RESULTS:
            (self.folder / "out" / name).unlink()
        self.refused(3, "compare", "base.toml", "--variant", "variant.toml", "-o", "out", naming=["base.state", "--force"])
        self.compare("--replications", "1", "--force")
        self.assertEqual(self.digest(run), digest)

    def test_an_interrupted_comparison_ends_with_code_4_and_goes_on_where_it_was(self):
        words = [PROGRAM, "compare", "base.toml", "--variant", "variant.toml", "-o", "out", "--replications", "400"]
        days = ["--set", "simulation.fork_days=1", "--set", "simulation.average_days=1"]
        process = subprocess.Popen(words + days, cwd=self.folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.addCleanup(process.kill)
        runs = self.folder / "out" / "runs"
        for _ in range(600):
            if len(list(runs.glob("*.h5"))) >= 4:
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=60), 4)
        made = {path.name: path.stat().st_mtime_ns for path in runs.iterdir() if path.suffix == ".h5"}
        # Beside whole runs there is only what was kept of those broken off within a day.
        broken_off = {path.name for path in runs.iterdir()} - set(made)
        self.assertTrue(all(name.endswith(".h5.parts") for name in broken_off), broken_off)
        self.assertFalse({name.removesuffix(".parts") for name in broken_off} & set(made))
        self.assertLess(len(made), 800)
        self.assertGreaterEqual(len(made), 4)
        self.compare("--replications", "2", *days)
        self.assertEqual({name: (runs / name).stat().st_mtime_ns for name in made}, made)

    def test_results_broken_off_between_two_names_are_made_again(self):
        self.compare("--replications", "1")
        out = self.folder / "out"
        whole = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
        self.assertFalse([name for name in whole if name.endswith(".new")])
        (out / "comparison.json").rename(out / "comparison.json.new")
        (out / "comparison.csv").write_text("of an older comparison", encoding="utf-8")
        self.compare("--replications", "1")
        self.assertEqual({path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}, whole)
        # A file of the user's own is none of that.
        (out / "comparison.json").unlink()
        self.refused(3, "compare", "base.toml", "--variant", "variant.toml", "-o", "out", naming=["out/", "--force"])

    def test_a_variant_that_differs_in_a_coefficient_is_told_so(self):
        self.replace("variant.toml", 'base = "base.toml"', 'base = "base.toml"\nchoice.walk_constant = 1.5')
        text = self.eveil("compare", "base.toml", "--variant", "variant.toml", "-o", "out", "--replications", "1")
        self.assertIn("choice.walk_constant", text)
        entries = json.loads((self.folder / "out" / "comparison.json").read_text())
        self.assertIn("choice.walk_constant", entries[0]["also_differs"][0])

    def test_finished_run_files_are_compared_and_unequal_ones_refused(self):
        self.compare("--replications", "2")
        runs = "out/runs/"
        self.eveil("compare", runs + "base-1.h5", runs + "base-2.h5", "--variant", runs + "variant-1.h5", runs + "variant-2.h5", "-o", "again")
        self.assertEqual((self.folder / "again" / "comparison.json").read_text(), (self.folder / "out" / "comparison.json").read_text())
        self.refused(3, "compare", runs + "base-1.h5", "--variant", runs + "variant-2.h5", "-o", "lonely", naming=["replication"])
        self.eveil("run", "base.toml", "-o", "other.h5", "--seed", "7")
        self.eveil("run", "variant.toml", "-o", "other-1.h5", "--seed", "7", "--replication", "1", "--from", "other.state")
        self.refused(3, "compare", runs + "base-1.h5", "--variant", "other-1.h5", "-o", "unequal", naming=["seed", "learnt_from"])

    def test_one_replication_says_that_no_interval_can_be_had(self):
        entries = self.compare("--replications", "1")
        car = next(e for e in entries if e["indicator"] == "mode_share.car_driver" and e["scope"] == "territory")
        self.assertEqual(car["finding"], "one replication")
        self.assertIsNone(car["low"])

    def test_a_variant_with_another_seed_is_refused_before_anything_runs(self):
        self.replace("variant.toml", 'base = "base.toml"', 'base = "base.toml"\nsimulation.seed = 3')
        self.refused(3, "compare", "base.toml", "--variant", "variant.toml", "-o", "out", naming=["variant.toml", "seed"])
