# SPDX-License-Identifier: Apache-2.0
"""Changes of roads and prices, and traffic that is nobody's trip, from the command line."""
import json

from support import Town, collection, feature, rectangle

GATES = """[[gate]]
name = "west"
at = [3.799, 43.609]
[[gate]]
name = "east"
at = [3.826, 43.609]
"""
THROUGH = "from,to,hour,vehicle_class,vehicles\nwest,east,7,car,300\neast,west,8,truck,40.5\nZ00,east,17,car,80\n"


class Supply(Town):
    def compare(self, *words):
        out = self.eveil("compare", "base.toml", "--variant", "variant.toml", "-o", "out", "--replications", "2", *words)
        entries = json.loads((self.folder / "out" / "comparison.json").read_text())
        return out, {e["indicator"]: e for e in entries if e["scope"] == "territory"}

    def with_background(self, rows=THROUGH):
        self.write("territory.toml", (self.folder / "territory.toml").read_text() + GATES)
        self.write("through.csv", rows)

    def test_a_variant_of_changes_alone_is_compared_and_says_what_it_changes(self):
        self.write("variant.toml", """base = "base.toml"
[[change]]
name = "calm streets"
target = "links:speed"
factor = 0.6
where = { classes = ["residential"] }
[[change]]
target = "links:closed"
where = { area = "closed.geojson" }
[[change]]
target = "fuel:price"
add = "0.80 EUR"
hours = ["06:00-22:00"]
""")
        self.write("closed.geojson", json.dumps(collection([feature(rectangle(1.8, 1.8, 3.2, 3.2), {})])))
        out, entries = self.compare()
        self.assertIn("The variant changes calm streets: links:speed", out)
        self.assertIn("fuel:price + 0.8 EUR/l, 06:00 to 22:00", out)
        self.assertEqual(len(entries["vehicle_km"]["changes"]), 3)
        self.assertLess(entries["mode_share.car_driver"]["difference"], 0)
        self.assertGreater(entries["travel_time.mean"]["difference"], 0)
        # Everybody still arrives.
        self.assertEqual(entries["trip_rate"]["difference"], 0)

    def test_a_variant_whose_changes_do_nothing_differs_by_exactly_zero(self):
        self.write("variant.toml", """base = "base.toml"
[[change]]
target = "links:speed"
factor = 1
[[change]]
target = "fuel:price"
factor = 1
""")
        _, entries = self.compare()
        told = [e for e in entries.values() if e["difference"] is not None]
        self.assertGreater(len(told), 10)
        self.assertTrue(all(e["finding"] == "none, exactly" for e in told), told)

    def test_a_closed_link_moves_who_lives_there_and_says_how_many(self):
        self.write("closed.toml", 'base = "base.toml"\n[[change]]\ntarget = "links:closed"\nwhere = { ids = [65, 66] }\n')
        done = self.run_eveil("run", "closed.toml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("links:closed where id is 65 or 66: 4 links", done.stderr)
        self.assertRegex(done.stderr, r"[1-9]\d* people live on closed links")

    def test_background_traffic_is_on_the_road_and_in_no_resident_figure(self):
        self.with_background()
        self.write("variant.toml", 'base = "base.toml"\n[[background]]\nod = "through.csv"\n')
        _, entries = self.compare()
        # 300 + 80 + 40 or 41 vehicles over 2 km and less; the town is 2 km wide.
        self.assertGreater(entries["vehicle_km.background"]["variant"], 400)
        self.assertLess(entries["vehicle_km.background"]["variant"], 1300)
        self.assertEqual(entries["trip_rate"]["difference"], 0)
        self.eveil("run", "variant.toml", "-o", "one.h5", "--threads", "1")
        self.eveil("run", "variant.toml", "-o", "two.h5", "--threads", "2")
        self.assertEqual(self.digest("one.h5"), self.digest("two.h5"))

    def test_bad_matrices_gates_and_changes_are_refused_with_their_place(self):
        self.with_background("from,to,hour,vehicle_class,vehicles\nwset,east,7,car,3\nwest,east,31,car,3\nwest,east,8,car,-1\n")
        self.write("variant.toml", 'base = "base.toml"\n[[background]]\nod = "through.csv"\n')
        self.refused(3, "run", "variant.toml", naming=["through.csv:2:from", "west", "through.csv:3:hour", "through.csv:4:vehicles"])
        self.write("variant.toml", 'base = "base.toml"\n[[change]]\ntarget = "links:speed"\nfactor = 0.5\nwhere = { ids = [99999] }\n')
        self.refused(3, "run", "variant.toml", naming=["variant.toml:3:1", "99999"])
        self.write("variant.toml", 'base = "base.toml"\n[[change]]\ntarget = "transit:headway"\nfactor = 0.5\n')
        self.refused(3, "run", "variant.toml", naming=["variant.toml:3:1", "needs a timetable"])
        self.replace("territory.toml", "at = [3.799, 43.609]", "at = [43.609, 3.799]")
        self.refused(3, "run", "base.toml", naming=["territory.toml", "west", "longitude first"])
        self.assertEqual(self.leftovers(), [])
