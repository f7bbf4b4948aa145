# SPDX-License-Identifier: Apache-2.0
"""Tables of days: chains, times, and the answers that a population must come near to."""
from collections import Counter, defaultdict

from survey import ANY, CLASSES, ENOUGH, FEWEST, LONGEST, histogram, minutes, share


def type_of(person):
    return person.group() + (7 if person.kid else 0)


def features(day, escorts):
    """Trips, returns home, work and study, escorts; of a `*`, its share of escorts."""
    return (len(day), day.count("H"), day.count("W") + day.count("E"),
            day.count("X") + escorts * day.count("*"))


def raked(weights, escorts, wanted):
    """Weights of days that sum to as many of each feature as the days they stand for: the nearest
    ones known differ from the rare. A factor a feature, found one after the other."""
    days = sorted(day for day in weights if day)
    found = [features(day, escorts) for day in days]
    rows = [weights[day] for day in days]
    total = sum(rows)
    for _ in range(60):
        for column, sum_wanted in enumerate(wanted):
            low, high = 0.25, 4.0
            for _ in range(40):
                factor = (low + high) / 2
                new = [w * factor ** f[column] for w, f in zip(rows, found)]
                scale = total / sum(new)
                reached = scale * sum(w * f[column] for w, f in zip(new, found))
                low, high = (factor, high) if reached < sum_wanted else (low, factor)
            rows = [w * scale for w in new]
    result = dict(zip(days, rows))
    if "" in weights:
        result[""] = weights[""]
    return result


def chains(surveyed):
    """By type: (letters, weight). What is rare is told less exactly: `?` for shop, leisure, other,
    `*` for these or escort; then pooled over types of alike people; what is still rare gives its
    weight to the days of alike people that are nearest in length, returns home, work and escorts."""
    days = defaultdict(lambda: defaultdict(list))
    wild = defaultdict(Counter)
    for person in surveyed:
        day = person.letters() if person.group() is not None else None
        if day is not None:
            days[type_of(person)][day].append(person.weight)

    def blur(day, letters, sign):
        return "".join(sign if letter in letters else letter for letter in day)

    kept = defaultdict(dict)
    rare = {kind: {day: (weights, Counter()) for day, weights in found.items()}
            for kind, found in days.items()}
    for sign, letters in (("", ""), ("?", "SLO"), ("*", "SLOX?")):
        for kind, found in rare.items():
            merged = defaultdict(lambda: ([], Counter()))
            for day, (weights, behind) in found.items():
                weights_now, behind_now = merged[blur(day, letters, sign)]
                weights_now += weights
                behind_now.update(behind)
                for letter in day:
                    if letter in letters and letter != "?":
                        behind_now[letter] += sum(weights)
            rare[kind] = {}
            for day, (weights, behind) in merged.items():
                if len(weights) >= FEWEST and len(day) <= LONGEST:
                    kept[kind][day] = kept[kind].get(day, 0.0) + sum(weights)
                    wild[kind, sign].update(behind)
                else:
                    rare[kind][day] = (weights, behind)
    for kind, found in rare.items():
        for weights, behind in found.values():
            wild[kind, "*"].update(behind)
        rare[kind] = {day: weights for day, (weights, _) in found.items()}
    pools = [[0, 1, 7, 8], [2, 3], [4, 11], [5, 6, 12, 13]]
    for pool in pools:
        merged = Counter()
        for kind in pool:
            for day, weights in rare.get(kind, {}).items():
                merged[day] += len(weights)
        for kind in pool:
            for day, weights in list(rare.get(kind, {}).items()):
                if merged[day] >= FEWEST and len(day) <= LONGEST:
                    kept[kind][day] = kept[kind].get(day, 0.0) + sum(weights)
                    del rare[kind][day]
    for kind in sorted(rare):
        pool = next(p for p in pools if kind in p)
        known = Counter()
        for k in pool:
            for day, weight in kept.get(k, {}).items():
                known[day] += weight
        given = Counter()
        for day, weights in sorted(rare[kind].items()):
            main = [c for c in sorted(known)
                    if c and ("W" in c or "E" in c) == ("W" in day or "E" in day)]
            gaps = [2 * abs(len(c) - len(day)) + sum(abs(c.count(x) - day.count(x)) for x in "HHWEXX")
                    for c in main]
            shares = [known[c] * 2.0 ** (min(gaps) - gap) if gap <= min(gaps) + 2 else 0.0
                      for c, gap in zip(main, gaps)]
            for c, part in zip(main, shares):
                given[c] += sum(weights) * part / sum(shares)
        for day, weight in given.items():
            if weight > 0.0:
                kept[kind][day] = kept[kind].get(day, 0.0) + weight
    signs = {}
    for kind in sorted(kept):
        some = [wild[kind, "?"][letter] for letter in "SLO"] + [0.0]
        more = [wild[kind, "*"][letter] for letter in "SLOX"]
        # A sign that only came with pooled days means what the other one means.
        some = some if sum(some) else more[:3] + [0.0]
        more = more if sum(more) else some
        signs[kind] = ([w / sum(some) for w in some], [w / sum(more) for w in more])
    rows = []
    for kind in sorted(kept):
        wanted = [sum(features(day, 0.0)[column] * sum(weights)
                      for day, weights in days[kind].items()) for column in range(4)]
        kept[kind] = raked(kept[kind], signs[kind][1][3], wanted)
        total = sum(kept[kind].values())
        for day, weight in sorted(kept[kind].items(), key=lambda item: (-item[1], item[0])):
            rows.append((kind, day, weight / total))
    return rows, [(kind, some, more) for kind, (some, more) in signs.items()]


