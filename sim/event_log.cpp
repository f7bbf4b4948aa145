// SPDX-License-Identifier: Apache-2.0
#include "sim/event_log.hpp"

#include <algorithm>
#include <utility>

namespace eveil::sim {

using scenarios::PersonId;

namespace {

constexpr std::int32_t second_ms = 1000;
constexpr std::size_t first_ring = 64;  // seconds

template <class Id>
std::int32_t row_or_none(Id id) {
  return id.valid() ? static_cast<std::int32_t>(id.value) : -1;
}

void resize(EventBatch& batch, std::size_t rows) {
  batch.type.resize(rows);
  batch.mode.resize(rows);
  for (auto* column : {&batch.time_ms, &batch.person, &batch.vehicle, &batch.link, &batch.stop}) {
    column->resize(rows);
  }
}

}  // namespace

EventLog::EventLog(std::size_t persons, std::size_t modes, NumberOf number_of, Take take)
    : number_of_(std::move(number_of)),
      take_(std::move(take)),
      no_leg_(static_cast<Mode>(modes)),
      leg_(persons, no_leg_),
      in_(persons, -1),
      seconds_(first_ring),
      first_(static_cast<std::int32_t>(day_start.ms / second_ms)) {
  resize(batch_, batch_rows);
}

void EventLog::take_window(const Traffic& traffic) {
  using Kind = RoadEvent::Kind;
  for (const RoadEvent& event : traffic.events()) {
    if (event.kind == Kind::enters_traffic) {
      if (event.vehicle >= numbers_.size()) numbers_.resize(event.vehicle + 1024);
      numbers_[event.vehicle] = number_of_(traffic.tag_of(VehicleId(std::size_t{event.vehicle})));
    }
    const EventType type = event.kind == Kind::enters_link      ? EventType::enters_link
                           : event.kind == Kind::enters_traffic ? EventType::enters_traffic
                                                                : EventType::leaves_traffic;
    const std::int32_t number = numbers_[event.vehicle];
    add({event.time_ms,
         number,
         -1,
         number,
         static_cast<std::int32_t>(event.link),
         -1,
         type,
         no_leg_});
  }
}

// With a service one moves with its vehicle, which is on the road.
std::int32_t EventLog::subject_of(PersonId person) const {
  const Mode mode = leg_[person.value];
  const bool with_vehicle = mode != no_leg_ && is_service(mode) && in_[person.value] >= 0;
  return with_vehicle ? in_[person.value] : static_cast<std::int32_t>(person.value);
}

void EventLog::tell(
    EventType type, TimeOfDay at, PersonId person, std::int32_t vehicle, EventPlace place) {
  add({static_cast<std::int32_t>(at.ms),
       subject_of(person),
       static_cast<std::int32_t>(person.value),
       vehicle,
       row_or_none(place.link),
       row_or_none(place.stop),
       type,
       leg_[person.value]});
}

// NOLINTNEXTLINE(readability-function-size): an event has that many facts
void EventLog::ask(EventType type,
                   TimeOfDay at,
                   PersonId person,
                   Mode service,
                   std::int32_t vehicle,
                   geo::LinkId link) {
  leg_[person.value] = service;
  tell(type, at, person, vehicle, link);
  leg_[person.value] = no_leg_;
}

void EventLog::activity_ends(TimeOfDay at, PersonId person, geo::LinkId link) {
  tell(EventType::activity_ends, at, person, -1, link);
}

void EventLog::departs(TimeOfDay at, PersonId person, Mode mode, EventPlace place) {
  leg_ends(at, person, place);
  leg_[person.value] = mode;
  tell(EventType::departs, at, person, -1, place);
}

void EventLog::enters(TimeOfDay at, PersonId person, std::int32_t vehicle, EventPlace place) {
  in_[person.value] = vehicle;
  tell(EventType::enters_vehicle, at, person, vehicle, place);
}

void EventLog::leg_ends(TimeOfDay at, PersonId person, EventPlace place) {
  if (leg_[person.value] == no_leg_) return;
  const std::int32_t vehicle = in_[person.value];
  if (vehicle >= 0) tell(EventType::leaves_vehicle, at, person, vehicle, place);
  tell(EventType::arrives, at, person, -1, place);
  in_[person.value] = -1;
  leg_[person.value] = no_leg_;
}

void EventLog::trip_ends(TimeOfDay at, PersonId person, geo::LinkId link) {
  const std::int32_t subject = subject_of(person);
  leg_ends(at, person, link);
  add({static_cast<std::int32_t>(at.ms),
       subject,
       static_cast<std::int32_t>(person.value),
       -1,
       row_or_none(link),
       -1,
       EventType::activity_starts,
       no_leg_});
}

void EventLog::gives_up(TimeOfDay at, PersonId person, EventPlace place) {
  tell(EventType::gives_up, at, person, -1, place);
}

void EventLog::waits_in_vain(TimeOfDay at, PersonId person, geo::StopId stop) {
  tell(EventType::waits_in_vain, at, person, -1, stop);
  leg_[person.value] = no_leg_;
}

void EventLog::left_behind(TimeOfDay at, PersonId person, std::int32_t vehicle, geo::StopId stop) {
  tell(EventType::left_behind, at, person, vehicle, stop);
}

void EventLog::requests(TimeOfDay at, PersonId person, Mode service, geo::LinkId link) {
  ask(EventType::requests, at, person, service, -1, link);
}

void EventLog::refused(TimeOfDay at, PersonId person, Mode service, geo::LinkId link) {
  ask(EventType::refused, at, person, service, -1, link);
}

void EventLog::offered(TimeOfDay at, PersonId person, Mode service, std::int32_t vehicle) {
  ask(EventType::offered, at, person, service, vehicle, geo::LinkId::none());
}

void EventLog::add(const Event& event) {
  if (event.time_ms >= day_end.ms) return;  // planned, but the day is over
  const std::int32_t second = event.time_ms / second_ms;
  if (second < first_) {
    in_time_ = false;
    return;
  }
  if (static_cast<std::size_t>(second - first_) >= seconds_.size()) make_room(second);
  bucket(second).push_back(event);
}

void EventLog::make_room(std::int32_t second) {
  std::vector<std::vector<Event>> before = std::move(seconds_);
  std::size_t size = before.size();
  while (static_cast<std::size_t>(second - first_) >= size) size *= 2;
  seconds_ = std::vector<std::vector<Event>>(size);
  for (std::size_t row = 0; row < before.size(); ++row) {
    const std::int32_t at = first_ + static_cast<std::int32_t>(row);
    bucket(at) = std::move(before[static_cast<std::size_t>(at) & (before.size() - 1)]);
  }
}

void EventLog::release(TimeOfDay settled) {
  const auto end = static_cast<std::int32_t>((settled - margin).ms / second_ms);
  for (; first_ < end; ++first_) hand_on(bucket(first_));
}

bool EventLog::finish() {
  const std::int32_t end = first_ + static_cast<std::int32_t>(seconds_.size());
  for (; first_ < end; ++first_) hand_on(bucket(first_));
  if (rows_ > 0) send();
  return in_time_;
}

/// Sorts a second by its milliseconds, each of them by subject, and keeps the order of the others.
void EventLog::hand_on(std::vector<Event>& second) {
  if (second.empty()) return;
  const auto ms_of = [&](std::uint32_t row) {
    return static_cast<std::size_t>(second[row].time_ms % second_ms);
  };
  const auto count = static_cast<std::uint32_t>(second.size());
  place_.assign(second_ms + 1, 0);
  for (std::uint32_t row = 0; row < count; ++row) ++place_[ms_of(row) + 1];
  for (std::size_t ms = 1; ms < place_.size(); ++ms) place_[ms] += place_[ms - 1];
  order_.resize(count);
  for (std::uint32_t row = 0; row < count; ++row) order_[place_[ms_of(row)]++] = row;
  std::uint32_t first = 0;  // place_[ms] is now where a millisecond ends
  for (std::size_t ms = 0; ms < second_ms; ++ms) {
    const std::uint32_t last = place_[ms];
    if (last - first > 1) sort_by_subject(second, first, last);
    first = last;
  }
  for (const std::uint32_t row : order_) append(second[row]);
  second.clear();
}

void EventLog::sort_by_subject(const std::vector<Event>& second,
                               std::uint32_t first,
                               std::uint32_t last) {
  constexpr std::uint32_t few = 16;
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return second[a].subject < second[b].subject;
  };
  if (last - first > few) {
    std::stable_sort(order_.begin() + first, order_.begin() + last, before);
    return;
  }
  for (std::uint32_t at = first + 1; at < last; ++at) {
    const std::uint32_t row = order_[at];
    std::uint32_t to = at;
    for (; to > first && before(row, order_[to - 1]); --to) order_[to] = order_[to - 1];
    order_[to] = row;
  }
}

void EventLog::append(const Event& event) {
  batch_.time_ms[rows_] = event.time_ms;
  batch_.type[rows_] = event.type;
  batch_.person[rows_] = event.person;
  batch_.vehicle[rows_] = event.vehicle;
  batch_.link[rows_] = event.link;
  batch_.stop[rows_] = event.stop;
  batch_.mode[rows_] = event.mode;
  if (++rows_ == batch_rows) send();
}

void EventLog::send() {
  resize(batch_, rows_);
  take_(std::move(batch_));
  batch_ = EventBatch{};
  resize(batch_, batch_rows);
  rows_ = 0;
}

}  // namespace eveil::sim
