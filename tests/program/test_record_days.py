# SPDX-License-Identifier: Apache-2.0
"""Runs that record more days than the last one."""
import json
import random
import signal
import subprocess
import time
import unittest

from support import PROGRAM, VARIANT, Town

BY_DAY = ("persons", "trips", "legs", "links/by_time", "stops", "lines/by_time", "generators", "services/navette/requests", "services/navette/vehicles")
DAYS = ("--set", "simulation.days=8", "--set", "simulation.average_days=2")


def recording(days, *words):
    return ("run", "variant.toml", *DAYS, "--set", f"output.record_days={days}", *words)


class RecordDays(Town):
    def open(self, name):
        try:
            import h5py
        except ImportError:
            raise unittest.SkipTest("python3-h5py is not installed")
        return h5py.File(self.folder / name, "r")

    def columns(self, group):
        import h5py

        return {name: column[:] for name, column in group.items() if isinstance(column, h5py.Dataset)}

    def day_of(self, table, day):
        """The rows of one day, as a user would take them."""
        place = list(table.attrs["recorded_days"]).index(day)
        first, end = table.attrs["day_offsets"][place : place + 2]
        return {name: values[first:end] for name, values in self.columns(table).items()}

    def same(self, table, rows, other, what):
        for name, values in self.columns(other).items():
            if name in rows:  # texts stand in the table of the last day alone
                self.assertEqual(rows[name].tobytes(), values.tobytes(), f"{what}: {table}/{name}")

    def test_each_recorded_day_is_the_last_day_of_a_run_that_ends_with_it(self):
        # Learning doesn't look ahead: but for the wider roads of its first days, which hang on their number.
        wide = ("--set", "simulation.fork_days=5", "--set", "simulation.average_days=1")
        self.eveil("run", "base.toml", "-o", "base.h5")
        fork = ("run", "variant.toml", "--replication", "1", "--from", "base.state", *wide)
        self.eveil(*fork, "--set", "output.record_days=3", "-o", "three.h5")
        with self.open("three.h5") as three:
            days = [int(day) for day in three.attrs["recorded_days"]]
            self.assertEqual(days, [6, 7, 8])  # three of the base, then five
            self.assertEqual(three.attrs["day"], 8)
            for short, day in ((3, 6), (4, 7), (5, 8)):
                name = f"until{day}.h5"
                self.eveil(*fork, "--set", f"simulation.fork_days={short}", "-o", name)
                with self.open(name) as alone:
                    self.assertNotIn("by_day", alone["trips"])
                    self.assertNotIn("recorded_days", alone.attrs)
                    for table in BY_DAY:
                        rows = self.day_of(three[table]["by_day"], day)
                        self.assertEqual(set(rows.pop("day")) - {day}, set(), table)
                        self.same(table, rows, alone[table], f"day {day}")
                        lengths = {len(values) for values in rows.values()} | {len(next(iter(self.columns(alone[table]).values())))}
                        self.assertEqual(len(lengths), 1, f"day {day}: {table}: {lengths}")

    def test_what_is_recorded_changes_nothing_else(self):
        self.eveil(*recording(1), "-o", "one.h5")
        self.eveil(*recording(4), "-o", "four.h5")
        with self.open("one.h5") as one, self.open("four.h5") as four:
            self.assertEqual(list(four.attrs["recorded_days"]), [5, 6, 7, 8])
            differing = {name for name in set(one.attrs) | set(four.attrs) if name not in one.attrs or name not in four.attrs or str(one.attrs[name]) != str(four.attrs[name])}
            self.assertEqual(differing - {"started", "ended"}, {"recorded_days", "scenario_digest"})
            tables = []
            one.visititems(lambda name, item: tables.append(name) if "by_day" not in name else None)
            for name in tables:
                self.assertIn(name, four)
                if hasattr(one[name], "shape"):
                    self.assertEqual(one[name][:].tobytes(), four[name][:].tobytes(), name)
            self.assertEqual(sorted(set(four["indicators/day"][:])), [7, 8])  # average_days is another thing

    def test_threads_make_no_difference_to_the_bytes_of_recorded_days(self):
        digests = set()
        for threads in ("1", "2", "4"):
            self.eveil(*recording(3), "--set", "output.events=true", "-o", f"t{threads}.h5", "--threads", threads)
            digests.add(self.digest(f"t{threads}.h5"))
        self.assertEqual(len(digests), 1)
        with self.open("t1.h5") as run:
            events = run["events/by_day"]
            offsets = list(events.attrs["day_offsets"])
            self.assertEqual(offsets[-1], len(events["day"]))
            self.assertEqual(offsets[-1] - offsets[-2], len(run["events/time_ms"]))
            self.assertTrue(all(first < end for first, end in zip(offsets, offsets[1:])), offsets)
        # Other tools get the last day, as from a run that records no other.
        self.eveil(*recording(1), "--set", "output.events=true", "-o", "one.h5")
        for name in ("one", "t1"):
            self.eveil("export", f"{name}.h5", "--to", "matsim", "-o", name)
        for path in (self.folder / "one").iterdir():
            self.assertEqual(path.read_bytes(), (self.folder / "t1" / path.name).read_bytes(), path.name)

    def closed(self, name):
        return sorted(path.name for path in (self.folder / f"{name}.parts").glob("closed-*.h5"))

    def test_a_run_killed_between_recorded_days_goes_on_to_the_digest_of_an_unbroken_one(self):
        words = recording(5, "--threads", "1", "--checkpoint-every", "0.05 s")
        self.eveil(*words, "-o", "whole.h5")
        for number in (signal.SIGKILL, signal.SIGTERM):
            process = subprocess.Popen([PROGRAM, *words, "-o", "broken.h5", "--resume"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # Days 4 to 8 are recorded: after the fifth, two of them are closed.
            day = 5 if number == signal.SIGKILL else 6
            while process.poll() is None and not any(name >= f"closed-{day:03}" for name in self.closed("broken.h5")):
                time.sleep(0.002)
            time.sleep(random.random() * 0.05)
            process.send_signal(number)
            process.communicate()
            if process.returncode == 0:
                self.skipTest("the run was over before it could be broken off")
        told = json.loads(self.eveil("info", "broken.h5", "--json"))
        days = [day["recorded_days"] for day in told["days"]]
        self.assertIn([4], days)
        self.assertIn([5], days)
        done = self.run_eveil(*words, "-o", "broken.h5", "--resume")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("going on", done.stderr)
        self.assertEqual(self.digest("whole.h5"), self.digest("broken.h5"))
        self.assertFalse((self.folder / "broken.h5.parts").exists())

    def test_a_recorded_day_that_was_damaged_after_a_kill_is_made_again_or_refused(self):
        words = recording(4, "--threads", "1")
        self.eveil(*words, "-o", "whole.h5")
        process = subprocess.Popen([PROGRAM, *words], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and "closed-006.h5" not in self.closed("run.h5"):
            time.sleep(0.002)
        process.kill()
        process.communicate()
        if process.returncode == 0:
            self.skipTest("the run was over before it could be broken off")
        newest = max(self.closed("run.h5"), key=lambda name: name.removesuffix(".h5"))
        last = int(newest[7:10])
        damaged = self.folder / "run.h5.parts" / f"day-{last:03}.h5"
        damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
        done = self.run_eveil(*words, "--resume", "--checkpoint-every", "0 s")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(damaged.name, done.stderr)
        self.assertEqual(self.digest("whole.h5"), self.digest("run.h5"))

    def test_runs_with_recorded_days_are_compared_by_their_observation(self):
        words = ("compare", "base.toml", "--variant", "variant.toml", "--replications", "2", "--set", "simulation.fork_days=3")
        self.eveil(*words, "-o", "one")
        self.eveil(*words, "--set", "output.record_days=3", "-o", "three")
        self.assertEqual((self.folder / "one/comparison.json").read_text(), (self.folder / "three/comparison.json").read_text())
        runs = [[f"three/runs/{name}-{number}.h5" for number in (1, 2)] for name in ("base", "variant")]
        self.eveil("compare", *runs[0], "--variant", *runs[1], "-o", "again")
        # Runs of one recorded day pair with runs of three.
        self.write("variant.toml", VARIANT + "[output]\nrecord_days = 3\n")
        self.eveil(*words, "-o", "mixed")
        read = lambda name: json.loads((self.folder / name / "comparison.json").read_text())
        self.assertEqual(read("one"), read("mixed"))
        with self.open("mixed/runs/base-1.h5") as base, self.open("mixed/runs/variant-1.h5") as variant:
            self.assertNotIn("by_day", base["trips"])
            self.assertIn("by_day", variant["trips"])

    def test_info_names_the_recorded_days(self):
        self.eveil(*recording(3))
        self.assertEqual(json.loads(self.eveil("info", "run.h5", "--json"))["recorded_days"], [6, 7, 8])
        text = self.eveil("info", "run.h5")
        self.assertRegex(text, r"recorded_days +6 to 8 \(3 days\)")
        self.assertIn("/trips/by_day: ", text)

    def test_wrong_numbers_of_days_are_refused_with_file_key_value_and_remedy(self):
        for found in ("0", "367", "2.5", "many"):
            self.refused(3, "run", "base.toml", "--set", f"output.record_days={found}", naming=["output.record_days", found])
        self.write("long.toml", BASE_LONG)
        self.refused(3, "run", "long.toml", naming=["long.toml", "output.record_days", "found 4", "at most the 3 days", "raise days"])
        self.refused(3, "compare", "long.toml", "--variant", "variant.toml", "-o", "out", naming=["long.toml", "output.record_days", "found 4", "at most the 2 days", "raise fork_days"])
        to_a_gap = ("run", "base.toml", "--set", "simulation.days=9", "--set", "simulation.average_days=1", "--set", "simulation.relative_gap=0.5", "--set", "output.record_days=2")
        self.refused(3, *to_a_gap, naming=["base.toml", "output.record_days", "found 2", "average_days = 1", "raise average_days"])
        self.assertEqual(self.leftovers(), [])


BASE_LONG = """base = "base.toml"
[output]
record_days = 4
"""
