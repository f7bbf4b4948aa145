// SPDX-License-Identifier: Apache-2.0
#include "output/words.hpp"

#include <cstddef>
#include <string_view>

#include "geo/network/network.hpp"
#include "geo/places/sites.hpp"
#include "geo/transit/timetable.hpp"
#include "scenarios/population/population.hpp"
#include "sim/records.hpp"

namespace eveil::output {
namespace {

template <class Enum, class NameOf>
std::vector<std::string> named(std::size_t count, const NameOf& name) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) words.emplace_back(name(static_cast<Enum>(i)));
  return words;
}

constexpr std::size_t site_kind_count = static_cast<std::size_t>(geo::SiteKind::office) + 1;

// Enumerations whose folders give no names. A new value without a case is a compiler warning.

std::string_view name_of(sim::TripStatus status) {
  switch (status) {
    case sim::TripStatus::done:
      return "done";
    case sim::TripStatus::refused:
      return "refused";
    case sim::TripStatus::stranded:
      return "stranded";
    case sim::TripStatus::stuck:
      return "stuck";
    case sim::TripStatus::not_made:
      return "not_made";
  }
  return "";
}

std::string_view name_of(sim::VehicleClass vehicle_class) {
  return sim::facts_of(vehicle_class).name;
}

std::string_view name_of(sim::VehicleRange::Kind kind) {
  switch (kind) {
    case sim::VehicleRange::Kind::car:
      return "car";
    case sim::VehicleRange::Kind::service:
      return "service";
    case sim::VehicleRange::Kind::background:
      return "background";
    case sim::VehicleRange::Kind::transit:
      return "transit";
  }
  return "";
}

std::string_view name_of(sim::EventType type) {
  switch (type) {
    case sim::EventType::activity_ends:
      return "activity_ends";
    case sim::EventType::departs:
      return "departs";
    case sim::EventType::requests:
      return "requests";
    case sim::EventType::offered:
      return "offered";
    case sim::EventType::refused:
      return "refused";
    case sim::EventType::enters_vehicle:
      return "enters_vehicle";
    case sim::EventType::enters_traffic:
      return "enters_traffic";
    case sim::EventType::enters_link:
      return "enters_link";
    case sim::EventType::leaves_traffic:
      return "leaves_traffic";
    case sim::EventType::leaves_vehicle:
      return "leaves_vehicle";
    case sim::EventType::left_behind:
      return "left_behind";
    case sim::EventType::waits_in_vain:
      return "waits_in_vain";
    case sim::EventType::arrives:
      return "arrives";
    case sim::EventType::gives_up:
      return "gives_up";
    case sim::EventType::activity_starts:
      return "activity_starts";
  }
  return "";
}

std::string_view name_of(scenarios::Sex sex) {
  switch (sex) {
    case scenarios::Sex::female:
      return "female";
    case scenarios::Sex::male:
      return "male";
  }
  return "";
}

}  // namespace

std::vector<std::string> outcome_words() { return {"served", "refused", "unfinished"}; }
std::vector<std::string> income_words() {
  return {
      "unknown", "lowest_fifth", "second_fifth", "middle_fifth", "fourth_fifth", "highest_fifth"};
}

std::vector<std::string> sex_words() {
  return named<scenarios::Sex>(2, [](auto v) { return name_of(v); });
}
std::vector<std::string> line_kind_words() {
  return named<geo::LineKind>(geo::line_kind_count,
                              [](geo::LineKind kind) { return geo::name_of(kind); });
}

std::vector<std::string> role_words() {
  return named<geo::Role>(geo::role_count, [](auto v) { return geo::name_of(v); });
}
std::vector<std::string> purpose_words() {
  return named<scenarios::Activity>(scenarios::activity_count,
                                    [](auto v) { return scenarios::name_of(v); });
}
std::vector<std::string> status_words() {
  return named<sim::TripStatus>(sim::trip_status_count, [](auto v) { return name_of(v); });
}
std::vector<std::string> refusal_words() {
  return named<sim::RefusalCause>(sim::refusal_cause_count, [](auto v) { return sim::name_of(v); });
}
std::vector<std::string> road_class_words() {
  return named<geo::RoadClass>(geo::road_class_count, [](auto v) { return geo::name_of(v); });
}
std::vector<std::string> vehicle_class_words() {
  return named<sim::VehicleClass>(sim::vehicle_class_count, [](auto v) { return name_of(v); });
}
std::vector<std::string> event_type_words() {
  return named<sim::EventType>(sim::event_type_count, [](auto v) { return name_of(v); });
}
std::vector<std::string> vehicle_kind_words() {
  using Kind = sim::VehicleRange::Kind;
  return named<Kind>(sim::vehicle_range_kind_count, [](auto v) { return name_of(v); });
}
std::vector<std::string> site_kind_words() {
  return named<geo::SiteKind>(site_kind_count, [](auto v) { return geo::name_of(v); });
}

}  // namespace eveil::output
