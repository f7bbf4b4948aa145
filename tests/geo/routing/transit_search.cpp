// SPDX-License-Identifier: Apache-2.0
#include "geo/routing/transit_search.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "geo/base/random.hpp"
#include "tests/support/drawn_timetable.hpp"
#include "tests/support/transit_reference.hpp"

using namespace eveil;
using namespace eveil::geo;

namespace {

/// Weights without a margin, where numbers are to be worked out.
TransitWeights plain() {
  TransitWeights weights;
  weights.margin = Duration{};
  return weights;
}

struct Walks {
  std::vector<StopWalk> access;
  std::vector<StopWalk> egress;
  TransitQuery from(TimeOfDay departure) const { return {departure, access, egress}; }
};

StopWalk walk(StopId stop, Duration time) { return {stop, time, Metres(0.0)}; }

void check_sums(const Timetable& table, const TransitJourney& journey, Duration margin) {
  CHECK(journey.departure <= journey.leave);
  CHECK((journey.arrival - journey.leave) ==
        journey.walking + journey.waiting + journey.in_vehicle);
  REQUIRE(journey.transfer_walks.size() + 1 == journey.legs.size());
  TimeOfDay ready = journey.leave + journey.access;
  Duration walking = journey.access + journey.egress;
  for (std::size_t row = 0; row < journey.legs.size(); ++row) {
    const TransitLeg& leg = journey.legs[row];
    CHECK(leg.board < leg.alight);
    CHECK(ready + margin <= leg.departure);
    CHECK(leg.departure == table.departure_at(leg.pattern, leg.trip, leg.board));
    CHECK(leg.arrival == table.arrival_at(leg.pattern, leg.trip, leg.alight));
    ready = leg.arrival;
    if (row + 1 == journey.legs.size()) break;
    ready = ready + journey.transfer_walks[row];
    walking = walking + journey.transfer_walks[row];
  }
  CHECK(ready + journey.egress == journey.arrival);
  CHECK(walking == journey.walking);
}

}  // namespace

//     a --line 1--> b --line 1--> c        line 1 every 20 min, 5 min a hop
//                   |
//                 2 min on foot
//                   |
//                   d --line 2--> e        line 2 at 07:10 and 07:40, 10 min
TEST_CASE("a journey with a change is the one worked out by hand", "[routing][transit]") {
  DrawnTimetable drawn;
  const StopId a = drawn.stop({0, 0});
  const StopId b = drawn.stop({1000, 0});
  const StopId c = drawn.stop({2000, 0});
  const StopId d = drawn.stop({1000, 100});
  const StopId e = drawn.stop({1000, 3000});
  const PatternId one = drawn.pattern(
      drawn.line(80),
      {a, b, c},
      {{"07:00", "07:05", "07:10"}, {"07:20", "07:25", "07:30"}, {"07:40", "07:45", "07:50"}});
  const PatternId two =
      drawn.pattern(drawn.line(80), {d, e}, {{"07:10", "07:20"}, {"07:40", "07:50"}});
  drawn.transfer(b, d, minutes(2));
  const Timetable table = drawn.done();
  TransitSearch search(table, plain());
  const Walks walks{{walk(a, minutes(3))}, {walk(e, minutes(4))}};

  // At a by 06:58, at b 07:05, at d 07:07, three minutes' wait, at e 07:20, there 07:24.
  const TransitJourney early = search.best(walks.from(at("06:55")));
  REQUIRE(early.rides() == 2);
  CHECK(early.legs[0] == TransitLeg{one, TransitTripId(0), 0, 1, at("07:00"), at("07:05")});
  CHECK(early.legs[1] == TransitLeg{two, TransitTripId(3), 0, 1, at("07:10"), at("07:20")});
  CHECK(early.leave == at("06:57"));
  CHECK(early.arrival == at("07:24"));
  CHECK(early.access == minutes(3));
  CHECK(early.egress == minutes(4));
  CHECK(early.walking == minutes(9));
  CHECK(early.waiting == minutes(3));
  CHECK(early.in_vehicle == minutes(15));
  // 15 min + 2.85 x 3 + 4.73 x 9 + 2 at home + 10 for the change, in seconds.
  CHECK(early.cost == Approx(60.0 * (15 + 2.85 * 3 + 4.73 * 9 + 2 + 10)));
  check_sums(table, early, {});

  // From 06:58 on the 07:00 is missed; the 07:20 is at d by 07:27, for the 07:40.
  const TransitJourney late = search.best(walks.from(at("06:58")));
  CHECK(late.leave == at("07:17"));
  CHECK(late.arrival == at("07:54"));
  CHECK(late.legs[0].trip == TransitTripId(1));
  CHECK(late.waiting == minutes(13));
  check_sums(table, late, {});

  CHECK_FALSE(search.best(walks.from(at("07:45"))).found);
  // A minute's margin: 06:57 + 3 min is at 07:00, too late for the 07:00.
  TransitSearch careful(table);
  CHECK(careful.best(walks.from(at("06:57"))).arrival == at("07:54"));
  CHECK(careful.best(walks.from(at("06:56"))).arrival == at("07:24"));
}

