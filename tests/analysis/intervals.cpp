// SPDX-License-Identifier: Apache-2.0
#include "analysis/intervals.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "analysis/many.hpp"
#include "analysis/sequential.hpp"
#include "geo/base/math.hpp"
#include "geo/base/random.hpp"

using namespace eveil;
using namespace eveil::analysis;

namespace {

using Values = std::vector<double>;
using Chance = std::function<double(Draw&)>;

double normal(Draw& draw) { return draw.normal(); }

/// Mean 0, skewness 2 / √16 = 0.5: a sum of sixteen exponentials, centred.
double skewed(Draw& draw) {
  double total = 0.0;
  for (int row = 0; row < 16; ++row) total -= math::log(draw.open_uniform());
  return total - 16.0;
}

/// Mean 0, skewness 2.
double exponential(Draw& draw) { return -math::log(draw.open_uniform()) - 1.0; }

Values drawn(std::size_t n, const Chance& chance, std::uint64_t name) {
  Draw draw(7, Purpose::taste, name);
  Values values;
  for (std::size_t row = 0; row < n; ++row) values.push_back(chance(draw));
  return values;
}

bool holds(const Interval& interval, double truth) {
  return interval.low <= truth && truth <= interval.high;
}

/// In how many percent of the draws the 95 % interval of n values holds the mean, 0.
double coverage(std::size_t n, const Chance& chance, std::uint64_t draws) {
  const Resamples resamples(n);
  std::uint64_t held = 0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    if (holds(mean_interval(drawn(n, chance, draw), 0.95, resamples).interval, 0.0)) ++held;
  }
  return 100.0 * static_cast<double>(held) / static_cast<double>(draws);
}

const Looks looks{{5, 10, 20}, Spending::pocock};

Values corrected_levels() {
  Values levels;
  for (const std::uint32_t at : looks.at) levels.push_back(corrected_confidence(looks, at, 0.95));
  return levels;
}

bool leaves_out_zero(const Interval& interval) { return !holds(interval, 0.0); }

/// The same where the runs are looked at after 5, 10 and 20, with a true mean of `truth`, and end
/// once the interval is as `enough` says or no more are planned.
double coverage_at_looks(double truth,
                         const Chance& chance,
                         std::uint64_t draws,
                         const std::function<bool(const Interval&)>& enough = leaves_out_zero,
                         const Values& levels = corrected_levels()) {
  const Resamples resamples(20);
  std::uint64_t held = 0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    Values values = drawn(20, chance, draw);
    for (double& value : values) value += truth;
    Interval interval;
    for (std::size_t look = 0; look < looks.at.size(); ++look) {
      const auto seen = std::span(values).first(looks.at[look]);
      interval = mean_interval(seen, levels[look], resamples).interval;
      if (enough(interval)) break;
    }
    if (holds(interval, truth)) ++held;
  }
  return 100.0 * static_cast<double>(held) / static_cast<double>(draws);
}

}  // namespace

TEST_CASE("below 20 observations the interval is Student's, from 20 on by resampling",
          "[analysis][intervals]") {
  const Values nineteen = drawn(19, normal, 1);
  CHECK(mean_interval(nineteen, 0.95).kind == IntervalKind::t);
  CHECK(mean_interval(nineteen, 0.95).interval.low == t_interval(nineteen).low);
  const Values twenty = drawn(20, normal, 1);
  CHECK(mean_interval(twenty, 0.95).kind == IntervalKind::bootstrap);
  CHECK(mean_interval(twenty, 0.95).interval.low != t_interval(twenty).low);
  CHECK(mean_interval(Values{3.0}, 0.95).kind == IntervalKind::none);
}

TEST_CASE("the same values have the same resampled interval every time", "[analysis][intervals]") {
  const Values values = drawn(25, skewed, 3);
  const Interval once = mean_interval(values, 0.95).interval;
  const Interval again = mean_interval(values, 0.95, Resamples(40)).interval;
  CHECK(once.low == again.low);
  CHECK(once.high == again.high);
}

