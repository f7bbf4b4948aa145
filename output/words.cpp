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
  switch (vehicle_class) {
    case sim::VehicleClass::car:
      return "car";
    case sim::VehicleClass::service:
      return "service";
    case sim::VehicleClass::background:
      return "background";
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
std::vector<std::string> site_kind_words() {
  return named<geo::SiteKind>(site_kind_count, [](auto v) { return geo::name_of(v); });
}

}  // namespace eveil::output
