# SPDX-License-Identifier: Apache-2.0
import gzip
import json
import xml.etree.ElementTree as ElementTree

from support import Town

# Three links in a row and a way back, 10 m/s: 0 -one 100 m-> 1 -two 1000 m-> 2 -three 100 m-> 3 -back 1200 m-> 0
LINKS = {"one": ("0", "1", 100), "two": ("1", "2", 1000), "three": ("2", "3", 100), "back": ("3", "0", 1200)}


def network(**changed):
    nodes = "".join(f'<node id="{i}" x="{600 * i}" y="0"/>\n' for i in range(4))
    links = ""
    for name, (start, end, length) in LINKS.items():
        facts = {"length": length, "freespeed": 10, "capacity": 3600, "permlanes": 1, "modes": "car", **changed.get(name, {})}
        links += f'<link id="{name}" from="{start}" to="{end}" ' + " ".join(f'{key}="{value}"' for key, value in facts.items()) + "/>\n"
    return f"<network>\n<nodes>\n{nodes}</nodes>\n<links capperiod=\"01:00:00\">\n{links}</links>\n</network>\n"


def person(name, end_time="09:00:00", route="one two three", mode="car"):
    first, last = route.split()[0], route.split()[-1]
    return (f'<person id="{name}"><plan selected="yes"><activity type="home" link="{first}" end_time="{end_time}"/>'
            f'<leg mode="{mode}"><route type="links" start_link="{first}" end_link="{last}">{route}</route></leg>'
            f'<activity type="work" link="{last}" max_dur="08:00:00"/><leg mode="{mode}"/>'
            f'<activity type="home" link="{first}"/></plan></person>\n')


def plans(*persons):
    return "<population>\n" + "".join(persons) + "</population>\n"


