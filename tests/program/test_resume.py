# SPDX-License-Identifier: Apache-2.0
"""Runs that are broken off and go on: the end is the one of a run that never was."""
import json
import pathlib
import random
import re
import shutil
import signal
import subprocess
import time

from support import PROGRAM, Town

# The last 30 of 60 days are recorded, so that runs are broken off on both sides of the first one recorded.
DAYS = ("--set", "simulation.days=60", "--set", "simulation.fork_days=30", "--set", "simulation.average_days=30")
FORKED = ("--set", "simulation.days=31", "--set", "simulation.fork_days=60", "--set", "simulation.average_days=30")


class Resume(Town):
    def begin(self, *words):
        return subprocess.Popen([PROGRAM, *words], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def closed_days(self, name):
        return sorted(int(re.search(r"closed-(\d+)", path.name)[1]) for path in (self.folder / f"{name}.parts").glob("closed-*.h5"))

    def gone_on(self, told):
        """Days done, and the time of the one under way or none, from which a run says that it goes on."""
        after = re.search(r"going on after day (\d+)", told)
        if after:
            return int(after[1]), None
        within = re.search(r"going on within day (\d+), at (\d\d:\d\d:\d\d)", told)
        self.assertIsNotNone(within, told)
        return int(within[1]) - 1, within[2]

    def break_off(self, process, name, day, number):
        """Sends the signal once the checkpoint of a day is closed."""
        while process.poll() is None and max(self.closed_days(name), default=0) < day:
            time.sleep(0.002)
        process.send_signal(number)
        told = process.communicate(timeout=60)[1]
        if process.returncode == 0:
            self.skipTest("the run was over before it could be broken off")
        self.assertEqual(process.returncode, 4 if number == signal.SIGTERM else -signal.SIGKILL, told)
        self.assertFalse((self.folder / name).exists())
        return told

    def broken_off_twice(self, words, name):
        """A run broken off at two random days, by both signals, and carried to its end."""
        first, second = sorted(random.sample(range(1, 50), 2))
        numbers = random.choice(((signal.SIGTERM, signal.SIGKILL), (signal.SIGKILL, signal.SIGTERM)))
        self.break_off(self.begin(*words), name, first, numbers[0])
        self.break_off(self.begin(*words, "--resume"), name, second, numbers[1])
        done = self.run_eveil(*words, "--resume")
        self.assertEqual(done.returncode, 0, f"days {first} and {second}, {numbers}: {done.stderr}")
        self.assertGreaterEqual(self.gone_on(done.stderr)[0], second)
        self.assertFalse((self.folder / f"{name}.parts").exists())
        return f"broken off after days {first} and {second} by {numbers}"

    def test_a_run_broken_off_by_either_signal_goes_on_to_the_digest_of_an_unbroken_one(self):
        self.eveil("run", "variant.toml", *DAYS, "-o", "whole.h5")
        told = self.broken_off_twice(("run", "variant.toml", *DAYS, "-o", "broken.h5"), "broken.h5")
        self.assertEqual(self.digest("whole.h5"), self.digest("broken.h5"), told)
        self.assertEqual(self.digest("whole.state"), self.digest("broken.state"), told)

    def test_a_fork_broken_off_goes_on_to_the_digest_of_an_unbroken_one(self):
        self.eveil("run", "base.toml", "-o", "base.h5", *FORKED)
        fork = ("run", "variant.toml", *FORKED, "--replication", "2", "--from", "base.state")
        self.eveil(*fork, "-o", "whole.h5")
        told = self.broken_off_twice((*fork, "-o", "broken.h5"), "broken.h5")
        self.assertEqual(self.digest("whole.h5"), self.digest("broken.h5"), told)

    def test_a_run_broken_off_while_its_events_are_recorded_goes_on_to_the_digest_of_an_unbroken_one(self):
        words = ("run", "variant.toml", "--set", "simulation.days=12", "--set", "simulation.average_days=1", "--set", "output.events=true")
        self.eveil(*words, "-o", "whole.h5")
        # The twelfth day is under way, or the end of the eleventh.
        self.break_off(self.begin(*words, "-o", "broken.h5"), "broken.h5", 11, random.choice((signal.SIGTERM, signal.SIGKILL)))
        done = self.run_eveil(*words, "-o", "broken.h5", "--resume")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.digest("whole.h5"), self.digest("broken.h5"))

    def test_an_interruption_names_the_command_that_continues_and_that_command_does(self):
        told = self.break_off(self.begin("run", "base.toml", *DAYS, "-o", "a run.h5"), "a run.h5", 5, signal.SIGTERM)
        words = re.search(r"interrupted: (\d+) of 60 days are kept(, and day (\d+) up to (\d\d:\d\d:\d\d))?", told)
        kept = int(words[1])
        self.assertEqual(max(self.closed_days("a run.h5")), kept)
        self.assertLessEqual(len(self.closed_days("a run.h5")), 2)
        command = re.search(r"continue with: eveil (.*)", told)[1]
        done = subprocess.run(f"{PROGRAM} {command} --json", shell=True, cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.gone_on(done.stderr), (kept, words[4]))
        said = json.loads(done.stdout)
        self.assertEqual((said["resumed_after_days"], said["resumed_at"]), (kept, words[4]))

    def test_a_second_signal_ends_at_once(self):
        process = self.begin("run", "base.toml", "--set", "simulation.days=2000")
        while not self.closed_days("run.h5"):
            time.sleep(0.002)
        process.send_signal(signal.SIGSTOP)
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGCONT)
        self.assertEqual(process.wait(timeout=20), 4)
        process.stderr.close()

    def test_resume_without_a_checkpoint_begins_anew_and_says_so(self):
        done = self.run_eveil("run", "base.toml", "--resume")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("run.h5: no checkpoint to go on from; starting anew", done.stderr)

    def test_resume_of_a_run_that_ended_says_so_and_leaves_it(self):
        """As after a kill between the result's last rename and the end of the program."""
        learn = ("run", "base.toml", *FORKED, "-o", "base.h5")
        fork = ("run", "variant.toml", *FORKED, "--replication", "2", "--from", "base.state", "-o", "fork.h5")
        for words in (learn, fork):
            name = words[-1]
            first = json.loads(self.eveil(*words, "--json"))
            written = (self.folder / name).stat().st_mtime_ns
            (self.folder / f"{name}.parts").mkdir()
            done = self.run_eveil(*words, "--resume", "--json")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(f"{name} is finished already", done.stderr)
            again = json.loads(done.stdout)
            self.assertEqual((again["digest"], again["days"], again["resumed_after_days"]), (first["digest"], first["days"], first["days"]))
            self.assertEqual((self.folder / name).stat().st_mtime_ns, written)
            self.assertFalse((self.folder / f"{name}.parts").exists())
        self.refused(3, *learn, "--resume", "--seed", "7", naming=["base.h5", "no result of this run", "--force"])
        self.refused(3, *fork[:-6], "--replication", "3", *fork[-4:], "--resume", naming=["fork.h5", "no result of this run"])
        self.refused(3, *learn, naming=["exists already"])
        (self.folder / "base.state").unlink()
        self.refused(3, *learn, "--resume", naming=["base.state", "isn't there", "--force"])
        self.eveil(*learn, "--resume", "--force")

    def test_resume_of_a_comparison_that_ended_uses_its_runs_and_tells_the_same(self):
        """As after a kill between the last of its files and the end of the program."""
        words = ("compare", "base.toml", "--variant", "variant.toml", "--replications", "2", *FORKED, "-o", "out")
        self.eveil(*words)
        told = (self.folder / "out/comparison.json").read_text(encoding="utf-8")
        written = {path: path.stat().st_mtime_ns for path in (self.folder / "out/runs").glob("*.h5")}
        self.refused(3, *words, naming=["exists", "--force"])
        self.eveil(*words, "--resume")
        self.assertEqual((self.folder / "out/comparison.json").read_text(encoding="utf-8"), told)
        self.assertEqual({path: path.stat().st_mtime_ns for path in written}, written)
        self.refused(3, *words, "--resume", "--set", "simulation.fork_days=59", naming=["--force"])
        self.assertEqual((self.folder / "out/comparison.json").read_text(encoding="utf-8"), told)

    def test_without_resume_an_interrupted_run_begins_anew(self):
        self.break_off(self.begin("run", "base.toml", *DAYS), "run.h5", 3, signal.SIGKILL)
        done = self.run_eveil("run", "base.toml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("going on", done.stderr)
        self.assertEqual(self.leftovers(), ["run.h5"])

    def test_a_checkpoint_of_another_run_is_refused_and_named_and_kept(self):
        self.break_off(self.begin("run", "base.toml", *DAYS), "run.h5", 3, signal.SIGTERM)
        days = self.closed_days("run.h5")
        resume = ("run", "base.toml", *DAYS, "--resume")
        self.refused(3, *resume, "--seed", "7", naming=["another run", "simulation.seed is 1 there and 7 here", "--resume"])
        self.refused(3, *resume, "--set", "simulation.sample=0.5", naming=["simulation.sample is 1 there and 0.5 here"])
        self.refused(3, *resume, "--set", "simulation.days=61", naming=["the scenario's keys", "--set"])
        self.refused(3, "run", "variant.toml", *DAYS, "--resume", naming=["the scenario's keys", "--set"])
        self.assertEqual(self.closed_days("run.h5"), days)
        self.eveil(*resume)

    def test_a_damaged_checkpoint_costs_a_day_and_two_damaged_ones_are_refused(self):
        self.eveil("run", "base.toml", *DAYS, "-o", "whole.h5")
        self.break_off(self.begin("run", "base.toml", *DAYS), "run.h5", 6, signal.SIGTERM)
        parts = self.folder / "run.h5.parts"
        names = [path.name.replace("closed", "checkpoint") for path in parts.glob("closed-*.h5")]
        # checkpoint-006.h5 comes before checkpoint-006-029600.h5.
        older, newer = sorted(names, key=lambda name: name.removesuffix(".h5"))
        shutil.copytree(parts, self.folder / "kept.parts")
        for damage in (b"", b"short", None):
            shutil.rmtree(parts, ignore_errors=True)
            shutil.copytree(self.folder / "kept.parts", parts)
            content = bytearray((parts / newer).read_bytes())
            content[random.randrange(len(content))] ^= 1
            (parts / newer).write_bytes(content if damage is None else damage)
            done = self.run_eveil("run", "base.toml", *DAYS, "--resume", "--force")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(newer, done.stderr)
            days, time_of_day = self.gone_on(done.stderr)
            self.assertIn(f"checkpoint-{days:03}", older)
            self.assertEqual(time_of_day is not None, older.count("-") == 2)
            self.assertEqual(self.digest("run.h5"), self.digest("whole.h5"))
            for name in ("run.h5", "run.state"):
                (self.folder / name).unlink()
        shutil.copytree(self.folder / "kept.parts", parts)
        for file in parts.glob("checkpoint-*.h5"):
            file.write_bytes(file.read_bytes()[:-7])
        self.refused(3, "run", "base.toml", *DAYS, "--resume", naming=["no checkpoint here can be read", "leave out --resume"])

    def test_a_run_killed_within_a_day_goes_on_from_its_last_checkpoint_there(self):
        words = ("run", "variant.toml", "--set", "simulation.days=8", "--set", "simulation.average_days=2", "--threads", "1")
        self.eveil(*words, "-o", "whole.h5")
        often = (*words, "-o", "broken.h5", "--checkpoint-every", "0.02 s", "--resume")
        within = 0
        kept = lambda: {path.name for path in (self.folder / "broken.h5.parts").glob("closed-*-*.h5")}
        for _ in range(6):
            before = kept()
            process = self.begin(*often)
            while process.poll() is None and not kept() - before:
                time.sleep(0.002)
            time.sleep(random.random() * 0.05)
            process.kill()
            told = process.communicate()[1]
            if process.returncode == 0:
                break
            within += "going on within day" in told
        self.assertGreater(within, 0)
        if process.returncode != 0:
            self.eveil(*often)
        self.assertEqual(self.digest("whole.h5"), self.digest("broken.h5"))
        self.assertEqual(self.digest("whole.state"), self.digest("broken.state"))

    def test_how_often_a_run_is_kept_is_a_time_and_changes_nothing(self):
        words = ("run", "base.toml", "--force")
        self.refused(2, *words, "--checkpoint-every", "often", naming=["--checkpoint-every", "often"])
        self.refused(2, *words, "--checkpoint-every", "-1 s", naming=["--checkpoint-every -1 s", "0 s or more"])
        self.eveil(*words, "--checkpoint-every", "0 s")
        never = self.digest("run.h5")
        self.eveil(*words, "--checkpoint-every", "0.2 s")
        self.assertEqual(self.digest("run.h5"), never)

    def test_compare_goes_on_with_its_base_and_its_runs(self):
        words = ("compare", "base.toml", "--variant", "variant.toml", "--replications", "2", "--set", "simulation.days=40", "--set", "simulation.fork_days=30", "--threads", "2")
        self.eveil(*words, "-o", "whole")
        out = (*words, "-o", "broken")
        # The base's learning leaves its checkpoints beside the state that it will be.
        told = self.break_off(self.begin(*out), "broken/base.state", 9, signal.SIGTERM)
        self.assertIn("of 40 days are kept", told)
        process = self.begin(*out, "--resume")
        runs = self.folder / "broken" / "runs"
        while process.poll() is None and not list(runs.glob("*.parts/closed-01*.h5")):
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if process.returncode == 0:
            self.skipTest("the comparison was over before it could be broken off")
        done = self.run_eveil(*out, "--resume")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"runs/\w+-\d.h5: going on (after|within) day \d+")
        self.assertEqual((self.folder / "whole/comparison.json").read_text(), (self.folder / "broken/comparison.json").read_text())
        for run in (self.folder / "whole/runs").glob("*.h5"):
            self.assertEqual(self.digest(run), self.digest(runs / run.name), run.name)
        self.assertEqual(sorted(path.name for path in runs.iterdir()), sorted(path.name for path in (self.folder / "whole/runs").iterdir()))


class Coquimbo(Town):
    def test_a_small_sample_of_coquimbo_broken_off_goes_on_to_the_same_digest(self):
        library = pathlib.Path(__file__).resolve().parents[2] / "scenarios/library/coquimbo"
        town = self.folder / "coquimbo"
        shutil.copytree(library, town)
        words = ("run", "coquimbo/variant.toml", "--set", "simulation.sample=0.005", "--set", "simulation.days=6", "--set", "simulation.average_days=2")
        self.eveil(*words, "-o", "whole.h5")
        for number, day in ((signal.SIGTERM, 2), (signal.SIGKILL, 4)):
            Resume.break_off(self, Resume.begin(self, *words, "-o", "broken.h5", "--resume"), "broken.h5", day, number)
        self.eveil(*words, "-o", "broken.h5", "--resume")
        self.assertEqual(self.digest("whole.h5"), self.digest("broken.h5"))

    def closed_days(self, name):
        return Resume.closed_days(self, name)
