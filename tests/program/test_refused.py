# SPDX-License-Identifier: Apache-2.0
import json
import os
import pathlib
import shutil

from support import Town, collection, feature, rectangle, zones

LIBRARY = pathlib.Path(__file__).resolve().parents[2] / "scenarios" / "library"


class Refused(Town):
    def run_base(self, naming):
        message = self.refused(3, "run", "base.toml", naming=naming)
        self.assertEqual(self.leftovers(), [])
        return message

    def test_a_geopackage_without_the_layer_names_those_it_has(self):
        shutil.copy(LIBRARY / "coquimbo" / "coquimbo.gpkg", self.folder / "data.gpkg")
        self.replace("territory.toml", 'source = "streets.geojson"', 'source = "data.gpkg"\nlayer = "rods"')
        self.run_base(["data.gpkg", "rods", "roads"])

    def test_zones_without_the_population_column_name_the_columns_they_have(self):
        self.replace("territory.toml", 'population = "people"', 'population = "peple"')
        self.run_base(["zones.geojson", "peple", "people"])

    def test_a_self_crossing_zone_is_refused_by_its_feature(self):
        bad = zones()
        west = bad["features"][1]["geometry"]["coordinates"][0]
        west[1], west[2] = west[2], west[1]
        self.write("zones.geojson", json.dumps(bad))
        self.run_base(["zones.geojson", "feature 1", "crosses", "makevalid"])

    def test_a_network_in_pieces_is_refused_with_their_lengths(self):
        text = json.loads((self.folder / "streets.geojson").read_text())
        # Without the streets between columns 2|3 and 5|6 three strips are left, none with half of the length.
        def crosses(f):
            columns = sorted(round((point[0] - 3.80) / 0.0031) for point in f["geometry"]["coordinates"])
            return columns in ([2, 3], [5, 6])
        text["features"] = [f for f in text["features"] if not crosses(f)]
        self.write("streets.geojson", json.dumps(text))
        self.run_base(["streets.geojson", "km"])

    def test_an_unknown_key_gets_the_nearest_one_with_its_line(self):
        self.replace("base.toml", "fork_days = 2", "fork_dys = 2")
        self.run_base(["base.toml:4", "fork_dys", "fork_days"])

    def test_a_negative_fleet_is_refused_with_value_and_range(self):
        self.replace("variant.toml", "vehicles = 4", "vehicles = -4")
        self.refused(3, "run", "variant.toml", naming=["variant.toml:6", "vehicles", "-4"])

    def test_an_area_outside_the_territory_is_refused(self):
        self.write("area.geojson", json.dumps(collection([feature(rectangle(100, 100, 110, 110), {})])))
        self.refused(3, "run", "variant.toml", naming=["area"])

    def test_another_currency_is_refused_by_name(self):
        self.replace("variant.toml", "0.5 EUR", "0.5 USD")
        self.refused(3, "run", "variant.toml", naming=["USD", "EUR"])

    def test_a_service_of_a_later_version_is_refused_by_its_kind(self):
        self.replace("variant.toml", '"on_demand"', '"bike_share"')
        self.refused(3, "run", "variant.toml", naming=["bike_share", "not in this version"])

    def test_an_output_that_exists_is_not_touched(self):
        self.write("run.h5", "mine")
        self.refused(3, "run", "base.toml", naming=["run.h5", "--force"])
        self.assertEqual((self.folder / "run.h5").read_text(), "mine")

    def test_an_output_never_takes_the_place_of_an_input_or_a_device(self):
        before = (self.folder / "base.toml").read_text()
        self.refused(2, "run", "base.toml", "-o", "base.toml", "--force", naming=["base.toml", "input"])
        self.assertEqual((self.folder / "base.toml").read_text(), before)
        self.write("base.state", "learnt")
        self.refused(2, "run", "base.toml", "--replication", "1", "--from", "base.state", "-o", "base.state", "--force", naming=["input"])
        self.assertEqual((self.folder / "base.state").read_text(), "learnt")
        self.refused(2, "run", "base.toml", "-o", "x.state", naming=["x.state", "run.h5"])
        self.refused(2, "run", "base.toml", "-o", "", naming=["-o", "empty"])
        os.mkfifo(self.folder / "pipe")
        self.refused(3, "run", "base.toml", "-o", "pipe", "--force", naming=["pipe", "device"])
        self.assertTrue((self.folder / "pipe").is_fifo())

    def test_a_sample_that_leaves_nobody_is_refused(self):
        self.refused(3, "run", "base.toml", "--set", "simulation.sample=1e-6", naming=["simulation.sample", "nobody"])

    def test_a_missing_file_is_named(self):
        self.refused(3, "run", "nowhere.toml", naming=["nowhere.toml"])
        self.refused(3, "run", "", naming=["empty"])
        self.refused(3, "compare", "", "--variant", "variant.toml", naming=["empty"])
        self.refused(3, "info", "nowhere.h5", naming=["nowhere.h5"])
        self.refused(3, "digest", "base.toml", naming=["base.toml"])

    def test_a_missing_territory_or_base_is_refused_where_it_is_named(self):
        self.replace("base.toml", '"territory.toml"', '"nowhere.toml"')
        self.refused(3, "run", "base.toml", naming=["base.toml:1:1: territory", "nowhere.toml"])
        self.replace("variant.toml", '"base.toml"', '"basis.toml"')
        self.refused(3, "run", "variant.toml", naming=["variant.toml:1:1: base", "basis.toml"])

    def test_a_setting_gets_the_key_that_was_meant(self):
        self.refused(3, "run", "base.toml", "--set", "run.sample=0.1", naming=["--set run.sample", "simulation.sample"])

    def test_a_state_that_does_not_fit_is_refused_by_its_file(self):
        self.eveil("run", "base.toml", "-o", "a.h5")
        self.refused(3, "run", "base.toml", "-o", "b.h5", "--replication", "1", "--from", "a.state", "--seed", "2", naming=["a.state", "simulation.seed is 1"])

    def test_a_place_that_cannot_be_written_is_a_failure_of_the_machine_for_every_command(self):
        self.refused(1, "run", "base.toml", "-o", "/proc/run.h5", naming=["/proc/run.h5"])
        self.refused(1, "compare", "base.toml", "--variant", "variant.toml", "-o", "/proc/out", naming=["/proc/out"])
        self.refused(1, "territory", "build", "territory.toml", "-o", "/proc/t.territory", naming=["/proc/t.territory"])

    def test_a_comparison_that_is_refused_makes_no_folder(self):
        self.replace("variant.toml", "vehicles = 4", "vehicles = -4")
        self.refused(3, "compare", "base.toml", "--variant", "variant.toml", "-o", "out", naming=["vehicles"])
        self.refused(3, "compare", "a.h5", "--variant", "b.h5", "-o", "out", naming=["a.h5"])
        self.assertFalse((self.folder / "out").exists())

    def test_several_errors_of_one_file_come_together(self):
        self.replace("base.toml", "days = 3", "days = -3")
        self.replace("base.toml", "average_days = 2", 'average_days = "two"')
        message = self.refused(3, "run", "base.toml", naming=["base.toml"])
        self.assertGreaterEqual(message.count("base.toml:"), 2)