class Matsim(Town):
    def imports(self, *more, network_text=None, plans_text=None, code=0, naming=(), folder="here"):
        self.write("network.xml", network_text or network())
        self.write("plans.xml", plans_text or plans(person("a"), person("b", "09:10:00")))
        words = ["import", "matsim", "--network", "network.xml", "--plans", "plans.xml", "-o", folder, *more]
        done = self.run_eveil(*words)
        self.assertEqual(done.returncode, code, done.stderr + done.stdout)
        for text in naming:
            self.assertIn(text, done.stderr + done.stdout)
        if code:
            self.assertFalse((self.folder / folder).exists())
            self.assertFalse((self.folder / (folder + ".part")).exists())
        return done.stdout

    def test_an_imported_scenario_runs_as_it_is_and_finds_the_routes_that_are_missing(self):
        facts = json.loads(self.imports("--json"))
        self.assertEqual(facts["persons"], 2)
        self.assertEqual(facts["trips"], 4)
        self.assertEqual(facts["routes_kept"], 2)
        self.assertEqual(facts["routes_sought"], 2)
        self.assertEqual(facts["lost"]["persons"], 0)
        self.eveil("run", "here/scenario.toml", "-o", "run.h5")
        import h5py
        with h5py.File(self.folder / "run.h5") as run:
            times = run["trips/travel_time_s"][:]
            # 1000 m + 100 m there; 1200 m + 100 m back to the end of link one.
            for found, expected in zip(times, [110, 130, 110, 130]):
                self.assertAlmostEqual(found, expected, delta=0.01)
            self.assertEqual([name.decode() for name in run["persons/names/id"][:]], ["a", "b"])
            self.assertEqual(sorted(name.decode() for name in run["links/names/id"][:]), sorted(LINKS))

    def test_an_import_never_overwrites_without_force(self):
        self.imports()
        before = (self.folder / "here" / "plans.xml").read_text()
        self.refused(3, "import", "matsim", "--network", "network.xml", "--plans", "plans.xml", "-o", "here", naming=["exists already", "--force"])
        (self.folder / "here" / "mine.txt").write_text("mine")
        self.write("plans.xml", plans(person("c")))
        self.eveil("import", "matsim", "--network", "network.xml", "--plans", "plans.xml", "-o", "here", "--force")
        self.assertNotEqual(before, (self.folder / "here" / "plans.xml").read_text())
        self.assertEqual((self.folder / "here" / "mine.txt").read_text(), "mine")

    def test_a_matsim_network_with_a_link_that_cannot_be_leaves_nothing_behind(self):
        for key, value in (("length", 0), ("freespeed", -1), ("capacity", "NaN"), ("permlanes", 0)):
            # `two` stands on line 10.
            self.imports(network_text=network(two={key: value}), code=3, naming=["network.xml:line 10", "`two`", f"`{key}`", f"`{value}`"])

    def test_matsim_files_that_are_cut_or_hostile_are_refused_with_their_line(self):
        whole = plans(person("a"))
        self.imports(plans_text=whole[:-20], code=3, naming=["plans.xml:line", "well-formed"])
        bomb = '<!DOCTYPE population [\n<!ENTITY a "aaaaaaaaaa">\n<!ENTITY b "&a;&a;&a;&a;">\n]>\n' + whole
        self.imports(plans_text=bomb, code=3, naming=["plans.xml:line 2", "entity `a`", "never expanded"])
        self.imports(plans_text=plans(person("a"), person("a")), code=3, naming=["plans.xml:line 3", "person `a`"])
        self.imports(plans_text=plans(person("a", end_time="late")), code=3, naming=["plans.xml:line 2", "`late`"])

    def test_demand_that_cannot_be_kept_is_counted_with_the_share_lost(self):
        text = plans(person("good"), person("gap", route="one three"), person("early", "02:59:59"), person("odd", mode="hyperloop"))
        facts = json.loads(self.imports("--json", plans_text=text))
        self.assertEqual(facts["persons"], 1)
        self.assertEqual(facts["lost"]["persons"], 3)
        self.assertAlmostEqual(facts["lost"]["persons_share"], 0.75)
        causes = {entry["cause"]: entry["persons"] for entry in facts["lost"]["causes"]}
        self.assertEqual(causes, {"a route with a gap": 1, "departs before 03:00": 1, "the mode `hyperloop`, which isn't known": 1})
        said = self.run_eveil("run", "here/scenario.toml", "-o", "run.h5").stderr
        self.assertIn("a route with a gap", said)
        self.assertIn("25.0 %", said)

    def test_a_plan_over_a_link_that_cars_may_not_enter_is_counted(self):
        text = self.imports(network_text=network(two={"modes": "bike"}), plans_text=plans(person("a"), person("b", route="three back")), naming=["cars may not enter"])
        self.assertIn("1 persons left out whole (50.0 %)", text)

    SCHEDULE = """<transitSchedule><transitStops><stopFacility id="s1" x="200" y="200" linkRefId="one"/>
<stopFacility id="s2" x="9000" y="0" linkRefId="three"/></transitStops><transitLine id="Blue"><transitRoute id="r">
<transportMode>train</transportMode><routeProfile><stop refId="s1" departureOffset="00:00:00"/>
<stop refId="s2" arrivalOffset="00:05:00"/></routeProfile><departures><departure id="d1" departureTime="09:10:00"/>
<departure id="d2" departureTime="18:00:00"/></departures></transitRoute></transitLine></transitSchedule>
"""

    def test_a_matsim_timetable_becomes_a_feed_that_people_ride(self):
        self.write("schedule.xml", self.SCHEDULE)
        rider = ('<person id="r"><plan><activity type="h" x="0" y="0" end_time="09:00:00"/><leg mode="pt"/>'
                 '<activity type="w" x="9000" y="0"/></plan></person>\n')
        self.imports("--transit-schedule", "schedule.xml", plans_text=plans(person("a"), rider))
        self.eveil("run", "here/scenario.toml", "-o", "run.h5")
        import h5py
        with h5py.File(self.folder / "run.h5") as run:
            last = len(run["trips/person"]) - 1
            mode = run["trips/mode"]
            words = {value: name for name, value in h5py.check_enum_dtype(mode.dtype).items()}
            self.assertEqual(words[mode[last]], "transit")
            # Five minutes on foot to the train of 09:10, which takes five.
            self.assertAlmostEqual(run["trips/departure_s"][last] + run["trips/travel_time_s"][last], 9 * 3600 + 900, delta=1)

    def test_a_matsim_timetable_that_cannot_be_is_refused_with_its_line(self):
        for old, new, naming in (('refId="s2"', 'refId="nowhere"', ["schedule.xml:line 4", "nowhere"]),
                                 ('"00:05:00"', '"soon"', ["schedule.xml:line 4", "soon"]),
                                 ('id="s2" x="9000"', 'id="s1" x="9000"', ["schedule.xml:line 2", "`s1`"])):
            self.write("schedule.xml", self.SCHEDULE.replace(old, new))
            self.imports("--transit-schedule", "schedule.xml", code=3, naming=naming)
        self.refused(2, "import", "matsim", "--network", "n", "--plans", "p", "--transit-vehicles", "v", "-o", "x", naming=["--transit-schedule"])

    def test_words_of_import_and_export_that_are_wrong_are_usage(self):
        self.refused(2, "import", "matsim", "--plans", "p.xml", "-o", "x", naming=["--network"])
        self.refused(2, "import", "eqasim", "-o", "x", naming=["not in this version"])
        self.refused(2, "import", "matsim", "--network", "n", "--plans", "p", "-o", "x", "--sample", "2", naming=["--sample"])
        self.refused(2, "export", "run.h5", "--to", "omx", "-o", "x", naming=["omx", "not in this version"])
        self.refused(2, "export", "run.h5", "-o", "x", naming=["--to"])
        self.refused(3, "import", "matsim", "--network", "none.xml", "--plans", "none.xml", "-o", "x", naming=["none.xml"])

    def elements(self, path):
        with gzip.open(self.folder / path) as file:
            return ElementTree.parse(file).getroot()

    def test_an_export_comes_back_in_as_the_same_network_and_routes(self):
        self.imports()
        self.eveil("run", "here/scenario.toml", "-o", "run.h5", "--set", "output.events=true")
        self.eveil("export", "run.h5", "--to", "matsim", "-o", "out")
        self.assertEqual(sorted(path.name for path in (self.folder / "out").iterdir()), ["events.xml.gz", "network.xml.gz", "plans.xml.gz"])
        self.refused(3, "export", "run.h5", "--to", "matsim", "-o", "out", naming=["exists already"])
        links = {link.get("id"): link for link in self.elements("out/network.xml.gz").iter("link")}
        for name, (start, end, length) in LINKS.items():
            found = links[name]
            self.assertEqual((found.get("from"), found.get("to")), (start, end))
            self.assertEqual((float(found.get("length")), float(found.get("freespeed")), float(found.get("capacity"))), (length, 10.0, 3600.0))
        routes = [route.text for route in self.elements("out/plans.xml.gz").iter("route")]
        self.assertEqual(routes, ["one two three", "three back one"] * 2)
        self.eveil("import", "matsim", "--network", "out/network.xml.gz", "--plans", "out/plans.xml.gz", "-o", "again")
        self.eveil("run", "again/scenario.toml", "-o", "again.h5")
        import h5py
        with h5py.File(self.folder / "run.h5") as a, h5py.File(self.folder / "again.h5") as b:
            for column in ("length_m", "free_speed", "capacity_veh_h", "lanes", "from_node", "to_node"):
                self.assertEqual(list(a["links"][column][:]), list(b["links"][column][:]))
            for column in ("departure_s", "travel_time_s", "distance_m"):
                self.assertEqual(list(a["trips"][column][:]), list(b["trips"][column][:]))

    def test_exported_events_tell_a_whole_trip_in_matsims_words(self):
        self.imports(plans_text=plans(person("a")))
        self.eveil("run", "here/scenario.toml", "-o", "run.h5", "--set", "output.events=true")
        self.eveil("export", "run.h5", "--to", "matsim", "-o", "out")
        events = [(float(e.get("time")), e.get("type"), e.get("link")) for e in self.elements("out/events.xml.gz").iter("event")]
        self.assertEqual(events, sorted(events, key=lambda event: event[0]))
        expected = [
            (32400.0, "actend", "one"), (32400.0, "departure", "one"), (32400.0, "PersonEntersVehicle", None),
            (32400.0, "vehicle enters traffic", "one"), (32400.0, "left link", "one"), (32400.0, "entered link", "two"),
            (32500.0, "left link", "two"), (32500.0, "entered link", "three"), (32510.0, "vehicle leaves traffic", "three"),
            (32510.0, "PersonLeavesVehicle", None), (32510.0, "arrival", "three"), (32510.0, "actstart", "three")]
        self.assertEqual(events[:len(expected)], expected)

    def test_an_export_without_events_is_refused_with_the_remedy(self):
        self.imports()
        self.eveil("run", "here/scenario.toml", "-o", "run.h5")
        self.refused(3, "export", "run.h5", "--to", "matsim", "-o", "out", naming=["run.h5", "output.events=true"])
        self.assertFalse((self.folder / "out").exists())
