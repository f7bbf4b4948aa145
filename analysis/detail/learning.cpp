// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/learning.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

constexpr std::array<const char*, 3> measures = {"route_gap", "choice_gap", "changed_share"};

// Adds a run's curves divided by the number of runs; false where its days are others.
Expected<bool> add_run(const std::string& file, double share, bool base, Learning& learning) {
  EVEIL_TRY(const output::RunFile run, output::open_run(file));
  if (!run.has("convergence/day")) return false;
  EVEIL_TRY(const std::uint64_t rows, run.rows("convergence"));
  EVEIL_TRY(const auto days, run.integers("convergence", "day"));
  if (learning.days.empty()) {
    learning.days = days;
    for (const char* measure : measures) {
      const std::vector<double> none(rows, 0.0);
      learning.curves.push_back({measure, none, none});
    }
  }
  if (days != learning.days) return false;
  for (DayCurve& curve : learning.curves) {
    EVEIL_TRY(const auto values, run.numbers("convergence", curve.measure));
    std::vector<double>& sums = base ? curve.base : curve.variant;
    for (std::size_t day = 0; day < sums.size(); ++day) sums[day] += values[day] * share;
  }
  return true;
}

}  // namespace

Expected<Learning> read_learning(const PairedFiles& files) {
  Learning learning;
  for (std::size_t pair = 0; pair < files.variant.size(); ++pair) {
    const double share = 1.0 / static_cast<double>(files.variant.size());
    EVEIL_TRY(const bool base, add_run(files.base[pair], share, true, learning));
    EVEIL_TRY(const bool variant, add_run(files.variant[pair], share, false, learning));
    if (!base || !variant) return Learning();
  }
  return learning;
}

}  // namespace eveil::analysis
