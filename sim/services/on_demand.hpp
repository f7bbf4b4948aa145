// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/routing/road_router.hpp"
#include "scenarios/services/service.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

using RequestId = Index<struct RequestTag>;
using ServiceVehicleId = Index<struct ServiceVehicleTag>;

/// Why a request was refused.
enum class RefusalCause : std::uint8_t {
  none,
  not_eligible,
  outside_hours,
  outside_area,
  no_route,         ///< no way by road between the two places
  wait_too_long,    ///< no vehicle can be there within the longest wait
  detour_too_long,  ///< a vehicle could be there, but every insertion breaks somebody's longest
                    ///< ride or wait
  no_seat,          ///< only vehicles that are full come in time
};
inline constexpr std::size_t refusal_cause_count = 8;
std::string_view name_of(RefusalCause cause);

/// A person who wants to ride.
struct Request {
  TimeOfDay time;
  geo::LinkId from;
  geo::LinkId to;
  Point from_place;
  Point to_place;
  std::uint32_t seats = 1;
  bool eligible = true;
  std::uint64_t name = 0;    ///< stable; total order with the time
  std::uint32_t person = 0;  ///< the caller's row; kept, not read
  std::uint32_t trip = 0;
};

/// A request's life as it ended (or stands).
struct RequestRecord {
  Request request;
  RefusalCause cause = RefusalCause::none;
  ServiceVehicleId vehicle;
  TimeOfDay promised_pickup{-1};  ///< as `pickup`, by the operator's estimate when it accepted
  TimeOfDay pickup{-1};      ///< the vehicle is at the stop and boarding begins; -1: not picked up
  TimeOfDay dropoff{-1};     ///< the vehicle is at the stop; -1: not there yet
  Duration direct_time{-1};  ///< by the operator's times at the answer, without stops
  Metres direct_distance;
  Metres ridden;          ///< metres on board
  bool shared = false;    ///< somebody else was on board at some time
  double fare_eur = 0.0;  ///< fixed when it was accepted
};

/// A vehicle's day. A leg that isn't over at the day's end counts in `driving`, not in the metres.
struct ServiceVehicleRecord {
  Metres loaded;  ///< driven with anybody on board
  Metres empty;
  Metres passenger;  ///< passenger-metres (a request for two seats is two passengers)
  Duration driving;  ///< from the end of one stop to the begin of the next
  Duration stopping;
  Duration idle;                ///< within opening hours
  std::uint32_t boardings = 0;  ///< passengers
};

/// What the caller must hear after a window.
struct ServiceEvent {
  enum class Kind : std::uint8_t { refused, accepted, picked_up, dropped_off } kind;
  TimeOfDay time;
  RequestId request;
};

/// The longest ride that a service promises: from the end of the stop of boarding to the begin of
/// that of alighting.
Duration longest_ride(const scenarios::Service& service, Duration direct);

struct OnDemandParameters {
  std::uint64_t seed = 1;  ///< with `replication` keys where vehicles start the day
  std::uint64_t replication = 0;
  std::uint64_t day = 0;
  double vehicle_size = 1.0;  ///< passenger-car units: the sample p
  std::uint64_t tag_base =
      0;  ///< vehicle v departs with the tag tag_base + v; `advance` gets only those
};

/// An operator of pooled on-demand rides: insertion with hard time windows.
///
/// Each request is answered at once: the insertion of its two stops into the vehicle plan that adds
/// the least driving time and breaks no promise — pick-up within `max_wait` of the request, ride
/// within max_detour × direct + extra, seats — by travel times that the operator could know
/// (`known`, learnt until the day before). Ties go to the lower vehicle row. Vehicles are vehicles
/// on the road: they queue and jam; a driving vehicle may be rerouted at the end of the link it is
/// on. An idle vehicle waits where it is. A stop begins when the vehicle is there and lasts
/// `stop_time`, however many board or alight; who asks at the place of a stop under way boards in
/// it. Wait = pick-up − request, to the begin of boarding. Where no vehicle can, the cause is the
/// farthest that any of them got: in time, then a seat, then the promises. After the hours accepted
/// rides are finished; then the vehicles stay where they are. Real traffic may break a promise; the
/// record then says so; no later insertion is refused for it. \source Jaw, Odoni, Psaraftis, Wilson
/// 1986 (insertion); constraints as in matsim-libs
///         DefaultDrtOptimizationConstraintsSet.
class OnDemand {
 public:
  OnDemand(const scenarios::Service& service,
           const geo::RoadGraph& graph,
           const geo::LinkTimes& known,
           const OnDemandParameters& parameters);
  // `graph` and `known` must outlive it; the service is copied.
  ~OnDemand();
  OnDemand(const OnDemand&) = delete;
  OnDemand& operator=(const OnDemand&) = delete;

  /// Answers all requests of one window in order of (time, name): events in that order.
  /// Requests lie in [window start, traffic.now()).
  void answer(std::span<const Request> requests,
              Traffic& traffic,
              std::vector<ServiceEvent>& events);
  /// Takes in arrivals of this service's vehicles (tag = tag_base + vehicle row), does stops that
  /// are due before `traffic.now()`, sends vehicles on. Call once a window after
  /// `Traffic::run_window`, before `answer`.
  void advance(std::span<const Arrival> arrivals,
               Traffic& traffic,
               std::vector<ServiceEvent>& events);
  /// The next time at which `advance` has something to do without an arrival: `day_end`, since a
  /// vehicle is handed to the traffic with the end of its stop as departure when the stop begins.
  TimeOfDay next_due() const;
  /// Whether anybody waits or rides.
  bool busy() const;
  /// Closes the day: idle times up to the end of the opening hours.
  void end_day();

  const Column<RequestId, RequestRecord>& requests() const;
  const Column<ServiceVehicleId, ServiceVehicleRecord>& vehicles() const;

  /// All that the day has brought so far. What is read must fit `traffic`, whose state is read
  /// before.
  void visit(Archive& archive, const Traffic& traffic);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace eveil::sim
