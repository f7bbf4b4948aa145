// SPDX-License-Identifier: Apache-2.0
#include "analysis/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eveil::analysis {

namespace {

struct Word {
  std::string_view key;  ///< of the definition
  std::string_view title;
  std::string_view meaning;
};

constexpr std::array<Word, 31> words = {{
    {"trip_rate",
     "Trips a person",
     "Trips done on the day, over people, those who stay at home included."},
    {"mode_share", "Share of trips", "Trips done by the mode, over all trips done."},
    {"mode_share_distance",
     "Share of distance",
     "Distance of trips done by the mode, over that of all."},
    {"passenger_km", "Passenger distance", "Distance of all trips done."},
    {"co2e",
     "CO2e of trips",
     "Tank to wheel, of the trips done; a service's empty kilometres are shared by its riders by "
     "distance."},
    {"travel_time.mean",
     "Travel time, mean",
     "From departure to arrival, waiting included, of trips done."},
    {"travel_time.median",
     "Travel time, median",
     "From departure to arrival, of trips done; half take longer."},
    {"vehicle_km",
     "Vehicle distance",
     "Driven by cars, expanded like their drivers, and by every service vehicle once, empty ways "
     "included."},
    {"delay", "Time lost in traffic", "Hours that vehicles spent on links beyond free flow."},
    {"trips.failed", "Trips not made", "Trips that were planned and not made, by what happened."},
    {"arrivals", "Arrivals", "Trips that arrived at the generator."},
    {"service.requests", "Requests", "Rides asked for."},
    {"service.served", "Served", "Requests that were taken to their destination."},
    {"service.refusal_rate", "Refusal rate", "Refused over submitted requests."},
    {"service.refusals", "Refused", "Requests refused for that cause."},
    {"service.wait.mean", "Wait, mean", "From request to pick-up, of those served."},
    {"service.wait.median",
     "Wait, median",
     "From request to pick-up, of those served; half wait longer."},
    {"service.wait.p95",
     "Wait, 95th percentile",
     "From request to pick-up; one in twenty waits longer."},
    {"service.detour_time",
     "Detour in time",
     "Time in the vehicle over the direct time; waiting excluded."},
    {"service.detour_distance",
     "Detour in distance",
     "Distance on board over the direct distance."},
    {"service.shared_rides",
     "Shared rides",
     "Share of rides during which somebody else was on board."},
    {"service.vehicle_km",
     "Vehicle distance",
     "Driven by the service's vehicles, empty ways included."},
    {"service.occupancy",
     "Occupancy",
     "Passenger distance over vehicle distance, empty ways included."},
    {"service.empty_share", "Empty share", "Distance driven with nobody on board, over all."},
    {"service.rides_per_vehicle_hour",
     "Rides a vehicle hour",
     "Boardings over vehicles times opening hours."},
    {"service.fleet_utilisation",
     "Fleet at work",
     "Hours driving or at stops over vehicles times opening hours."},
    {"service.cost",
     "Operating cost",
     "Vehicle hours, vehicle days and kilometres at the stated rates."},
    {"service.revenue", "Fares", "What riders paid."},
    {"service.cost_per_trip", "Cost a trip", "Operating cost over requests served."},
    {"service.subsidy_per_trip",
     "Subsidy a trip",
     "(Operating cost - fares) over requests served."},
    {"", "", ""},
}};

const Word* word_of(std::string_view definition) {
  const auto found = std::find_if(
      words.begin(), words.end(), [&](const Word& word) { return word.key == definition; });
  return found == words.end() || found->key.empty() ? nullptr : &*found;
}

bool is_share(const Entry& entry) {
  return entry.definition == "mode_share" || entry.definition == "mode_share_distance" ||
         entry.definition == "service.refusal_rate" || entry.definition == "service.shared_rides" ||
         entry.definition == "service.empty_share" ||
         entry.definition == "service.fleet_utilisation";
}

std::string with_thousands(const std::string& digits) {
  const bool negative = digits.starts_with('-');
  const std::string body = negative ? digits.substr(1) : digits;
  const std::size_t point = std::min(body.find('.'), body.size());
  std::string text = negative ? "-" : "";
  for (std::size_t row = 0; row < point; ++row) {
    if (row > 0 && (point - row) % 3 == 0) text += ',';
    text += body[row];
  }
  return text + body.substr(point);
}

// Three or four figures that matter, thousands apart.
std::string figures(double value) {
  const double size = std::fabs(value);
  int decimals = 0;
  if (size < 10.0) {
    decimals = 2;
  } else if (size < 100.0) {
    decimals = 1;
  }
  if (size > 0.0 && size < 0.1) decimals = 3;
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos) text = "0";
  return with_thousands(text);
}

double scaled(const Entry& entry, double value) {
  if (is_share(entry)) return value * 100.0;
  if (entry.units == "s") return value / 60.0;
  return value;
}

}  // namespace

std::string readable(const Entry& entry, double value) {
  return std::isfinite(value) ? figures(scaled(entry, value)) : "–";
}

std::string readable_difference(const Entry& entry, double value) {
  if (!std::isfinite(value)) return "–";
  const std::string text = figures(scaled(entry, value));
  return value > 0.0 && text != "0" ? "+" + text : text;
}

std::string unit_of(const Entry& entry, bool difference) {
  if (is_share(entry)) return difference ? "points" : "%";
  if (entry.units == "s") return "min";
  if (entry.units == "h-1") return "per hour";
  return entry.units == "1" ? "" : entry.units;
}

std::string title_of(const Entry& entry) {
  const Word* word = word_of(entry.definition);
  if (word == nullptr) return entry.indicator;
  std::string title(word->title);
  if (entry.definition != entry.indicator) {
    std::string part = entry.indicator.substr(entry.indicator.rfind('.') + 1);
    std::replace(part.begin(), part.end(), '_', ' ');
    title += ": " + part;
  }
  return title;
}

std::string_view meaning_of(std::string_view definition) {
  const Word* word = word_of(definition);
  return word == nullptr ? std::string_view() : word->meaning;
}

const Entry* find(const Comparison& comparison,
                  std::string_view scope,
                  std::string_view indicator) {
  for (const Entry& entry : comparison.entries) {
    if (entry.scope == scope && entry.indicator == indicator) return &entry;
  }
  return nullptr;
}

std::vector<std::string> services_of(const Comparison& comparison) {
  std::vector<std::string> names;
  for (const Entry& entry : comparison.entries) {
    if (entry.indicator == "service.requests")
      names.push_back(entry.scope.substr(entry.scope.find(':') + 1));
  }
  return names;
}

std::vector<std::string> limits_of(const Source& source) {
  std::vector<std::string> limits = {
      "The choice coefficients are French (eqasim, Île-de-France; its Corsica example for the "
      "service) and were not "
      "calibrated here.",
      "Buses, bicycles and car passengers are not among the modes in this version, so that the "
      "shares of car and "
      "walking, and the use of the service, are larger than with them.",
      "Intervals cover the model's chance (tastes, the chance of each day), not the errors of data "
      "or coefficients."};
  if (!source.fleet_not_scaled.empty()) {
    limits.push_back(
        fmt::format("A sample of {:g} % of the people met the whole fleet: the service's figures "
                    "are as simulated, unexpanded, "
                    "and flattering.",
                    source.sample * 100.0));
  }
  return limits;
}

}  // namespace eveil::analysis
