# SPDX-License-Identifier: Apache-2.0
"""Tables of households and of who people are."""
import csv
import os
from collections import Counter, defaultdict

from survey import (BANDS, ENOUGH, FEWEST, REFERENCE, band_of, bands_of, histogram, share)


def composition(members):
    ages = [person.age for person in members]
    return (sum(age >= 18 for age in ages), sum(age < 5 for age in ages),
            sum(5 <= age < 11 for age in ages), sum(11 <= age < 18 for age in ages))


def household_types(households):
    """Rows (adults, under 5, 5-10, 11-17, band of the reference person), weight, records."""
    cells = defaultdict(lambda: defaultdict(list))
    sizes = Counter()
    for members in households:
        kind = composition(members)
        sizes[min(len(members), 6)] += members[0].household_weight
        if members[0].age >= 18:
            band = band_of(members[0].age, REFERENCE)
            cells[kind][band].append(members[0].household_weight)
    rows = {}
    for kind, bands in sorted(cells.items()):
        if sum(len(weights) for weights in bands.values()) < FEWEST:
            continue
        largest = [b for b in sorted(bands) if len(bands[b]) >= FEWEST]
        largest = largest or [max(sorted(bands), key=lambda b: len(bands[b]))]
        for band, weights in sorted(bands.items()):
            home = min(largest, key=lambda b: (abs(b - band), b))
            cell = rows.setdefault(kind + (home,), [0.0, 0])
            cell[0] += sum(weights)
            cell[1] += len(weights)
    rows = {kind: cell for kind, cell in rows.items() if cell[1] >= FEWEST}
    # Dropped compositions leave their weight to those of the same size.
    kept = Counter()
    for kind, cell in rows.items():
        kept[min(sum(kind[:4]), 6)] += cell[0]
    if 6 not in kept:
        sizes[5] += sizes.pop(6, 0.0)
    total = sum(sizes.values())
    return [(kind, cell[0] * sizes[min(sum(kind[:4]), 6)] / kept[min(sum(kind[:4]), 6)] / total)
            for kind, cell in sorted(rows.items())]


def generation(age):
    return 0 if age < 35 else 1 if age < 55 else 2


def relations(households):
    """By number of adults (2, 3, 4+) and generation of the reference person: share with a partner,
    of the other adults the share of sons and daughters, share of men among reference persons."""
    rows = []
    for adults in (1, 2, 3):
        for third in range(3):
            found = [m for m in households
                     if min(composition(m)[0], 3) == adults and generation(m[0].age) == third]
            weights = [m[0].household_weight for m in found]
            if len(found) < FEWEST:
                continue
            with_partner = [any(p.link == "2" for p in m) for m in found]
            others = [(p.link == "3", m[0].household_weight) for m in found for p in m[1:]
                      if p.age >= 18 and p.link != "2"]
            men = [m[0].sex == "male" for m in found]
            children = (sum(w for is_child, w in others if is_child) /
                        sum(w for _, w in others)) if len(others) >= FEWEST else 0.0
            rows.append((adults, third, share(with_partner, weights), children,
                         share([a for a, p in zip(men, with_partner) if p],
                               [w for w, p in zip(weights, with_partner) if p], 1.0),
                         share([a for a, p in zip(men, with_partner) if not p],
                               [w for w, p in zip(weights, with_partner) if not p], 0.5)))
    return rows


