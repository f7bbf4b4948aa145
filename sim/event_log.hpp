// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "scenarios/population/population.hpp"
#include "sim/events.hpp"
#include "sim/traffic/traffic.hpp"
#include "sim/travellers/modes.hpp"

namespace eveil::sim {

/// Where an event is: at the end of a link, at a stop, or at neither.
struct EventPlace {
  EventPlace(geo::LinkId at) : link(at) {}  // NOLINT(google-explicit-constructor)
  EventPlace(geo::StopId at) : stop(at) {}  // NOLINT(google-explicit-constructor)
  geo::LinkId link;
  geo::StopId stop;
};

/// The events of one day in the order of (time, subject, what came first), in batches.
///
///     people, services ─┐
///     roads, by window ─┴▶ seconds not yet settled ─release▶ sorted ─▶ batch ─full▶ take
///
/// The subject is the vehicle on the road (a person's car has the person's number) or, on foot, by
/// bicycle and by public transport, the person: so each one's events stay in the order in which
/// they happened. A second leaves once no vehicle can have an earlier event, and `margin` later.
/// \threads one.
class EventLog {
 public:
  /// The number of a vehicle on the road, by its tag.
  using NumberOf = std::function<std::int32_t(std::uint64_t)>;
  using Take = std::function<void(EventBatch)>;
  static constexpr std::size_t batch_rows = 65'536;  ///< a chunk of the file
  static constexpr Duration margin = seconds(5);

  EventLog(std::size_t persons, std::size_t modes, NumberOf number_of, Take take);

  /// Takes in what happened on the road in the window just run.
  void take_window(const Traffic& traffic);

  // What a person does. What a leg is made with is remembered until it ends.
  void activity_ends(TimeOfDay at, scenarios::PersonId person, geo::LinkId link);
  /// Ends the leg under way, if there is one, and begins another.
  void departs(TimeOfDay at, scenarios::PersonId person, Mode mode, EventPlace place);
  void enters(TimeOfDay at, scenarios::PersonId person, std::int32_t vehicle, EventPlace place);
  /// Leaves the vehicle, if in one, and ends the leg, if there is one under way.
  void leg_ends(TimeOfDay at, scenarios::PersonId person, EventPlace place);
  /// The same at the destination.
  void trip_ends(TimeOfDay at, scenarios::PersonId person, geo::LinkId link);
  void gives_up(TimeOfDay at, scenarios::PersonId person, EventPlace place);
  void waits_in_vain(TimeOfDay at, scenarios::PersonId person, geo::StopId stop);
  void left_behind(TimeOfDay at,
                   scenarios::PersonId person,
                   std::int32_t vehicle,
                   geo::StopId stop);
  void requests(TimeOfDay at, scenarios::PersonId person, Mode service, geo::LinkId link);
  void refused(TimeOfDay at, scenarios::PersonId person, Mode service, geo::LinkId link);
  void offered(TimeOfDay at, scenarios::PersonId person, Mode service, std::int32_t vehicle);

  /// Hands on what can't change any more: no event before `settled` is still to come.
  void release(TimeOfDay settled);
  /// Hands on the rest. \return whether everything came in time: false is a fault of the program.
  bool finish();

 private:
  struct Event {
    std::int32_t time_ms;
    std::int32_t subject;
    std::int32_t person;
    std::int32_t vehicle;
    std::int32_t link;
    std::int32_t stop;
    EventType type;
    Mode mode;
  };

  void add(const Event& event);
  void tell(EventType type,
            TimeOfDay at,
            scenarios::PersonId person,
            std::int32_t vehicle,
            EventPlace place);
  void ask(EventType type,
           TimeOfDay at,
           scenarios::PersonId person,
           Mode service,
           std::int32_t vehicle,
           geo::LinkId link);
  std::int32_t subject_of(scenarios::PersonId person) const;
  void make_room(std::int32_t second);
  void hand_on(std::vector<Event>& second);
  void sort_by_subject(const std::vector<Event>& second, std::uint32_t first, std::uint32_t last);
  void append(const Event& event);
  void send();
  std::vector<Event>& bucket(std::int32_t second) {
    return seconds_[static_cast<std::size_t>(second) & (seconds_.size() - 1)];
  }

  NumberOf number_of_;
  Take take_;
  Mode no_leg_;                              ///< the number of modes
  std::vector<Mode> leg_;                    ///< [person]: the mode of the leg under way
  std::vector<std::int32_t> in_;             ///< [person]: the vehicle, or -1
  std::vector<std::int32_t> numbers_;        ///< [vehicle on the road]
  std::vector<std::vector<Event>> seconds_;  ///< ring; a power of two of them
  std::int32_t first_;                       ///< second that leaves next
  std::vector<std::uint32_t> place_;         ///< scratch of `hand_on`
  std::vector<std::uint32_t> order_;
  EventBatch batch_;  ///< of `batch_rows`, the first `rows_` filled
  std::size_t rows_ = 0;
  bool in_time_ = true;
};

}  // namespace eveil::sim
