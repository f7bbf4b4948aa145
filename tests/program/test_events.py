# SPDX-License-Identifier: Apache-2.0
import unittest

from support import Town

try:
    import h5py
    import numpy
except ImportError:
    h5py = None

ASK = ("--set", "output.events=true")


class Table:
    """The columns of a table by name; words as text."""

    def __init__(self, run, path):
        self.columns = {}
        for name, data in run[path].items():
            if isinstance(data, h5py.Dataset):
                words = h5py.check_enum_dtype(data.dtype)
                names = {number: word for word, number in words.items()} if words else {}
                self.columns[name] = [names[value] for value in data[()]] if words else data[()]

    def __getitem__(self, name):
        return self.columns[name]

    def rows(self, *names):
        return zip(*(list(self.columns[name]) for name in names))


class Recomputed:
    """Legs, link volumes and times, and vehicles' ways, from /events alone."""

    def __init__(self, run):
        self.length_mm = numpy.floor(run["links/length_m"][()] * 1000 + 0.5).astype(numpy.int64)
        self.ranges = list(Table(run, "events/vehicles").rows("kind", "first", "count", "service"))
        self.on, self.mm, self.driven_mm = {}, {}, {}
        self.cells, self.legs, self.leg, self.begun = {}, [], {}, {}
        for time, kind, person, vehicle, link, mode in Table(run, "events").rows("time_ms", "type", "person", "vehicle", "link", "mode"):
            if kind in ("enters_traffic", "enters_link", "leaves_traffic"):
                self.moves(time, kind, vehicle, link)
            elif kind == "activity_ends":
                self.begun[person] = self.begun.get(person, -1) + 1
            elif kind == "departs":
                self.leg[person] = [person, self.begun[person], mode, time, None, -1]
            elif kind == "enters_vehicle":
                self.leg[person][3], self.leg[person][5] = time, vehicle
            elif kind == "arrives":
                self.leg[person][4] = time
                self.legs.append((*self.leg[person], self.mm.get(self.leg[person][5], 0)))

    def range_of(self, vehicle):
        return next(row for row in self.ranges if row[1] <= vehicle < row[1] + row[2])

    def moves(self, time, kind, vehicle, link):
        if kind == "enters_traffic":
            self.mm[vehicle] = 0
            return
        if vehicle in self.on:
            before, entry = self.on.pop(vehicle)
            cell = self.cells.setdefault((before, entry // 900000 * 900, self.range_of(vehicle)[0]), [0, 0])
            cell[0] += 1
            cell[1] += time - entry
        if kind == "enters_link":
            self.on[vehicle] = (link, time)
            self.mm[vehicle] += int(self.length_mm[link])
        else:
            self.driven_mm[vehicle] = self.driven_mm.get(vehicle, 0) + self.mm[vehicle]


@unittest.skipIf(h5py is None, "python3-h5py is not installed")
class Events(Town):
    def open_run(self, name="run.h5"):
        run = h5py.File(self.folder / name)
        self.addCleanup(run.close)
        return run

    def test_everything_that_tables_say_of_a_day_follows_from_its_events(self):
        self.eveil("run", "variant.toml", *ASK)
        run = self.open_run()
        time = run["events/time_ms"][()]
        self.assertGreater(len(time), 10000)
        self.assertTrue((numpy.diff(time) >= 0).all())
        found = Recomputed(run)

        rows = list(Table(run, "links/by_time").rows("link", "time_s", "vehicle_class", "volume", "travel_time_s"))
        self.assertEqual(len(rows), len(found.cells))
        for link, start, kind, volume, mean in rows:
            cell = found.cells[(link, int(start), kind)]
            self.assertEqual(cell[0], volume)
            self.assertEqual(cell[1] // cell[0], round(mean * 1000))

        trips = Table(run, "trips")
        numbers, of_person = {}, {}
        for row, (person, departure) in enumerate(trips.rows("person", "departure_s")):
            if departure == departure:
                numbers[(person, of_person.get(person, 0))] = row
                of_person[person] = of_person.get(person, 0) + 1
        legs = []
        for person, number, mode, departure, arrival, vehicle, mm in found.legs:
            trip = numbers[(person, number)]
            if trips["status"][trip] == "done":
                legs.append((trip, departure, arrival, mode, vehicle, mm))
        table = list(Table(run, "legs").rows("trip", "departure_s", "arrival_s", "mode", "service", "vehicle", "distance_m"))
        self.assertEqual(len(legs), len(table))
        for mine, theirs in zip(sorted(legs), sorted(table)):
            trip, departure, arrival, mode, vehicle, mm = mine
            self.assertEqual((trip, departure, arrival, mode), (theirs[0], round(theirs[1] * 1000), round(theirs[2] * 1000), theirs[3]))
            if mode == "car_driver":
                self.assertEqual(mm, round(theirs[6] * 1000))
            if theirs[4] >= 0:
                self.assertEqual(found.range_of(vehicle)[3], theirs[4])
                self.assertEqual(vehicle - found.range_of(vehicle)[1], theirs[5])
        self.assertLessEqual({"car_driver", "walk", "navette"}, {leg[3] for leg in legs})

        fleet = next(row for row in found.ranges if row[0] == "service")
        driven = Table(run, "services/navette/vehicles")
        for number, loaded, empty in driven.rows("number", "km_loaded", "km_empty"):
            self.assertEqual(found.driven_mm.get(fleet[1] + number, 0), round((loaded + empty) * 1e6))

    def test_events_are_in_the_digest_and_the_same_for_one_and_two_threads(self):
        for name, threads in (("a.h5", "1"), ("b.h5", "2")):
            self.eveil("run", "variant.toml", "-o", name, "--threads", threads, *ASK)
        self.assertEqual(self.digest("a.h5"), self.digest("b.h5"))
        one, two = self.open_run("a.h5"), self.open_run("b.h5")
        for column in one["events"]:
            if column != "vehicles":
                chunks = [[data.id.read_direct_chunk((start,))[1] for start in range(0, len(data), data.chunks[0])] for data in (one["events"][column], two["events"][column])]
                self.assertEqual(*chunks)

    def test_events_that_nobody_asks_for_are_not_there_and_change_no_other_table(self):
        self.eveil("run", "variant.toml", "-o", "with.h5", *ASK)
        self.eveil("run", "variant.toml", "-o", "without.h5")
        asked, plain = self.open_run("with.h5"), self.open_run("without.h5")
        self.assertNotIn("events", plain)
        for table in ("trips", "legs", "links/by_time"):
            for column, data in plain[table].items():
                if isinstance(data, h5py.Dataset):
                    self.assertTrue(numpy.array_equal(data[()], asked[table][column][()], equal_nan=data.dtype.kind == "f"), f"{table}/{column}")
        self.assertIn("events/vehicles", self.eveil("info", "with.h5"))
        self.refused(3, "run", "variant.toml", "--set", "output.events=1", naming=["output.events", "true or false"])


if __name__ == "__main__":
    unittest.main()
