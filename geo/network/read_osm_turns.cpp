// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "geo/base/text.hpp"
#include "geo/io/osm_relations.hpp"
#include "geo/network/roads.hpp"

namespace eveil::geo {

namespace {

using io::OsmMember;
using io::OsmRelation;

// The most special first.
constexpr std::array<std::string_view, 4> keys_of_cars{
    "restriction:motorcar", "restriction:motor_vehicle", "restriction:vehicle", "restriction"};
constexpr std::array<std::string_view, 3> words_of_cars{"motorcar", "motor_vehicle", "vehicle"};
// Before `restriction:conditional` there were tags of their own.
constexpr std::array<std::string_view, 4> old_hours{"day_on", "day_off", "hour_on", "hour_off"};

constexpr std::size_t longest_value = 40;  // of a tag that is quoted in a finding

/// What the tags say to cars: a rule, or the reason why not and what to quote with it.
struct Said {
  std::string_view rule;
  std::string_view reason;
  std::string_view detail;
};

bool is_excepted(const OsmRelation& one) {
  for (const std::string_view word : split(one["except"], ';')) {
    if (std::find(words_of_cars.begin(), words_of_cars.end(), trim(word)) != words_of_cars.end())
      return true;
  }
  return false;
}

bool is_by_hour(const OsmRelation& one) {
  for (const std::string_view key : old_hours) {
    if (!one[key].empty()) return true;
  }
  return false;
}

Said said_to_cars(const OsmRelation& one) {
  std::string_view rule;
  bool by_hour = is_by_hour(one);
  for (const std::string_view key : keys_of_cars) {
    if (rule.empty()) rule = one[key];
    by_hour = by_hour || !one[fmt::format("{}:conditional", key)].empty();
  }
  // A rule with an exception by the hour holds all day long.
  if (rule.empty() || is_by_hour(one)) {
    return {"", by_hour ? "turns_by_hour" : "turns_not_for_cars", ""};
  }
  if (rule == "none" || is_excepted(one)) return {"", "turns_not_for_cars", ""};
  if (rule.starts_with("no_") || rule.starts_with("only_")) return {rule, "", ""};
  return {"", "turns_unreadable", rule.substr(0, longest_value)};
}

std::vector<std::int64_t> members(const OsmRelation& one,
                                  std::string_view role,
                                  OsmMember::Kind kind) {
  std::vector<std::int64_t> ids;
  for (const OsmMember& member : one.members) {
    if (member.role == role && member.kind == kind) ids.push_back(member.id);
  }
  return ids;
}

class Reader {
 public:
  Reader(Roads& roads, const io::OsmRelations& read) : roads_(roads), read_(read) {
    known_ = roads.id;
    std::sort(known_.begin(), known_.end());
  }

  void run() {
    for (const OsmRelation& one : read_.relations) take(one);
    for (const auto& [key, count] : tallies_)
      roads_.tallies.push_back({key.first, key.second, count, 0});
  }

 private:
  void count(std::string_view reason, std::string_view detail = "") {
    ++tallies_[{std::string(reason), std::string(detail)}];
  }

  void take(const OsmRelation& one) {
    const Said said = said_to_cars(one);
    if (said.rule.empty()) return count(said.reason, said.detail);
    if (!members(one, "via", OsmMember::Kind::way).empty()) return count("turns_over_roads");
    const auto via = members(one, "via", OsmMember::Kind::node);
    const auto from = members(one, "from", OsmMember::Kind::way);
    const auto to = members(one, "to", OsmMember::Kind::way);
    const auto vertex = via.size() == 1 ? vertex_of(via.front()) : std::nullopt;
    if (!vertex || from.empty() || to.empty() || !all_known(from) || !all_known(to))
      return count("turns_incomplete");
    // Several roads from or to which no way leads: `no_entry`, `no_exit`.
    for (const std::int64_t a : from) {
      for (const std::int64_t b : to)
        roads_.turns.push_back({one.id, std::string(said.rule), a, b, *vertex});
    }
  }

  bool all_known(const std::vector<std::int64_t>& ways) const {
    return std::all_of(ways.begin(), ways.end(), [&](std::int64_t way) {
      return std::binary_search(known_.begin(), known_.end(), way);
    });
  }

  std::optional<std::uint32_t> vertex_of(std::int64_t node) const {
    const auto& places = read_.places;
    const auto place =
        std::lower_bound(places.begin(), places.end(), node, [](const auto& a, std::int64_t b) {
          return a.first < b;
        });
    if (place == places.end() || place->first != node) return std::nullopt;
    const auto before = [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
    const auto vertex =
        std::lower_bound(roads_.place.begin(), roads_.place.end(), place->second, before);
    if (vertex == roads_.place.end() || !(*vertex == place->second)) return std::nullopt;
    return static_cast<std::uint32_t>(vertex - roads_.place.begin());
  }

  Roads& roads_;
  const io::OsmRelations& read_;
  std::vector<std::int64_t> known_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> tallies_;
};

}  // namespace

Expected<void> read_osm_turns(Roads& roads) {
  EVEIL_TRY(const io::OsmRelations read, io::read_osm_relations(roads.file, "restriction"));
  Reader(roads, read).run();
  return {};
}

}  // namespace eveil::geo
