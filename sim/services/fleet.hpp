// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/routing/road_router.hpp"
#include "scenarios/services/service.hpp"
#include "sim/services/on_demand.hpp"
#include "sim/services/plan.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

/// Where a day's vehicles begin: each at the end of a link that ends in the area, drawn by service,
/// vehicle number, replication and day. Where no link ends in the area, all begin at the one
/// nearest to its middle.
std::vector<geo::LinkId> start_links(const scenarios::Service& service,
                                     const geo::RoadGraph& graph,
                                     const OnDemandParameters& parameters);

/// How much of [from, to) lies in the opening hours.
Duration open_time(const std::vector<scenarios::OpenHours>& hours, TimeOfDay from, TimeOfDay to);

/// A vehicle's way to its next stop, with the operator's time at the end of each link since the
/// first.
struct Leg {
  std::vector<geo::LinkId> links;
  std::vector<Duration> since_start;
  std::size_t at = 0;  ///< where the vehicle was when last looked at

  void visit(Archive& archive) { archive(links, since_start, at); }
};

/// One vehicle: it stands at the end of a link, or is on the road to `plan.stops[0]`. It goes on
/// the road as soon as it has a further stop, with the end of the stop under way as its departure:
/// so a stop ends to the millisecond, and the way may still be changed while people board.
struct ServiceVehicle {
  geo::LinkId link;      ///< where it stands, or left
  TimeOfDay free_from;   ///< the end of its last stop, which may lie ahead
  TimeOfDay stop_begin;  ///< of its last stop
  TimeOfDay departure;   ///< of the leg under way
  VehicleId road;        ///< none while it stands
  VehiclePlan plan;
  Leg leg;

  void visit(Archive& archive) { archive(link, free_from, stop_begin, departure, road, plan, leg); }
};

/// The vehicles of one service: drives them through their plans and keeps their books.
///
/// Serial; refers to its arguments, which must outlive it.
class Fleet {
 public:
  Fleet(const scenarios::Service& service,
        const geo::RoadGraph& graph,
        const geo::LinkTimes& known,
        const OnDemandParameters& parameters);

  /// The plan as it stands at `now`: where the vehicle can turn next, and the time that is left to
  /// its stop.
  const VehiclePlan& refresh(ServiceVehicleId vehicle, const Traffic& traffic);
  /// Sends the vehicle to the first stop of its plan from where it can turn. \pre refreshed, has a
  /// stop.
  void send(ServiceVehicleId vehicle, Traffic& traffic);
  /// Ends the leg under way, does the stop as far as the people are concerned, and sends the
  /// vehicle on.
  void arrive(const Arrival& arrival,
              Traffic& traffic,
              Column<RequestId, RequestRecord>& requests,
              std::vector<ServiceEvent>& events);
  /// Closes the books at the end of the day.
  void end_day();

  /// The vehicles and their books.
  void visit(Archive& archive);
  /// What was read fits together: `requests` and the vehicles that `traffic` has on the road.
  void check(Archive& archive,
             const Column<RequestId, RequestRecord>& requests,
             const Traffic& traffic) const;

  /// The way of one ride without stops.
  geo::Route direct(geo::LinkId from, geo::LinkId to, TimeOfDay departure);
  geo::RoadSearch& search() { return search_; }

  VehiclePlan& plan(ServiceVehicleId vehicle) { return vehicles_[vehicle].plan; }
  ServiceVehicleRecord& record(ServiceVehicleId vehicle) { return records_[vehicle]; }
  const Column<ServiceVehicleId, ServiceVehicleRecord>& records() const { return records_; }

 private:
  void book_leg(ServiceVehicleId vehicle,
                const Arrival& arrival,
                Column<RequestId, RequestRecord>& requests);
  void book_idle(ServiceVehicleId vehicle, TimeOfDay until);
  void do_stop(ServiceVehicleId vehicle,
               TimeOfDay begin,
               Column<RequestId, RequestRecord>& requests,
               std::vector<ServiceEvent>& events);

  const scenarios::Service* service_;
  const geo::RoadGraph* graph_;
  const geo::LinkTimes* known_;
  OnDemandParameters parameters_;
  std::uint64_t service_name_;
  geo::RoadSearch search_;
  Column<ServiceVehicleId, ServiceVehicle> vehicles_;
  Column<ServiceVehicleId, ServiceVehicleRecord> records_;
};

}  // namespace eveil::sim