//     a --slow--> c            arrives 07:40
//     a --fast--> b --> c      arrives 07:30, a change
TEST_CASE("fewer rides are kept beside an earlier arrival, and the cost decides",
          "[routing][transit]") {
  DrawnTimetable drawn;
  const StopId a = drawn.stop({0, 0});
  const StopId b = drawn.stop({1000, 0});
  const StopId c = drawn.stop({2000, 0});
  drawn.pattern(drawn.line(80), {a, c}, {{"07:00", "07:40"}});
  drawn.pattern(drawn.line(80), {a, b}, {{"07:00", "07:10"}});
  drawn.pattern(drawn.line(80), {b, c}, {{"07:15", "07:30"}});
  const Timetable table = drawn.done();
  const Walks walks{{walk(a, {})}, {walk(c, {})}};
  TransitSearch search(table, plain());
  const auto choices = search.choices(walks.from(at("07:00")));
  REQUIRE(choices.size() == 2);
  CHECK(choices[0].rides() == 1);
  CHECK(choices[0].arrival == at("07:40"));
  CHECK(choices[1].rides() == 2);
  CHECK(choices[1].arrival == at("07:30"));
  // 40 min against 25 + 2.85 x 5 + 10 = 49.25.
  CHECK(search.best(walks.from(at("07:00"))).rides() == 1);
  TransitWeights hasty = plain();
  hasty.transfer = Duration{};  // 39.25
  CHECK(TransitSearch(table, hasty).best(walks.from(at("07:00"))).rides() == 2);
  TransitQuery one_ride = walks.from(at("07:00"));
  one_ride.most_rides = 1;
  CHECK(TransitSearch(table, hasty).best(one_ride).rides() == 1);
}

TEST_CASE("who is faster on foot walks, and who finds nothing is told so", "[routing][transit]") {
  DrawnTimetable drawn;
  const StopId a = drawn.stop({0, 0});
  const StopId b = drawn.stop({1000, 0});
  drawn.pattern(drawn.line(80), {a, b}, {{"07:00", "07:05"}});
  const Timetable table = drawn.done();
  TransitSearch search(table, plain());
  const Walks walks{{walk(a, {})}, {walk(b, {})}};
  TransitQuery query = walks.from(at("06:30"));
  // 5 min in the bus after 30 at home against 4.73 a minute on foot: even at 7.4 minutes.
  query.direct_walk = minutes(7);
  const TransitJourney on_foot = search.best(query);
  CHECK(on_foot.found);
  CHECK(on_foot.rides() == 0);
  CHECK(on_foot.arrival == at("06:37"));
  CHECK(on_foot.walking == minutes(7));
  query.direct_walk = minutes(8);
  CHECK(search.best(query).rides() == 1);
  query.egress = {};
  CHECK(search.best(query).rides() == 0);
  query.direct_walk = Duration{-1};
  CHECK_FALSE(search.best(query).found);
  CHECK(search.best(query).cost == std::numeric_limits<double>::infinity());
}

