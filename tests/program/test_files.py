# SPDX-License-Identifier: Apache-2.0
"""What is told of files: those of older versions, of later ones, of runs that aren't finished, damaged ones."""
import collections
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest

import damage_campaign
from support import PROGRAM, Town

VERSION_1 = pathlib.Path(__file__).resolve().parent.parent / "python" / "write_version_1.py"
LONG = ("--set", "simulation.days=200", "--set", "simulation.fork_days=150", "--set", "simulation.average_days=150")


class Files(Town):
    def of_version_1(self, name, scenario, replication, value):
        self.needs_h5py()
        subprocess.run([sys.executable, VERSION_1, self.folder / name, scenario, str(replication), str(value)], check=True)

    def needs_h5py(self):
        try:
            import h5py
        except ImportError:
            raise unittest.SkipTest("python3-h5py is not installed")
        return h5py

    def test_runs_of_the_first_version_are_listed_and_compared(self):
        h5py = self.needs_h5py()
        # The variant is 0.5, 0.6 and 0.7 above the base: 0.6 on average.
        for replication in (1, 2, 3):
            self.of_version_1(f"base{replication}.h5", "base", replication, 2.0 + 0.1 * replication)
            self.of_version_1(f"variant{replication}.h5", "variant", replication, 2.4 + 0.2 * replication)
        self.assertIn("version 1, while 3 is written now", self.eveil("info", "base1.h5"))
        self.eveil("compare", "base1.h5", "base2.h5", "base3.h5", "--variant", "variant1.h5", "variant2.h5", "variant3.h5", "-o", "out")
        entries = json.loads((self.folder / "out/comparison.json").read_text(encoding="utf-8"))
        entries = entries if isinstance(entries, list) else entries["entries"]
        rate = next(entry for entry in entries if entry["indicator"] == "trip_rate" and entry["scope"] == "territory")
        self.assertAlmostEqual(rate["difference"], 0.6)
        with h5py.File(self.folder / "variant1.h5", "r+") as run:
            run.attrs["format_version"] = 2
            run.attrs["changes"] = run.attrs["licences"]
        self.refused(3, "compare", "base1.h5", "--variant", "variant1.h5", "-o", "mixed", naming=["variant1.h5", "version 2", "base1.h5 is of version 1"])

    def test_runs_of_the_second_version_are_listed_compared_and_exported(self):
        h5py = self.needs_h5py()
        self.eveil("compare", "base.toml", "--variant", "variant.toml", "--replications", "2", "--set", "output.events=true", "-o", "now")
        runs = [[f"now/runs/{name}-{number}.h5" for number in (1, 2)] for name in ("base", "variant")]
        self.eveil("compare", *runs[0], "--variant", *runs[1], "-o", "third")
        for name in (*runs[0], *runs[1]):
            # What a run of one recorded day holds is what version 2 held.
            with h5py.File(self.folder / name, "r+") as run:
                self.assertEqual(run.attrs["format_version"], 3)
                self.assertNotIn("recorded_days", run.attrs)
                run.attrs["format_version"] = 2
        told = json.loads(self.eveil("info", runs[0][0], "--json"))
        self.assertEqual((told["format_version"], told["recorded_days"]), (2, [5]))
        self.assertIn("version 2, while 3 is written now", self.eveil("info", runs[0][0]))
        self.eveil("compare", *runs[0], "--variant", *runs[1], "-o", "second")
        read = lambda name: (self.folder / name / "comparison.json").read_text(encoding="utf-8")
        self.assertEqual(read("second"), read("third"))
        self.eveil("export", runs[1][0], "--to", "matsim", "-o", "out")
        self.digest(runs[1][0])

    def test_a_file_of_a_later_version_is_refused_by_every_command_that_reads_it(self):
        h5py = self.needs_h5py()
        self.eveil("run", "base.toml")
        for name in ("run.h5", "run.state", "town.territory"):
            source = self.folder / ("territory.territory" if name == "town.territory" else name)
            shutil.copy(source, self.folder / f"later-{name}")
            with h5py.File(self.folder / f"later-{name}", "r+") as file:
                file.attrs["format_version"] = 99
        for words in (
            ("info", "later-run.h5"),
            ("digest", "later-run.h5"),
            ("export", "later-run.h5", "--to", "matsim", "-o", "out"),
            ("compare", "later-run.h5", "--variant", "later-run.h5", "-o", "out"),
            ("info", "later-run.state"),
            ("run", "base.toml", "-o", "fork.h5", "--replication", "1", "--from", "later-run.state"),
            ("territory", "info", "later-town.territory"),
        ):
            self.refused(3, *words, naming=["later-", "version 99"])

    def killed(self, *words):
        """A run that was killed once a recorded day and a checkpoint were closed."""
        process = subprocess.Popen([PROGRAM, "run", "variant.toml", *LONG, *words], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        parts = self.folder / "run.h5.parts"
        until = time.monotonic() + 120
        while not (list(parts.glob("day-*.h5")) and list(parts.glob("closed-*.h5"))):
            self.assertIsNone(process.poll(), "the run was over before it could be killed")
            self.assertLess(time.monotonic(), until)
            time.sleep(0.01)
        return process

    def test_info_of_a_run_that_was_killed_tells_what_its_closed_days_hold(self):
        process = self.killed()
        told = json.loads(self.eveil("info", "run.h5", "--json"))
        self.assertTrue(told["in_use"])
        process.send_signal(signal.SIGKILL)
        process.wait()
        for name in ("run.h5", "run.h5.parts", "run.h5.parts/"):
            told = json.loads(self.eveil("info", name, "--json"))
            self.assertEqual((told["complete"], told["in_use"], told["unreadable"]), (False, False, []))
            self.assertEqual(pathlib.Path(told["file"]).name, "run.h5")
            day = told["days"][-1]
            self.assertEqual((day["format"], day["complete"]), ("eveil-run-day", True))
            rows = {table["path"]: table["rows"] for table in day["tables"]}
            self.assertGreater(rows["/trips"], 0)
            self.assertGreaterEqual(told["checkpoints"][0]["days"], 1)
        text = self.eveil("info", "run.h5")
        for word in ("isn't finished; no program is writing it", "checkpoint after", "--resume", "eveil-run-day", "/trips: "):
            self.assertIn(word, text)

    def test_info_of_a_run_without_any_closed_day_says_so(self):
        parts = self.folder / "run.h5.parts"
        parts.mkdir()
        (parts / "day-001.h5.part").write_bytes(b"half")
        (parts / "day-000.h5").write_bytes(b"nothing that can be read")
        text = self.eveil("info", "run.h5")
        for word in ("no checkpoint", "day-001.h5.part wasn't closed", "not readable", "day-000.h5", "no recorded day is closed"):
            self.assertIn(word, text)

    def test_damaged_and_hostile_files_get_an_answer_from_every_command(self):
        # Twelve of each kind, half of them with checksums made to fit again; damage_campaign.py does hundreds.
        campaign = damage_campaign.Damage()
        self.addCleanup(campaign.doCleanups)
        campaign.setUp()
        campaign.prepare()
        random.seed(7)
        met = collections.Counter()
        for name in ("run.h5", "run.state"):
            for _ in range(12):
                campaign.one(name, met)  # raises for anything but exit codes 0 and 3
        self.assertGreater(met["digest: refused"], 6, met)

    def test_a_full_standard_output_is_no_success(self):
        self.eveil("run", "base.toml")
        for command in ("info", "digest"):
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([PROGRAM, command, "run.h5"], cwd=self.folder, stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 1)
            self.assertIn("standard output: cannot be written", done.stderr)

    def test_a_reader_of_standard_output_that_goes_away_is_not_laid_to_the_file(self):
        self.eveil("run", "base.toml")
        process = subprocess.Popen([PROGRAM, "info", "run.h5", "--json"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        process.stdout.close()
        told = process.stderr.read()
        process.wait()
        process.stderr.close()
        self.assertIn(process.returncode, (1, -signal.SIGPIPE))
        self.assertNotIn("run.h5", told)

    def test_a_folder_that_may_not_be_written_is_refused_before_anything_runs(self):
        closed = self.folder / "closed"
        closed.mkdir()
        closed.chmod(0o500)
        if os.access(closed, os.W_OK):
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(closed)], capture_output=True)
            if mounted.returncode != 0:
                self.skipTest("root may write everywhere, and nothing can be mounted read-only here")
            self.addCleanup(subprocess.run, ["umount", "-l", str(closed)])
        for words in (("run", "base.toml", "-o", "closed/run.h5"), ("compare", "base.toml", "--variant", "variant.toml", "-o", "closed/out")):
            start = time.monotonic()
            told = self.refused(1, *words, naming=["closed/"])
            self.assertRegex(told, "may not be written|cannot be made|Read-only|Permission")
            self.assertLess(time.monotonic() - start, 60)
        self.assertEqual(list(closed.iterdir()), [])
