// SPDX-License-Identifier: Apache-2.0
#include "analysis/scope_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "analysis/csv.hpp"

namespace eveil::analysis {

namespace {

constexpr std::array<std::string_view, 5> parts = {"base", "variant", "difference", "low", "high"};

std::string short_cell(double value) {
  return std::isfinite(value) ? fmt::format("{:.6g}", value) : "";
}

std::string_view noun_of(ScopeKind kind) {
  switch (kind) {
    case in_zones:
      return "zone";
    case in_generators:
      return "generator";
    case in_classes:
    case in_hours:
    case in_purposes:
      return "class";
    case in_services:
      return "service";
    case in_territory:
      return "territory";
  }
  return "";
}

// The indicators of that kind of scope, in their first order.
std::vector<std::string> indicators_of_kind(const std::vector<Comparison>& comparisons,
                                            ScopeKind kind) {
  std::unordered_set<std::string_view> known;
  std::vector<std::string> indicators;
  for (const Comparison& comparison : comparisons) {
    for (const Entry& entry : comparison.entries) {
      if (kind_of(entry.scope) == kind && known.insert(entry.indicator).second)
        indicators.push_back(entry.indicator);
    }
  }
  return indicators;
}

// Those of one scope, by indicator.
using Entries = std::unordered_map<std::string_view, const Entry*>;

std::string row_of(std::string_view name,
                   const Comparison& comparison,
                   const std::vector<std::string>& indicators,
                   const Entries& entries) {
  std::string row = fmt::format("{},{},{}",
                                csv_cell(name),
                                csv_cell(comparison.source.base_scenario),
                                csv_cell(comparison.source.variant_scenario));
  for (const std::string& indicator : indicators) {
    const auto found = entries.find(indicator);
    if (found == entries.end()) {
      row.append(parts.size(), ',');
      continue;
    }
    const Entry& entry = *found->second;
    for (const double value :
         {entry.base, entry.variant, entry.difference, entry.low, entry.high}) {
      row += ',' + short_cell(value);
    }
  }
  return row + '\n';
}

}  // namespace

std::string csv_by_scope(const std::vector<Comparison>& comparisons, ScopeKind kind) {
  const std::vector<std::string> indicators = indicators_of_kind(comparisons, kind);
  std::string text = fmt::format("{},base_name,variant_name", noun_of(kind));
  for (const std::string& indicator : indicators) {
    for (const std::string_view part : parts) text += fmt::format(",{}.{}", indicator, part);
  }
  text += '\n';
  for (const Comparison& comparison : comparisons) {
    // The entries of one scope need not stand together.
    std::vector<std::string_view> scopes;
    std::unordered_map<std::string_view, Entries> by_scope;
    for (const Entry& entry : comparison.entries) {
      if (kind_of(entry.scope) != kind) continue;
      auto& entries = by_scope[entry.scope];
      if (entries.empty()) scopes.emplace_back(entry.scope);
      entries.emplace(entry.indicator, &entry);
    }
    for (const std::string_view scope : scopes) {
      const std::string_view name = scope.substr(scope.find(':') + 1);
      text += row_of(name, comparison, indicators, by_scope.at(scope));
    }
  }
  return text;
}

std::string chance_note(const Comparison& comparison, ScopeKind kind) {
  std::size_t all = 0;
  std::size_t different = 0;
  for (const Entry& entry : comparison.entries) {
    if (kind_of(entry.scope) != kind) continue;
    const bool told = entry.finding == Finding::different;
    if (told || entry.finding == Finding::undecided || entry.finding == Finding::drifting) ++all;
    if (told) ++different;
  }
  if (all == 0) return "";
  return fmt::format(
      "Of {} differences by {} {} leave out zero; about {:.0f} (5 %) would by chance alone.",
      all,
      noun_of(kind),
      different,
      std::ceil(0.05 * static_cast<double>(all)));
}

}  // namespace eveil::analysis
