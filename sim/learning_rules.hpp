// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "geo/base/math.hpp"

/// What learning is, whatever makes the times that are learnt: queues on roads, or a formula.
namespace eveil::sim {

/// Days after which a new day weighs no less than 1 ÷ this in what is known.
inline constexpr std::uint32_t shortest_memory = 5;

/// The share of people who look at their plans anew on a day (from 1 on): everybody on the first,
/// then ever fewer, but no fewer than `steady`: steps of 1 ÷ day settle, a steady share keeps up
/// with what changes.
inline double replanning_share(std::uint32_t day, double steady) {
  return std::max(steady, 1.0 / day);
}

/// How much wider roads are on a day of learning (from 1 on): everybody starts on the fastest empty
/// road, and a first day in gridlock would teach people to stay off roads for good. Twice the
/// capacity on the first day, by equal factors down to 1 after `ramp` days.
inline double opening(std::uint32_t day, double ramp) {
  const double passed = day - 1.0;
  return passed >= ramp ? 1.0 : math::pow(2.0, 1.0 - passed / ramp);
}

/// A known time moved towards what a new day showed, `days` days having been learnt before it.
inline std::uint32_t learnt_ms(std::uint32_t known, std::int64_t seen, std::uint32_t days) {
  const std::int64_t memory = std::min(days + 2, shortest_memory);
  return static_cast<std::uint32_t>(known + (seen - known) / memory);
}

/// How far trips are from the best they could have done: Σ(experienced − best) ÷ Σ best.
class RelativeGap {
 public:
  void add(double experienced, double best, double trips = 1.0) {
    excess_ += (experienced - best) * trips;
    best_ += best * trips;
  }
  RelativeGap& operator+=(const RelativeGap& other) {
    excess_ += other.excess_;
    best_ += other.best_;
    return *this;
  }
  /// 0 where nothing was added.
  double value() const { return best_ > 0.0 ? excess_ / best_ : 0.0; }

 private:
  double excess_ = 0.0;
  double best_ = 0.0;
};

}  // namespace eveil::sim
