// SPDX-License-Identifier: Apache-2.0
#include "analysis/statistics.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "geo/base/random.hpp"

using namespace eveil;
using namespace eveil::analysis;

namespace {

using Values = std::vector<double>;
const double nan_value = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("the 95 % interval of a mean is the table's t times the standard error",
          "[analysis][statistics]") {
  // 1..5: mean 3, s^2 = 10 / 4, standard error sqrt(2.5 / 5); t(4, 0.975) = 2.776 in any table.
  const Interval five = t_interval(Values{1, 2, 3, 4, 5});
  CHECK(five.mean == 3.0);
  CHECK(five.low == Approx(3.0 - 2.776 * std::sqrt(0.5)).epsilon(0.0005));
  CHECK(five.high == Approx(3.0 + 2.776 * std::sqrt(0.5)).epsilon(0.0005));
  // Two values: t(1, 0.975) = 12.706, s = sqrt(2), so the half width is 12.706 * 1.
  CHECK(t_interval(Values{4, 6}).high == Approx(5.0 + 12.706).epsilon(0.0001));
}

TEST_CASE("Student's sleep data have the paired interval that textbooks print",
          "[analysis][statistics]") {
  // Student 1908, extra hours of sleep of ten patients, second drug minus first: mean 1.58,
  // t = 4.0621 on 9 degrees of freedom, 95 % interval 0.7001142 to 2.4598858 (R's help of t.test).
  const Interval sleep = t_interval(Values{1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4});
  CHECK(sleep.mean == Approx(1.58));
  CHECK(sleep.low == Approx(0.7001142).epsilon(1e-6));
  CHECK(sleep.high == Approx(2.4598858).epsilon(1e-6));
}

TEST_CASE("one observation has a mean and no interval, none has neither",
          "[analysis][statistics]") {
  CHECK(t_interval(Values{7}).mean == 7.0);
  CHECK(std::isnan(t_interval(Values{7}).low));
  CHECK(std::isnan(t_interval(Values{7}).high));
  CHECK(std::isnan(variance(Values{7})));
  CHECK(std::isnan(t_interval(Values{}).mean));
}

TEST_CASE("95 intervals in a hundred hold the true mean", "[analysis][statistics]") {
  // Five normal observations a draw, as five replications; of 2,000 draws the share that holds the
  // mean has a standard error of 0.5 %, so that 1.5 % are three of them.
  int held = 0;
  for (std::uint64_t draw = 0; draw < 2000; ++draw) {
    Draw chance(1, Purpose::taste, draw);
    Values values;
    for (int row = 0; row < 5; ++row) values.push_back(10.0 + 3.0 * chance.normal());
    const Interval interval = t_interval(values);
    if (interval.low <= 10.0 && 10.0 <= interval.high) ++held;
  }
  CHECK(held / 20.0 > 93.5);
  CHECK(held / 20.0 < 96.5);
}

TEST_CASE("a quantile lies between order statistics as R's default does",
          "[analysis][statistics]") {
  const Values values = {40, 10, 30, 20};
  CHECK(quantile(values, 0.0) == 10.0);
  CHECK(quantile(values, 1.0) == 40.0);
  CHECK(quantile(values, 0.5) == 25.0);
  CHECK(quantile(values, 0.25) == 17.5);          // place 0.75 of 0..3
  CHECK(quantile(values, 0.95) == Approx(38.5));  // place 2.85
  CHECK(quantile(Values{5}, 0.95) == 5.0);
  CHECK(std::isnan(quantile(Values{}, 0.5)));
  CHECK(std::isnan(quantile(Values{1, nan_value, 3}, 0.5)));
}

TEST_CASE("a quantile of many is that of their sorted row", "[analysis][statistics]") {
  Values values;
  for (std::uint32_t row = 0; row < 1001; ++row) values.push_back(row * 7919 % 1001);  // 0..1000
  for (const double p : {0.0, 0.001, 0.05, 0.5, 0.95, 1.0}) {
    CHECK(quantile(values, p) == Approx(1000.0 * p));
  }
  CHECK(quantile(values, 0.5005) == Approx(500.5));
}

TEST_CASE("equal weights leave a quantile as it is, unequal ones shift it to the heavy",
          "[analysis][statistics]") {
  const Values values = {40, 10, 30, 20};
  for (const double p : {0.0, 0.25, 0.5, 0.8, 0.95, 1.0}) {
    CHECK(weighted_quantile(values, Values{10, 10, 10, 10}, p) == Approx(quantile(values, p)));
    const Values nearly = {10, 10, 10, 10 + 1e-9};  // takes the way of unequal ones
    CHECK(weighted_quantile(values, nearly, p) == Approx(quantile(values, p)));
  }
  // 10 (weight 1), 20 (2), 30 (1): places 0, 1/2, 1; the quarter lies halfway from 10 to 20.
  CHECK(weighted_quantile(Values{10, 20, 30}, Values{1, 2, 1}, 0.5) == 20.0);
  CHECK(weighted_quantile(Values{10, 20, 30}, Values{1, 2, 1}, 0.25) == 15.0);
  // 10 (8), 20 (1), 30 (1): places 0, 8/9, 1; a half is 9/16 of the way from 10 to 20.
  CHECK(weighted_quantile(Values{10, 20, 30}, Values{8, 1, 1}, 0.5) == Approx(15.625));
  CHECK(weighted_quantile(Values{5}, Values{3}, 0.5) == 5.0);
  CHECK(std::isnan(weighted_quantile(Values{}, Values{}, 0.5)));
}

TEST_CASE("a rise is what the best line climbs from the first day to the last",
          "[analysis][statistics]") {
  CHECK(rise(Values{1, 2, 3, 4, 5}) == Approx(4.0));
  CHECK(rise(Values{5, 5, 5}) == 0.0);
  CHECK(rise(Values{9}) == 0.0);
  // 0 0 0 10: slope = sum(step * value) / sum(step^2) = 15 / 5 = 3 a day, over three days.
  CHECK(rise(Values{0, 0, 0, 10}) == Approx(9.0));
}

TEST_CASE("an interval may have another confidence than 95 %", "[analysis][statistics]") {
  // 1, 2, 3: mean 2, s = 1; t(2, 0.95) = 2.91999, t(2, 0.995) = 9.92484; over the root of 3.
  CHECK(t_interval(Values{1, 2, 3}, 0.9).high == Approx(2.0 + 2.91999 / std::sqrt(3.0)));
  CHECK(t_interval(Values{1, 2, 3}, 0.99).low == Approx(2.0 - 9.92484 / std::sqrt(3.0)));
}

TEST_CASE("the replications that would decide follow from spread and distance",
          "[analysis][statistics]") {
  // t(n - 1, 0.975) / sqrt(n): 2.1199 / 4.1231 = 0.5142 at 17, 2.1098 / 4.2426 = 0.4973 at 18.
  CHECK(observations_for(60.0, 30.0, 0.95, 1000) == 18);
  CHECK(observations_for(60.0, 30.0, 0.95, 18) == 18);
  CHECK(observations_for(60.0, 30.0, 0.95, 17) == 18);  // none up to 17
  // t(2, 0.95) / sqrt(3) = 1.6859; t(3, 0.95) / sqrt(4) = 1.1767.
  CHECK(observations_for(1.0, 1.2, 0.9, 1000) == 4);
  CHECK(observations_for(1.0, 0.01, 0.95, 1000) == 1001);
  CHECK(observations_for(1.0, 0.0, 0.95, 1000) == 1001);
}
