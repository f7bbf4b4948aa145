// SPDX-License-Identifier: Apache-2.0
#include "sim/events.hpp"

#include "sim/background.hpp"
#include "sim/day_buses.hpp"
#include "sim/day_services.hpp"

namespace eveil::sim {

std::vector<VehicleRange> vehicle_ranges(const World& world) {
  using Kind = VehicleRange::Kind;
  std::vector<VehicleRange> ranges;
  std::int32_t next = 0;
  const auto add = [&](VehicleRange range, std::size_t count) {
    range.first = next;
    range.count = static_cast<std::int32_t>(count);
    next += range.count;
    ranges.push_back(range);
  };
  add({Kind::car, 0, 0, {}, {}, {}}, world.population.person_count());
  for (const scenarios::ServiceId service : world.scenario.services.ids()) {
    add({Kind::service, 0, 0, service, {}, {}}, world.scenario.services[service].vehicles);
  }
  add({Kind::background, 0, 0, {}, {}, {}}, world.background.size());
  const geo::Timetable& timetable = world.territory.timetable;
  for (const geo::PatternId pattern : timetable.pattern_line.ids()) {
    add({Kind::transit, 0, 0, {}, timetable.pattern_line[pattern], pattern},
        timetable.trips_end(pattern).value - timetable.trips_begin(pattern).value);
  }
  return ranges;
}

VehicleNumbers::VehicleNumbers(const World& world) : world_(&world) {
  for (const VehicleRange& range : vehicle_ranges(world)) {
    if (range.kind == VehicleRange::Kind::service) service_.push_back(range.first);
    if (range.kind != VehicleRange::Kind::background) continue;
    background_ = range.first;
    transit_ = range.first + range.count;
  }
}

std::int32_t VehicleNumbers::of_tag(std::uint64_t tag) const {
  if (tag >= service_tags) {
    return of_service(static_cast<std::size_t>(tag / service_tags - 1),
                      static_cast<std::size_t>(tag % service_tags));
  }
  if (is_bus(tag)) return of_run(geo::TransitTripId(static_cast<std::size_t>(tag - bus_tags)));
  if (tag >= background_tags) return background_ + static_cast<std::int32_t>(tag - background_tags);
  const scenarios::PersonId person = world_->population.person[scenarios::TripId(tag)];
  return static_cast<std::int32_t>(person.value);
}

}  // namespace eveil::sim
