// SPDX-License-Identifier: Apache-2.0
#include "analysis/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// Sorting has no order to put a NaN in.
bool any_nan(std::span<const double> values) {
  return std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
}

bool all_equal(std::span<const double> values) {
  return std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) == values.end();
}

// Half of an interval over n observations whose standard deviation is 1.
double half_width(double n, double confidence) {
  const boost::math::students_t distribution(n - 1.0);
  return boost::math::quantile(distribution, (1.0 + confidence) / 2.0) / std::sqrt(n);
}

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
  if (values.empty() || any_nan(values)) return nothing;
  std::vector<double> rows(values.begin(), values.end());
  const double place = p * static_cast<double>(rows.size() - 1);
  const auto below = rows.begin() + static_cast<std::ptrdiff_t>(std::floor(place));
  // A day's trips are asked for one place in each of many groups: no need to sort them.
  std::nth_element(rows.begin(), below, rows.end());
  const double share = place - std::floor(place);
  if (share == 0.0) return *below;
  return *below + share * (*std::min_element(below + 1, rows.end()) - *below);
}

std::vector<double> weighted_quantiles(std::vector<Weighted> values,
                                       std::span<const double> places) {
  std::vector<double> quantiles;
  if (values.empty()) return quantiles;
  quantiles.reserve(places.size());
  double total = 0.0;
  for (const Weighted& one : values) total += one.weight;
  std::sort(values.begin(), values.end(), [](const Weighted& a, const Weighted& b) {
    return std::tie(a.value, a.weight) < std::tie(b.value, b.weight);
  });
  std::size_t row = 0;
  double before = 0.0;  // weight before `row`
  const auto place_of = [&] {
    const double others = total - values[row].weight;
    return others > 0.0 ? before / others : 0.0;
  };
  double place = 0.0;  // of the value below
  for (const double p : places) {
    for (; row < values.size() && place_of() < p; ++row) {
      place = place_of();
      before += values[row].weight;
    }
    if (row == values.size()) {
      quantiles.push_back(values.back().value);
      continue;
    }
    const double here = place_of();
    const double value = values[row].value;
    const double below = values[row == 0 ? 0 : row - 1].value;
    quantiles.push_back(here > place ? below + (p - place) / (here - place) * (value - below)
                                     : value);
  }
  return quantiles;
}

double weighted_quantile(std::span<const double> values,
                         std::span<const double> weights,
                         double p) {
  if (values.empty() || any_nan(values)) return nothing;
  if (all_equal(weights)) return quantile(values, p);
  std::vector<Weighted> rows;
  rows.reserve(values.size());
  for (std::size_t row = 0; row < values.size(); ++row) rows.push_back({values[row], weights[row]});
  return weighted_quantiles(std::move(rows), std::span(&p, 1)).front();
}

Interval t_interval(std::span<const double> values, double confidence) {
  Interval interval{mean(values), nothing, nothing};
  if (values.size() < 2) return interval;
  const auto n = static_cast<double>(values.size());
  const double half = half_width(n, confidence) * std::sqrt(variance(values));
  interval.low = interval.mean - half;
  interval.high = interval.mean + half;
  return interval;
}

double two_sided_t(double ratio, double degrees) {
  const boost::math::students_t distribution(degrees);
  return 2.0 * boost::math::cdf(boost::math::complement(distribution, std::fabs(ratio)));
}

double normal_below(double z) { return boost::math::cdf(boost::math::normal(), z); }

double normal_beyond(double p) {
  return boost::math::quantile(boost::math::complement(boost::math::normal(), p));
}

std::uint32_t observations_for(double spread,
                               double distance,
                               double confidence,
                               std::uint32_t most) {
  for (std::uint32_t n = 2; n <= most; ++n) {
    if (half_width(static_cast<double>(n), confidence) * spread < distance) return n;
  }
  return most + 1;
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

std::optional<bool> within_margin(double low, double high, double margin) {
  if (low >= -margin && high <= margin) return true;
  if (low > margin || high < -margin) return false;
  return {};
}

bool drifts_far(double drift, double low, double high, double distance) {
  return (low > 0.0 || high < 0.0) && std::fabs(drift) > distance / 3.0;
}

}  // namespace eveil::analysis