TEST_CASE("a resampled interval leans to the side where the data have their tail",
          "[analysis][intervals]") {
  const Values values = drawn(40, exponential, 5);
  const Interval found = mean_interval(values, 0.95).interval;
  CHECK(found.high - found.mean > found.mean - found.low);
}

TEST_CASE("where resamples say nothing the interval is Student's", "[analysis][intervals]") {
  // One value that differs: (19/20)^20 = 36 % of the resamples don't have it, and so no spread.
  Values rare(20, 0.0);
  rare[7] = 1.0;
  CHECK(mean_interval(rare, 0.95).kind == IntervalKind::t);
  CHECK(mean_interval(Values(20, 2.0), 0.95).interval.low == 2.0);
  // 1999 resamples leave 1 beyond a bound of 99.9 %.
  CHECK(mean_interval(drawn(20, normal, 1), 0.999).kind == IntervalKind::t);
}

TEST_CASE("the p of a mean is the t table's", "[analysis][intervals]") {
  // Student's sleep data: t = 4.0621 on 9 degrees, p = 0.002833 (R's help of t.test).
  CHECK(p_of_mean(Values{1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4}) ==
        Approx(0.002833).epsilon(1e-3));
  CHECK(p_of_mean(Values{0.0, 0.0, 0.0}) == 1.0);
  CHECK(p_of_mean(Values{2.0, 2.0, 2.0}) == 0.0);
  CHECK(std::isnan(p_of_mean(Values{2.0})));
}

TEST_CASE("many p values are corrected as Benjamini and Hochberg do", "[analysis][many]") {
  // Of four: 0.01 · 4 / 1, 0.02 · 4 / 2, 0.03 · 4 / 3 are all 0.04; 0.5 stays.
  const Values adjusted = false_discovery_adjusted(Values{0.5, 0.01, std::nan(""), 0.03, 0.02});
  CHECK(adjusted[0] == Approx(0.5));
  CHECK(adjusted[1] == Approx(0.04));
  CHECK(std::isnan(adjusted[2]));
  CHECK(adjusted[3] == Approx(0.04));
  CHECK(adjusted[4] == Approx(0.04));
  CHECK(false_discovery_adjusted(Values{}).empty());
}

TEST_CASE("the bounds of five looks are those that are published", "[analysis][sequential]") {
  // Two-sided 5 %, equal steps, as the program of Lan and DeMets gives them.
  const auto bounds = [](Spending spending) {
    Values errors = look_errors({{1, 2, 3, 4, 5}, spending}, 0.05);
    return errors;
  };
  // z of 2.4380, 2.4268, 2.4101, 2.3966, 2.3859.
  const Values even = bounds(Spending::pocock);
  CHECK(even[0] == Approx(0.01477).epsilon(2e-3));
  CHECK(even[1] == Approx(0.01523).epsilon(2e-3));
  CHECK(even[2] == Approx(0.01595).epsilon(2e-3));
  CHECK(even[3] == Approx(0.01655).epsilon(2e-3));
  CHECK(even[4] == Approx(0.01704).epsilon(2e-3));
  // z of 4.8769, 3.3569, 2.6803, 2.2898, 2.0310.
  const Values late = bounds(Spending::obrien_fleming);
  CHECK(late[0] == Approx(1.078e-6).epsilon(2e-2));
  CHECK(late[1] == Approx(0.000788).epsilon(1e-2));
  CHECK(late[2] == Approx(0.007356).epsilon(5e-3));
  CHECK(late[3] == Approx(0.02203).epsilon(5e-3));
  CHECK(late[4] == Approx(0.04226).epsilon(5e-3));
}

