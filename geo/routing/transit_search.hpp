// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/base/units.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

/// A way between a place and a stop; who fills it (walk, bicycle, a service) is not the router's
/// business.
struct StopWalk {
  StopId stop;
  Duration walk;
  Metres distance;
};

/// What a minute counts against a minute in a vehicle. [S: Île-de-France model of eqasim,
/// coefficients per minute -0.017 in the vehicle, -0.0484 waiting, -0.0804 on foot, -0.17 a change]
struct TransitWeights {
  double in_vehicle = 1.0;
  double waiting = 2.85;
  double walking = 4.73;
  double at_origin = 1.0;  ///< waiting at home for the time to leave [A: as in the vehicle]
  Duration transfer = minutes(10);
  /// At a stop at least so long before a vehicle leaves: at the first as after a change. [S: R5]
  Duration margin = minutes(1);
};

/// One vehicle of a journey: positions are those of the pattern's stops.
struct TransitLeg {
  PatternId pattern;
  TransitTripId trip;
  std::uint16_t board = 0;
  std::uint16_t alight = 0;
  TimeOfDay departure;  ///< of the vehicle from the stop where one boards
  TimeOfDay arrival;    ///< of the vehicle at the stop where one alights

  bool operator==(const TransitLeg&) const = default;
};

/// A way by public transport: arrival - leave = walking + waiting + in_vehicle.
///
/// Who leaves at `leave` waits at the first stop for the margin alone; who leaves at `departure`
/// waits there `leave - departure` longer, and arrives at the same time.
struct TransitJourney {
  bool found = false;   ///< false: neither a journey nor a way on foot
  TimeOfDay departure;  ///< as asked
  TimeOfDay leave;      ///< the latest that still gets the first vehicle, never before `departure`
  TimeOfDay arrival;
  Duration access;
  Duration egress;
  Duration walking;  ///< access, between stops, egress
  Duration waiting;  ///< at all stops, for who leaves at `leave`
  Duration in_vehicle;
  double cost = std::numeric_limits<double>::infinity();  ///< weighted seconds
  std::vector<TransitLeg> legs;                           ///< empty where one walks all the way
  /// Walks between the legs, one less than legs.
  std::vector<Duration> transfer_walks;

  std::size_t rides() const { return legs.size(); }
};

struct TransitQuery {
  TimeOfDay departure;
  std::span<const StopWalk> access;
  std::span<const StopWalk> egress;
  /// All the way on foot; below 0 where that is not wanted.
  Duration direct_walk{-1};
  std::size_t most_rides = 8;
};

/// Earliest arrivals by number of rides over one timetable.
///
/// One object a thread; the timetable must outlive it. After the first queries it allocates
/// nothing, and a query touches only what it reaches.
/// \source Delling, Pajor, Werneck 2015, "Round-based public transit routing", Transportation
/// Science 49(3); between two rides at most one walk of `transfers`, none before the first ride or
/// after the last but access and egress.
class TransitSearch {
 public:
  static constexpr std::size_t most_rides = 8;

  explicit TransitSearch(const Timetable& timetable, TransitWeights weights = {});

  /// The journey of least weighted cost among those of earliest arrival for each number of rides,
  /// and the way on foot. Of equal cost: the earlier arrival, then the fewer rides.
  /// \return valid until the next query.
  const TransitJourney& best(const TransitQuery& query);

  /// The same journeys before one is chosen: each arrives earlier than all with fewer rides.
  /// Without the way on foot. \return valid until the next query.
  std::span<const TransitJourney> choices(const TransitQuery& query);

  /// Finds when each stop is reached by ride, no later than `longest` after `departure`; told by
  /// `earliest` until the next query.
  void explore(TimeOfDay departure, std::span<const StopWalk> access, Duration longest);
  /// When a ride is first at the stop; -1: none is in time.
  TimeOfDay earliest(StopId stop) const;

 private:
  static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();

  /// How a stop was reached in a round, in ms.
  struct Label {
    std::int32_t time = never;  ///< by ride or on foot, the earlier: from then on one can board
    std::int32_t ride = never;  ///< by ride: from then on one can walk, or is at the end
    PatternId pattern;          ///< of the ride
    TransitTripId trip;
    std::uint16_t board = 0;
    std::uint16_t alight = 0;
    StopId from;              ///< `time` is on foot from there; none: by ride, or from the origin
    std::uint32_t epoch = 0;  ///< the query that wrote it: older ones don't count
  };
  /// The earliest of all rounds.
  struct Reached {
    std::int32_t time = never;
    std::int32_t ride = never;
    std::uint32_t epoch = 0;
  };
  struct Target {
    std::int32_t walk = never;
    std::uint32_t epoch = 0;
  };

  std::size_t search(const TransitQuery& query);
  void start(const TransitQuery& query);
  void collect_patterns();
  void scan(PatternId pattern, std::size_t round);
  void arrive(StopId stop, std::size_t round, const Label& ride);
  void walk(std::size_t round);
  void reach(Label& label, StopId stop, std::int32_t time, StopId from);
  Label& label(std::size_t round, StopId stop) { return labels_[round * stops_ + stop.value]; }
  bool is_set(const Label& label) const { return label.epoch == epoch_; }
  Label& fresh_label(std::size_t round, StopId stop);
  Reached& reached(StopId stop);
  void rebuild(const TransitQuery& query, std::size_t round, TransitJourney& journey);
  void leave_late(TransitJourney& journey) const;
  void board_near(const TransitQuery& query, TransitJourney& journey);
  void sum_up(TransitJourney& journey) const;

  const Timetable& timetable_;
  TransitWeights weights_;
  std::int32_t margin_ = 0;
  std::size_t stops_ = 0;
  std::uint32_t epoch_ = 0;
  std::vector<Label> labels_;                ///< most_rides + 1 rounds of one a stop
  std::vector<Reached> reached_;             ///< one a stop
  std::vector<Target> target_;               ///< one a stop
  std::vector<StopId> marked_;               ///< one can board there earlier since the last round
  std::vector<StopId> ridden_;               ///< reached by ride in this round
  std::vector<std::uint16_t> pattern_from_;  ///< first marked position, one a pattern
  std::vector<PatternId> patterns_;          ///< to scan in this round
  std::int32_t best_arrival_ = never;
  StopId best_end_;  ///< where the ride of `best_arrival_` ends
  std::vector<TransitJourney> journeys_;
  TransitJourney on_foot_;
};

}  // namespace eveil::geo
