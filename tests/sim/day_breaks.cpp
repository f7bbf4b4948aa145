// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <optional>

#include "geo/base/random.hpp"
#include "sim/day.hpp"
#include "sim/learning.hpp"
#include "tests/support/busy_world.hpp"

using namespace eveil;
using namespace eveil::tests;

namespace {

using Bytes = std::vector<std::byte>;

Bytes bytes_of(const sim::DayMoment& moment) {
  Bytes bytes;
  Archive archive = Archive::writer([&](std::span<const std::byte> piece) -> Expected<void> {
    bytes.insert(bytes.end(), piece.begin(), piece.end());
    return {};
  });
  moment.visit(archive);
  REQUIRE(archive.finish("memory"));
  return bytes;
}

// All that came of a day, as bytes: what has padding is taken apart.
Bytes content_of(sim::DayOutcome outcome, const sim::LinkCounts& counts) {
  Bytes bytes;
  Archive archive = Archive::writer([&](std::span<const std::byte> piece) -> Expected<void> {
    bytes.insert(bytes.end(), piece.begin(), piece.end());
    return {};
  });
  for (sim::TripRow& row : outcome.trips) {
    archive(row.trip, row.number, row.status, row.mode, row.wanted, row.departure, row.arrival);
    archive(row.wait, row.walk, row.transfers, row.distance, row.cost_eur, row.co2_g);
  }
  archive(outcome.request);
  for (sim::LegRow& leg : outcome.legs) {
    archive(leg.trip, leg.mode, leg.vehicle, leg.departure, leg.arrival, leg.distance);
    archive(leg.from_link, leg.to_link, leg.line, leg.from_stop, leg.to_stop);
  }
  for (sim::ServiceDay& service : outcome.services) {
    for (sim::RequestRecord& row : service.requests) {
      archive(row.request.time, row.request.name, row.request.trip, row.cause, row.vehicle);
      archive(row.promised_pickup, row.pickup, row.dropoff, row.direct_time, row.direct_distance);
      archive(row.ridden, row.shared, row.fare_eur);
    }
    for (sim::ServiceVehicleRecord& row : service.vehicles) {
      archive(row.loaded, row.empty, row.passenger, row.driving, row.stopping, row.idle);
      archive(row.boardings);
    }
  }
  archive(outcome.stops, outcome.lines);
  for (sim::ParkingUse& use : outcome.parking) {
    archive(use.greatest, use.sent_on, use.to_street, use.lost);
  }
  for (sim::ParkedCar& car : outcome.parked) archive(car.site, car.arrival, car.lost);
  archive(outcome.quality, outcome.background, outcome.transit, outcome.unfinished);
  for (sim::LinkCount row : counts.rows) {
    archive(row.link, row.slice, row.vehicle_class, row.volume, row.travel_ms);
  }
  REQUIRE(archive.finish("memory"));
  return bytes;
}

// A day of a world in which everything happens, lived through as a whole or in parts.
class Day {
 public:
  explicit Day(int people, bool buses_on_road = false)
      : busy_(people, buses_on_road), world_(busy_.world()) {
    const auto learnt = sim::learn(world_, {}, nullptr);
    REQUIRE(learnt);
    state_ = *learnt;
    // Of ten, six drive who have a car; the others take the bus, the service or walk.
    for (const sim::TourId tour : state_.tour_mode.ids()) {
      const std::uint32_t tenth = tour.value % 10;
      const bool car = tour.value % 4 != 0;
      state_.tour_mode[tour] = car && tenth < 6 ? sim::mode_car
                               : tenth % 3 == 0 ? sim::first_service_mode
                               : tenth % 3 == 1 ? sim::mode_transit
                                                : sim::mode_walk;
    }
  }

  struct Lived {
    Expected<sim::DayOutcome> outcome;
    Bytes content;
  };
  Lived live(const sim::DayBreaks& breaks, StopFlag stop = nullptr) const {
    const sim::ModeChoice choice(world_.population, world_.scenario, world_.tours, 0);
    const sim::DayPlan plan{choice,
                            state_.tour_mode,
                            state_.routes,
                            state_.departure,
                            state_.times,
                            0,
                            state_.days + 1,
                            stop,
                            state_.background_routes};
    sim::Traffic traffic(world_.network(),
                         world_.graph.adjacency(),
                         sim::traffic_parameters(world_.scenario.simulation));
    Lived lived{sim::run_day(world_, plan, traffic, breaks), {}};
    if (lived.outcome) lived.content = content_of(*lived.outcome, traffic.counts());
    return lived;
  }
  Lived live_from(const Bytes& bytes) const {
    Archive archive = Archive::reader(bytes);
    sim::DayBreaks breaks;
    breaks.from = &archive;
    breaks.where = "memory";
    return live(breaks);
  }

 private:
  BusyWorld busy_;
  sim::World world_;
  sim::LearntState state_;
};

}  // namespace

