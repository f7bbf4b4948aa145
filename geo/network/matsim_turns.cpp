// SPDX-License-Identifier: Apache-2.0
#include "geo/network/matsim_turns.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "geo/base/json.hpp"

namespace eveil::geo {

namespace {

class Turns {
 public:
  explicit Turns(const Network& network) : network_(network), next_(network.link_count()) {
    for (const LinkId link : network.from.ids()) row_.emplace(network.link_name[link], link);
  }

  RoadTally dropped{"turns_dropped", "", 0, 0};

  void add(const StatedTurns& stated) {
    const auto link = row_.find(stated.link);
    const auto json = parse_json(stated.text, stated.link);
    if (link == row_.end() || !json || !json->is_object()) return drop(stated);
    for (const auto& [mode, sequences] : json->items()) {
      if (!sequences.is_array()) {
        drop(stated);
        continue;
      }
      for (const Json& sequence : sequences) {
        if (mode != "car" || !forbid(link->second, sequence)) drop(stated);
      }
    }
  }

  Ragged<LinkId, LinkId> done() {
    Ragged<LinkId, LinkId> all;
    for (std::vector<LinkId>& links : next_) {
      std::sort(links.begin(), links.end());
      links.erase(std::unique(links.begin(), links.end()), links.end());
      all.push_row(links);
    }
    return all;
  }

 private:
  void drop(const StatedTurns& stated) {
    if (dropped.count++ == 0) dropped.detail = stated.link;
  }

  bool forbid(LinkId link, const Json& sequence) {
    if (!sequence.is_array() || sequence.size() != 1 || !sequence[0].is_string()) return false;
    const auto next = row_.find(sequence[0].get<std::string>());
    if (next == row_.end() || network_.from[next->second] != network_.to[link]) return false;
    next_[link.value].push_back(next->second);
    return true;
  }

  const Network& network_;
  std::unordered_map<std::string, LinkId> row_;
  std::vector<std::vector<LinkId>> next_;
};

}  // namespace

RoadTally forbid_turns(Network& network, const std::vector<StatedTurns>& stated) {
  Turns turns(network);
  for (const StatedTurns& one : stated) turns.add(one);
  Ragged<LinkId, LinkId> next = turns.done();
  if (!next.values().empty()) network.forbidden_next = std::move(next);
  return turns.dropped;
}

}  // namespace eveil::geo
