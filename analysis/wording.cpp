// SPDX-License-Identifier: Apache-2.0
#include "analysis/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "analysis/catalogue.hpp"

namespace eveil::analysis {

namespace {

struct Word {
  std::string_view key;  ///< of the definition
  std::string_view title;
  std::string_view meaning;
};

constexpr std::array<Word, 50> words = {{
    {"trip_rate",
     "Trips per person",
     "Trips done on the day, over people, those who stay at home included."},
    {"mode_share", "Share of trips", "Trips done by the mode, over all trips done."},
    {"mode_share_distance",
     "Share of distance",
     "Distance of trips done by the mode, over that of all."},
    {"passenger_km", "Passenger distance", "Distance of all trips done."},
    {"co2e",
     "CO2e of residents' trips",
     "Tank to wheel, a day, of trips done: cars expanded like their drivers, a service's vehicles "
     "once, their empty kilometres shared by their riders."},
    {"co2e.life_cycle",
     "CO2e of residents' trips, life cycle",
     "Of the same trips and those by public transport: fuel or power from its source on, and "
     "making "
     "the vehicle."},
    {"cost.per_person",
     "Cost of travel per person",
     "What people pay a day for trips done, over people: driving, fares."},
    {"accessibility.jobs_30min",
     "Jobs within 30 minutes",
     "From the centre of the zone where people live, mean over them; leaving at 8."},
    {"external_cost",
     "Cost of driving to others",
     "Vehicle distance at average rates of the EU; `all` is more than the parts named."},
    {"transit.co2e",
     "CO2e of public transport",
     "Of rides by public transport, by passenger-km and kind of line, upstream of the tank "
     "included: never to be added to the others."},
    {"transit.boardings", "Boardings of public transport", "A change is a boarding more."},
    {"transit.left_behind",
     "Left at a stop by a full vehicle",
     "Times that somebody was; they wait for the next."},
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
    {"vehicle_km.background",
     "Background traffic",
     "Driven by vehicles that are nobody's trip, expanded by the sample; in no other figure."},
    {"delay",
     "Time lost in traffic",
     "Hours that cars and service vehicles spent on links beyond free flow."},
    {"speed.mean",
     "Speed on the road",
     "Distance over time of cars, expanded like their drivers, and of a service's vehicles."},
    {"speed", "Speed by class of road", "Distance over time of cars and a service's vehicles."},
    {"co2e.emitted",
     "CO2e on the road",
     "Tank to wheel, by the speed on each link: of cars, expanded like their drivers, and of a "
     "service's vehicles, once. Background traffic is apart."},
    {"nox", "NOx on the road", "Nitrogen oxides of the same vehicles, by the speed on each link."},
    {"pm",
     "Particles on the road",
     "Of the same vehicles: exhaust and, most of it, wear of brakes, tyres and road."},
    {"energy", "Energy on the road", "Of the fuel that the same vehicles burn."},
    {"co2e.emitted.background",
     "CO2e of background traffic",
     "Tank to wheel, of vehicles that are nobody's trip, by the speed on each link."},
    {"nox.background", "NOx of background traffic", "Of vehicles that are nobody's trip."},
    {"pm.background", "Particles of background traffic", "Of vehicles that are nobody's trip."},
    {"energy.background", "Energy of background traffic", "Of vehicles that are nobody's trip."},
    {"trips.done", "Trips", "Trips done."},
    {"trips.failed", "Trips not made", "Trips that were planned and not made, by what happened."},
    {"arrivals", "Arrivals", "Trips that arrived at the mobility generator."},
    {"service.requests", "Requests", "Rides asked for."},
    {"service.served", "Served", "Requests that were taken to their destination."},
    {"service.refusal_rate", "Refusal rate", "Refused over submitted requests."},
    {"service.refusals", "Refused", "Requests refused, by cause."},
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
     "Rides per vehicle and hour",
     "Boardings over vehicles times opening hours."},
    {"service.fleet_utilisation",
     "Fleet at work",
     "Hours driving or at stops over vehicles times opening hours."},
    {"service.cost",
     "Operating cost",
     "Vehicle hours, vehicle days and kilometres at the stated rates."},
    {"service.revenue", "Fares", "What riders paid."},
    {"service.result", "Result", "Fares less operating cost."},
    {"service.cost_per_trip", "Cost per trip", "Operating cost over requests served."},
    {"service.subsidy_per_trip",
     "Subsidy per trip",
     "(Operating cost − fares) over requests served."},
}};

// The variable part of the key is a mode.
bool is_by_mode(std::string_view definition) {
  const IndicatorFact* fact = fact_of(definition);
  return fact != nullptr && fact->part == KeyPart::mode;
}

const Word* word_of(std::string_view definition) {
  const auto found = std::find_if(
      words.begin(), words.end(), [&](const Word& word) { return word.key == definition; });
  return found == words.end() ? nullptr : &*found;
}

bool is_share(const Entry& entry) { return analysis::is_share(entry.definition); }

std::string with_thousands(const std::string& digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string text;
  for (std::size_t row = 0; row < point; ++row) {
    if (row > 0 && (point - row) % 3 == 0) text += ',';
    text += digits[row];
  }
  return text + digits.substr(point);
}

double scaled(const Entry& entry, double value) {
  if (is_share(entry)) return value * 100.0;
  if (entry.units == "s") return value / 60.0;
  return value;
}

// What is counted one by one; its means over days and runs need no decimals beyond ten.
bool is_count(const Entry& entry) {
  constexpr std::array<std::string_view, 5> counts = {
      "service.requests", "service.served", "service.refusals", "arrivals", "trips.failed"};
  return std::find(counts.begin(), counts.end(), entry.definition) != counts.end();
}

// Decimals that leave two or three figures of a number of that size; cents of money.
int decimals_for(const Entry& entry, double size) {
  if (entry.units == "EUR" && size >= 0.01 && size < 1000.0) return 2;
  if (size == 0.0 || size >= 100.0 || (size >= 10.0 && is_count(entry))) return 0;
  if (size >= 10.0) return 1;
  if (is_count(entry)) return 1;
  int decimals = 2;
  double lowest = 0.1;
  while (size < lowest && decimals < 8) {
    lowest /= 10.0;
    ++decimals;
  }
  return decimals;
}

// What a large number is rounded to, so that `kept` figures of one of that size are left.
double step_for(double size, int kept) {
  double step = 1.0;
  double limit = std::pow(10.0, kept);
  while (size >= limit) {
    limit *= 10.0;
    step *= 10.0;
  }
  return step;
}

// Without a sign; thousands apart.
std::string figures(const Entry& entry, double value, double size, int kept) {
  const double step = step_for(size, kept);
  const double rounded = std::round(std::fabs(value) / step) * step;
  const int decimals = decimals_for(entry, size);
  return with_thousands(fmt::format("{:.{}f}", step > 1.0 ? rounded : std::fabs(value), decimals));
}

// The largest of some numbers by size, as read; NaNs don't count.
double largest(const Entry& entry, std::initializer_list<double> values) {
  double size = 0.0;
  for (const double value : values) {
    if (std::isfinite(value)) size = std::max(size, std::fabs(scaled(entry, value)));
  }
  return size;
}

bool shows_zero(const std::string& text) {
  return text.find_first_not_of("0.,") == std::string::npos;
}

std::string by_mode(std::string_view mode) {
  if (mode == "car_driver") return "by car";
  if (mode == "walk") return "on foot";
  if (mode == "car_passenger") return "as car passenger";
  if (mode == "transit") return "by public transport";
  return fmt::format("by {}", mode);
}

// The modes of everyday life that the runs didn't have, as a list in words; empty: none missing.
std::string missing_modes(const Source& source) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> everyday = {
      {{"transit", "buses"}, {"bicycle", "bicycles"}, {"car_passenger", "car passengers"}}};
  std::vector<std::string_view> missing;
  for (const auto& [mode, word] : everyday) {
    if (std::find(source.modes.begin(), source.modes.end(), mode) == source.modes.end())
      missing.push_back(word);
  }
  std::string text;
  for (std::size_t row = 0; row < missing.size(); ++row) {
    if (row > 0) text += row + 1 == missing.size() ? " and " : ", ";
    text += missing[row];
  }
  return text;
}

}  // namespace

