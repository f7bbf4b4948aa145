// SPDX-License-Identifier: Apache-2.0
#include "sim/events.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <tuple>

#include "geo/base/parallel.hpp"
#include "sim/event_log.hpp"
#include "sim/run.hpp"
#include "tests/support/two_ways.hpp"

using namespace eveil;
using namespace eveil::tests;
using sim::EventType;

namespace {

struct Event {
  std::int32_t time_ms;
  EventType type;
  std::int32_t person;
  std::int32_t vehicle;
  std::int32_t link;
  std::int32_t stop;
  std::uint8_t mode;
  bool operator==(const Event&) const = default;
};

/// The last day of a run: its events and the tables that they must agree with.
class Kept : public sim::Sink {
 public:
  void begin_day(std::uint32_t day) override { days.push_back(day); }
  void drop_day() override { ++dropped; }
  void end_day(sim::DayUse /*use*/) override {}
  void convergence(const sim::ConvergenceRow& row) override { last = row; }
  void take(sim::Batch batch) override {
    if (auto* rows = std::get_if<std::vector<sim::TripRow>>(&batch)) trips = *rows;
    if (auto* rows = std::get_if<std::vector<sim::LegRow>>(&batch)) legs = *rows;
    if (auto* rows = std::get_if<std::vector<sim::LinkTimeRow>>(&batch)) links = *rows;
    if (auto* rows = std::get_if<sim::ServiceVehicleBatch>(&batch)) vehicles = rows->rows;
    const auto* found = std::get_if<sim::EventBatch>(&batch);
    if (found == nullptr) return;
    for (std::size_t row = 0; row < found->size(); ++row) {
      events.push_back({found->time_ms[row],
                        found->type[row],
                        found->person[row],
                        found->vehicle[row],
                        found->link[row],
                        found->stop[row],
                        found->mode[row]});
    }
  }

  std::vector<std::uint32_t> days;
  int dropped = 0;
  std::vector<sim::TripRow> trips;
  std::vector<sim::LegRow> legs;
  std::vector<sim::LinkTimeRow> links;
  std::vector<sim::ServiceVehicleRecord> vehicles;
  std::vector<Event> events;
  sim::ConvergenceRow last;
};

/// Commuters who drive, ride, cycle, walk, ask a service and look for places to park, among
/// background vehicles; too many for the road.
struct Town {
  SmallWorld small{two_ways};

  explicit Town(bool buses_on_road = false) {
    fill_two_ways(small, 600);
    enrich(small);
    small.scenario.simulation.buses_on_road = buses_on_road;
    // Else 100 m from every road.
    const double nearer = buses_on_road ? 80.0 : 0.0;
    small.territory.timetable.stop_place[geo::StopId(std::size_t{0})].x -= nearer;
    small.territory.timetable.stop_place[geo::StopId(std::size_t{1})].y -= nearer;
    scenarios::Service service = service_everywhere(small.territory, "shared");
    service.vehicles = 6;
    service.hours = {{time_of_day(6), time_of_day(17, 30)}};
    small.scenario.services.push_back(service);
    small.scenario.choice.car_constant = 1.35;
    small.scenario.output.events = true;
  }
  sim::World world() const {
    return small.with_background(200, "AB", "EF", time_of_day(7, 30), seconds(9));
  }
};

Kept day_of(const sim::World& world) {
  Kept kept;
  const auto state = sim::learn(world, {}, &kept);
  REQUIRE(state.has_value());
  return kept;
}

/// What the tables say, from nothing but the events, the network and who is who.
class Recomputed {
 public:
  Recomputed(const sim::World& world, const Kept& kept)
      : world_(world),
        ranges_(sim::vehicle_ranges(world)),
        on_(static_cast<std::size_t>(ranges_.back().first + ranges_.back().count)),
        trip_(world.population.person_count()),
        leg_(world.population.person_count()) {
    for (const sim::TripRow& trip : kept.trips) {
      if (trip.departure.ms >= 0) made_[person_of(trip.trip)].push_back(trip.trip);
    }
    for (const Event& event : kept.events) {
      if (event.person >= 0) {
        take_person(event);
      } else {
        take_vehicle(event);
      }
    }
    std::stable_sort(
        legs.begin(), legs.end(), [](const auto& a, const auto& b) { return a.trip < b.trip; });
  }

