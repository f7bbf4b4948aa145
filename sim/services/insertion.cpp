// SPDX-License-Identifier: Apache-2.0
#include "sim/services/insertion.hpp"

#include <algorithm>
#include <vector>

#include "geo/base/error.hpp"

namespace eveil::sim {
namespace {

/// How the new rider boards.
struct Boarding {
  std::size_t segment;
  bool shared;
  TimeOfDay pickup;
  TimeOfDay departure;
};

/// Tries all places of the two stops; `carried_` are the begins of the stops with the new rider on
/// board, `shifted_` those of a whole trial.
class Trials {
 public:
  Trials(const VehiclePlan& plan,
         const NewRide& ride,
         std::span<const SegmentTimes> times,
         const FleetRules& rules)
      : plan_(plan),
        ride_(ride),
        times_(times),
        rules_(rules),
        begin_(schedule(plan, rules.stop_time)),
        taken_(seats_taken(plan)),
        carried_(begin_),
        shifted_(begin_) {}

  Offer run() {
    for (std::size_t segment = 0; segment <= plan_.stops.size(); ++segment) {
      if (const std::optional<Boarding> boarding = board(segment)) carry(*boarding);
    }
    return offer_;
  }

 private:
  bool has_seat(std::size_t segment) const { return taken_[segment] + ride_.seats <= rules_.seats; }

  TimeOfDay leaves(std::size_t segment) const {
    return segment == 0 ? plan_.start_time : begin_[segment - 1] + rules_.stop_time;
  }

  /// Nothing where the rider can't board in time, has no seat, or would board in a stop that is
  /// shared.
  std::optional<Boarding> board(std::size_t segment) {
    Boarding boarding{segment, false, leaves(segment), leaves(segment)};
    const bool first = segment == 0;
    boarding.shared = first ? plan_.stopping && plan_.start == ride_.from
                            : plan_.stops[segment - 1].link == ride_.from;
    if (boarding.shared) {
      boarding.pickup = first ? plan_.stop_begin : begin_[segment - 1];
    } else {
      const bool at_next = segment < plan_.stops.size() && plan_.stops[segment].link == ride_.from;
      if (at_next || times_[segment].to_pickup.ms < 0) return std::nullopt;
      boarding.pickup = leaves(segment) + times_[segment].to_pickup;
      boarding.departure = boarding.pickup + rules_.stop_time;
    }
    boarding.pickup = std::max(boarding.pickup, ride_.asked);
    if (boarding.pickup > ride_.latest_pickup) return std::nullopt;
    offer_.in_time = true;
    if (!has_seat(segment)) return std::nullopt;
    offer_.seat = true;
    return boarding;
  }

  /// Carries the rider along the plan and tries to drop him in every segment.
  void carry(const Boarding& boarding) {
    std::copy(begin_.begin(), begin_.end(), carried_.begin());
    TimeOfDay left = boarding.departure;
    for (std::size_t segment = boarding.segment; has_seat(segment); ++segment) {
      if (segment == plan_.stops.size()) {
        drop_between(boarding, segment, left);
        return;
      }
      const bool shared = plan_.stops[segment].link == ride_.to;
      if (!shared) drop_between(boarding, segment, left);
      const bool diverted = segment == boarding.segment && !boarding.shared;
      const Duration leg = diverted ? times_[segment].from_pickup : plan_.stops[segment].travel;
      if (leg.ms < 0) return;
      carried_[segment] = left + leg;
      if (carried_[segment] - boarding.departure > ride_.longest_ride) return;
      left = carried_[segment] + rules_.stop_time;
      if (shared) {
        finish({boarding.segment,
                boarding.shared,
                segment,
                true,
                boarding.pickup,
                carried_[segment],
                pickup_added(boarding, segment + 1)});
      }
    }
  }

  /// Driving that a pick-up adds where the drop-off lies in another segment.
  Duration pickup_added(const Boarding& boarding, std::size_t dropoff_segment) const {
    if (boarding.shared || dropoff_segment == boarding.segment) return {0};
    const SegmentTimes& times = times_[boarding.segment];
    return times.to_pickup + times.from_pickup - plan_.stops[boarding.segment].travel;
  }

  void drop_between(const Boarding& boarding, std::size_t segment, TimeOfDay left) {
    const SegmentTimes& times = times_[segment];
    const bool at_once = segment == boarding.segment;
    const Duration leg = at_once ? ride_.direct : times.to_dropoff;
    if (leg.ms < 0) return;
    const TimeOfDay dropoff = left + leg;
    if (dropoff - boarding.departure > ride_.longest_ride) return;
    Duration added = pickup_added(boarding, segment) + leg;
    if (at_once && !boarding.shared) added = added + times.to_pickup;
    if (segment < plan_.stops.size()) {
      if (times.from_dropoff.ms < 0) return;
      added = added + times.from_dropoff - plan_.stops[segment].travel;
    }
    finish({boarding.segment, boarding.shared, segment, false, boarding.pickup, dropoff, added});
  }

