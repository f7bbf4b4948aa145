// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "analysis/catalogue.hpp"
#include "analysis/compare.hpp"
#include "analysis/many.hpp"
#include "analysis/statistics.hpp"

namespace eveil::analysis {

namespace {

// The families whose indicators are corrected together.
constexpr std::array<std::uint8_t, 5> families = {
    in_territory | in_services, in_generators, in_classes, in_hours | in_purposes, in_zones};

}  // namespace

void correct_for_number(std::vector<Entry>& entries) {
  std::vector<std::uint8_t> kinds;
  kinds.reserve(entries.size());
  for (const Entry& entry : entries) kinds.push_back(kind_of(entry.scope));
  for (const std::uint8_t family : families) {
    std::vector<std::size_t> rows;
    std::vector<double> p;
    for (std::size_t row = 0; row < entries.size(); ++row) {
      if ((kinds[row] & family) == 0) continue;
      rows.push_back(row);
      p.push_back(entries[row].p_value);
    }
    const std::vector<double> adjusted = false_discovery_adjusted(p);
    for (std::size_t place = 0; place < rows.size(); ++place)
      entries[rows[place]].p_adjusted = adjusted[place];
  }
}

bool lasts_correction(const Entry& entry) {
  return entry.finding == Finding::different && entry.p_adjusted <= 0.05;
}

PairingGain pairing_gain(const Comparison& comparison) {
  std::vector<double> ratios;
  for (const Entry& entry : comparison.entries) {
    if (entry.scope == "territory" && std::isfinite(entry.variance_ratio))
      ratios.push_back(entry.variance_ratio);
  }
  PairingGain gain{quantile(ratios, 0.5), quantile(ratios, 0.0), quantile(ratios, 1.0), 0};
  gain.indicators = ratios.size();
  return gain;
}

std::string_view name_of(Equivalence equivalence) {
  switch (equivalence) {
    case Equivalence::not_asked:
      return "";
    case Equivalence::equivalent:
      return "equivalent";
    case Equivalence::not_equivalent:
      return "not equivalent";
    case Equivalence::undecided:
      return "undecided";
  }
  return "";
}

}  // namespace eveil::analysis