  using Cell = std::tuple<std::uint32_t, std::size_t, sim::VehicleClass>;
  std::map<Cell, std::pair<std::uint32_t, std::int64_t>> volume_and_ms;
  std::vector<sim::LegRow> legs;
  std::map<std::int32_t, std::int64_t> driven_mm;  // of legs that ended

 private:
  struct OnRoad {
    std::int32_t link = -1;
    std::int32_t entry = 0;
    std::int64_t mm = 0;
  };

  std::size_t person_of(scenarios::TripId trip) const {
    return world_.population.person[trip].value;
  }
  const sim::VehicleRange& range_of(std::int32_t vehicle) const {
    for (const sim::VehicleRange& range : ranges_) {
      if (vehicle >= range.first && vehicle < range.first + range.count) return range;
    }
    throw std::out_of_range("a vehicle of no range");
  }

  void leave_link(OnRoad& on, const Event& event) {
    if (on.link < 0) return;
    using Kind = sim::VehicleRange::Kind;
    const Kind kind = range_of(event.vehicle).kind;
    const auto vehicle_class = kind == Kind::car       ? sim::VehicleClass::car
                               : kind == Kind::service ? sim::VehicleClass::service
                               : kind == Kind::transit ? sim::VehicleClass::bus
                                                       : sim::VehicleClass::background;
    auto& [volume, ms] =
        volume_and_ms[{static_cast<std::uint32_t>(on.link), slice_of({on.entry}), vehicle_class}];
    ++volume;
    ms += event.time_ms - on.entry;
    on.link = -1;
  }

  void take_vehicle(const Event& event) {
    OnRoad& on = on_.at(static_cast<std::size_t>(event.vehicle));
    switch (event.type) {
      case EventType::enters_traffic:
        on = {};
        return;
      case EventType::enters_link: {
        leave_link(on, event);
        on.link = event.link;
        on.entry = event.time_ms;
        const double length = world_.network().length[geo::LinkId(std::size_t(event.link))].value;
        on.mm += static_cast<std::int64_t>(std::floor(length * 1000.0 + 0.5));
        return;
      }
      case EventType::leaves_traffic:
        leave_link(on, event);
        driven_mm[event.vehicle] += on.mm;
        return;
      default:
        FAIL("an event of a vehicle that only people have");
    }
  }

  void take_person(const Event& event) {
    const auto person = static_cast<std::size_t>(event.person);
    sim::LegRow& leg = leg_[person];
    const auto link = [&] {
      return event.link < 0 ? geo::LinkId::none() : geo::LinkId(std::size_t(event.link));
    };
    const auto stop = [&] {
      return event.stop < 0 ? geo::StopId::none() : geo::StopId(std::size_t(event.stop));
    };
    switch (event.type) {
      case EventType::activity_ends:
        ++trip_[person];
        return;
      case EventType::departs:
        leg = {};
        leg.trip = made_[person].at(trip_[person] - 1);
        leg.mode = event.mode;
        leg.departure = {event.time_ms};
        leg.from_link = link();
        leg.from_stop = stop();
        return;
      case EventType::enters_vehicle: {
        leg.departure = {event.time_ms};
        const sim::VehicleRange& range = range_of(event.vehicle);
        leg.line = range.line;
        if (range.service.valid()) {
          leg.vehicle = sim::ServiceVehicleId(std::size_t(event.vehicle - range.first));
        }
        return;
      }
      case EventType::arrives:
        leg.arrival = {event.time_ms};
        leg.to_link = link();
        leg.to_stop = stop();
        leg.distance = Metres(static_cast<double>(on_[person].mm) / 1000.0);  // of the own car
        legs.push_back(leg);
        return;
      default:
        return;
    }
  }

