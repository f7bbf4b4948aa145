// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/places/sites.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/services/service.hpp"
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
  Duration wait{0};         ///< for a service's vehicle
  Metres distance;
  double cost_eur = 0.0;
  double co2_g = 0.0;  ///< tank to wheel; a service's empty kilometres shared by its riders
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
};

/// One row for every link, slice and vehicle class with traffic.
struct LinkTimeRow {
  geo::LinkId link;
  std::uint32_t slice = 0;
  VehicleClass vehicle_class = VehicleClass::car;
  std::uint32_t volume = 0;  ///< vehicles as simulated, unexpanded
  Duration travel;           ///< mean of them
};

struct GeneratorRow {
  geo::SiteId site;
  Mode mode = no_mode;
  std::uint32_t arrivals = 0;  ///< as simulated
  double co2_g = 0.0;          ///< of the trips that arrived
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
  double mean_travel_time_s = 0.0;  ///< of trips done
  double changed_share = 0.0;       ///< people whose mode of any tour differs from the day before
  std::vector<double> mode_share;   ///< of trips done, by Mode
  TrafficQuality quality;
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
                           RequestBatch,
                           ServiceVehicleBatch>;

/// Where records go. Called from one thread, in order; may block while it catches up.
class Sink {
 public:
  virtual ~Sink() = default;
  /// The tables of `day` follow; only the last days of a run are recorded.
  virtual void begin_day(std::uint32_t day) = 0;
  virtual void take(Batch batch) = 0;
  virtual void end_day() = 0;
  /// Every day, recorded or not.
  virtual void convergence(const ConvergenceRow& row) = 0;
};

}  // namespace eveil::sim
