// SPDX-License-Identifier: Apache-2.0
#include "analysis/other_differences.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace eveil::analysis {

namespace {

std::string sentence(const std::string& key, double base, double variant) {
  return fmt::format("{}: {} in the base, {} in the variant", key, base, variant);
}

}  // namespace

Expected<std::vector<std::string>> other_differences(const output::RunFile& base,
                                                     const output::RunFile& variant) {
  std::vector<std::string> found;
  for (const char* name : {"flow_factor", "storage_factor", "storage_exponent", "replan_share"}) {
    if (!base.has_attribute("", name) || !variant.has_attribute("", name)) continue;
    EVEIL_TRY(const double before, base.number_attribute("", name));
    EVEIL_TRY(const double after, variant.number_attribute("", name));
    if (before != after) {
      found.push_back(sentence(fmt::format("simulation.{}", name), before, after));
    }
  }
  if (!base.has("parameters") || !variant.has("parameters")) return found;
  EVEIL_TRY(const auto keys, variant.texts("parameters", "key"));
  EVEIL_TRY(const auto values, variant.numbers("parameters", "value"));
  for (std::size_t row = 0; row < keys.size(); ++row) {
    EVEIL_TRY(const double before, base.parameter(keys[row]));
    if (before != values[row]) found.push_back(sentence(keys[row], before, values[row]));
  }
  return found;
}

}  // namespace eveil::analysis