  const sim::World& world_;
  std::vector<sim::VehicleRange> ranges_;
  std::vector<OnRoad> on_;
  std::map<std::size_t, std::vector<scenarios::TripId>> made_;
  std::vector<std::size_t> trip_;
  std::vector<sim::LegRow> leg_;
};

auto ends_of(const sim::LegRow& leg) {
  return std::tuple(leg.trip,
                    leg.mode,
                    leg.vehicle,
                    leg.departure,
                    leg.arrival,
                    leg.from_link,
                    leg.to_link,
                    leg.line,
                    leg.from_stop,
                    leg.to_stop);
}

std::int64_t in_mm(Metres distance) {
  return static_cast<std::int64_t>(std::floor(distance.value * 1000.0 + 0.5));
}

}  // namespace

TEST_CASE("legs, volumes, times and distances follow from the events of the day, exactly",
          "[sim][events]") {
  const Town town(GENERATE(false, true));
  const sim::World world = town.world();
  const Kept kept = day_of(world);
  CHECK((kept.last.transit.buses > 0) == town.small.scenario.simulation.buses_on_road);
  const Recomputed found(world, kept);

  // Only trips that arrived have legs in the table.
  std::vector<sim::LegRow> legs;
  for (const sim::LegRow& leg : found.legs) {
    if (kept.trips[leg.trip.value].status == sim::TripStatus::done) legs.push_back(leg);
  }
  REQUIRE(legs.size() == kept.legs.size());
  std::array<int, 6> by_mode{};
  for (std::size_t row = 0; row < legs.size(); ++row) {
    INFO("leg " << row << " of trip " << kept.legs[row].trip.value << ", mode "
                << int{kept.legs[row].mode});
    REQUIRE(ends_of(legs[row]) == ends_of(kept.legs[row]));
    if (legs[row].mode == sim::mode_car) REQUIRE(legs[row].distance == kept.legs[row].distance);
    ++by_mode.at(legs[row].mode);
  }
  // Somebody went by each mode that is to be had: no passengers without households.
  for (const auto mode : {sim::mode_car, sim::mode_walk, sim::mode_bicycle, sim::mode_transit}) {
    CHECK(by_mode[mode] > 10);
  }
  CHECK(by_mode[sim::first_service_mode] > 5);

  REQUIRE(found.volume_and_ms.size() == kept.links.size());
  for (const sim::LinkTimeRow& row : kept.links) {
    const auto& [volume, ms] =
        found.volume_and_ms.at({row.link.value, row.slice, row.vehicle_class});
    REQUIRE(volume == row.volume);
    REQUIRE(ms / volume == row.travel.ms);
  }

  const sim::VehicleNumbers numbers(world);
  for (std::size_t row = 0; row < kept.vehicles.size(); ++row) {
    const auto driven = found.driven_mm.find(numbers.of_service(0, row));
    const std::int64_t mm = driven == found.driven_mm.end() ? 0 : driven->second;
    REQUIRE(mm == in_mm(kept.vehicles[row].loaded + kept.vehicles[row].empty));
  }
}

