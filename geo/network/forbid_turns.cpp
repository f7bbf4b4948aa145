// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "geo/network/pieces.hpp"

namespace eveil::geo {

namespace {

/// Finds the links that a rule speaks of.
class Forbidder {
 public:
  explicit Forbidder(const Numbered& numbered)
      : numbered_(numbered), adjacency_(adjacency_of(numbered.network)) {
    for (const NodeId node : numbered.vertex.ids()) node_of_[numbered.vertex[node]] = node;
  }

  void take(const RoadTurn& turn) {
    const auto node = node_of_.find(turn.via);
    if (node == node_of_.end()) return count("turns_off_network", "");
    const auto from = links(adjacency_.entering[node->second], numbered_.last_road, turn.from);
    const auto to = links(adjacency_.leaving[node->second], numbered_.first_road, turn.to);
    if (from.empty() || to.empty()) return count("turns_off_network", "");
    // A road that goes on beyond the place is on both sides of it: which is meant isn't said.
    if (from.size() > 1 || (to.size() > 1 && turn.from != turn.to))
      return count("turns_unclear", "");
    const LinkId link = from.front();
    const LinkId back = numbered_.network.reverse[link];
    bool any = false;
    for (const LinkId next : adjacency_.leaving[node->second]) {
      const bool named = std::find(to.begin(), to.end(), next) != to.end();
      if (named == turn.only() || next == back) continue;
      pairs_.emplace(link, next);
      any = true;
    }
    count(any ? "turns_forbidden" : "turns_need_no_rule", any ? turn.rule : "");
  }

  void finish(Network& network, std::vector<RoadTally>& tallies) {
    auto pair = pairs_.begin();
    std::vector<LinkId> row;
    for (const LinkId link : network.from.ids()) {
      row.clear();
      for (; pair != pairs_.end() && pair->first == link; ++pair) row.push_back(pair->second);
      network.forbidden_next.push_row(row);
    }
    for (const auto& [key, count] : tallies_) tallies.push_back({key.first, key.second, count, 0});
  }

 private:
  void count(const char* reason, const std::string& detail) { ++tallies_[{reason, detail}]; }

  static std::vector<LinkId> links(std::span<const LinkId> all,
                                   const Column<LinkId, std::int64_t>& road,
                                   std::int64_t id) {
    std::vector<LinkId> found;
    for (const LinkId link : all) {
      if (road[link] == id) found.push_back(link);
    }
    return found;
  }

  const Numbered& numbered_;
  Adjacency adjacency_;
  std::map<std::uint32_t, NodeId> node_of_;
  std::set<std::pair<LinkId, LinkId>> pairs_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> tallies_;
};

}  // namespace

void forbid_turns(const Roads& roads, Numbered& numbered, std::vector<RoadTally>& tallies) {
  if (roads.turns.empty()) return;
  Forbidder forbidder(numbered);
  for (const RoadTurn& turn : roads.turns) forbidder.take(turn);
  forbidder.finish(numbered.network, tallies);
  const FreedTurns freed = free_cut_off_links(numbered.network);
  if (freed.turns == 0) return;
  tallies.push_back(
      {"turns_cut_off", "", freed.turns, static_cast<std::int64_t>(freed.cut_off.value * 1000.0)});
}

}  // namespace eveil::geo