def time_class(minute):
    return sum(minute >= edge for edge in CLASSES)


def ahead(trips):
    """How much of the day follows: only the way home, a little, or more."""
    return 0 if trips <= 1 else 1 if trips <= 3 else 2


def observations(surveyed):
    """(kind, letter, group, flag, class, minutes, weight): kind 0 the start of the day's first
    activity, 1 when work or study is left and how long another activity lasts, 2 when home is left for
    one."""
    for person in surveyed:
        group = person.group()
        day = person.letters() if group is not None else None
        if not day:
            continue
        leave = [minutes(trip["D4"]) for trip in person.trips]
        arrive = [minutes(trip["D8"]) for trip in person.trips]
        if any(a < b for a, b in zip(arrive, leave)) or \
           any(b < a for a, b in zip(arrive, leave[1:])):
            continue
        for i, letter in enumerate(day):
            main = letter in "WE"
            if i == 0:
                flag = ahead(len(day) - 1) if main else ("W" in day or "E" in day)
                yield 0, letter, group, int(flag), 0, arrive[0], person.weight
            if i + 1 == len(day):
                continue
            if i + 1 == len(leave):
                continue
            moment = time_class(arrive[i])
            if letter == "H":
                follows = day[i + 1]
                flag = follows in day[:i] if follows in "WE" else len(day) - i > 3
                yield 2, follows, group, int(flag), moment, leave[i + 1], person.weight
            elif main:
                flag = 3 if letter in day[i + 1:] else ahead(len(day) - i - 1)
                yield 1, letter, group, int(flag), moment, leave[i + 1], person.weight
            else:
                flag = day[i + 1] != "H"
                stay = leave[i + 1] - arrive[i]
                yield 1, letter, group, int(flag), moment, stay, person.weight


def times(surveyed):
    cells = defaultdict(list)
    for kind, letter, group, flag, cls, value, weight in observations(surveyed):
        # How long one shops or brings somebody is much the same for all.
        own = group if kind != 1 or letter in "WEL" else ANY
        for key in {(kind, letter, own, flag, cls), (kind, letter, ANY, flag, cls),
                    (kind, letter, ANY, ANY, cls), (kind, letter, ANY, ANY, ANY)}:
            cells[key].append((value, weight))
    rows = []
    for key in sorted(cells):
        wildcards = sum(part == ANY for part in key[2:])
        if len(cells[key]) < (FEWEST if wildcards == 3 else ENOUGH):
            continue

        kind_of_time = key[0]

        def step(value, clock=kind_of_time != 1 or key[1] in "WE"):
            if clock:
                return 15
            return 5 if value < 120 else 15 if value < 360 else 30

        bins = histogram(cells[key], lambda v: v // step(v) * step(v), lambda low: low + step(low),
                         20 if kind_of_time == 0 else 11)
        rows.append((key, bins))
    return rows


def answers(surveyed):
    """What a synthetic population must come near to: all people of 5 and more."""
    people = [p for p in surveyed if p.age >= 5]
    total = sum(p.weight for p in people)
    hours = Counter()
    trips = 0.0
    letters = Counter()
    for p in people:
        for trip in p.trips:
            trips += p.weight
            hours[min(29, minutes(trip["D4"]) // 60 if minutes(trip["D4"]) >= 180
                      else minutes(trip["D4"]) // 60 + 24)] += p.weight
    tours = two = 0.0
    work = []
    for p in people:
        day = p.letters()
        if not day:
            continue
        for letter in day:
            letters[letter] += p.weight
        for tour in day.split("H")[:-1]:
            tours += p.weight
            two += p.weight if len(tour) == 1 else 0.0
        if p.group() == 0 and day.count("W") == 1 and day.index("W") + 1 < len(p.trips):
            i = day.index("W")
            work.append((minutes(p.trips[i + 1]["D4"]) - minutes(p.trips[i]["D8"]), p.weight))
    work.sort()
    half = sum(w for _, w in work) / 2
    median = 0
    for value, weight in work:
        half -= weight
        median = value
        if half <= 0:
            break
    at_home = sum(p.weight for p in people if not p.trips)
    kinds = []
    for group in range(7):
        part = [p for p in people if p.group() == group]
        weight = sum(p.weight for p in part)
        kinds.append((sum(p.weight * len(p.trips) for p in part) / weight,
                      sum(p.weight for p in part if not p.trips) / weight))
    spread = sum(letters.values())
    alone = [p for p in people if p.age >= 18]
    return {
        "trips_a_person": trips / total, "at_home": at_home / total,
        "tours_of_two_trips": two / tours,
        "work_minutes_mean": sum(v * w for v, w in work) / sum(w for _, w in work),
        "work_minutes_median": median,
        "driven_often": share([p.passenger in ("1", "2") for p in alone],
                              [p.weight for p in alone]),
        "hours": [hours[h] / trips for h in range(3, 30)],
        "purposes": [letters[letter] / spread for letter in "HWESLXO"],
        "group_trips": [trips_a_head for trips_a_head, _ in kinds],
        "group_at_home": [share_at_home for _, share_at_home in kinds],
    }
