# SPDX-License-Identifier: Apache-2.0
"""The demo on the embedded territory, quick: what every replication must show."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from support import PROGRAM

try:
    import h5py
    import numpy
except ImportError:
    h5py = None


@unittest.skipIf(h5py is None, "python3-h5py is not installed")
class Demo(unittest.TestCase):
    def check_service(self, run):
        requests = run["services/las-companias/requests"]
        outcomes = h5py.check_enum_dtype(requests["outcome"].dtype)
        causes = h5py.check_enum_dtype(requests["cause_of_refusal"].dtype)
        outcome = requests["outcome"][()]
        served = outcome == outcomes["served"]
        refused = outcome == outcomes["refused"]
        self.assertGreaterEqual(served.sum(), 300)
        self.assertGreater(requests["shared"][()][served].sum(), 0)
        self.assertGreater(refused.sum(), 0)
        self.assertTrue((requests["cause_of_refusal"][()][refused] != causes["none"]).all())
        # Nobody is picked up before asking, or set down before being picked up.
        self.assertTrue((requests["pickup_s"][()][served] >= requests["time_s"][()][served]).all())
        self.assertTrue((requests["ride_time_s"][()][served] >= 0).all())

    def check_kilometres(self, run):
        """What the service's vehicles drove is what links counted of their class."""
        by_time = run["links/by_time"]
        classes = h5py.check_enum_dtype(by_time["vehicle_class"].dtype)
        mine = by_time["vehicle_class"][()] == classes["service"]
        lengths = run["links/length_m"][()]
        counted = (by_time["volume"][()][mine] * lengths[by_time["link"][()][mine]]).sum() / 1000
        vehicles = run["services/las-companias/vehicles"]
        driven = vehicles["km_loaded"][()].sum() + vehicles["km_empty"][()].sum()
        self.assertGreater(driven, 100)
        self.assertAlmostEqual(counted / driven, 1.0, places=3)

    def check_seats(self, run):
        """At no time are there more riders in a vehicle than seats."""
        group = run["services/las-companias"]
        requests = group["requests"]
        aboard = ~numpy.isnan(requests["dropoff_s"][()])
        for vehicle in range(int(group.attrs["vehicles"])):
            mine = aboard & (requests["vehicle"][()] == vehicle)
            events = [(time, 1) for time in requests["pickup_s"][()][mine]] + [(time, -1) for time in requests["dropoff_s"][()][mine]]
            riders = numpy.cumsum([change for _, change in sorted(events)])
            self.assertLessEqual(riders.max(initial=0), group.attrs["seats"])

    def test_every_replication_of_the_demo_serves_shares_refuses_and_drives_in_traffic(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="eveil-demo-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        done = subprocess.run([PROGRAM, "demo", "--quick", "-o", str(folder / "d")], capture_output=True, text=True, timeout=550)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("95 % interval", done.stdout)
        self.assertTrue(done.stdout.startswith("The need “Las Compañías rides” is "), done.stdout)
        for name in ("by_zone.csv", "by_generator.csv", "winners.csv", "need.csv"):
            self.assertGreater((folder / "d" / name).stat().st_size, 500)
        for name in ("report.html", "comparison.json", "comparison.csv", "base.state"):
            self.assertGreater((folder / "d" / name).stat().st_size, 1000)
        self.assertIsInstance(json.loads((folder / "d" / "comparison.json").read_text()), list)
        variants = sorted((folder / "d" / "runs").glob("variant-*.h5"))
        self.assertEqual(len(variants), 2)
        for path in variants:
            with h5py.File(path) as run:
                self.check_service(run)
                self.check_kilometres(run)
                self.check_seats(run)
                self.assertTrue(run.attrs["complete"])
