# SPDX-License-Identifier: Apache-2.0
"""A need of several territories: what compare says of one, and what need makes of their answers."""
import json

from support import Town

# The towns differ in their names and in how many people live there.
NEED = """name = "Rides in towns"
territories = ["territory.toml", "south/territory.toml", "coast/territory.toml"]
minimum_territories = 2
[[criterion]]
indicator = "mode_share.car_driver"
at_most = "{percent} %"
"""


class SharedNeed(Town):
    def setUp(self):
        super().setUp()
        for name in ("south", "coast"):
            (self.folder / name).mkdir()
            for file in ("streets.geojson", "zones.geojson", "area.geojson", "territory.toml", "base.toml", "variant.toml"):
                self.write(f"{name}/{file}", (self.folder / file).read_text())
            self.replace(f"{name}/territory.toml", "Grid town", f"Town of the {name}")
        self.ask(99)

    def ask(self, percent):
        self.write("need.toml", NEED.format(percent=percent))

    def compare(self, town, *words):
        """The comparison of a town, the first one at the top; its folder."""
        place = "" if town == "north" else town + "/"
        self.eveil("compare", place + "base.toml", "--variant", place + "variant.toml", "--replications", "2", "--need", "need.toml", "-o", "out-" + town, "--force", *words)
        return "out-" + town

    def test_compare_says_for_which_territory_it_answers(self):
        printed = self.eveil("compare", "base.toml", "--variant", "variant.toml", "--replications", "2", "--need", "need.toml", "-o", "out")
        self.assertIn("This is the answer of Grid town alone; 2 of the need's 3 territories must meet it, which eveil need puts together.", printed)

    def test_enough_territories_meet_a_shared_need(self):
        north = self.compare("north")
        printed = self.eveil("need", "need.toml", north)
        self.assertEqual(printed.splitlines()[0], "The need “Rides in towns” is undecided for variant: 1 of 3 territories meet it; at least 2 must.")
        self.assertIn("not compared: Town of the south", printed)
        self.assertIn("it is met once 1 more of Town of the south (not compared yet), Town of the coast (not compared yet) meet it", printed)
        self.refused(5, "need", "need.toml", north, "--fail-if-unmet", naming=["need.toml", "not shown to be met"])
        south = self.compare("south")
        printed = self.eveil("need", "need.toml", north, south, "--fail-if-unmet")
        self.assertIn("is met by variant: 2 of 3 territories meet it", printed.splitlines()[0])
        told = json.loads(self.eveil("need", "need.toml", north, south, "--json"))
        self.assertEqual([one["verdict"] for one in told], ["met"])
        self.assertEqual([one["verdict"] for one in told[0]["territories"]], ["met", "met", "undecided"])

    def test_the_answer_of_all_is_a_page_in_two_languages(self):
        north = self.compare("north")
        report = (self.folder / north / "report.html").read_text()
        for text in ("This is the answer of Grid town alone. The need is shared: of its 3 territories at least 2 must meet it", "C’est la réponse de Grid town seul."):
            self.assertTrue(text in report, text)
        printed = self.eveil("need", "need.toml", north, "--report", "need.html")
        self.assertIn("not compared: Town of the south", printed)
        page = (self.folder / "need.html").read_text()
        for text in ("<h1>Rides in towns</h1>", "is not decided yet. Territories that meet it: 1 of 3; at least 2 must.", "Grid town: met", "Town of the south: not compared yet", "Share of trips by car", "at most 99\u00a0%", "Territoire par territoire"):
            self.assertTrue(text in page, text)
        self.refused(3, "need", "need.toml", north, "--report", "need.html", naming=["need.html", "--force"])
        south = self.compare("south")
        # The page is there also where the answer ends in a failure.
        self.refused(5, "need", "need.toml", north, "--report", "need.html", "--force", "--fail-if-unmet", naming=["need.toml"])
        self.eveil("need", "need.toml", north, south, "--report", "need.html", "--force")
        page = (self.folder / "need.html").read_text()
        for text in ("is met by “variant”. Territories that meet it: 2 of 3; at least 2 must.", "Town of the south: met"):
            self.assertTrue(text in page, text)
        self.refused(2, "need", "need.toml", north, "--force", naming=["--report"])
        self.refused(1, "need", "need.toml", north, "--report", "nowhere/need.html", naming=["nowhere"])

    def test_a_shared_need_that_too_many_miss_is_not_met(self):
        self.ask(1)
        folders = [self.compare("north"), self.compare("coast")]
        done = self.run_eveil("need", "need.toml", *folders, "--fail-if-unmet")
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn("is not met by variant: 0 of 3 territories meet it", done.stdout.splitlines()[0])

    def test_answers_that_do_not_belong_together_are_refused(self):
        north = self.compare("north")
        self.refused(3, "need", "need.toml", north, north, naming=["out-north/need.json", "give one comparison a territory"])
        self.refused(3, "need", "need.toml", "south", naming=["south", "need.json"])
        self.ask(98)
        self.refused(3, "need", "need.toml", north, naming=["out-north/need.json", "criterion 1 differs"])
        self.ask(99)
        self.replace("need.toml", '"territory.toml", ', "")
        self.refused(3, "need", "need.toml", north, naming=["is of Grid town", "Town of the south, Town of the coast"])
        self.replace("need.toml", "minimum_territories = 2", "minimum_territories = 3")
        self.refused(3, "need", "need.toml", north, naming=["need.toml:3:1: minimum_territories", "found 3"])
        self.refused(2, "need", "need.toml", naming=["DIR"])

    def test_territories_of_one_name_cannot_be_told_apart(self):
        north = self.compare("north")
        self.replace("south/territory.toml", "Town of the south", "Grid town")
        self.refused(3, "need", "need.toml", north, naming=["two are called Grid town"])

    def test_finished_runs_of_a_territory_that_the_need_does_not_name_are_refused(self):
        self.compare("north")
        self.replace("need.toml", '"territory.toml", ', "")
        self.refused(3, "compare", "out-north/runs/base-1.h5", "--variant", "out-north/runs/variant-1.h5", "--need", "need.toml", "-o", "again", naming=["need.toml: territories", "Grid town"])
