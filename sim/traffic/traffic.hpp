// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/routing/road_router.hpp"
#include "sim/traffic/vehicle_class.hpp"

namespace eveil::sim {

using VehicleId = Index<struct VehicleTag>;

/// The numbers of the queue model; docs/model.md gives their sources.
struct TrafficParameters {
  double flow_factor = 1.0;     ///< the sample p
  double storage_factor = 1.0;  ///< p^0.75
  Metres cell{7.5};             ///< road length per passenger-car unit in a jam
  MetresPerSecond gap_speed = kilometres_per_hour(15.0);
  Duration stuck_after = seconds(300);
  std::uint64_t seed = 1;            ///< keys the draws between equal candidates at a merge
  std::size_t nodes_per_task = 256;  ///< grain of the two phases; never changes a result
};

/// One vehicle that arrived at the end of the last link of its route.
struct Arrival {
  TimeOfDay time;
  VehicleId vehicle;
  std::uint64_t tag;  ///< what the caller gave at departure
  Metres distance;    ///< links entered since departure
};

/// What a vehicle did on the road.
struct RoadEvent {
  enum class Kind : std::uint8_t {
    enters_traffic,  ///< leaves the end of its first link, where it waited
    enters_link,     ///< from the link where it was, which it leaves at the same time
    leaves_traffic   ///< at the end of its last link
  };
  std::int32_t time_ms;
  std::uint32_t vehicle;  ///< VehicleId::value
  std::uint32_t link;
  Kind kind;
};

/// A vehicle on the road or waiting to depart.
struct OnTheWay {
  VehicleId vehicle;
  std::uint64_t tag;  ///< what the caller gave at departure
};

/// What a day's traffic must report about itself.
struct TrafficQuality {
  std::uint64_t link_entries = 0;
  std::uint64_t forced_moves = 0;  ///< heads pushed into a full link
  std::uint64_t raised_gap_links =
      0;  ///< links whose gap speed had to be raised to carry their capacity
  std::uint64_t departed = 0;
  std::uint64_t arrived = 0;
  std::uint64_t turned_away = 0;  ///< times that one before a full link took another way
};

/// A link at one instant, between two windows.
struct LinkState {
  std::uint32_t vehicles = 0;  ///< in its queue
  std::uint32_t waiting = 0;   ///< to depart at its end
  std::uint32_t beside = 0;    ///< along its queue, or to depart so at its end
  double used = 0.0;           ///< PCU: vehicles, and gaps not known to have arrived
  double storage = 0.0;        ///< PCU that it admits before it is full
  Duration free_time;
  Duration gap_time;  ///< from a vehicle's exit to the arrival of its space at the start
};

/// Vehicles that left a link, by slice of 15 minutes of their entry and class.
struct LinkCount {
  std::uint64_t travel_ms = 0;  ///< of all of them, from entry to exit
  geo::LinkId link;
  std::uint32_t volume = 0;
  std::uint16_t slice = 0;
  VehicleClass vehicle_class = VehicleClass::car;

  bool operator==(const LinkCount&) const = default;
};

/// A day's counts: a row where there was traffic, in the order of (link, slice, class).
struct LinkCounts {
  std::vector<LinkCount> rows;

  /// The row of that place, or one without vehicles.
  LinkCount at(geo::LinkId link, std::size_t slice, VehicleClass vehicle_class) const;
};

/// Bytes that the roads of a day hold, as reserved.
struct TrafficMemory {
  std::size_t vehicles = 0;
  std::size_t routes = 0;
  std::size_t links = 0;     ///< and nodes
  std::size_t calendar = 0;  ///< mostly a day's seconds, however many links
  std::size_t counts = 0;    ///< as recorded so far
};

/// The road traffic of one day: links are queues with a free travel time, a flow capacity at their
/// exit, a storage capacity, and gaps that travel backwards.
///
/// A vehicle departs at the *end* of the first link of its route (it doesn't use that link's
/// storage, but its exit's flow) and arrives at the end of the last. Windows of one second in two
/// phases: *nodes* move the ready heads of their in-links, *links* take in what entered and release
/// gaps. In the node phase an in-link is touched only by its end node and an out-link only by its
/// start node, so that nodes run in parallel without locks: the same result at any number of
/// threads.
///
/// Everything that happens has an exact time in ms, which may lie in an earlier window than the one
/// in which it is handled, never in a later one than `now`. \source Gawron 1998 (queue model); gaps
/// after Charypar, Axhausen, Nagel 2007; docs/model.md.
class Traffic {
 public:
  Traffic(const geo::Network& network,
          const geo::Adjacency& adjacency,
          TrafficParameters parameters);
  ~Traffic();
  Traffic(const Traffic&) = delete;
  Traffic& operator=(const Traffic&) = delete;

  /// Empties the roads and the counts; the clock goes to `day_start`.
  void start_day();
  TimeOfDay now() const;

