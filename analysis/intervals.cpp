// SPDX-License-Identifier: Apache-2.0
#include "analysis/intervals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/base/random.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double endless = std::numeric_limits<double>::infinity();

// t* of one resample; ± infinite where it has no spread but another mean.
double studentised(std::span<const double> values,
                   std::span<const std::uint16_t> rows,
                   double centre) {
  const auto n = static_cast<double>(rows.size());
  double total = 0.0;
  for (const std::uint16_t row : rows) total += values[row];
  const double here = total / n;
  double squares = 0.0;
  for (const std::uint16_t row : rows) squares += (values[row] - here) * (values[row] - here);
  const double off = here - centre;
  if (squares > 0.0) return off / std::sqrt(squares / (n - 1.0) / n);
  return off == 0.0 ? 0.0 : std::copysign(endless, off);
}

// The place-th smallest, from 0.
double order_statistic(std::vector<double>& values, std::size_t place) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

std::string_view name_of(IntervalKind kind) {
  switch (kind) {
    case IntervalKind::none:
      return "";
    case IntervalKind::t:
      return "t";
    case IntervalKind::bootstrap:
      return "bootstrap";
  }
  return "";
}

Resamples::Resamples(std::size_t n) : n_(n) {
  if (n < bootstrap_from) return;
  rows_.reserve(resample_count * n);
  for (std::size_t resample = 0; resample < resample_count; ++resample) {
    Draw draw(n, Purpose::resampling, resample);
    for (std::size_t row = 0; row < n; ++row)
      rows_.push_back(static_cast<std::uint16_t>(draw.below(n)));
  }
}

MeanInterval bootstrap_interval(std::span<const double> values,
                                double confidence,
                                const Resamples& resamples) {
  MeanInterval found{{mean(values), nothing, nothing}, IntervalKind::none};
  const auto places = static_cast<double>(resample_count + 1);
  const double tail = (1.0 - confidence) / 2.0;
  const auto below = static_cast<std::size_t>(std::llround(places * tail));
  // Fewer resamples than that beyond a bound would leave it to chance.
  constexpr std::size_t fewest_beyond = 10;
  if (values.size() < bootstrap_from || below < fewest_beyond) return found;
  const double centre = found.interval.mean;
  const double spread = variance(values);
  if (!(spread > 0.0)) return found;
  std::vector<double> ratios(resample_count);
  for (std::size_t resample = 0; resample < resample_count; ++resample)
    ratios[resample] = studentised(values, resamples.rows(resample), centre);
  const double low = order_statistic(ratios, below - 1);
  const double high = order_statistic(ratios, resample_count - below);
  if (!std::isfinite(low) || !std::isfinite(high)) return found;
  const double error = std::sqrt(spread / static_cast<double>(values.size()));
  found.interval.low = centre - high * error;
  found.interval.high = centre - low * error;
  found.kind = IntervalKind::bootstrap;
  return found;
}

MeanInterval mean_interval(std::span<const double> values,
                           double confidence,
                           const Resamples& resamples) {
  if (values.size() >= bootstrap_from) {
    const MeanInterval found =
        resamples.size() == values.size()
            ? bootstrap_interval(values, confidence, resamples)
            : bootstrap_interval(values, confidence, Resamples(values.size()));
    if (found.kind != IntervalKind::none) return found;
  }
  const Interval interval = t_interval(values, confidence);
  return {interval, std::isfinite(interval.low) ? IntervalKind::t : IntervalKind::none};
}

MeanInterval mean_interval(std::span<const double> values, double confidence) {
  return mean_interval(values, confidence, Resamples(values.size()));
}

double p_of_mean(std::span<const double> values) {
  if (values.size() < 2) return nothing;
  const double centre = mean(values);
  const auto n = static_cast<double>(values.size());
  const double spread = variance(values);
  if (!std::isfinite(spread)) return nothing;
  if (!(spread > 0.0)) return centre == 0.0 ? 1.0 : 0.0;
  return two_sided_t(centre / std::sqrt(spread / n), n - 1.0);
}

}  // namespace eveil::analysis
