// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/zone_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

namespace eveil::analysis {

Json rounded(double value) {
  if (!std::isfinite(value)) return nullptr;
  const double two = std::round(value * 100.0) / 100.0;
  if (two == std::round(two)) return static_cast<std::int64_t>(two);
  return two;
}

Json numbers(std::initializer_list<double> values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(rounded(value));
  return list;
}

bool beyond_chance(const Interval& interval) {
  return !std::isfinite(interval.low) || interval.low > 0.0 || interval.high < 0.0;
}

Json winners_json(const Winners& winners, const Geography& places) {
  Json rows = Json::array();
  if (winners.groups.empty()) return rows;
  const auto in_percent = [](const Interval& share) {
    return numbers({share.mean * 100.0, share.low * 100.0, share.high * 100.0});
  };
  for (const ZonePlace& zone : places.zones) {
    const GroupChange* group = winners.find("zone:" + zone.id);
    if (group == nullptr) {
      rows.push_back(nullptr);
      continue;
    }
    const Interval& change = group->minutes;
    rows.push_back({numbers({change.mean, change.low, change.high}),
                    in_percent(group->gain),
                    in_percent(group->lose),
                    beyond_chance(group->net)});
  }
  return rows;
}

Json access_json(const Comparison& comparison, const Geography& places) {
  constexpr std::string_view key = "accessibility.jobs_30min.";
  // Entries by mode, in the order of the comparison, and by zone.
  std::vector<std::pair<std::string, std::map<std::string, const Entry*>>> modes;
  for (const Entry& entry : comparison.entries) {
    if (!entry.indicator.starts_with(key) || !entry.scope.starts_with("zone:")) continue;
    const std::string mode = entry.indicator.substr(key.size());
    auto found = std::find_if(
        modes.begin(), modes.end(), [&](const auto& one) { return one.first == mode; });
    if (found == modes.end())
      found = modes.insert(modes.end(), {mode, std::map<std::string, const Entry*>()});
    found->second.emplace(entry.scope.substr(5), &entry);
  }
  Json list = Json::array();
  for (const auto& [mode, entries] : modes) {
    bool changes = false;
    Json zones = Json::array();
    for (const ZonePlace& zone : places.zones) {
      const auto found = entries.find(zone.id);
      if (found == entries.end() || !std::isfinite(found->second->variant)) {
        zones.push_back(nullptr);
        continue;
      }
      const Entry& entry = *found->second;
      changes = changes || (std::isfinite(entry.difference) && entry.difference != 0.0);
      Json row = numbers({entry.base, entry.variant, entry.difference, entry.low, entry.high});
      row.push_back(entry.finding == Finding::different ||
                    entry.finding == Finding::one_replication);
      zones.push_back(std::move(row));
    }
    if (!changes) continue;
    Json one;
    one["mode"] = mode;
    one["zones"] = std::move(zones);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace eveil::analysis
