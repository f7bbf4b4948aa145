// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "output/run_writer.hpp"
#include "tests/support/drawn_timetable.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/small_world.hpp"

namespace eveil::tests {

/// A day that is part of the observation, and not of the result's rows.
inline constexpr sim::DayUse only_averaged{true, false};

using Scratch = Folder;

/// Three commuters, one service, one hospital, on a drawn street; nothing moves: the records of
/// its days are made by hand.
///
///     A----B----C      links: AB 0, BA 1, BC 2, CB 3
///
/// Person 0 drives, person 1 rides with `navette`, person 2 is refused by it and walks to work and
/// back on foot. Trips are rows 0-5, two a person.
class SmallRun {
 public:
  /// One trip from a stop at (1, 2) to one at (3, 4).
  static geo::Timetable drawn_timetable() {
    geo::DrawnTimetable drawn;
    const geo::StopId a = drawn.stop({1.0, 2.0});
    const geo::StopId b = drawn.stop({3.0, 4.0});
    drawn.pattern(drawn.line(80), {a, b}, {{"07:00", "07:10"}});
    return drawn.done();
  }
  SmallRun() : small("A----B----C\nA-B 500 m 36 km/h\nB-C 1000 m 36 km/h residential\n") {
    geo::Sites& sites = small.territory.sites;
    sites.name.push_back("Hôpital");
    sites.kind.push_back(geo::SiteKind::hospital);
    sites.place.push_back({10.0, 20.0});
    sites.attendees.push_back({});
    sites.parking.push_back(-1.0);
    sites.opens.push_back(time_of_day(8));
    sites.closes.push_back(time_of_day(18));
    sites.group.push_back("");
    small.territory.timetable = drawn_timetable();
    small.territory.crs_wkt = "PROJCRS[\"drawn\"]";
    PeopleMaker maker;
    const geo::Network& network = small.territory.network;
    for (int person = 0; person < 3; ++person) {
      maker.commuter(network,
                     small.drawn.link("AB"),
                     small.drawn.link("BC"),
                     time_of_day(8, person),
                     time_of_day(17, person),
                     person == 0);
    }
    small.people = maker.people;
    small.people.site[scenarios::PersonId(std::size_t{2})] = geo::SiteId(std::size_t{0});
    small.people.destination_site[scenarios::TripId(std::size_t{4})] = geo::SiteId(std::size_t{0});
    small.scenario.name = "drawn";
    small.scenario.services.push_back(service_everywhere(small.territory, "navette"));
    world = std::make_unique<sim::World>(small.world());
  }

  std::vector<sim::TripRow> trips() const {
    const scenarios::Population& people = small.people;
    const std::vector<sim::Mode> modes = {
        0, 0, sim::first_service_mode, sim::first_service_mode, 1, 1};
    std::vector<sim::TripRow> rows(6);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const scenarios::TripId trip(i);
      rows[i].trip = trip;
      rows[i].number = static_cast<std::uint16_t>(i % 2);
      rows[i].status = sim::TripStatus::done;
      rows[i].mode = rows[i].wanted = modes[i];
      rows[i].departure = people.departure[trip];
      rows[i].arrival = people.departure[trip] + minutes(3);
      rows[i].distance = Metres(1000.0);
      rows[i].cost_eur = 0.15;
      rows[i].co2_g = 192.0;
    }
    rows[2].wait = minutes(1);
    rows[4].wanted = sim::first_service_mode;
    // The second rider's way home is never made.
    rows[3].status = sim::TripStatus::not_made;
    rows[3].departure = rows[3].arrival = TimeOfDay{-1};
    return rows;
  }

  std::vector<sim::LegRow> legs() const {
    std::vector<sim::LegRow> rows;
    for (const sim::TripRow& trip : trips()) {
      if (trip.status != sim::TripStatus::done) continue;
      sim::LegRow leg;
      leg.trip = trip.trip;
      leg.mode = trip.mode;
      if (trip.mode == sim::first_service_mode) leg.vehicle = sim::ServiceVehicleId(std::size_t{0});
      leg.departure = trip.departure;
      leg.arrival = trip.arrival;
      leg.distance = trip.distance;
      leg.from_link = small.people.origin_link[trip.trip];
      leg.to_link = small.people.destination_link[trip.trip];
      rows.push_back(leg);
    }
    return rows;
  }

