// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "sim/records.hpp"
#include "sim/run.hpp"

namespace eveil::tests {

/// What a run hands over, kept: trips a recorded day, links of the last one, days of learning.
class Kept : public sim::Sink {
 public:
  void begin_day(std::uint32_t day) override { days.push_back(day); }
  void take(sim::Batch batch) override {
    if (auto* made = std::get_if<std::vector<sim::TripRow>>(&batch)) trips.push_back(*made);
    if (auto* times = std::get_if<std::vector<sim::LinkTimeRow>>(&batch)) links = *times;
    if (auto* asked = std::get_if<sim::RequestBatch>(&batch)) requests += asked->rows.size();
  }
  void end_day(sim::DayUse use) override { uses.push_back(use); }
  void convergence(const sim::ConvergenceRow& row) override { rows.push_back(row); }

  /// Vehicles that left `link` on the last day, of all classes.
  std::uint32_t volume(geo::LinkId link) const {
    std::uint32_t sum = 0;
    for (const sim::LinkTimeRow& row : links) sum += row.link == link ? row.volume : 0;
    return sum;
  }
  std::uint32_t volume(geo::LinkId link, sim::VehicleClass vehicle_class) const {
    std::uint32_t sum = 0;
    for (const sim::LinkTimeRow& row : links) {
      sum += row.link == link && row.vehicle_class == vehicle_class ? row.volume : 0;
    }
    return sum;
  }
  /// Trips by car on the last day.
  std::size_t by_car() const {
    std::size_t count = 0;
    for (const sim::TripRow& trip : trips.back()) count += trip.mode == sim::mode_car ? 1 : 0;
    return count;
  }

  std::vector<std::uint32_t> days;
  std::vector<sim::DayUse> uses;  ///< of `days`
  std::vector<std::vector<sim::TripRow>> trips;
  std::vector<sim::LinkTimeRow> links;
  std::vector<sim::ConvergenceRow> rows;
  std::size_t requests = 0;
};

/// Whether two days had the same trips with the same ends.
inline bool same(const std::vector<sim::TripRow>& a, const std::vector<sim::TripRow>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t row = 0; row < a.size(); ++row) {
    if (a[row].arrival != b[row].arrival || a[row].mode != b[row].mode ||
        a[row].status != b[row].status || a[row].distance != b[row].distance) {
      return false;
    }
  }
  return true;
}

/// That a run which went on ended as the unbroken one.
inline void check_same_end(const sim::LearntState& resumed,
                           const Kept& rest,
                           const sim::LearntState& end,
                           const Kept& whole) {
  CHECK(same(rest.trips.back(), whole.trips.back()));
  CHECK(rest.rows.size() == whole.rows.size());
  CHECK(resumed.times.ms == end.times.ms);
  CHECK(resumed.tour_mode.raw() == end.tour_mode.raw());
  CHECK(resumed.routes.links() == end.routes.links());
  CHECK(resumed.convergence.back().choice_gap == end.convergence.back().choice_gap);
}

}  // namespace eveil::tests
