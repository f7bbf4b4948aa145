# SPDX-License-Identifier: Apache-2.0
"""The records of the survey, and how cells are published."""
import csv
import gzip
import os
from collections import defaultdict

FEWEST = 5            # records in a published cell
ENOUGH = 30           # records for a cell of its own in the tables of times
LONGEST = 14          # letters of a day
BANDS = [(0, 4), (5, 10), (11, 14), (15, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64),
         (65, 74), (75, 94)]
REFERENCE = BANDS[4:]
CLASSES = list(range(450, 1261, 90))  # minutes: 7:30, 9:00 … 21:00
GROUPS = ["full_time", "part_time", "pupil_5_10", "pupil_11_17", "student", "at_home", "retired"]
ANY = 255
LETTERS = {"01": "H", "11": "W", "12": "W", "13": "B", "14": "W", "21": "O", "02": "O"}
LETTERS.update({str(code): "E" for code in range(22, 30)})
LETTERS.update({str(code): "S" for code in (30, 31, 32, 33, 34, 35, 82)})
LETTERS.update({str(code): "L" for code in (51, 52, 53, 54)})
LETTERS.update({str(code): "O" for code in (41, 42, 43, 81, 91)})
LETTERS.update({str(code): "X" for code in (61, 62, 63, 64, 71, 72, 73, 74)})


class Person:
    def __init__(self, row):
        self.key = (row["ZFP"], row["ECH"], row["PER"].zfill(2))
        self.age = int(row["P4"])
        self.sex = "female" if row["P2"] == "2" else "male"
        self.link = row["P3"].strip()
        self.licence = row["P7"].strip() == "1"
        self.occupation = row["P9"].strip()
        self.passenger = row["P23"].strip()
        self.surveyed = row["PENQ"] == "1"
        self.household_weight = float(row["COE1"])
        self.weight = float(row["COEP"].strip() or 0)
        self.trips = []
        self.kid = 0

    def group(self):
        if self.age < 5:
            return None
        if self.age < 11:
            return 2
        if self.age < 18:
            return 0 if self.occupation in ("1", "2", "3") else 3
        return {"1": 0, "3": 0, "2": 1, "4": 4, "5": 4, "7": 6}.get(self.occupation, 5)

    def letters(self):
        """The day as letters, None where it doesn't start and end at home."""
        if not self.trips:
            return ""
        day = "".join(LETTERS[trip["D5A"]] for trip in self.trips)
        if self.trips[0]["D2A"] != "01":
            return None
        # Who isn't back when the day of the survey ends comes back later.
        day = day if day[-1] == "H" else day + "H"
        if "HH" in day:
            return None
        # Work elsewhere is the day's work only where there is no other.
        day = day.replace("B", "O" if "W" in day else "W")
        if self.group() not in (0, 1):
            day = day.replace("W", "O")
        if self.group() not in (2, 3, 4):
            day = day.replace("E", "O")
        return day


def minutes(text):
    return int(text[:2]) * 60 + int(text[2:])


def read(shared):
    folder = os.path.join(shared, "data", "montpellier", "survey")

    def rows(name):
        with gzip.open(os.path.join(folder, name), "rt", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    people = [Person(row) for row in rows("edgt34_persons_raw.csv.gz")]
    by_key = {person.key: person for person in people}
    for trip in rows("edgt34_trips_raw.csv.gz"):
        by_key[(trip["ZFD"], trip["ECH"], trip["PER"])].trips.append(trip)
    households = defaultdict(list)
    for person in people:
        person.trips.sort(key=lambda trip: int(trip["NDEP"]))
        households[person.key[:2]].append(person)
    for members in households.values():
        members.sort(key=lambda person: (person.link != "1", person.key))
        kid = any(person.age < 11 for person in members)
        for person in members:
            person.kid = 1 if kid and person.age >= 18 else 0
    return [person for person in people if person.surveyed], list(households.values())


def band_of(age, bands):
    for row, (low, high) in enumerate(bands):
        if age <= high:
            return row
    return len(bands) - 1


def bands_of(age):
    return band_of(age, BANDS)


def share(flags, weights, otherwise=0.0):
    if len(flags) < FEWEST:
        return otherwise
    return sum(w for flag, w in zip(flags, weights) if flag) / sum(weights)


def histogram(values, floor, ceiling, most):
    """Bins (from, to, weight) of at least FEWEST records, at most about `most` of them."""
    fewest = max(FEWEST, len(values) // most)
    cells = defaultdict(lambda: [0.0, 0])
    for value, weight in values:
        cell = cells[floor(value)]
        cell[0] += weight
        cell[1] += 1
    bins = []
    start, weight, count = None, 0.0, 0
    for low in sorted(cells):
        start = low if start is None else start
        weight += cells[low][0]
        count += cells[low][1]
        if count >= fewest:
            bins.append([start, ceiling(low), weight])
            start, weight, count = None, 0.0, 0
    if count and bins:
        bins[-1][1] = ceiling(max(cells))
        bins[-1][2] += weight
    total = sum(b[2] for b in bins)
    return [(low, high, weight / total) for low, high, weight in bins]


def number(value):
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return text if text not in ("", "-0") else "0"


def numbers(values):
    return ", ".join(number(value) for value in values)