  /// One served at 08:01 (waits 1 min, rides 2 min against 100 s alone), one refused at 08:02.
  sim::RequestBatch requests() const {
    sim::RequestBatch batch{scenarios::ServiceId(std::size_t{0}), {}};
    for (std::uint32_t person = 1; person <= 2; ++person) {
      sim::RequestRecord record;
      record.request.time = time_of_day(8, static_cast<int>(person));
      record.request.from = small.drawn.link("AB");
      record.request.to = small.drawn.link("BC");
      record.request.person = person;
      record.request.trip = 2 * person;
      batch.rows.push_back(record);
    }
    sim::RequestRecord& served = batch.rows[0];
    served.vehicle = sim::ServiceVehicleId(std::size_t{0});
    served.promised_pickup = served.pickup = time_of_day(8, 2);
    served.dropoff = time_of_day(8, 4);
    served.direct_time = seconds(100);
    served.direct_distance = served.ridden = Metres(1000.0);
    served.shared = true;
    served.fare_eur = 2.0;
    batch.rows[1].cause = sim::RefusalCause::wait_too_long;
    return batch;
  }

  sim::ServiceVehicleBatch vehicles() const {
    sim::ServiceVehicleRecord record;
    record.loaded = Metres(1000.0);
    record.empty = Metres(500.0);
    record.passenger = Metres(1000.0);
    record.driving = minutes(3);
    record.stopping = minutes(1);
    record.idle = minutes(56);
    record.boardings = 1;
    return {scenarios::ServiceId(std::size_t{0}), {record}};
  }

  std::vector<sim::LinkTimeRow> link_times() const {
    sim::LinkTimeRow car;
    car.link = small.drawn.link("BC");
    car.slice = 20;  // 03:00 + 20 x 15 min = 08:00
    car.volume = 1;
    car.travel = seconds(125);
    sim::LinkTimeRow service = car;
    service.vehicle_class = sim::VehicleClass::service;
    return {car, service};
  }

  /// Person 0 sets out and drives to work, `times` times the same.
  sim::EventBatch events(std::size_t times = 1) const {
    sim::EventBatch batch;
    const auto eight = static_cast<std::int32_t>(time_of_day(8).ms);
    const std::uint8_t none = 6;  // of six modes
    const auto add =
        [&](std::int32_t ms, sim::EventType type, std::int32_t person, std::int32_t link) {
          batch.time_ms.push_back(eight + ms);
          batch.type.push_back(type);
          batch.person.push_back(person);
          batch.vehicle.push_back(0);
          batch.link.push_back(link);
          batch.stop.push_back(-1);
          batch.mode.push_back(person < 0 ? none : sim::mode_car);
        };
    for (std::size_t time = 0; time < times; ++time) {
      add(0, sim::EventType::enters_vehicle, 0, 0);
      add(0, sim::EventType::enters_traffic, -1, 0);
      add(0, sim::EventType::enters_link, -1, 2);
      add(100'000, sim::EventType::leaves_traffic, -1, 2);
    }
    return batch;
  }

  /// The whole of a day, in the simulation's order.
  void hand_over_day(sim::Sink& sink, std::uint32_t day, sim::DayUse use = {}) const {
    sink.convergence(convergence(day));
    sink.begin_day(day);
    if (small.scenario.output.events) sink.take(events(event_times));
    sink.take(std::vector<sim::PersonDayRow>{{scenarios::PersonId(std::size_t{0}), -1.5}});
    sink.take(trips());
    sink.take(legs());
    sink.take(link_times());
    sink.take(std::vector<sim::GeneratorRow>{{geo::SiteId(std::size_t{0}), 1, 1, 0.0, {}}});
    sink.take(std::vector<sim::StopRow>{{geo::StopId(std::size_t{1}), 0, 2, 0}});
    sink.take(std::vector<sim::LineHourRow>{{geo::LineId(std::size_t{0}), 4, 1, 80, 2, 0, 2}});
    sink.take(requests());
    sink.take(vehicles());
    sink.end_day(use);
  }

  sim::ConvergenceRow convergence(std::uint32_t day) const {
    sim::ConvergenceRow row;
    row.day = day;
    row.route_gap = 0.1 / day;
    row.mode_share = {0.4, 0.4, 0.0, 0.0, 0.0, 0.2};
    row.quality.link_entries = 7;
    return row;
  }

  /// A result of that name, without indicators.
  output::RunWriterOptions options(const std::filesystem::path& path) const {
    output::RunWriterOptions options;
    options.path = path;
    options.facts.provenance.started = "2026-01-01T00:00:00Z";
    return options;
  }

  SmallWorld small;
  std::unique_ptr<sim::World> world;
  std::size_t event_times = 1;  ///< where events are asked for
};

}  // namespace eveil::tests
