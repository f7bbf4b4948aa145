// SPDX-License-Identifier: Apache-2.0
#include "geo/routing/transit_search.hpp"

#include <algorithm>

namespace eveil::geo {

namespace {

constexpr std::uint16_t not_marked = UINT16_MAX;

std::int32_t whole_ms(Duration duration) { return static_cast<std::int32_t>(duration.ms); }

}  // namespace

TransitSearch::TransitSearch(const Timetable& timetable, TransitWeights weights)
    : timetable_(timetable),
      weights_(weights),
      margin_(whole_ms(weights.margin)),
      stops_(timetable.stop_count()),
      labels_((most_rides + 1) * stops_),
      reached_(stops_),
      target_(stops_),
      pattern_from_(timetable.pattern_count(), not_marked) {
  journeys_.reserve(most_rides);
  for (std::size_t row = 0; row < most_rides; ++row) {
    journeys_.emplace_back().legs.reserve(most_rides);
    journeys_.back().transfer_walks.reserve(most_rides);
  }
}

TransitSearch::Label& TransitSearch::fresh_label(std::size_t round, StopId stop) {
  Label& found = label(round, stop);
  if (!is_set(found)) {
    found = Label();
    found.epoch = epoch_;
  }
  return found;
}

TransitSearch::Reached& TransitSearch::reached(StopId stop) {
  Reached& found = reached_[stop.value];
  if (found.epoch != epoch_) found = {never, never, epoch_};
  return found;
}

/// One can board at the stop from `time` on; marks it once a round.
void TransitSearch::reach(Label& label, StopId stop, std::int32_t time, StopId from) {
  if (label.time == never) marked_.push_back(stop);
  label.time = time;
  label.from = from;
  reached(stop).time = time;
}

void TransitSearch::start(const TransitQuery& query) {
  if (++epoch_ == 0) {  // after 2^32 queries old marks could be taken for new ones
    for (Label& label : labels_) label.epoch = 0;
    for (Reached& reached : reached_) reached.epoch = 0;
    for (Target& target : target_) target.epoch = 0;
    epoch_ = 1;
  }
  best_arrival_ = never;
  best_end_ = StopId::none();
  marked_.clear();
  for (const StopWalk& walk : query.access) {
    const std::int32_t time = query.departure.ms + whole_ms(walk.walk);
    if (time < reached(walk.stop).time) {
      reach(fresh_label(0, walk.stop), walk.stop, time, StopId::none());
    }
  }
  for (const StopWalk& walk : query.egress) {
    Target& target = target_[walk.stop.value];
    if (target.epoch != epoch_) target = {never, epoch_};
    target.walk = std::min(target.walk, whole_ms(walk.walk));
  }
}

/// The patterns that call at a marked stop, each from the first such stop on.
void TransitSearch::collect_patterns() {
  patterns_.clear();
  for (const StopId stop : marked_) {
    for (const StopCall& call : timetable_.calls[stop]) {
      std::uint16_t& from = pattern_from_[call.pattern.value];
      if (from == not_marked) patterns_.push_back(call.pattern);
      from = std::min(from, call.position);
    }
  }
  marked_.clear();
  ridden_.clear();
}

void TransitSearch::scan(PatternId pattern, std::size_t round) {
  const auto stops = timetable_.pattern_stops[pattern];
  const auto calls = timetable_.pattern_calls[pattern];
  const TransitTripId end = timetable_.trips_end(pattern);
  Label ride;
  ride.pattern = pattern;
  ride.trip = end;
  const TimeOfDay* arrivals = nullptr;
  const TimeOfDay* departures = nullptr;
  for (std::size_t at = pattern_from_[pattern.value]; at < stops.size(); ++at) {
    const StopId stop = stops[at];
    if (ride.trip < end && (calls[at] & may_alight) != 0) {
      ride.ride = arrivals[at].ms;
      if (ride.ride < best_arrival_ && ride.ride < reached(stop).ride) {
        ride.alight = static_cast<std::uint16_t>(at);
        arrive(stop, round, ride);
      }
    }
    const Label& before = label(round - 1, stop);
    if (!is_set(before) || before.time == never || (calls[at] & may_board) == 0) continue;
    const TimeOfDay ready{before.time + margin_};
    if (ride.trip < end && departures[at] < ready) continue;
    const TransitTripId trip = timetable_.next_trip(pattern, at, ready);
    if (trip >= ride.trip) continue;
    ride.trip = trip;
    ride.board = static_cast<std::uint16_t>(at);
    arrivals = timetable_.arrival.data() + timetable_.time_row(pattern, trip, 0);
    departures = timetable_.departure.data() + timetable_.time_row(pattern, trip, 0);
  }
  pattern_from_[pattern.value] = not_marked;
}

void TransitSearch::arrive(StopId stop, std::size_t round, const Label& ride) {
  Label& here = fresh_label(round, stop);
  if (here.ride == never) ridden_.push_back(stop);
  here.ride = ride.ride;
  here.pattern = ride.pattern;
  here.trip = ride.trip;
  here.board = ride.board;
  here.alight = ride.alight;
  Reached& earliest = reached(stop);
  earliest.ride = ride.ride;
  if (ride.ride < earliest.time) reach(here, stop, ride.ride, StopId::none());
  const Target& target = target_[stop.value];
  if (target.epoch != epoch_ || target.walk >= best_arrival_ - ride.ride) return;
  best_arrival_ = ride.ride + target.walk;
  best_end_ = stop;
}

void TransitSearch::walk(std::size_t round) {
  for (const StopId stop : ridden_) {
    const std::int32_t ride = label(round, stop).ride;
    for (const Transfer& transfer : timetable_.transfers[stop]) {
      const std::int32_t time = ride + whole_ms(transfer.walk);
      if (time >= best_arrival_ || time >= reached(transfer.to).time) continue;
      reach(fresh_label(round, transfer.to), transfer.to, time, stop);
    }
  }
}

std::size_t TransitSearch::search(const TransitQuery& query) {
  start(query);
  std::size_t found = 0;
  const std::size_t rounds = std::min(query.most_rides, most_rides);
  for (std::size_t round = 1; round <= rounds && !marked_.empty(); ++round) {
    const std::int32_t before = best_arrival_;
    collect_patterns();
    for (const PatternId pattern : patterns_) scan(pattern, round);
    walk(round);
    if (best_arrival_ < before) rebuild(query, round, journeys_[found++]);
  }
  return found;
}

/// The rides of the best journey of a round, from the last to the first.
void TransitSearch::rebuild(const TransitQuery& query, std::size_t round, TransitJourney& journey) {
  journey.found = true;
  journey.departure = query.departure;
  journey.arrival = TimeOfDay{best_arrival_};
  journey.egress = Duration{target_[best_end_.value].walk};
  journey.legs.resize(round);
  journey.transfer_walks.assign(round - 1, Duration{});
  StopId stop = best_end_;
  for (std::size_t row = round; row-- > 0;) {
    const Label& ride = label(row + 1, stop);
    TransitLeg& leg = journey.legs[row];
    leg = {ride.pattern, ride.trip, ride.board, ride.alight, {}, TimeOfDay{ride.ride}};
    leg.departure = timetable_.departure_at(leg.pattern, leg.trip, leg.board);
    stop = timetable_.pattern_stops[leg.pattern][leg.board];
    const Label& before = label(row, stop);
    if (row == 0) {
      journey.access = TimeOfDay{before.time} - query.departure;
    } else if (before.from.valid()) {
      journey.transfer_walks[row - 1] = Duration{before.time - label(row, before.from).ride};
      stop = before.from;
    }
  }
  leave_late(journey);
  board_near(query, journey);
  sum_up(journey);
}

/// Takes later vehicles as long as the next one is caught: the waits go to the origin.
void TransitSearch::leave_late(TransitJourney& journey) const {
  for (std::size_t row = journey.legs.size() - 1; row-- > 0;) {
    TransitLeg& leg = journey.legs[row];
    const TimeOfDay by =
        journey.legs[row + 1].departure - weights_.margin - journey.transfer_walks[row];
    const TransitTripId end = timetable_.trips_end(leg.pattern);
    for (TransitTripId next(std::size_t{leg.trip.value} + 1);
         next < end && timetable_.arrival_at(leg.pattern, next, leg.alight) <= by;
         next = TransitTripId(std::size_t{next.value} + 1)) {
      leg.trip = next;
    }
    leg.departure = timetable_.departure_at(leg.pattern, leg.trip, leg.board);
    leg.arrival = timetable_.arrival_at(leg.pattern, leg.trip, leg.alight);
  }
}

/// The first vehicle calls at several stops near the origin: boards where the way costs least.
void TransitSearch::board_near(const TransitQuery& query, TransitJourney& journey) {
  TransitLeg& leg = journey.legs.front();
  const auto stops = timetable_.pattern_stops[leg.pattern];
  const auto calls = timetable_.pattern_calls[leg.pattern];
  double least = std::numeric_limits<double>::infinity();
  const std::uint16_t alight = leg.alight;
  for (std::size_t at = 0; at < alight; ++at) {
    const Label& access = label(0, stops[at]);
    if (!is_set(access) || (calls[at] & may_board) == 0) continue;
    const TimeOfDay leaves = timetable_.departure_at(leg.pattern, leg.trip, at);
    if (leaves.ms < access.time + margin_) continue;
    const Duration walk = TimeOfDay{access.time} - query.departure;
    const Duration at_origin{leaves.ms - access.time - margin_};
    const double cost = weights_.walking * walk.seconds() +
                        weights_.in_vehicle * (leg.arrival - leaves).seconds() +
                        weights_.at_origin * at_origin.seconds();
    if (cost >= least) continue;
    least = cost;
    leg.board = static_cast<std::uint16_t>(at);
    leg.departure = leaves;
    journey.access = walk;
  }
}

void TransitSearch::sum_up(TransitJourney& journey) const {
  journey.leave = journey.legs.front().departure - weights_.margin - journey.access;
  journey.walking = journey.access + journey.egress;
  for (const Duration walk : journey.transfer_walks) journey.walking = journey.walking + walk;
  journey.in_vehicle = Duration{};
  for (const TransitLeg& leg : journey.legs) {
    journey.in_vehicle = journey.in_vehicle + (leg.arrival - leg.departure);
  }
  journey.waiting = (journey.arrival - journey.leave) - journey.walking - journey.in_vehicle;
  const auto changes = static_cast<std::int64_t>(journey.legs.size() - 1);
  journey.cost = weights_.in_vehicle * journey.in_vehicle.seconds() +
                 weights_.waiting * journey.waiting.seconds() +
                 weights_.walking * journey.walking.seconds() +
                 weights_.at_origin * (journey.leave - journey.departure).seconds() +
                 (weights_.transfer * changes).seconds();
}

std::span<const TransitJourney> TransitSearch::choices(const TransitQuery& query) {
  return {journeys_.data(), search(query)};
}

void TransitSearch::explore(TimeOfDay departure,
                            std::span<const StopWalk> access,
                            Duration longest) {
  const TransitQuery query{departure, access, {}};
  start(query);
  best_arrival_ = departure.ms + whole_ms(longest) + 1;
  for (std::size_t round = 1; round <= most_rides && !marked_.empty(); ++round) {
    collect_patterns();
    for (const PatternId pattern : patterns_) scan(pattern, round);
    walk(round);
  }
}

TimeOfDay TransitSearch::earliest(StopId stop) const {
  const Reached& found = reached_[stop.value];
  return found.epoch == epoch_ && found.ride != never ? TimeOfDay{found.ride} : TimeOfDay{-1};
}

const TransitJourney& TransitSearch::best(const TransitQuery& query) {
  on_foot_.found = query.direct_walk >= Duration{};
  on_foot_.departure = query.departure;
  on_foot_.leave = query.departure;
  on_foot_.walking = on_foot_.found ? query.direct_walk : Duration{};
  on_foot_.arrival = query.departure + on_foot_.walking;
  on_foot_.cost = on_foot_.found ? weights_.walking * on_foot_.walking.seconds()
                                 : std::numeric_limits<double>::infinity();
  const TransitJourney* best = &on_foot_;
  // More rides come later in the list and arrive earlier; the way on foot is first.
  for (const TransitJourney& journey : choices(query)) {
    const bool better =
        journey.cost != best->cost ? journey.cost < best->cost : journey.arrival < best->arrival;
    if (better) best = &journey;
  }
  return *best;
}

}  // namespace eveil::geo
