// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "geo/network/pieces.hpp"

namespace eveil::geo {

namespace {

/// One end of a piece at a vertex: the piece leaves it as drawn, or turned round.
struct End {
  std::size_t piece = 0;
  bool turned = false;
};

/// A piece as it is passed on a walk.
using Step = End;

class Joiner {
 public:
  explicit Joiner(const std::vector<Piece>& pieces) : pieces_(pieces), used_(pieces.size(), 0) {
    for (std::size_t row = 0; row < pieces.size(); ++row) {
      ends_[pieces[row].start()].push_back({row, false});
      ends_[pieces[row].end()].push_back({row, true});
    }
  }

  std::vector<Piece> run() {
    for (const auto& [vertex, ends] : ends_) {
      if (passes_through(ends)) continue;
      for (const End& end : ends) walk(end);
    }
    // What is left are rings that nothing branches off: their lowest vertex starts them.
    for (const auto& [vertex, ends] : ends_) {
      for (const End& end : ends) walk(end);
    }
    return std::move(joined_);
  }

 private:
  RoadFacts facts_of(Step step) const {
    const RoadFacts& facts = pieces_[step.piece].facts;
    return step.turned ? turned_round(facts) : facts;
  }

  // Two pieces meet here, and who drives through notices nothing.
  bool passes_through(const std::vector<End>& ends) const {
    if (ends.size() != 2 || ends[0].piece == ends[1].piece) return false;
    return turned_round(facts_of(ends[0])) == facts_of(ends[1]);
  }

  std::uint32_t arrival(Step step) const {
    const Piece& piece = pieces_[step.piece];
    return step.turned ? piece.start() : piece.end();
  }

  void walk(Step step) {
    if (used_[step.piece] != 0) return;
    std::vector<Step> steps;
    while (used_[step.piece] == 0) {
      used_[step.piece] = 1;
      steps.push_back(step);
      const std::vector<End>& ends = ends_.at(arrival(step));
      if (!passes_through(ends)) break;
      step = ends[0].piece == step.piece ? ends[1] : ends[0];
    }
    const Piece& first = pieces_[steps.front().piece];
    const std::uint32_t start = steps.front().turned ? first.end() : first.start();
    if (start != arrival(steps.back())) {
      add(steps.begin(), steps.end());
      return;
    }
    // Back where it began: two links, as for loops when roads are cut.
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>((steps.size() + 1) / 2);
    add(steps.begin(), middle);
    add(middle, steps.end());
  }

  template <class Iterator>
  void add(Iterator begin, Iterator end) {
    Piece joined;
    const Piece& first = pieces_[begin->piece];
    joined.id = begin->turned ? first.end_id : first.id;
    joined.facts = facts_of(*begin);
    for (Iterator step = begin; step != end; ++step) {
      const Piece& piece = pieces_[step->piece];
      std::vector<std::uint32_t> vertex = piece.vertex;
      if (step->turned) std::reverse(vertex.begin(), vertex.end());
      joined.vertex.insert(
          joined.vertex.end(), vertex.begin() + (step == begin ? 0 : 1), vertex.end());
      joined.length_mm += piece.length_mm;
      joined.end_id = step->turned ? piece.id : piece.end_id;
    }
    joined_.push_back(std::move(joined));
  }

  const std::vector<Piece>& pieces_;
  std::vector<std::uint8_t> used_;
  std::map<std::uint32_t, std::vector<End>> ends_;
  std::vector<Piece> joined_;
};

}  // namespace

std::vector<Piece> join(const std::vector<Piece>& pieces, std::vector<RoadTally>& tallies) {
  std::vector<Piece> joined = Joiner(pieces).run();
  if (joined.size() < pieces.size()) {
    tallies.push_back({"joined", "", pieces.size() - joined.size(), 0});
  }
  return joined;
}

}  // namespace eveil::geo
