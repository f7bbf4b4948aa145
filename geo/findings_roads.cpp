// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
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

constexpr std::array<Sentence, 39> sentences{{
    {"nodes_missing",
     warning,
     "{count} roads name points that the extract does not hold ({details}) and are drawn without "
     "them; take an extract with complete ways."},
    {"ids_out_of_order",
     note,
     "The ids of the file are out of order, which reads slower; `osmium sort` puts that right."},
    {"destination_only",
     note,
     "{count} roads are open to residents and deliveries only; through traffic is not kept out of "
     "them."},
    {"lanes_unreadable",
     warning,
     "{count} numbers of lanes can't be read and count as missing: {details}."},
    {"oneway_unreadable",
     warning,
     "{count} values of `oneway` can't be read and count as not stated: {details}."},
    {"speed_unreadable",
     warning,
     "{count} values of `maxspeed` can't be read and count as missing: {details}."},
    {"speed_varies",
     note,
     "{count} roads have a limit that changes by the hour ({details}), which counts as missing."},
    {"toll", note, "{count} roads ask a toll; nobody pays it in this version."},
    {"levels_parted",
     note,
     "{count} places where a bridge or tunnel crosses another road are kept apart: no road turns "
     "off there."},
    {"barrier", note, "{count} barriers close a road to cars at their place: {details}."},
    {"barrier_at_junction",
     note,
     "{count} barriers stand where several roads meet and are passed over, because which of the "
     "roads they close isn't said: {details}."},
    {"closed_to_cars",
     note,
     "{count} roads ({km} km) are left out because their tags close them to cars: {details}."},
    {"not_for_cars",
     note,
     "{count} ways ({km} km) are left out because cars may not use them: {details}; people on "
     "foot or bicycle take the car roads in this version."},
    {"without_length", note, "{count} roads are single points and are left out."},
    {"speed_not_usable",
     warning,
     "{count} stated speeds ({km} km) are 0 or less, or above 200 km/h, and count as missing; "
     "correct them in the "
     "source."},
    {"speed_from_other_way",
     note,
     "The speed of {km} km is that of the other direction of the same road: {details}."},
    {"speed_from_class_median",
     note,
     "The speed of {km} km is the median of what others of the class state here: {details}."},
    {"speed_from_class_default",
     note,
     "The speed of {km} km is a default, as too few of the class state one here: {details}."},
    {"lanes_not_usable",
     warning,
     "{count} stated numbers of lanes ({km} km) are 0 or less, or above 20, and count as missing."},
    {"lanes_from_other_way",
     note,
     "The lanes of {km} km are those of the other direction of the same road: {details}."},
    {"lanes_from_class_default",
     note,
     "The lanes in each direction of {km} km are those usual for the class: {details}."},
    {"loop_cut_in_two",
     note,
     "{count} roads that end where they begin ({km} km) are cut in two links."},
    {"drawn_twice",
     note,
     "{count} stretches drawn twice along the same points ({km} km) count once."},
    {"joined_at_gate",
     note,
     "{count} roads that the extract cuts off are joined at gates, by {km} km of straight lines: "
     "{details}."},
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
    {"turns_forbidden", note, "{count} turn restrictions hold for cars: {details}."},
    {"turns_need_no_rule",
     note,
     "{count} turn restrictions forbid what nobody does here anyway, mostly to turn round."},
    {"turns_cut_off",
     warning,
     "{count} forbidden turns are allowed after all, because they would keep cars from stretches "
     "({km} km) or at them for good; the edge of the extract and errors in the map cause this."},
    {"turns_over_roads",
     warning,
     "{count} turn restrictions lead over a road in between and are left out: those turns are "
     "allowed."},
    {"turns_by_hour",
     note,
     "{count} turn restrictions hold at some hours only and are left out: those turns are allowed "
     "all day."},
    {"turns_not_for_cars", note, "{count} turn restrictions are not for cars and are left out."},
    {"turns_incomplete",
     warning,
     "{count} turn restrictions name roads or points that the extract does not hold and are left "
     "out: those turns are allowed."},
    {"turns_off_network",
     note,
     "{count} turn restrictions are where the network has no junction, or name roads that are not "
     "part of it."},
    {"turns_unclear",
     warning,
     "{count} turn restrictions are left out because a road that they name goes on beyond the "
     "place, so that two turns could be meant."},
    {"turns_unreadable",
     warning,
     "{count} values of `restriction` can't be read and are left out: {details}."},
    {"signals",
     warning,
     "{count} points with traffic lights, pedestrian ones too, are known, but waiting at them is "
     "not modelled: cars in town are faster than in reality."},
    {"signs", note, "{count} signs and crossings are known but not modelled: {details}."},
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

const Sum* find(const std::vector<Sum>& sums, std::string_view reason) {
  for (const Sum& sum : sums) {
    if (sum.reason == reason) return &sum;
  }
  return nullptr;
}

// These three make one sentence together.
bool is_share(std::string_view reason) {
  return reason == "directions" || reason == "speed_stated" || reason == "lanes_stated";
}

// How much of the roads, by length and direction, the source itself describes.
std::optional<Finding> stated(const std::vector<Sum>& sums) {
  const Sum* all = find(sums, "directions");
  const Sum* speed = find(sums, "speed_stated");
  const Sum* lanes = find(sums, "lanes_stated");
  if (all == nullptr || speed == nullptr || lanes == nullptr || all->length_mm == 0) return {};
  const auto percent = [&](const Sum& sum) {
    return 100.0 * static_cast<double>(sum.length_mm) / static_cast<double>(all->length_mm);
  };
  const bool enough = percent(*speed) > 99.5 && percent(*lanes) > 99.5;
  return Finding{
      enough ? note : warning,
      "roads",
      "stated",
      all->count,
      km_of(all->length_mm),
      fmt::format("Of {:.1f} km for cars (each direction of a street counted), the source states "
                  "the speed of {:.0f} % and the lanes of {:.0f} %{}",
                  km_of(all->length_mm),
                  percent(*speed),
                  percent(*lanes),
                  enough ? "."
                         : "; the rest is taken as usual for the class, so travel times and jams "
                           "there are typical, not known. `maxspeed` and `lanes` in "
                           "OpenStreetMap, or measured speeds, make them better.")};
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

Finding read(const Roads& roads) {
  std::size_t count = roads.size();
  std::string text = fmt::format("{} roads were read from layer {}.", count, roads.layer);
  if (roads.is_osm) {
    // A way parted at a barrier has several rows.
    for (std::size_t row = 1; row < roads.size(); ++row)
      count -= roads.id[row] == roads.id[row - 1] ? 1 : 0;
    text = fmt::format("{} ways of streets and paths were read from OpenStreetMap", count);
    text += roads.newest_edit.empty()
                ? "; the file doesn't say how old it is."
                : fmt::format(
                      "; the newest edit is of {}: what was built or changed since is "
                      "missing.",
                      roads.newest_edit);
  }
  return {note, "roads", "read", count, -1.0, std::move(text)};
}

// Whether the extract holds ways for people on foot, or was cut to streets before.
bool has_paths(const Roads& roads) {
  for (const std::string& highway : roads.highway) {
    if (highway == "footway" || highway == "path" || highway == "pedestrian") return true;
  }
  return false;
}

Finding no_paths() {
  return {note,
          "roads",
          "no_footways",
          0,
          -1.0,
          "The extract holds streets only, no footways; this version does not route on them, so "
          "that costs nothing today."};
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

Finding capacity(const Roads& roads, const Network& network) {
  std::string sentence = fmt::format(
      "The capacity of all {} links is their lanes times a value of their class ({}); "
      "counted saturation flows are better.",
      network.link_count(),
      lane_source());
  std::string separator = " The territory states that of a lane: ";
  for (const auto& [road_class, veh_h] : roads.lane_capacity_veh_h) {
    sentence += fmt::format("{}{} {:.0f} veh/h", separator, name_of(road_class), veh_h);
    separator = ", ";
  }
  if (!roads.lane_capacity_veh_h.empty()) sentence += ".";
  return {note, "roads", "capacity_from_class", network.link_count(), -1.0, std::move(sentence)};
}

}  // namespace

std::vector<Finding> findings_of_roads(const Roads& roads, const BuiltNetwork& built) {
  std::vector<Finding> findings;
  findings.push_back(read(roads));
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
  const std::vector<Sum> sums = sums_of(built.tallies);
  if (auto share = stated(sums)) findings.push_back(std::move(*share));
  for (const Sum& sum : sums) {
    if (!is_share(sum.reason)) findings.push_back(finding_of(sum));
  }
  if (roads.is_osm && !has_paths(roads)) findings.push_back(no_paths());
  findings.push_back(kept(built.network));
  findings.push_back(capacity(roads, built.network));
  if (roads.turns.empty()) {
    findings.push_back({note,
                        "roads",
                        "turns_not_stated",
                        0,
                        -1.0,
                        roads.is_osm
                            ? "The extract states no turn that is forbidden to cars, so all turns "
                              "are allowed; take one with its relations if that isn't so."
                            : "Which turns are forbidden isn't stated, so all are allowed, and "
                              "traffic lights are not known; OpenStreetMap has both."});
  }
  return findings;
}

}  // namespace eveil::geo
