// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "geo/findings.hpp"
#include "geo/network/road_defaults.hpp"

namespace eveil::geo {

namespace {

constexpr auto note = Finding::Severity::note;
constexpr auto warning = Finding::Severity::warning;

/// A sentence a reason; {count}, {km} and {details} are filled in.
struct Sentence {
  std::string_view reason;
  Finding::Severity severity;
  std::string_view text;
};

constexpr std::array<Sentence, 14> sentences{{
    {"not_for_cars",
     note,
     "{count} roads ({km} km) are left out because cars may not use them: {details}; people on "
     "foot or bicycle "
     "take the car roads in this version."},
    {"without_length", note, "{count} roads are single points and are left out."},
    {"speed_not_usable",
     warning,
     "{count} stated speeds ({km} km) are 0 or less, or above 200 km/h, and count as missing; "
     "correct them in the "
     "source."},
    {"speed_from_other_way",
     note,
     "{count} directions ({km} km) without a speed take that of the road's other direction: "
     "{details}."},
    {"speed_from_class_median",
     warning,
     "{count} directions ({km} km) without a speed take the median of their class here: {details}; "
     "travel times on "
     "them are typical, not known; maxspeed in OpenStreetMap or counted speeds make them better."},
    {"speed_from_class_default",
     warning,
     "{count} directions ({km} km) without a speed, of classes that state too few, take a default: "
     "{details}; "
     "maxspeed in OpenStreetMap or counted speeds make them better."},
    {"lanes_not_usable",
     warning,
     "{count} stated numbers of lanes ({km} km) are 0 or less, or above 20, and count as missing."},
    {"lanes_from_other_way",
     note,
     "{count} directions ({km} km) without lanes take those of the road's other direction: "
     "{details}."},
    {"lanes_from_class_default",
     warning,
     "{count} directions ({km} km) without lanes take those usual for their class: {details}; jams "
     "there are less "
     "certain; lanes in OpenStreetMap make them better."},
    {"loop_cut_in_two",
     note,
     "{count} roads that end where they begin ({km} km) are cut in two links."},
    {"drawn_twice",
     note,
     "{count} stretches drawn twice along the same points ({km} km) count once."},
    {"not_connected",
     warning,
     "{count} stretches ({km} km) touch no other part of the network and are left out; nobody "
     "starts or ends there. "
     "Roads must share a point where they meet."},
    {"not_strongly_connected",
     warning,
     "{count} stretches ({km} km) can be entered but not left, or left but not entered, and are "
     "left out; the edge "
     "of the extract and wrong one-way directions cause this."},
    {"joined",
     note,
     "{count} cuts between stretches are taken out again because nothing meets or changes there; "
     "no length is lost."},
}};

double km_of(std::int64_t mm) { return static_cast<double>(mm) / 1e6; }

// Reasons keep the order in which they came; their details are listed with counts.
struct Sum {
  std::string_view reason;
  std::uint64_t count = 0;
  std::int64_t length_mm = 0;
  std::string details;
};

std::vector<Sum> sums_of(const std::vector<RoadTally>& tallies) {
  std::vector<Sum> sums;
  for (const RoadTally& tally : tallies) {
    if (sums.empty() || sums.back().reason != tally.reason)
      sums.push_back({tally.reason, 0, 0, ""});
    Sum& sum = sums.back();
    sum.count += tally.count;
    sum.length_mm += tally.length_mm;
    if (tally.detail.empty()) continue;
    sum.details +=
        fmt::format("{}{} ({})", sum.details.empty() ? "" : ", ", tally.detail, tally.count);
  }
  return sums;
}

Finding finding_of(const Sum& sum) {
  for (const Sentence& sentence : sentences) {
    if (sentence.reason != sum.reason) continue;
    const std::string km = fmt::format("{:.1f}", km_of(sum.length_mm));
    return {sentence.severity,
            "roads",
            std::string(sum.reason),
            sum.count,
            sum.length_mm > 0 ? km_of(sum.length_mm) : -1.0,
            fmt::format(fmt::runtime(sentence.text),
                        fmt::arg("count", sum.count),
                        fmt::arg("km", km),
                        fmt::arg("details", sum.details))};
  }
  return {warning,
          "roads",
          std::string(sum.reason),
          sum.count,
          km_of(sum.length_mm),
          std::string(sum.reason)};
}

Finding kept(const Network& network) {
  std::int64_t road_mm = 0;
  for (const LinkId link : network.from.ids()) {
    if (network.reverse[link].valid() && network.reverse[link] < link) continue;
    road_mm += std::llround(network.length[link].value * 1000.0);
  }
  return {note,
          "roads",
          "kept",
          network.link_count(),
          km_of(road_mm),
          fmt::format("The network has {} nodes and {} directed links along {:.1f} km of road, "
                      "every one of which "
                      "can be reached from every other.",
                      network.node_count(),
                      network.link_count(),
                      km_of(road_mm))};
}

}  // namespace

std::vector<Finding> findings_of_roads(const Roads& roads, const BuiltNetwork& built) {
  std::vector<Finding> findings;
  findings.push_back({note,
                      "roads",
                      "read",
                      roads.size(),
                      -1.0,
                      fmt::format("{} roads were read from layer {}.", roads.size(), roads.layer)});
  if (!roads.has_direction) {
    findings.push_back(
        {warning,
         "roads",
         "direction_missing",
         roads.size(),
         -1.0,
         "No column of directions is named, so every road is open both ways; name one with "
         "`direction` (1 forward, -1 backward, 0 both)."});
  }
  for (const Sum& sum : sums_of(built.tallies)) findings.push_back(finding_of(sum));
  findings.push_back(kept(built.network));
  findings.push_back(
      {note,
       "roads",
       "capacity_from_class",
       built.network.link_count(),
       -1.0,
       fmt::format("The capacity of all {} links is their lanes times a value of their class ({}); "
                   "counted saturation flows are better.",
                   built.network.link_count(),
                   lane_source())});
  findings.push_back({note,
                      "roads",
                      "turns_not_read",
                      0,
                      -1.0,
                      "Turn restrictions and traffic lights are not read in this version: all "
                      "turns are allowed."});
  return findings;
}

}  // namespace eveil::geo
