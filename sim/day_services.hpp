// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/day_board.hpp"
#include "sim/services/on_demand.hpp"

namespace eveil::sim {

/// Tags of vehicles on the road: a car carries its trip's row; vehicles of service s carry
/// service_tags * (s + 1) + row.
inline constexpr std::uint64_t service_tags = std::uint64_t{1} << 48U;

/// Somebody whom a service refused, and when.
struct Refused {
  scenarios::TripId trip;
  TimeOfDay time;
};

/// The operators of one day, what they are asked and what they answer.
class DayServices {
 public:
  explicit DayServices(DayBoard& board);

  void ask(scenarios::TripId trip, TimeOfDay at, Mode mode);
  /// A vehicle of a service is at the end of its route; false where it is none of theirs.
  bool arrived(const Arrival& arrival);
  /// The window just run: vehicles stop, requests are answered. The refused are appended.
  void run_window(std::vector<Refused>& refused);
  TimeOfDay next_due() const;
  void finish();

  /// The operators' state. The traffic's is read before, the trips' too.
  void visit(Archive& archive);
  /// Whether a vehicle with this tag is of one of the fleets.
  bool owns(std::uint64_t tag) const;
  /// The trips of those who wait for a vehicle or ride.
  std::vector<scenarios::TripId> everybody() const;

 private:
  void hear(scenarios::ServiceId service, std::vector<Refused>& refused);
  void tell(scenarios::ServiceId service, const ServiceEvent& event, const RequestRecord& record);
  void check(Archive& archive) const;

  DayBoard& board_;
  std::vector<std::unique_ptr<OnDemand>> operators_;
  std::vector<std::vector<Request>> asked_;
  std::vector<std::vector<Arrival>> arrivals_;
  std::vector<ServiceEvent> events_;
  VehicleNumbers numbers_;
};

}  // namespace eveil::sim
