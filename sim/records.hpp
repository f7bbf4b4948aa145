// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <variant>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/places/sites.hpp"
#include "geo/places/zones.hpp"
#include "geo/transit/timetable.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/services/service.hpp"
#include "sim/events.hpp"
#include "sim/services/on_demand.hpp"
#include "sim/traffic/traffic.hpp"
#include "sim/travellers/modes.hpp"

/// What the simulation hands to whoever records it: plain rows in batches through one narrow sink.
namespace eveil::sim {

/// How a planned trip ended.
enum class TripStatus : std::uint8_t {
  done,      ///< arrived, perhaps by the fallback's mode
  refused,   ///< refused by a service at home, and no fallback: stayed there
  stranded,  ///< refused by a service away from home, and no fallback
  stuck,     ///< still on the way at the end of the day
  not_made,  ///< the trip before it failed, or the day was over
};
inline constexpr std::size_t trip_status_count = 5;

struct TripRow {
  scenarios::TripId trip;
  std::uint16_t number = 0;  ///< in the person's day, from 0 without gap
  TripStatus status = TripStatus::not_made;
  Mode mode = no_mode;      ///< of the main leg; the mode wanted where the trip was not made
  Mode wanted = no_mode;    ///< the mode chosen before any refusal
  TimeOfDay departure{-1};  ///< real; -1: never
  TimeOfDay arrival{-1};    ///< -1: never
  Duration wait{0};         ///< for a service's vehicle, or at stops
  Duration walk{0};         ///< of public transport: to, between and from stops; of a car: to the
                            ///< place where it stands
  std::uint8_t transfers = 0;
  Metres distance;
  double cost_eur = 0.0;
  double co2_g = 0.0;  ///< tank to wheel; a service's empty kilometres shared by its riders
  double transit_co2e_g = 0.0;  ///< of rides by public transport, upstream of the tank included
};

struct LegRow {
  scenarios::TripId trip;
  Mode mode = no_mode;
  ServiceVehicleId vehicle;  ///< of the service, or none
  TimeOfDay departure;
  TimeOfDay arrival;
  Metres distance;
  geo::LinkId from_link;
  geo::LinkId to_link;
  geo::LineId line;       ///< of a ride by public transport
  geo::StopId from_stop;  ///< where the leg starts or ends at a stop
  geo::StopId to_stop;
};

/// One row for every link, slice and vehicle class with traffic.
struct LinkTimeRow {
  geo::LinkId link;
  std::uint32_t slice = 0;
  VehicleClass vehicle_class = VehicleClass::car;
  std::uint32_t volume = 0;  ///< vehicles as simulated, unexpanded
  Duration travel;           ///< mean of them
};

/// What became of the cars that came to a site on one day.
struct ParkingUse {
  std::uint32_t greatest = 0;   ///< cars at once on its places, as simulated
  std::uint32_t sent_on = 0;    ///< found it full
  std::uint32_t to_street = 0;  ///< of them, found no other site's places either
  Duration lost;                ///< by search and walks, all of them together
};

struct GeneratorRow {
  geo::SiteId site;
  Mode mode = no_mode;
  std::uint32_t arrivals = 0;  ///< as simulated
  double co2_g = 0.0;          ///< of the trips that arrived
  ParkingUse parking;          ///< in the row of the car
};

/// One stop on one day, as simulated.
struct StopRow {
  geo::StopId stop;
  std::uint32_t boardings = 0;
  std::uint32_t alightings = 0;
  std::uint32_t left_behind = 0;  ///< times that a full vehicle left somebody there
};

/// A line in an hour of departure of its vehicles, as simulated.
struct LineHourRow {
  geo::LineId line;
  std::uint32_t hour = 0;  ///< from 03:00
  std::uint32_t vehicles = 0;
  std::uint32_t places = 0;  ///< of one vehicle in this sample
  std::uint32_t boardings = 0;
  std::uint32_t left_behind = 0;
  std::uint32_t greatest_load = 0;
};

/// What a day's public transport must report about itself.
struct TransitQuality {
  std::uint64_t boardings = 0;
  std::uint64_t left_behind = 0;  ///< by a full vehicle
  std::uint64_t gave_up = 0;      ///< no further vehicle of the pattern came
  std::uint64_t searched = 0;     ///< journeys sought during the day
  std::uint64_t buses = 0;        ///< runs that set out on the road
  std::uint64_t bus_stops = 0;    ///< their arrivals at stops
  std::uint64_t bus_late_ms = 0;  ///< after the timetable, of all those together
  std::uint64_t bus_latest_ms = 0;

  /// NaN where no bus came to a stop.
  double mean_late_s() const {
    if (bus_stops == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(bus_late_ms) / static_cast<double>(bus_stops) / 1000.0;
  }
};

/// What can be reached from a zone within `reach_time` by a mode.
struct ReachRow {
  geo::ZoneId zone;
  Mode mode = no_mode;
  double jobs = 0.0;
};

struct PersonDayRow {
  scenarios::PersonId person;
  double utility = 0.0;  ///< experienced, tastes included
};

/// One day of learning.
struct ConvergenceRow {
  std::uint32_t day = 0;  ///< from 1; goes on counting after the fork
  bool forked = false;
  double route_gap = 0.0;
  double choice_gap = 0.0;
  double background_route_gap =
      std::numeric_limits<double>::quiet_NaN();  ///< NaN where no background vehicle is known
  double mean_travel_time_s = 0.0;               ///< of trips done
  double changed_share = 0.0;      ///< people whose mode of any tour differs from the day before
  std::vector<double> mode_share;  ///< of trips done, by Mode
  TrafficQuality quality;
  TransitQuality transit;
  std::uint64_t unfinished = 0;  ///< trips stuck at the end of the day
};

struct RequestBatch {
  scenarios::ServiceId service;
  std::vector<RequestRecord> rows;
};
struct ServiceVehicleBatch {
  scenarios::ServiceId service;
  std::vector<ServiceVehicleRecord> rows;
};

using Batch = std::variant<std::vector<TripRow>,
                           std::vector<LegRow>,
                           std::vector<LinkTimeRow>,
                           std::vector<GeneratorRow>,
                           std::vector<PersonDayRow>,
                           std::vector<StopRow>,
                           std::vector<LineHourRow>,
                           std::vector<ReachRow>,
                           RequestBatch,
                           ServiceVehicleBatch,
                           EventBatch>;

/// What a day that was handed over is for; known when it ends.
struct DayUse {
  bool averaged = true;  ///< among the last `average_days`: it is part of the observation
  bool recorded = true;  ///< among the last `record_days`: its rows are part of the result
};

/// Where records go. Called from one thread, in order; may block while it catches up.
class Sink {
 public:
  virtual ~Sink() = default;
  /// The tables of `day` follow; only the last days of a run are handed over.
  virtual void begin_day(std::uint32_t day) = 0;
  virtual void take(Batch batch) = 0;
  virtual void end_day(DayUse use) = 0;
  /// The day begun is dropped: only when it was over was it known not to be among the last.
  virtual void drop_day() {}
  /// Every day, recorded or not.
  virtual void convergence(const ConvergenceRow& row) = 0;
};

}  // namespace eveil::sim
