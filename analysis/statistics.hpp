// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace eveil::analysis {

/// A mean with its two-sided interval.
struct Interval {
  double mean = 0.0;
  double low = 0.0;  ///< NaN from one observation
  double high = 0.0;
};

double mean(std::span<const double> values);
/// Sample variance (n − 1); NaN below two values.
double variance(std::span<const double> values);

/// Quantile by linear interpolation between order statistics at 1 + (n − 1) p; NaN of nothing, or
/// where a value is NaN.
/// \pre 0 <= p <= 1.
/// \source Hyndman, Fan 1996, type 7 (R's and numpy's default).
double quantile(std::span<const double> values, double p);
/// A value and how many of its kind it stands for.
struct Weighted {
  double value = 0.0;
  double weight = 0.0;
};
/// The same at several places where the k-th smallest value lies at (weight before it) ÷ (weight of
/// all but it), so that equal weights give `quantile`; empty of nothing.
/// \pre no NaN, no weight negative, places rising from 0 to 1.
std::vector<double> weighted_quantiles(std::vector<Weighted> values,
                                       std::span<const double> places);
/// At one place; NaN of nothing, or where a value is NaN. \pre as many weights as values.
double weighted_quantile(std::span<const double> values, std::span<const double> weights, double p);

/// mean ± t(n − 1, (1 + confidence) / 2) · s / √n.
/// \source Law, Simulation Modeling and Analysis, paired-t confidence interval.
Interval t_interval(std::span<const double> values, double confidence = 0.95);

/// Two-sided chance of a t as far from 0 as `ratio`. \pre degrees > 0.
double two_sided_t(double ratio, double degrees);
/// The standard normal distribution's share below z, and the z beyond which the share p lies.
double normal_below(double z);
double normal_beyond(double p);

/// Whether an interval lies within ± margin: all of it, or all beyond one side; no answer where it
/// holds a margin or isn't there. \source Schuirmann 1987, two one-sided tests.
std::optional<bool> within_margin(double low, double high, double margin);
/// Whether a drift is beyond chance (its interval leaves out 0) and over a third of a distance.
bool drifts_far(double drift, double low, double high, double distance);

/// The smallest n from 2 on whose interval, at a standard deviation of `spread`, is narrower to
/// either side than `distance`: t(n − 1, (1 + confidence) / 2) · spread / √n < distance; `most` + 1
/// where none up to `most` is.
std::uint32_t observations_for(double spread,
                               double distance,
                               double confidence,
                               std::uint32_t most);

/// What a straight line through the values (least squares) rises from the first to the last; 0 of
/// one value.
double rise(std::span<const double> values);

}  // namespace eveil::analysis
