// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/error.hpp"
#include "geo/base/index.hpp"
#include "geo/base/stop.hpp"
#include "geo/routing/road_router.hpp"
#include "sim/background.hpp"
#include "sim/event_log.hpp"
#include "sim/records.hpp"
#include "sim/travellers/choice.hpp"
#include "sim/travellers/route_book.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// What people set out to do on one day, and what operators know.
struct DayPlan {
  const ModeChoice& choice;
  const Column<TourId, Mode>& tour_mode;
  const RouteBook& routes;
  const Column<scenarios::TripId, TimeOfDay>& departure;
  const geo::LinkTimes& known;  ///< learnt until the day before
  std::uint64_t replication = 0;
  std::uint32_t day = 1;
  StopFlag stop = nullptr;                                    ///< asked between windows
  std::span<const std::vector<geo::LinkId>> background = {};  ///< routes of those vehicles
  EventLog* events = nullptr;  ///< where to tell what happens; may be null
};

/// One service's day.
struct ServiceDay {
  Column<RequestId, RequestRecord> requests;
  Column<ServiceVehicleId, ServiceVehicleRecord> vehicles;
};

/// A car that came to a mobility generator.
struct ParkedCar {
  geo::SiteId site;  ///< where its driver goes
  TimeOfDay arrival;
  Duration lost;  ///< by search and the walk, one way
};

/// What came of one day; the link counts stay in the Traffic that ran it.
struct DayOutcome {
  Column<scenarios::TripId, TripRow> trips;
  Column<scenarios::TripId, RequestId> request;  ///< the last one of the trip, or none
  std::vector<ServiceDay> services;              ///< by ServiceId
  std::vector<LegRow> legs;                      ///< of trips with more than one, by trip and time
  std::vector<StopRow> stops;                    ///< one a stop
  std::vector<LineHourRow> lines;
  std::vector<ParkingUse> parking;  ///< by SiteId
  std::vector<ParkedCar> parked;
  TrafficQuality quality;
  BackgroundCount background;
  TransitQuality transit;
  std::uint64_t unfinished = 0;  ///< trips stuck at the end of the day
};

/// A day between two of its windows.
struct DayMoment {
  TimeOfDay window;                     ///< the next one
  std::function<void(Archive&)> visit;  ///< writes all that the rest of the day depends on
};

/// How a day is broken off and gone on with.
struct DayBreaks {
  /// Asked between windows: whether `save` is wanted. May be empty.
  std::function<bool()> due;
  /// Called when it is due or the plan's `stop` is set; its failure ends the day. May be empty.
  std::function<Expected<void>(const DayMoment&)> save;
  /// What `DayMoment::visit` wrote, of the same world and plan; null: the day begins. The day goes
  /// on from there as if it had never been broken off.
  Archive* from = nullptr;
  std::string where;  ///< the file behind `from`, for messages
};

/// Moves everybody through one day, from 03:00 to 30:00: people set out, cars and service vehicles
/// queue on the same roads, operators answer, the refused take a fallback.
///
/// A trip starts at its intended time, or one minute after the arrival of the trip before where
/// that is later. A refused traveller at home takes the car for the whole tour if there is one.
/// Else, and away from home: public transport, or a walk if it isn't too far; else the traveller
/// stays (status `refused`) or is `stranded`, and the rest isn't made. A car that finds its site's
/// places full goes to those of a near site, else to the street. \threads parallel inside traffic
/// windows; the same outcome at any thread count.
/// \errors interrupted: `stop` was set, what `breaks.save` returned, bad_input: `breaks.from` is
/// damaged or of another day.
Expected<DayOutcome> run_day(const World& world,
                             const DayPlan& plan,
                             Traffic& traffic,
                             const DayBreaks& breaks = {});

}  // namespace eveil::sim
