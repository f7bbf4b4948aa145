// SPDX-License-Identifier: Apache-2.0
#include "analysis/export/matsim_ids.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace eveil::analysis {

namespace {

Expected<void> name_links(const output::RunFile& run, MatsimIds& ids) {
  EVEIL_TRY(const auto from, run.integers("links", "from_node"));
  EVEIL_TRY(const auto to, run.integers("links", "to_node"));
  if (run.has("links/names")) {
    EVEIL_TRY(ids.link, run.texts("links/names", "id"));
    EVEIL_TRY(ids.from_node, run.texts("links/names", "from_node"));
    EVEIL_TRY(ids.to_node, run.texts("links/names", "to_node"));
    EVEIL_TRY(ids.modes, run.texts("links/names", "modes"));
    return {};
  }
  for (std::size_t row = 0; row < from.size(); ++row) {
    ids.link.push_back(fmt::to_string(row));
    ids.from_node.push_back(fmt::to_string(from[row]));
    ids.to_node.push_back(fmt::to_string(to[row]));
    ids.modes.emplace_back("car");
  }
  return {};
}

Expected<void> name_vehicles(const output::RunFile& run, MatsimIds& ids) {
  EVEIL_TRY(const auto kind, run.words("events/vehicles", "kind"));
  EVEIL_TRY(const auto first, run.integers("events/vehicles", "first"));
  EVEIL_TRY(const auto count, run.integers("events/vehicles", "count"));
  EVEIL_TRY(const auto service, run.integers("events/vehicles", "service"));
  EVEIL_TRY(const auto pattern, run.integers("events/vehicles", "pattern"));
  for (std::size_t row = 0; row < first.size(); ++row) {
    const std::string& word = kind[row];
    for (std::int64_t number = 0; number < count[row]; ++number) {
      std::string id = fmt::format("{}_{}", word, number);
      std::string mode = "car";
      if (word == "car") {
        id = ids.person[static_cast<std::size_t>(number)] + "_car";
      } else if (word == "service") {
        mode = run.services()[static_cast<std::size_t>(service[row])];
        id = fmt::format("{}_{}", mode, number);
      } else if (word == "transit") {
        mode = "pt";
        id = fmt::format("transit_{}_{}", pattern[row], number);
      }
      const auto at = static_cast<std::size_t>(first[row] + number);
      if (at >= ids.vehicle.size()) {
        ids.vehicle.resize(at + 1);
        ids.vehicle_mode.resize(at + 1);
        ids.service_driver.resize(at + 1, 1);
      }
      ids.vehicle[at] = std::move(id);
      ids.vehicle_mode[at] = std::move(mode);
      ids.service_driver[at] = word == "car" ? 0 : 1;
    }
  }
  return {};
}

std::string parts(std::int64_t ms) {
  std::string text = fmt::format("{:03}", ms);
  while (text.size() > 1 && text.back() == '0') text.pop_back();
  return text;
}

}  // namespace

Expected<MatsimIds> matsim_ids(const output::RunFile& run) {
  MatsimIds ids;
  EVEIL_CHECK(name_links(run, ids));
  if (run.has("persons/names")) {
    EVEIL_TRY(ids.person, run.texts("persons/names", "id"));
  } else {
    EVEIL_TRY(const auto names, run.identifiers("persons", "id"));
    for (const std::uint64_t name : names) ids.person.push_back(fmt::to_string(name));
  }
  EVEIL_CHECK(name_vehicles(run, ids));
  return ids;
}

std::string matsim_mode(std::string_view mode) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {{"car_driver", "car"},
                                                                     {"car_passenger", "ride"},
                                                                     {"transit", "pt"},
                                                                     {"bicycle", "bike"},
                                                                     {"walk", "walk"}};
  for (const auto& [ours, theirs] : words) {
    if (mode == ours) return std::string(theirs);
  }
  return std::string(mode);
}

std::string matsim_seconds(std::int64_t ms) {
  return fmt::format("{}.{}", ms / 1000, parts(ms % 1000));
}

std::string matsim_clock(double seconds) {
  const auto ms = static_cast<std::int64_t>(std::llround(seconds * 1000.0));
  const std::int64_t whole = ms / 1000;
  const std::string clock =
      fmt::format("{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return ms % 1000 == 0 ? clock : clock + "." + parts(ms % 1000);
}

}  // namespace eveil::analysis
