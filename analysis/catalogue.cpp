// SPDX-License-Identifier: Apache-2.0
#include "analysis/catalogue.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace eveil::analysis {

namespace {

constexpr std::uint8_t of_people = in_territory | in_zones | in_classes;
constexpr std::uint8_t of_trips = of_people | in_generators | in_hours | in_purposes;
constexpr std::uint8_t of_roads = in_territory | in_zones | in_hours;
constexpr std::uint8_t of_requests = in_services | in_zones;

constexpr std::array<IndicatorFact, 53> facts = {{
    {"trip_rate", "1", of_people, {}, false, false, {}},
    {"mode_share", "1", of_trips, KeyPart::mode, true, false, {}},
    {"mode_share_distance", "1", in_territory, KeyPart::mode, true, false, {}},
    {"passenger_km", "km", in_territory, {}, false, false, {}},
    {"co2e", "kg", of_trips, {}, false, false, {}},
    {"co2e.life_cycle", "kg", of_trips, {}, false, false, {}},
    {"cost.per_person", "EUR", of_people, {}, false, false, {}},
    {"accessibility.jobs_30min", "1", of_people, KeyPart::mode, false, false, {}},
    {"travel_time.mean", "s", of_trips, {}, false, false, {}},
    {"travel_time.median", "s", of_people, {}, false, false, {}},
    {"vehicle_km", "km", in_territory | in_hours, {}, false, false, {}},
    {"vehicle_km.background", "km", in_territory, {}, false, false, {}},
    {"delay", "h", of_roads, {}, false, false, {}},
    {"speed.mean", "km h-1", of_roads, {}, false, false, {}},
    {"speed", "km h-1", in_territory, KeyPart::road_class, false, false, {}},
    {"co2e.emitted", "kg", of_roads, {}, false, false, {}},
    {"nox", "kg", of_roads, {}, false, false, {}},
    {"pm", "kg", of_roads, {}, false, false, {}},
    {"energy", "MJ", of_roads, {}, false, false, {}},
    {"co2e.emitted.background", "kg", in_territory, {}, false, false, {}},
    {"nox.background", "kg", in_territory, {}, false, false, {}},
    {"pm.background", "kg", in_territory, {}, false, false, {}},
    {"energy.background", "MJ", in_territory, {}, false, false, {}},
    {"external_cost", "EUR", in_territory, KeyPart::cost_item, false, false, {}},
    {"trips.done", "1", in_hours | in_purposes, {}, false, false, {}},
    {"trips.refused", "1", in_territory, {}, false, false, "trips.failed"},
    {"trips.stranded", "1", in_territory, {}, false, false, "trips.failed"},
    {"trips.stuck", "1", in_territory, {}, false, false, "trips.failed"},
    {"trips.not_made", "1", in_territory, {}, false, false, "trips.failed"},
    {"transit.co2e", "kg", in_territory, {}, false, false, {}},
    {"transit.boardings", "1", in_territory, {}, false, false, {}},
    {"transit.left_behind", "1", in_territory, {}, false, false, {}},
    {"arrivals", "1", in_generators, {}, false, false, {}},
    {"service.requests", "1", of_requests, {}, false, false, {}},
    {"service.served", "1", of_requests, {}, false, false, {}},
    {"service.refusal_rate", "1", of_requests, {}, true, false, {}},
    {"service.refusals", "1", in_services, KeyPart::refusal_cause, false, false, {}},
    {"service.wait.mean", "s", of_requests, {}, false, false, {}},
    {"service.wait.median", "s", in_services, {}, false, false, {}},
    {"service.wait.p95", "s", of_requests, {}, false, false, {}},
    {"service.detour_time", "1", in_services, {}, false, false, {}},
    {"service.detour_distance", "1", in_services, {}, false, false, {}},
    {"service.shared_rides", "1", in_services, {}, true, false, {}},
    {"service.vehicle_km", "km", in_services, {}, false, false, {}},
    {"service.occupancy", "1", in_services, {}, false, false, {}},
    {"service.empty_share", "1", in_services, {}, true, false, {}},
    {"service.rides_per_vehicle_hour", "h-1", in_services, {}, false, false, {}},
    {"service.fleet_utilisation", "1", in_services, {}, true, false, {}},
    {"service.cost", "EUR", in_services, {}, false, false, {}},
    {"service.revenue", "EUR", in_services, {}, false, false, {}},
    {"service.result", "EUR", in_services, {}, false, true, {}},
    {"service.cost_per_trip", "EUR", in_services, {}, false, false, {}},
    {"service.subsidy_per_trip", "EUR", in_services, {}, false, true, {}},
}};

struct KindWord {
  std::uint8_t kind;
  std::string_view start;
  std::string_view form;
};
constexpr std::array<KindWord, 7> kinds = {{{in_territory, "territory", "territory"},
                                            {in_zones, "zone:", "zone:ID"},
                                            {in_hours, "class:hour=", "class:hour=HH"},
                                            {in_purposes, "class:purpose=", "class:purpose=WORD"},
                                            {in_classes, "class:", "class:KIND=VALUE"},
                                            {in_generators, "generator:", "generator:NAME"},
                                            {in_services, "service:", "service:NAME"}}};

}  // namespace

std::span<const IndicatorFact> indicator_facts() { return facts; }

const IndicatorFact* fact_of(std::string_view indicator) {
  for (const IndicatorFact& fact : facts) {
    if (indicator == fact.key) return &fact;
    const bool with_part = fact.part != KeyPart::none && indicator.starts_with(fact.key) &&
                           indicator.substr(fact.key.size()).starts_with('.');
    if (with_part) return &fact;
  }
  return nullptr;
}

bool is_share(std::string_view definition) {
  return std::any_of(facts.begin(), facts.end(), [&](const IndicatorFact& fact) {
    return fact.share && fact.key == definition;
  });
}

std::uint8_t kind_of(std::string_view scope) {
  for (const KindWord& word : kinds) {
    const bool exact = word.kind == in_territory;
    if (exact ? scope == word.start : scope.starts_with(word.start)) return word.kind;
  }
  return 0;
}

std::string scopes_in_words(std::uint8_t scopes) {
  std::vector<std::string_view> forms;
  for (const KindWord& word : kinds) {
    if ((scopes & word.kind) != 0) forms.push_back(word.form);
  }
  std::string text;
  for (std::size_t row = 0; row < forms.size(); ++row) {
    if (row > 0) text += row + 1 == forms.size() ? " or " : ", ";
    text += forms[row];
  }
  return text;
}

}  // namespace eveil::analysis