  /// A vehicle that wants to leave the end of `route[0]` at `at`.
  ///
  /// On a link it takes the time of the link's free speed or of its class's top speed, whichever is
  /// more; nobody overtakes within a queue. Of a class that is not in the queue it takes no room,
  /// no flow and no turn, and `size` says nothing. \param at       not before `now()`. \param size
  /// in passenger-car units of the simulated sample (a car: 1; a service vehicle: the sample p;
  /// others: their class's size by that). \param name     stable name (keys the draws); unique
  /// among vehicles on the road. \pre `fault_of` finds none (sim/traffic/route_fault.hpp): routers
  /// make such routes, what others bring is checked where it is read. A route of one link arrives
  /// at `at`, in the next window, and uses no road.
  VehicleId depart(TimeOfDay at,
                   VehicleClass vehicle_class,
                   double size,
                   std::uint64_t name,
                   std::uint64_t tag,
                   std::span<const geo::LinkId> route);

  /// The link on which the vehicle is (the first of its route while it waits to depart).
  geo::LinkId link_of(VehicleId vehicle) const;
  /// What the caller gave at departure. \pre on the road, or of the events of the last window.
  std::uint64_t tag_of(VehicleId vehicle) const;
  /// When it can be at the end of that link at the earliest.
  TimeOfDay ready_at(VehicleId vehicle) const;
  /// Replaces what is left of a route between two windows: `rest[0]` is `link_of(vehicle)`.
  void reroute(VehicleId vehicle, std::span<const geo::LinkId> rest);

  // Orders between two windows; `link_of` is where they take place.

  /// The vehicle doesn't leave the end of its link before `until`, or before `release` where that
  /// is `no_end`. On the road it keeps its place in the queue, so those behind it on the link wait
  /// (a bus at a stop without a bay); a vehicle that has yet to depart departs later.
  void hold(VehicleId vehicle, TimeOfDay until);
  static constexpr TimeOfDay no_end{std::numeric_limits<std::int32_t>::max()};
  /// Lets a held vehicle go from now on.
  void release(VehicleId vehicle);
  /// The vehicle leaves the road at the end of its link, in its turn but without using the exit's
  /// capacity, and so that nobody behind it has to wait; an `Arrival` says when. It may depart
  /// again from there, or from any other place, as a new vehicle.
  void park(VehicleId vehicle);

  /// Runs the window [now, now + 1 s). `arrivals` is emptied first; they come sorted by (time,
  /// vehicle name); ids of arrived vehicles are free for reuse afterwards. Costs nothing where
  /// nothing can happen.
  void run_window(std::vector<Arrival>& arrivals);
  /// Whether any vehicle is on the road or waits to depart.
  bool empty() const;
  /// The first window in which something can happen, or `day_end`: the caller may skip to it.
  TimeOfDay next_active() const;
  /// Moves the clock to `window_start` (a whole second, not past `next_active()`).
  void skip_to(TimeOfDay window_start);

  /// Those that came to be first before a full link in the last window, each once on its link; in a
  /// fixed order. Ids are those of the window.
  std::span<const VehicleId> standing() const;
  /// Whether it is on the road and still first before a full link.
  bool stands(VehicleId vehicle) const;
  /// Another way for one that stands: `reroute`, counted as `turned_away`.
  void turn_away(VehicleId vehicle, std::span<const geo::LinkId> rest);
  /// Whether a link takes nobody now.
  bool is_full(geo::LinkId link) const;

  /// Keeps the events of each window from now on, or no longer; off at first.
  void record_events(bool on);
  /// Those of the last window if they are kept: each vehicle's in their order, and the vehicles in
  /// no order that may be relied on. Ids are those of the window, not yet given to others.
  std::span<const RoadEvent> events() const;
  /// No event of a later window has an earlier time.
  TimeOfDay settled() const;

  /// Brings the counts up to date, in time proportional to the links and to what was counted.
  /// \threads one, between windows.
  const LinkCounts& counts() const;
  TrafficQuality quality() const;
  /// Vehicles now on links + waiting; departed − arrived at every window.
  std::uint64_t on_the_way() const;
  /// Counts the vehicles of one link, in time proportional to them.
  LinkState link_state(geo::LinkId link) const;
  TrafficMemory memory() const;
  /// All of them, by id.
  std::vector<OnTheWay> everybody() const;
  /// What is left of a vehicle's route, the link where it is first.
  std::vector<geo::LinkId> rest_of(VehicleId vehicle) const;

  /// The whole state of the day, between two windows. What is read is of the same network and
  /// parameters; it is checked so far that no later window leaves its tables.
  void visit(Archive& archive);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The day's raw times: the mean of those who left, by slice of entry, of all classes that drive as
/// fast as the road allows; where nobody of them entered, free flow, but not below what
/// first-in-first-out asks from the slice before.
geo::LinkTimes raw_times(const geo::Network& network, const LinkCounts& counts);

}  // namespace eveil::sim
