// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/csv.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

// What a terminal shows; the CSV and the JSON have all.
bool leads(const Entry& entry) {
  constexpr std::array<std::string_view, 7> keys = {"service.requests",
                                                    "service.served",
                                                    "service.refusal_rate",
                                                    "service.wait.mean",
                                                    "service.wait.p95",
                                                    "service.cost_per_trip",
                                                    "service.subsidy_per_trip"};
  if (entry.scope == "territory") return true;
  return std::find(keys.begin(), keys.end(), entry.indicator) != keys.end();
}

bool told_apart(const Entry& entry) { return entry.finding == Finding::different; }

// A difference, or where the base has no such level the variant's own, with its interval.
std::string cell_of(const Entry& entry) {
  const bool change = std::isfinite(entry.difference);
  const auto shown = [&](double value) {
    return change ? readable_difference(entry, value) : readable(entry, value);
  };
  std::string text =
      with_unit(shown(change ? entry.difference : entry.variant), unit_of(entry, change));
  const double low = change ? entry.low : entry.variant_low;
  const double high = change ? entry.high : entry.variant_high;
  if (std::isfinite(low)) text += fmt::format(" ({} to {})", shown(low), shown(high));
  return text;
}

// Characters as a terminal shows them: signs and accents are of several bytes.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

using Row = std::vector<std::string>;

std::vector<std::string> aligned(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const Row& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column)
      widths[column] = std::max(widths[column], width_of(row[column]));
  }
  std::vector<std::string> lines;
  for (const Row& row : rows) {
    std::string line = " ";
    for (std::size_t column = 0; column < row.size(); ++column) {
      line += " " + row[column];
      if (column + 1 < row.size())
        line += std::string(widths[column] - width_of(row[column]) + 1, ' ');
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string number_with_sign(double value) {
  std::string text = fmt::format("{:g}", std::fabs(value));
  return value < 0.0 ? "−" + text : text;
}

// Where a constant stands: moved down, as stated, moved up.
struct Place {
  double shift = 0.0;
  double service_constant = 0.0;
  const Shifted* moved = nullptr;  // none: as stated
};

std::vector<Place> places_of(const Comparison& comparison) {
  const Shifted& first = comparison.sensitivity.front();
  std::vector<Place> places = {
      {0.0, moved_constant(first.service_constant, -first.shift), nullptr}};
  for (const Shifted& one : comparison.sensitivity)
    places.push_back({one.shift, one.service_constant, &one});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.shift < b.shift;
  });
  return places;
}

const Entry* at(const Place& place, const Entry& entry) {
  return place.moved == nullptr ? &entry : find(*place.moved, entry);
}

std::vector<Row> table_of(const Comparison& comparison) {
  const std::vector<Place> places = places_of(comparison);
  std::vector<Row> rows(1, Row{"service's constant"});
  for (const Place& place : places)
    rows.front().push_back(number_with_sign(place.service_constant));
  for (const Entry& entry : comparison.entries) {
    if (!leads(entry) || !in_sensitivity(entry, comparison)) continue;
    Row row = {fmt::format("{}, {}", title_of(entry), entry.scope)};
    for (const Place& place : places) {
      const Entry* there = at(place, entry);
      row.push_back(there == nullptr ? "–" : cell_of(*there));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string csv_row(const Comparison& comparison, const Place& place, const Entry& entry) {
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                     csv_cell(comparison.source.base_scenario),
                     csv_cell(comparison.source.variant_scenario),
                     csv_cell(entry.scope),
                     csv_cell(entry.indicator),
                     csv_cell(entry.units),
                     csv_cell(place.shift),
                     csv_cell(place.service_constant),
                     csv_cell(entry.base),
                     csv_cell(entry.variant),
                     csv_cell(entry.variant_low),
                     csv_cell(entry.variant_high),
                     csv_cell(entry.difference),
                     csv_cell(entry.low),
                     csv_cell(entry.high),
                     entry.replications,
                     csv_cell(name_of(entry.finding)));
}

}  // namespace

double moved_constant(double constant, double shift) {
  return std::round((constant + shift) * 1e9) / 1e9;
}

bool in_sensitivity(const Entry& entry, const Comparison& comparison) {
  if (entry.scope.starts_with("service:")) return true;
  if (entry.scope != "territory") return false;
  const std::span<const std::string_view> keys = headlines();
  if (std::find(keys.begin(), keys.end(), entry.indicator) != keys.end()) return true;
  if (entry.definition != "mode_share") return false;
  const std::vector<std::string> services = services_of(comparison);
  const std::string mode = entry.indicator.substr(entry.definition.size() + 1);
  return std::find(services.begin(), services.end(), mode) != services.end();
}

Shifted shifted_of(const Comparison& moved, double shift, double service_constant) {
  Shifted found{shift, service_constant, {}, {}};
  for (const Entry& entry : moved.entries) {
    if (in_sensitivity(entry, moved)) found.entries.push_back(entry);
  }
  return found;
}

const Entry* find(const Shifted& shifted, const Entry& entry) {
  const auto found =
      std::find_if(shifted.entries.begin(), shifted.entries.end(), [&](const Entry& one) {
        return one.indicator == entry.indicator && one.scope == entry.scope;
      });
  return found == shifted.entries.end() ? nullptr : &*found;
}

std::string sensitivity_csv(const std::vector<Comparison>& comparisons) {
  std::string text =
      "base_name,variant_name,scope,indicator,units,shift,service_constant,base,variant,"
      "variant_low,variant_high,difference,low,high,replications,finding\n";
  for (const Comparison& comparison : comparisons) {
    if (comparison.sensitivity.empty()) continue;
    const std::vector<Place> places = places_of(comparison);
    for (const Entry& entry : comparison.entries) {
      if (!in_sensitivity(entry, comparison)) continue;
      for (const Place& place : places) {
        if (const Entry* there = at(place, entry); there != nullptr)
          text += csv_row(comparison, place, *there);
      }
    }
  }
  return text;
}

Steadiness steadiness_of(const Comparison& comparison) {
  Steadiness found;
  for (const Entry& entry : comparison.entries) {
    if (!told_apart(entry) || !in_sensitivity(entry, comparison)) continue;
    ++found.told_apart;
    const auto& all = comparison.sensitivity;
    const bool steady = std::all_of(all.begin(), all.end(), [&](const Shifted& one) {
      const Entry* there = find(one, entry);
      return there != nullptr && told_apart(*there) &&
             (there->difference > 0.0) == (entry.difference > 0.0);
    });
    found.steady += steady ? 1 : 0;
  }
  return found;
}

std::vector<std::string> sensitivity_lines(const Comparison& comparison) {
  if (comparison.sensitivity.empty()) return {};
  std::vector<std::string> lines = {fmt::format(
      "What hangs on the service's constant, which no interval covers: {} against {} with "
      "choice.service_constant moved by 1 either way.",
      comparison.source.variant_scenario,
      comparison.source.base_scenario)};
  for (std::string& line : aligned(table_of(comparison))) lines.push_back(std::move(line));
  const Steadiness steady = steadiness_of(comparison);
  if (steady.told_apart > 0) {
    lines.push_back(fmt::format(
        "Of {} differences in it that are told apart, {} are so with the same sign all along.",
        steady.told_apart,
        steady.steady));
  }
  for (const Place& place : places_of(comparison)) {
    if (place.moved == nullptr || place.moved->verdict.empty()) continue;
    lines.push_back(fmt::format("With the constant at {} the need is {}.",
                                number_with_sign(place.service_constant),
                                place.moved->verdict));
  }
  return lines;
}

}  // namespace eveil::analysis
