// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/routing/road_router.hpp"
#include "sim/learning_rules.hpp"
#include "tests/support/tntp.hpp"

namespace eveil::tests {

/// Days of learning with BPR times in place of the queues: the router, the shares that look for
/// routes anew, the averages of times and the gap are those of the simulation.
///
/// A pair's trips are as many people as there can be: who re-plans is the share itself, not a draw.
class StaticDays {
 public:
  /// \param steady  as the scenario's `replan_share`.
  explicit StaticDays(const tntp::Case& roads, double steady = 0.0)
      : roads_(&roads),
        steady_(steady),
        graph_(roads.network, geo::access_car),
        search_(graph_),
        learnt_(geo::LinkTimes::free_flow(roads.network)),
        raw_(learnt_),
        volume_(roads.network.link_count(), 0.0),
        ways_(roads.pairs.size()) {}

  void day() {
    ++days_;
    const double share = sim::replanning_share(days_, steady_);
    std::fill(volume_.begin(), volume_.end(), 0.0);
    for (std::size_t pair = 0; pair < ways_.size(); ++pair) {
      replan(ways_[pair], best(pair, learnt_), share);
      for (const Way& way : ways_[pair]) {
        for (const geo::LinkId link : way.links) {
          volume_[link.value] += way.share * roads_->pairs[pair].trips;
        }
      }
    }
    for (std::size_t link = 0; link < roads_->links; ++link) live(geo::LinkId(link));
  }

  /// The last day's, on its raw times.
  double gap() {
    sim::RelativeGap gap;
    for (std::size_t pair = 0; pair < ways_.size(); ++pair) {
      const double least = time_of(best(pair, raw_));
      for (const Way& way : ways_[pair]) {
        gap.add(time_of(way.links), least, way.share * roads_->pairs[pair].trips);
      }
    }
    return gap.value();
  }
  /// Σ volume · time of the file's links, in its units.
  double total_time() const {
    double total = 0.0;
    for (std::size_t link = 0; link < roads_->links; ++link) {
      total += volume_[link] * roads_->bpr[link].time(volume_[link]);
    }
    return total;
  }
  std::uint32_t days() const { return days_; }
  const std::vector<double>& volume() const { return volume_; }
  const geo::LinkTimes& raw() const { return raw_; }

  /// Until the gap is that small, asked every `every` days, or the days are over.
  void until(double gap_wanted, std::uint32_t most_days, std::uint32_t every) {
    while (days_ < most_days) {
      day();
      if (days_ % every == 0 && gap() < gap_wanted) return;
    }
  }

 private:
  struct Way {
    std::vector<geo::LinkId> links;
    double share = 0.0;  ///< of the pair's trips
  };

  std::vector<geo::LinkId> best(std::size_t pair, const geo::LinkTimes& times) {
    const tntp::Pair& trips = roads_->pairs[pair];
    return search_.fastest(trips.from, trips.to, day_start, times).links;
  }
  double time_of(const std::vector<geo::LinkId>& links) const {
    double ms = 0.0;
    for (std::size_t at = 1; at < links.size(); ++at) ms += raw_.at(links[at], 0);
    return ms;
  }
  static void replan(std::vector<Way>& ways, const std::vector<geo::LinkId>& best, double share) {
    for (Way& way : ways) way.share *= 1.0 - share;
    for (Way& way : ways) {
      if (way.links != best) continue;
      way.share += share;
      return;
    }
    ways.push_back({best, share});
  }
  void live(geo::LinkId link) {
    const double ms = roads_->bpr[link.value].time(volume_[link.value]) * tntp::unit_ms;
    const auto seen =
        std::max(geo::least_ms(roads_->network, link), static_cast<std::uint32_t>(std::lround(ms)));
    const std::uint32_t known = sim::learnt_ms(learnt_.at(link, 0), seen, days_ - 1);
    for (std::size_t slice = 0; slice < slice_count; ++slice) {
      raw_.at(link, slice) = seen;
      learnt_.at(link, slice) = known;
    }
  }

  const tntp::Case* roads_;
  double steady_;
  geo::RoadGraph graph_;
  geo::RoadSearch search_;
  geo::LinkTimes learnt_;
  geo::LinkTimes raw_;
  std::uint32_t days_ = 0;
  std::vector<double> volume_;
  std::vector<std::vector<Way>> ways_;
};

}  // namespace eveil::tests