std::string readable(const Entry& entry, double value) {
  if (!std::isfinite(value)) return "–";
  if (value == 0.0) return "0";
  const double size =
      largest(entry, {value, entry.base, entry.variant, entry.variant_low, entry.variant_high});
  const double number = scaled(entry, value);
  std::string text = figures(entry, number, size, 5);
  return number < 0.0 && !shows_zero(text) ? "−" + text : text;
}

std::string readable_difference(const Entry& entry, double value) {
  if (!std::isfinite(value)) return "–";
  const double size = largest(entry, {value, entry.difference, entry.low, entry.high});
  std::string text = figures(entry, scaled(entry, value), size, 4);
  if (shows_zero(text)) return text;
  return (value > 0.0 ? "+" : "−") + text;
}

std::string unit_of(const Entry& entry, bool difference) {
  if (is_share(entry)) return difference ? "points" : "%";
  if (entry.units == "s") return "min";
  if (entry.units == "h-1") return "per hour";
  if (entry.units == "km h-1") return "km/h";
  return entry.units == "1" ? "" : entry.units;
}

std::string with_unit(const std::string& number, const std::string& unit) {
  return unit.empty() || number == "–" ? number : number + " " + unit;
}

std::string percent_of_level(double level) {
  return fmt::format("{:g}", std::min(std::round(level * 1e4) / 1e2, 99.99));
}