TEST_CASE("events are ordered, and the same at any number of threads", "[sim][events]") {
  const Town town(GENERATE(false, true));
  const sim::World world = town.world();
  std::vector<Kept> kept;
  for (const std::size_t threads : {1, 2, 3}) {
    const parallel::ThreadLimit limit(threads);
    kept.push_back(day_of(world));
  }
  REQUIRE(kept[0].events.size() > 10'000);
  REQUIRE(std::is_sorted(kept[0].events.begin(),
                         kept[0].events.end(),
                         [](const Event& a, const Event& b) { return a.time_ms < b.time_ms; }));
  REQUIRE(kept[0].events == kept[1].events);
  REQUIRE(kept[0].events == kept[2].events);
  REQUIRE(kept[0].days == std::vector<std::uint32_t>{5});
}

TEST_CASE("asking for events changes nothing else, and without asking there are none",
          "[sim][events]") {
  Town town;
  const Kept with = day_of(town.world());
  town.small.scenario.output.events = false;
  const Kept without = day_of(town.world());
  REQUIRE(without.events.empty());
  REQUIRE(without.legs.size() == with.legs.size());
  for (std::size_t row = 0; row < with.legs.size(); ++row) {
    REQUIRE(ends_of(with.legs[row]) == ends_of(without.legs[row]));
  }
}

TEST_CASE("where learning may end with any day, the events of the one that it ends with are kept",
          "[sim][events][gap]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 50);
  small.scenario.simulation.days = 10;
  small.scenario.simulation.relative_gap = 0.9;
  small.scenario.simulation.average_days = 1;
  small.scenario.output.events = true;
  const Kept kept = day_of(small.world());
  // The ramp of capacity lasts for six of the ten days; the seventh is the first that may end it.
  REQUIRE(kept.last.day < 10);
  REQUIRE(kept.days.back() == kept.last.day);
  REQUIRE(static_cast<int>(kept.days.size()) == kept.dropped + 1);
  REQUIRE(!kept.events.empty());
}

TEST_CASE("each recorded day has its events, also where learning may end with any of them",
          "[sim][events][gap]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 50);
  small.scenario.simulation.days = 10;
  small.scenario.simulation.relative_gap = GENERATE(0.0, 0.9);
  small.scenario.output.events = true;
  sim::RunControl control;
  control.average_days = 2;
  control.record_days = 2;
  Kept kept;
  REQUIRE(sim::learn(small.world(), control, &kept).has_value());
  // To the gap it comes on the seventh day at the earliest.
  CHECK((kept.last.day < 10) == (small.scenario.simulation.relative_gap > 0.0));
  REQUIRE(static_cast<int>(kept.days.size()) == kept.dropped + 2);
  CHECK(kept.days.back() == kept.last.day);
  CHECK(kept.days[kept.days.size() - 2] == kept.last.day - 1);
  // Everyone's first event of a day is the end of an activity: 50 people, once a day begun.
  std::size_t ends = 0;
  for (const Event& event : kept.events) ends += event.type == EventType::activity_ends ? 1 : 0;
  CHECK(ends >= 50 * kept.days.size());
}

TEST_CASE("the log hands on a second only when nothing in it can still come", "[sim][events]") {
  std::vector<std::int32_t> times;
  sim::EventLog log(
      3,
      5,
      [](std::uint64_t tag) { return static_cast<std::int32_t>(tag); },
      [&](sim::EventBatch batch) {
        times.insert(times.end(), batch.time_ms.begin(), batch.time_ms.end());
      });
  const auto person = [](std::size_t row) { return scenarios::PersonId(row); };
  const geo::LinkId link(std::size_t{0});
  const TimeOfDay eight = time_of_day(8);
  SECTION("late ones find their place, far ahead ones too") {
    log.activity_ends(eight + seconds(100), person(0), link);
    log.activity_ends(eight + minutes(90), person(1), link);
    log.release(eight + seconds(100));
    log.activity_ends(eight + seconds(99), person(2), link);
    REQUIRE(log.finish());
    REQUIRE(times == std::vector<std::int32_t>{static_cast<std::int32_t>(eight.ms) + 99'000,
                                               static_cast<std::int32_t>(eight.ms) + 100'000,
                                               static_cast<std::int32_t>(eight.ms) + 5'400'000});
  }
  SECTION("one that comes after its second has left is a fault that is told") {
    log.release(eight);
    log.activity_ends(eight - sim::EventLog::margin - seconds(1), person(2), link);
    REQUIRE_FALSE(log.finish());
    REQUIRE(times.empty());
  }
}