//     near ---- 07:10 ---->
//     a 07:00 - near 07:10 - z 07:20       the vehicle passes the door of who could walk back to a
TEST_CASE("one boards where the way costs least, and leaves home just in time",
          "[routing][transit]") {
  DrawnTimetable drawn;
  const StopId a = drawn.stop({0, 0});
  const StopId near = drawn.stop({1000, 0});
  const StopId b = drawn.stop({2000, 0});
  const StopId z = drawn.stop({3000, 0});
  drawn.pattern(
      drawn.line(80), {a, near, b}, {{"07:00", "07:10", "07:20"}, {"07:20", "07:30", "07:40"}});
  drawn.pattern(drawn.line(80), {b, z}, {{"08:00", "08:10"}});
  const Timetable table = drawn.done();
  TransitSearch search(table, plain());
  const Walks walks{{walk(a, minutes(10)), walk(near, minutes(1))}, {walk(z, {})}};
  const TransitJourney journey = search.best(walks.from(at("06:50")));
  // The 08:00 leaves from b; the 07:40 at b is the last that gets it.
  REQUIRE(journey.rides() == 2);
  CHECK(journey.legs[0].board == 1);
  CHECK(journey.legs[0].departure == at("07:30"));
  CHECK(journey.access == minutes(1));
  CHECK(journey.leave == at("07:29"));
  CHECK(journey.waiting == minutes(20));
  check_sums(table, journey, {});
}

TEST_CASE("nobody boards or alights where the vehicle does not stop for it", "[routing][transit]") {
  DrawnTimetable drawn;
  const StopId a = drawn.stop({0, 0});
  const StopId b = drawn.stop({1000, 0});
  const StopId c = drawn.stop({2000, 0});
  const PatternId pattern = drawn.pattern(drawn.line(80), {a, b, c}, {{"07:00", "07:10", "07:20"}});
  drawn.table().pattern_calls[pattern][1] = may_alight;
  const Timetable sets_down = drawn.done();
  drawn.table().pattern_calls[pattern][1] = may_board;
  const Timetable picks_up = drawn.done();
  const Walks to_b{{walk(a, {})}, {walk(b, {})}};
  const Walks from_b{{walk(b, {})}, {walk(c, {})}};
  CHECK(TransitSearch(sets_down).best(to_b.from(at("06:00"))).found);
  CHECK_FALSE(TransitSearch(sets_down).best(from_b.from(at("06:00"))).found);
  CHECK_FALSE(TransitSearch(picks_up).best(to_b.from(at("06:00"))).found);
  CHECK(TransitSearch(picks_up).best(from_b.from(at("06:00"))).found);
}

namespace {

/// Stops in a square of 3 km, lines that wander between them, walks between some: nothing closed.
Timetable random_timetable(std::uint64_t seed) {
  Draw draw(seed, Purpose::sample, 1);
  DrawnTimetable drawn;
  std::vector<StopId> stops;
  for (std::size_t row = 0; row < 14; ++row) {
    stops.push_back(drawn.stop({3000 * draw.uniform(), 3000 * draw.uniform()}));
  }
  for (std::size_t line = 0; line < 9; ++line) {
    std::vector<StopId> way;
    const std::size_t length = 2 + draw.below(5);
    while (way.size() < length) {
      const StopId stop = stops[draw.below(stops.size())];
      if (way.empty() || way.back() != stop) way.push_back(stop);
    }
    std::vector<std::int64_t> ride;
    for (std::size_t hop = 1; hop < length; ++hop) {
      ride.push_back(1 + static_cast<std::int64_t>(draw.below(9)));
    }
    std::vector<std::vector<TimeOfDay>> trips;
    TimeOfDay start = time_of_day(7, static_cast<int>(draw.below(20)));
    for (std::size_t trip = 0; trip < 1 + draw.below(8); ++trip) {
      trips.push_back({start});
      for (const std::int64_t hop : ride)
        trips.back().push_back(trips.back().back() + minutes(hop));
      start = start + minutes(static_cast<std::int64_t>(draw.below(15)));
    }
    drawn.pattern_at(drawn.line(50), way, trips);
  }
  for (std::size_t row = 0; row < 12; ++row) {
    const StopId from = stops[draw.below(stops.size())];
    const StopId to = stops[draw.below(stops.size())];
    if (from != to) drawn.transfer(from, to, minutes(static_cast<std::int64_t>(draw.below(6))));
  }
  return drawn.done();
}

}  // namespace