std::string title_of(const Entry& entry) {
  const Word* word = word_of(entry.definition);
  if (word == nullptr) return entry.indicator;
  std::string title(word->title);
  if (entry.definition == entry.indicator) return title;
  if (is_by_mode(entry.definition))
    return title + " " + by_mode(entry.indicator.substr(entry.definition.size() + 1));
  std::string part = entry.indicator.substr(entry.indicator.rfind('.') + 1);
  std::replace(part.begin(), part.end(), '_', ' ');
  return title + ": " + part;
}

std::span<const std::string_view> headlines() {
  static constexpr std::array<std::string_view, 7> keys = {"mode_share.car_driver",
                                                           "mode_share.walk",
                                                           "vehicle_km",
                                                           "co2e",
                                                           "travel_time.mean",
                                                           "delay",
                                                           "passenger_km"};
  return keys;
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
    if (entry.indicator == "service.requests" && entry.scope.starts_with("service:"))
      names.push_back(entry.scope.substr(entry.scope.find(':') + 1));
  }
  return names;
}

std::vector<std::string> limits_of(const Source& source) {
  std::vector<std::string> limits;
  if (!source.fleet_not_scaled.empty()) {
    limits.push_back(
        fmt::format("Only {:g} % of the people are simulated, and they have the whole fleet to "
                    "themselves: the service's figures are as simulated, unexpanded, and "
                    "flattering. Whoever leaves the car counts for all that he or she stands for, "
                    "the vehicles that take them only for themselves.",
                    source.sample * 100.0));
  }
  limits.push_back(
      "The coefficients of mode choice are French (eqasim: Île-de-France, and its Corsica example "
      "for the service) and were not calibrated here.");
  if (const std::string missing = missing_modes(source); !missing.empty()) {
    limits.push_back(
        fmt::format("This version does not know {}: the shares of the modes that it knows, and the "
                    "use of the service, come out larger than with them.",
                    missing));
  }
  if (source.learnt_from.empty()) {
    limits.push_back(
        "Base and variant did not start from one learnt state: each learnt by itself, and part of "
        "a difference may come from where its learning stopped.");
  }
  limits.push_back(
      "Intervals cover chance in the model (tastes, and what varies from run to run), not errors "
      "of data or coefficients.");
  return limits;
}

std::string short_limits_of(const Source& source) {
  std::string text;
  if (!source.fleet_not_scaled.empty()) {
    text += fmt::format(
        "only {:g} % of the people are simulated but have the whole fleet, which flatters the "
        "service; ",
        source.sample * 100.0);
  }
  text += "the choice coefficients are French and not calibrated here";
  if (const std::string missing = missing_modes(source); !missing.empty())
    text += fmt::format("; {} are missing so far", missing);
  return text;
}

}  // namespace eveil::analysis
