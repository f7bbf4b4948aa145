// SPDX-License-Identifier: Apache-2.0
#include "analysis/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double mean(std::span<const double> values) {
  if (values.empty()) return nothing;
  double total = 0.0;
  for (const double value : values) total += value;
  return total / static_cast<double>(values.size());
}

double variance(std::span<const double> values) {
  if (values.size() < 2) return nothing;
  const double centre = mean(values);
  double total = 0.0;
  for (const double value : values) total += (value - centre) * (value - centre);
  return total / static_cast<double>(values.size() - 1);
}

double quantile(std::span<const double> values, double p) {
  if (values.empty()) return nothing;
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

Interval t_interval(std::span<const double> values) {
  Interval interval{mean(values), nothing, nothing};
  if (values.size() < 2) return interval;
  const auto n = static_cast<double>(values.size());
  const boost::math::students_t distribution(n - 1.0);
  const double half = boost::math::quantile(distribution, 0.975) * std::sqrt(variance(values) / n);
  interval.low = interval.mean - half;
  interval.high = interval.mean + half;
  return interval;
}

double rise(std::span<const double> values) {
  if (values.size() < 2) return 0.0;
  const double middle = static_cast<double>(values.size() - 1) / 2.0;
  const double centre = mean(values);
  double covariance = 0.0;
  double spread = 0.0;
  for (std::size_t row = 0; row < values.size(); ++row) {
    const double step = static_cast<double>(row) - middle;
    covariance += step * (values[row] - centre);
    spread += step * step;
  }
  return covariance / spread * static_cast<double>(values.size() - 1);
}

}  // namespace eveil::analysis
