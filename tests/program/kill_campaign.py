# SPDX-License-Identifier: Apache-2.0
"""Kills runs at random moments and holds the end of each to the digest of a run that never was: kill_campaign.py N.

N kills and interrupts, spread over learning runs, forks and comparisons of the small town. Each run is broken off again
and again until it comes to its end; every resumed one says where it goes on. After each break `eveil info` must read all
that is closed. Prints what was done; exit code 1 with the seed and the words of the run where a digest differs, a
resumed run fails or something closed can't be read.
"""
import json
import pathlib
import random
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from support import PROGRAM, Town

SMALL = ("--set", "simulation.days=6", "--set", "simulation.fork_days=4", "--set", "simulation.average_days=2", "--set", "output.record_days=2")
EVERY = ("--checkpoint-every", "0.05 s")


class Campaign(Town):
    found = 0

    def runTest(self):
        """The folder of a Town outside of a test's run."""

    def whole(self):
        """The digests of unbroken runs, and how long each takes."""
        self.eveil("run", "base.toml", *SMALL, "-o", "base.h5")
        self.jobs = {
            "learning": (("run", "variant.toml", *SMALL), "-o", "{}.h5", ("{}.h5", "{}.state")),
            "a fork": (("run", "variant.toml", *SMALL, "--replication", "1", "--from", "base.state"), "-o", "{}.h5", ("{}.h5",)),
            "a comparison": (("compare", "base.toml", "--variant", "variant.toml", "--replications", "1", *SMALL), "-o", "{}", ("{}/runs/base-1.h5", "{}/runs/variant-1.h5", "{}/base.state")),
        }
        self.expected, self.took = {}, {}
        for number, (job, (words, option, place, results)) in enumerate(self.jobs.items()):
            name = f"whole{number}"
            start = time.monotonic()
            self.eveil(*words, option, place.format(name))
            self.took[job] = time.monotonic() - start
            self.expected[job] = [self.digest(result.format(name)) for result in results]

    def closed(self, name):
        """How many closed days and checkpoints a broken run left, all of which info must read."""
        found = 0
        for parts in sorted(self.folder.glob(f"{name}*.parts")) + sorted(self.folder.glob(f"{name}/**/*.parts")):
            told = json.loads(self.eveil("info", str(parts), "--json"))
            if told["unreadable"] or told["in_use"] or not all(day["complete"] for day in told["days"]):
                raise AssertionError(f"info of {parts.name}: {told['unreadable']}, in use {told['in_use']}")
            found += len(told["days"]) + len(told["checkpoints"])
        return found

    def broken(self, job, number, kills):
        """One run to its end, broken off up to `kills` times. Returns how often it was, and how often within a day."""
        words, option, place, results = self.jobs[job]
        name = f"broken{number}"
        done, within = 0, 0
        while True:
            process = subprocess.Popen([PROGRAM, *words, option, place.format(name), *EVERY, "--resume"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            if done < kills:
                try:
                    process.wait(timeout=random.random() * self.took[job] * 1.2)
                except subprocess.TimeoutExpired:
                    process.send_signal(random.choice((signal.SIGKILL, signal.SIGTERM)))
            told = process.communicate(timeout=600)[1]
            within += len(re.findall("going on within day", told))
            if process.returncode == 0:
                break
            if process.returncode not in (4, -signal.SIGKILL, -signal.SIGTERM):
                raise AssertionError(f"ended with {process.returncode}: {told}")
            done += 1
            self.found += self.closed(name)
        for result, digest in zip(results, self.expected[job]):
            found = self.digest(result.format(name))
            if found != digest:
                raise AssertionError(f"{result.format(name)} has the digest {found}, unbroken {digest}")
        return done, within


def main():
    wanted = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    random.seed(seed)
    campaign = Campaign()
    campaign.setUp()
    try:
        campaign.whole()
        done, within, runs = 0, 0, 0
        while done < wanted:
            job = random.choice(list(campaign.jobs))
            try:
                kills, inside = campaign.broken(job, runs, min(wanted - done, random.randint(1, 8)))
            except AssertionError as error:
                print(f"kill_campaign: seed {seed}, run {runs} ({job}): {error}")
                return 1
            done, within, runs = done + kills, within + inside, runs + 1
        print(f"kill_campaign: seed {seed}: {done} kills and interrupts of {runs} runs, {within} gone on from within a day; info read {campaign.found} closed days and checkpoints; all ended with the digest of an unbroken run")
        return 0
    finally:
        campaign.doCleanups()


if __name__ == "__main__":
    sys.exit(main())
