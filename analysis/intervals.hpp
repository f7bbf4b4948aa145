// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/statistics.hpp"

namespace eveil::analysis {

/// How an interval of a mean was had.
enum class IntervalKind : std::uint8_t { none, t, bootstrap };
/// "", "t", "bootstrap".
std::string_view name_of(IntervalKind kind);

/// From so many observations on the interval is by bootstrap.
inline constexpr std::size_t bootstrap_from = 20;
/// Odd, so that (resamples + 1) · p is a whole place for the usual p.
inline constexpr std::size_t resample_count = 1999;

/// A mean with its interval, and how that was had.
struct MeanInterval {
  Interval interval;
  IntervalKind kind = IntervalKind::none;
};

/// Rows drawn with replacement from n, `resample_count` times. Drawn once for all indicators of a
/// comparison: they are resampled together, and a million cost no draws.
class Resamples {
 public:
  /// None where n < `bootstrap_from`. \pre n < 65,536.
  explicit Resamples(std::size_t n);
  std::size_t size() const { return n_; }
  /// The n rows of one resample.
  std::span<const std::uint16_t> rows(std::size_t resample) const {
    return std::span(rows_).subspan(resample * n_, n_);
  }

 private:
  std::size_t n_;
  std::vector<std::uint16_t> rows_;
};

/// mean − t*(1 − a) s ÷ √n to mean − t*(a) s ÷ √n, a = (1 − confidence) ÷ 2: the quantiles of
/// t* = (mean* − mean) ÷ (s* ÷ √n) over the resamples. Kind `none` where those don't reach so far
/// out, or where the quantile is of resamples without spread (few distinct values).
/// \source Efron 1987, "Better bootstrap confidence intervals" (section 9, bootstrap t); Hall 1988.
/// \pre resamples.size() == values.size()
MeanInterval bootstrap_interval(std::span<const double> values,
                                double confidence,
                                const Resamples& resamples);

/// The t interval below `bootstrap_from` values, from there on the bootstrap's, or t where that
/// has none. `resamples` of another size are drawn anew.
/// \threads pure.
MeanInterval mean_interval(std::span<const double> values,
                           double confidence,
                           const Resamples& resamples);
/// The same for a single indicator.
MeanInterval mean_interval(std::span<const double> values, double confidence);

/// Two-sided p of "the mean is 0" by the t test; 1 where all values are 0, NaN below two values.
/// \source Student 1908.
double p_of_mean(std::span<const double> values);

}  // namespace eveil::analysis