TEST_CASE("no journey arrives later than the earliest that trying everything finds",
          "[routing][transit][law]") {
  std::size_t compared = 0;
  std::size_t changes = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Timetable table = random_timetable(seed);
    REQUIRE(check_timetable(table));
    TransitWeights weights;
    weights.margin = minutes(seed % 2);
    TransitSearch search(table, weights);
    Draw draw(seed, Purpose::sample, 2);
    for (int query = 0; query < 20; ++query) {
      Walks walks;
      for (int row = 0; row < 3; ++row) {
        walks.access.push_back(
            walk(StopId(draw.below(14)), minutes(static_cast<int>(draw.below(9)))));
        walks.egress.push_back(
            walk(StopId(draw.below(14)), minutes(static_cast<int>(draw.below(9)))));
      }
      const TransitQuery asked = walks.from(time_of_day(7, static_cast<int>(draw.below(60))));
      const auto earliest =
          earliest_by_rides(table, asked, weights.margin, TransitSearch::most_rides);
      std::vector<TimeOfDay> found(TransitSearch::most_rides, never_arrives);
      TimeOfDay before = never_arrives;
      for (const TransitJourney& journey : search.choices(asked)) {
        check_sums(table, journey, weights.margin);
        CHECK(journey.arrival < before);
        before = journey.arrival;
        for (std::size_t rides = journey.rides(); rides <= TransitSearch::most_rides; ++rides) {
          found[rides - 1] = journey.arrival;
        }
        if (journey.rides() > 1) ++changes;
        ++compared;
      }
      INFO("seed " << seed << ", query " << query);
      CHECK(found == earliest);
    }
  }
  CHECK(compared > 1000);
  CHECK(changes > 400);
}

TEST_CASE("a search gives the same journeys whatever it was asked before", "[routing][transit]") {
  const Timetable table = random_timetable(7);
  TransitSearch worn(table);
  for (std::size_t stop = 0; stop < 14; ++stop) {
    const Walks walks{{walk(StopId(stop), minutes(1))}, {walk(StopId((stop + 5) % 14), {})}};
    const TransitQuery asked = walks.from(time_of_day(7, 3));
    const TransitJourney used = worn.best(asked);
    TransitSearch fresh(table);
    const TransitJourney& first = fresh.best(asked);
    CHECK(used.found == first.found);
    CHECK(used.arrival == first.arrival);
    CHECK(used.legs == first.legs);
    CHECK(worn.best(asked).legs == used.legs);
  }
}

TEST_CASE("all stops in reach of a place have the arrival that a search for each alone finds",
          "[routing][transit][law]") {
  std::size_t in_reach = 0;
  std::size_t out_of_reach = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Timetable table = random_timetable(seed);
    TransitSearch all(table);
    TransitSearch one(table);
    Draw draw(seed, Purpose::sample, 3);
    Walks walks{{walk(StopId(draw.below(14)), minutes(2))}, {}};
    const TimeOfDay leaves = time_of_day(7, static_cast<int>(draw.below(60)));
    all.explore(leaves, walks.access, minutes(30));
    for (const StopId stop : table.stop_place.ids()) {
      walks.egress.assign(1, walk(stop, Duration{}));
      const auto journeys = one.choices(walks.from(leaves));
      // The last has most rides and arrives first.
      const bool there = !journeys.empty() && journeys.back().arrival <= leaves + minutes(30);
      CAPTURE(seed, stop.value);
      CHECK(all.earliest(stop) == (there ? journeys.back().arrival : TimeOfDay{-1}));
      ++(there ? in_reach : out_of_reach);
    }
  }
  CHECK(in_reach > 50);
  CHECK(out_of_reach > 50);
}