def partner_gaps(households):
    """Years by which the reference person is older than the partner."""
    values = []
    for members in households:
        for person in members[1:]:
            if person.link == "2" and person.age >= 18:
                gap = min(19, max(-10, members[0].age - person.age))
                values.append((gap, members[0].household_weight))
    return histogram(values, lambda v: (v // 2) * 2, lambda low: low + 2, 24)


def child_gaps(households):
    values = [(min(45, members[0].age - person.age), members[0].household_weight)
              for members in households for person in members[1:]
              if person.link == "3" and person.age >= 18 and members[0].age - person.age >= 16]
    return histogram(values, lambda v: (v // 2) * 2, lambda low: low + 2, 24)


def persons_by_band(surveyed):
    """By band and sex: occupation and licence."""
    rows = []
    for band, (low, high) in enumerate(BANDS):
        for sex in ("female", "male"):
            found = [p for p in surveyed if bands_of(p.age) == band and p.sex == sex]
            if low < 5 or not found:
                rows.append((band, sex) + (0.0,) * 7)
                continue
            counts = Counter()
            records = Counter()
            for p in found:
                group = p.group()
                kind = (0 if group == 0 else 1 if group == 1 else 2 if group in (2, 3, 4) else
                        3 if group == 5 else 4)
                counts[kind] += p.weight
                records[kind] += 1
            for kind in range(5):
                if 0 < records[kind] < FEWEST:
                    counts[2 if high < 18 else 3] += counts.pop(kind)
            total = sum(counts.values())
            licence = []
            for employed in (False, True):
                part = [p for p in found if (p.group() in (0, 1)) == employed]
                if len(part) < ENOUGH:
                    part = [p for p in surveyed if bands_of(p.age) == band]
                licence.append(0.0 if high < 18 else
                               share([p.licence for p in part], [p.weight for p in part]))
            rows.append((band, sex) + tuple(counts[k] / total for k in range(5)) + tuple(licence))
    return rows


def fit(seed, rows, columns):
    """Iterative proportional fitting of a table to both margins."""
    table = [list(row) for row in seed]
    for _ in range(2000):
        for i, wanted in enumerate(rows):
            factor = wanted / sum(table[i])
            table[i] = [cell * factor for cell in table[i]]
        for j, wanted in enumerate(columns):
            reached = sum(row[j] for row in table)
            for row in table:
                row[j] *= wanted / reached
    return table


def aggregates(shared):
    with open(os.path.join(shared, "reference", "emd_montpellier_2014_aggregates.csv"),
              encoding="utf-8") as file:
        return {(r["table"], r["key"], r["subkey"]): float(r["value"]) for r in csv.DictReader(file)}


def cars_and_bicycles(shared, households):
    """Cars by size and licence holders, bicycles by size: the survey's margins, and between them
    the seeds below, which are assumptions: rarely more cars than licences, bicycles than people."""
    facts = aggregates(shared)
    holders = defaultdict(lambda: [0.0] * 4)
    sizes = [0.0] * 6
    for members in households:
        size = min(len(members), 6)
        sizes[size - 1] += members[0].household_weight
        holders[min(size, 4)][min(sum(p.licence for p in members), 3)] += \
            members[0].household_weight
    total = sum(sizes)
    sizes = [weight / total for weight in sizes]
    near = {0: [1, .05, .01, .001], 1: [.3, 1, .1, .02], 2: [.05, .6, 1, .1],
            3: [.02, .3, 1, 1]}
    cars = []
    for size in range(1, 5):
        keys = [str(size)] if size < 4 else ["4", "5", "6+"]
        weights = [sizes[int(k[0]) - 1] for k in keys]
        margin = [sum(w * facts.get(("cars_given_household_size", k, c), 0.0)
                      for k, w in zip(keys, weights)) for c in ("0", "1", "2", "3+")]
        margin = [m / sum(margin) for m in margin]
        rows = [h / sum(holders[size]) for h in holders[size]]
        used = [i for i in range(4) if rows[i] > 0]
        table = fit([near[i] for i in used], [rows[i] for i in used], margin)
        for i, row in zip(used, table):
            cars.append((size, i, [cell / sum(row) for cell in row]))
    margin = [facts[("household_bikes_share", key, "")] for key in ("0", "1", "2", "3", "4", "5+")]
    margin = [m / sum(margin) for m in margin]
    seed = [[1.0 if b <= size else 0.05 for b in range(6)] for size in range(1, 7)]
    bicycles = fit(seed, sizes, margin)
    return cars, [[cell / sum(row) for cell in row] for row in bicycles]