  void finish(const Insertion& trial) {
    if (offer_.best && trial.added >= offer_.best->added) return;
    std::copy(carried_.begin(), carried_.end(), shifted_.begin());
    std::size_t stop = trial.dropoff_segment;
    TimeOfDay left = trial.dropoff + rules_.stop_time;
    if (trial.dropoff_shared) {
      ++stop;
    } else if (stop < plan_.stops.size()) {
      shifted_[stop] = left + times_[stop].from_dropoff;
      left = shifted_[stop++] + rules_.stop_time;
    }
    for (; stop < plan_.stops.size(); ++stop) {
      shifted_[stop] = left + plan_.stops[stop].travel;
      left = shifted_[stop] + rules_.stop_time;
    }
    const bool kept = std::all_of(plan_.rides.begin(),
                                  plan_.rides.end(),
                                  [&](const PlannedRide& ride) { return keeps(ride); });
    if (kept) offer_.best = trial;
  }

  Duration length(const PlannedRide& ride, const std::vector<TimeOfDay>& begin) const {
    const TimeOfDay departed =
        ride.pickup == on_board ? ride.departed
                                : begin[static_cast<std::size_t>(ride.pickup)] + rules_.stop_time;
    return begin[static_cast<std::size_t>(ride.dropoff)] - departed;
  }

  /// Whether the trial keeps what was promised, or leaves what is broken as it was.
  bool keeps(const PlannedRide& ride) const {
    if (ride.pickup != on_board) {
      const auto stop = static_cast<std::size_t>(ride.pickup);
      if (shifted_[stop] > std::max(ride.latest_pickup, begin_[stop])) return false;
    }
    return length(ride, shifted_) <= std::max(ride.longest_ride, length(ride, begin_));
  }

  const VehiclePlan& plan_;
  const NewRide& ride_;
  std::span<const SegmentTimes> times_;
  const FleetRules& rules_;
  std::vector<TimeOfDay> begin_;
  std::vector<std::uint32_t> taken_;
  std::vector<TimeOfDay> carried_;
  std::vector<TimeOfDay> shifted_;
  Offer offer_;
};

}  // namespace

Offer best_insertion(const VehiclePlan& plan,
                     const NewRide& ride,
                     std::span<const SegmentTimes> times,
                     const FleetRules& rules) {
  EVEIL_ASSERT(times.size() == plan.stops.size() + 1);
  return Trials(plan, ride, times, rules).run();
}

void insert(VehiclePlan& plan,
            RequestId request,
            const NewRide& ride,
            const Insertion& insertion,
            std::span<const SegmentTimes> times) {
  const std::size_t old_count = plan.stops.size();
  std::vector<PlannedStop> stops;
  std::vector<std::int32_t> moved(old_count);
  PlannedRide planned{
      request, ride.seats, on_board, 0, ride.latest_pickup, ride.longest_ride, plan.start_time};
  const auto next = [&] { return static_cast<std::int32_t>(stops.size()); };
  for (std::size_t segment = 0; segment <= old_count; ++segment) {
    Duration travel = segment < old_count ? plan.stops[segment].travel : Duration{0};
    const bool here = segment == insertion.pickup_segment;
    if (here && insertion.pickup_shared && segment > 0) planned.pickup = moved[segment - 1];
    if (here && !insertion.pickup_shared) {
      planned.pickup = next();
      stops.push_back({ride.from, times[segment].to_pickup});
      travel = times[segment].from_pickup;
    }
    if (segment == insertion.dropoff_segment && !insertion.dropoff_shared) {
      planned.dropoff = next();
      stops.push_back({ride.to, here ? ride.direct : times[segment].to_dropoff});
      travel = times[segment].from_dropoff;
    }
    if (segment == old_count) break;
    moved[segment] = next();
    stops.push_back({plan.stops[segment].link, travel});
  }
  if (insertion.dropoff_shared) planned.dropoff = moved[insertion.dropoff_segment];
  for (PlannedRide& other : plan.rides) {
    if (other.pickup != on_board) other.pickup = moved[static_cast<std::size_t>(other.pickup)];
    other.dropoff = moved[static_cast<std::size_t>(other.dropoff)];
  }
  plan.stops = std::move(stops);
  plan.rides.push_back(planned);
}

}  // namespace eveil::sim
