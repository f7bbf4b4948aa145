// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/plan_words.hpp"

#include <array>
#include <utility>

namespace eveil::scenarios {

namespace {

constexpr std::array<std::pair<std::string_view, StatedMode>, 18> modes{{
    {"car", StatedMode::car},
    {"ride", StatedMode::passenger},
    {"car_passenger", StatedMode::passenger},
    {"pt", StatedMode::transit},
    {"bus", StatedMode::transit},
    {"train", StatedMode::transit},
    {"rail", StatedMode::transit},
    {"tram", StatedMode::transit},
    {"subway", StatedMode::transit},
    {"ferry", StatedMode::transit},
    {"bike", StatedMode::bicycle},
    {"bicycle", StatedMode::bicycle},
    {"walk", StatedMode::walk},
    {"access_walk", StatedMode::walk},
    {"egress_walk", StatedMode::walk},
    {"transit_walk", StatedMode::walk},
    {"non_network_walk", StatedMode::walk},
    {"transfer_walk", StatedMode::walk},
}};

}  // namespace

std::optional<StatedMode> stated_mode(std::string_view name) {
  for (const auto& [known, mode] : modes) {
    if (known == name) return mode;
  }
  return std::nullopt;
}

int rank_of(StatedMode mode) {
  switch (mode) {
    case StatedMode::transit:
      return 4;
    case StatedMode::car:
      return 3;
    case StatedMode::passenger:
      return 2;
    case StatedMode::bicycle:
      return 1;
    case StatedMode::walk:
      break;
  }
  return 0;
}

Activity stated_purpose(std::string_view type) {
  constexpr std::pair<std::string_view, Activity> beginnings[] = {{"work", Activity::work},
                                                                  {"w", Activity::work},
                                                                  {"edu", Activity::study},
                                                                  {"school", Activity::study},
                                                                  {"univers", Activity::study},
                                                                  {"kinder", Activity::study},
                                                                  {"study", Activity::study},
                                                                  {"shop", Activity::shop},
                                                                  {"leis", Activity::leisure},
                                                                  {"escort", Activity::escort}};
  for (const auto& [beginning, purpose] : beginnings) {
    const bool letter = beginning.size() == 1;
    if (letter ? type == beginning : type.substr(0, beginning.size()) == beginning) return purpose;
  }
  if (type == "e") return Activity::study;
  if (type == "s") return Activity::shop;
  if (type == "l") return Activity::leisure;
  return Activity::other;
}

}  // namespace eveil::scenarios
