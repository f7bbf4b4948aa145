// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/transit/timetable.hpp"
#include "scenarios/services/service.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// What can happen. Values are part of the results: append, never renumber.
enum class EventType : std::uint8_t {
  activity_ends,
  departs,         ///< a leg begins, with a wait where the mode has one
  requests,        ///< asks a service for a ride
  offered,         ///< the service accepts, and names the vehicle
  refused,         ///< it doesn't
  enters_vehicle,  ///< a person: one's own car, a service's vehicle, public transport
  enters_traffic,  ///< a vehicle, from the end of its first link
  enters_link,     ///< and leaves the one before at the same time
  leaves_traffic,  ///< at the end of its last link, which it leaves too
  leaves_vehicle,
  left_behind,    ///< at a stop, by a full vehicle
  waits_in_vain,  ///< nothing more leaves the stop: the leg is given up
  arrives,        ///< the end of a leg
  gives_up,       ///< the end of a trip before its destination
  activity_starts,
};
inline constexpr std::size_t event_type_count = 15;

/// Events in their order, column by column.
struct EventBatch {
  std::vector<std::int32_t> time_ms;  ///< after midnight
  std::vector<EventType> type;
  std::vector<std::int32_t> person;   ///< row, or -1
  std::vector<std::int32_t> vehicle;  ///< number by `vehicle_ranges`, or -1
  std::vector<std::int32_t> link;     ///< row, or -1
  std::vector<std::int32_t> stop;     ///< row, or -1
  std::vector<std::uint8_t> mode;  ///< of a person's leg; the number of modes where there is none

  std::size_t size() const { return time_ms.size(); }
};

/// Vehicles of one kind with consecutive numbers.
struct VehicleRange {
  enum class Kind : std::uint8_t { car, service, background, transit } kind = Kind::car;
  std::int32_t first = 0;
  std::int32_t count = 0;
  scenarios::ServiceId service;
  geo::LineId line;
  geo::PatternId pattern;
};
inline constexpr std::size_t vehicle_range_kind_count = 4;

/// How events number vehicles: the car of a person by the person's row (whether there is one or
/// not), then the fleets of the services, the background vehicles, and the runs of public transport
/// by pattern.
std::vector<VehicleRange> vehicle_ranges(const World& world);

/// The same, from what the parts of a day know a vehicle by.
class VehicleNumbers {
 public:
  /// The world must outlive it.
  explicit VehicleNumbers(const World& world);

  /// Of a vehicle on the road, by its tag.
  std::int32_t of_tag(std::uint64_t tag) const;
  std::int32_t of_service(std::size_t service, std::size_t vehicle) const {
    return service_[service] + static_cast<std::int32_t>(vehicle);
  }
  std::int32_t of_run(geo::TransitTripId run) const {
    return transit_ + static_cast<std::int32_t>(run.value);
  }

 private:
  const World* world_;
  std::vector<std::int32_t> service_;
  std::int32_t background_ = 0;
  std::int32_t transit_ = 0;
};

}  // namespace eveil::sim