TEST_CASE("the day of these tests has jams, refusals, full buses, full car parks and others' cars",
          "[sim][day][resume]") {
  const Day day(300);
  const auto outcome = day.live({}).outcome;
  REQUIRE(outcome);
  CHECK(outcome->background.arrived > 0);
  CHECK(outcome->transit.boardings > 0);
  CHECK(outcome->transit.left_behind > 0);
  CHECK(outcome->parking[0].sent_on > 0);
  std::size_t refused = 0;
  std::size_t shared = 0;
  for (const sim::RequestRecord& request : outcome->services[0].requests) {
    refused += request.cause == sim::RefusalCause::none ? 0 : 1;
    shared += request.shared ? 1 : 0;
  }
  CHECK(refused > 0);
  CHECK(shared > 0);
  Duration longest;
  for (const sim::TripRow& row : outcome->trips) {
    if (row.mode == sim::mode_car) longest = std::max(longest, row.arrival - row.departure);
  }
  CHECK(longest > minutes(10));  // about 5 where nobody is in the way
}

TEST_CASE("a day broken off between any two windows ends as if it never had been",
          "[sim][day][resume][slow]") {
  const Day day(300);
  std::size_t windows = 0;
  std::vector<Bytes> moments;
  sim::DayBreaks breaks;
  breaks.due = [&] { return windows++ % 7 == 0; };
  breaks.save = [&](const sim::DayMoment& moment) -> Expected<void> {
    moments.push_back(bytes_of(moment));
    return {};
  };
  const Day::Lived whole = day.live(breaks);
  REQUIRE(whole.outcome);
  REQUIRE(moments.size() > 200);
  for (const Bytes& bytes : moments) {
    const Day::Lived rest = day.live_from(bytes);
    INFO((rest.outcome ? "" : describe(rest.outcome.error())));
    REQUIRE(rest.outcome);
    REQUIRE(rest.content == whole.content);
  }
}

TEST_CASE(
    "a day with buses on the road broken off between two windows ends as if it never had been",
    "[sim][day][resume][buses][slow]") {
  const Day day(300, true);
  std::size_t windows = 0;
  std::vector<Bytes> moments;
  sim::DayBreaks breaks;
  breaks.due = [&] { return windows++ % 31 == 0; };
  breaks.save = [&](const sim::DayMoment& moment) -> Expected<void> {
    moments.push_back(bytes_of(moment));
    return {};
  };
  const Day::Lived whole = day.live(breaks);
  REQUIRE(whole.outcome);
  REQUIRE(whole.outcome->transit.buses == 40);
  REQUIRE(whole.outcome->transit.bus_late_ms > 0);
  REQUIRE(moments.size() > 50);
  for (const Bytes& bytes : moments) {
    const Day::Lived rest = day.live_from(bytes);
    INFO((rest.outcome ? "" : describe(rest.outcome.error())));
    REQUIRE(rest.outcome);
    REQUIRE(rest.content == whole.content);
  }
}

TEST_CASE("a day that is broken off again and again ends as if it never had been",
          "[sim][day][resume][slow]") {
  const Day day(1000);
  const Bytes whole = day.live({}).content;
  Bytes bytes;
  std::size_t breaks_made = 0;
  std::optional<Day::Lived> last;
  for (std::uint64_t part = 0; !last; ++part) {
    std::atomic<bool> stop{false};
    // Draws are keyed by the part: up to 900 windows from one break to the next.
    auto left = static_cast<std::uint64_t>(Draw(5, Purpose::replan, part).uniform() * 900.0);
    sim::DayBreaks breaks;
    breaks.due = [&] {
      stop = left-- == 0;
      return false;
    };
    breaks.save = [&](const sim::DayMoment& moment) -> Expected<void> {
      bytes = bytes_of(moment);
      ++breaks_made;
      return {};
    };
    const Bytes from = bytes;
    Archive archive = Archive::reader(from);
    if (!from.empty()) breaks.from = &archive;
    Day::Lived lived = day.live(breaks, &stop);
    if (lived.outcome) {
      last = std::move(lived);
    } else {
      REQUIRE(lived.outcome.error().kind == ErrorKind::interrupted);
    }
  }
  CHECK(breaks_made > 5);
  CHECK(last->content == whole);
}

TEST_CASE("a day's state that is cut or changed is refused, or lived through, and never crashes",
          "[sim][day][resume][refused][slow]") {
  const Day day(120, GENERATE(false, true));
  std::size_t windows = 0;
  std::vector<Bytes> moments;
  sim::DayBreaks breaks;
  breaks.due = [&] { return windows++ % 700 == 350; };
  breaks.save = [&](const sim::DayMoment& moment) -> Expected<void> {
    moments.push_back(bytes_of(moment));
    return {};
  };
  REQUIRE(day.live(breaks).outcome);
  REQUIRE_FALSE(moments.empty());
  std::size_t refused = 0;
  for (std::uint64_t trial = 0; trial < 400; ++trial) {
    Draw draw(7, Purpose::replan, trial);
    Bytes bytes = moments[trial % moments.size()];
    const std::size_t at = draw.below(bytes.size());
    if (trial % 20 == 0) {
      bytes.resize(at);
    } else {
      bytes[at] ^= static_cast<std::byte>(1U << (trial % 8));
    }
    const auto lived = day.live_from(bytes);
    if (lived.outcome) continue;
    ++refused;
    CHECK(lived.outcome.error().kind == ErrorKind::bad_input);
    CHECK(lived.outcome.error().where == "memory");
  }
  CHECK(refused > 20);
}