TEST_CASE("one look is not corrected, several are", "[analysis][sequential]") {
  CHECK(corrected_confidence({}, 5, 0.95) == 0.95);
  CHECK(corrected_confidence({{20}, Spending::pocock}, 20, 0.95) == 0.95);
  CHECK(corrected_confidence(looks, 5, 0.95) > 0.95);
  // 0.05 · ln(1 + (e − 1) / 4) = 0.01787 is spent at the first look.
  CHECK(corrected_confidence(looks, 5, 0.95) == Approx(1.0 - 0.01787).epsilon(1e-4));
  CHECK(corrected_confidence(looks, 7, 0.95) == corrected_confidence(looks, 10, 0.95));
  // 2 of 30: z(1 − 0.05 ÷ 4) ÷ √(1 ÷ 15) = 8.7, beyond which lies less than a double tells from 1.
  const Looks early{{2, 4, 30}, Spending::obrien_fleming};
  const double strict = corrected_confidence(early, 2, 0.95);
  CHECK(strict < 1.0);
  CHECK(strict > 0.9999999);
  CHECK(std::isfinite(t_interval(Values{1.0, 2.0}, strict).high));
}

// 20,000 draws: a standard error of 0.15 %, so that 0.5 % off would be seen.
TEST_CASE("95 % intervals hold the mean in 93 to 97 % of the cases, from 5, 10 and 20 pairs",
          "[analysis][intervals][slow]") {
  for (const std::size_t n : {5U, 10U, 19U}) {
    CAPTURE(n);
    const double even = coverage(n, normal, 20000);
    const double leaning = coverage(n, skewed, 20000);
    WARN("t, n = " << n << ": normal " << even << " %, skewness 0.5 " << leaning << " %");
    CHECK(std::fabs(even - 95.0) < 0.5);
    CHECK(std::fabs(leaning - 95.0) < 2.0);
  }
  for (const std::size_t n : {20U, 40U}) {
    CAPTURE(n);
    const double even = coverage(n, normal, 4000);
    const double leaning = coverage(n, skewed, 4000);
    const double strongly = coverage(n, exponential, 4000);
    WARN("bootstrap, n = " << n << ": normal " << even << " %, skewness 0.5 " << leaning
                           << " %, skewness 2 " << strongly << " %");
    CHECK(std::fabs(even - 95.0) < 2.0);
    CHECK(std::fabs(leaning - 95.0) < 2.0);
    CHECK(std::fabs(strongly - 95.0) < 2.0);
  }
}

TEST_CASE("looking at 5, 10 and 20 pairs keeps what 95 % promises",
          "[analysis][sequential][slow]") {
  // Where nothing is to be found the rule ends early by error alone: the case with least coverage.
  const double nothing = coverage_at_looks(0.0, normal, 10000);
  const double leaning = coverage_at_looks(0.0, skewed, 10000);
  // Where there is something most end early, on intervals wider than 95 % ones.
  const double something = coverage_at_looks(0.8, normal, 10000);
  WARN("looks: nothing " << nothing << " %, skewed " << leaning << " %, an effect " << something
                         << " %");
  CHECK(std::fabs(nothing - 95.0) < 2.0);
  CHECK(std::fabs(leaning - 95.0) < 2.0);
  CHECK(something > 93.0);
}

// Half a 95 % interval of five is 1.24 standard deviations, of ten 0.72: most need a second look.
TEST_CASE("going on until an interval is narrow enough keeps what 95 % promises",
          "[analysis][sequential][slow]") {
  const auto narrow = [](const Interval& interval) {
    return std::max(interval.mean - interval.low, interval.high - interval.mean) <= 0.8;
  };
  const double corrected = coverage_at_looks(0.3, normal, 10000, narrow);
  const double leaning = coverage_at_looks(0.3, skewed, 10000, [&](const Interval& interval) {
    // Sixteen exponentials have a standard deviation of 4.
    return std::max(interval.mean - interval.low, interval.high - interval.mean) <= 4.0 * 0.8;
  });
  const double plain = coverage_at_looks(0.3, normal, 10000, narrow, {0.95, 0.95, 0.95});
  WARN("until it is narrow: " << corrected << " %, skewed " << leaning << " %, without correction "
                              << plain << " %");
  CHECK(corrected > 94.0);
  CHECK(leaning > 93.0);
  CHECK(plain < corrected);
}
