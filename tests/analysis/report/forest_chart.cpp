// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/forest_chart.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <regex>

#include "analysis/report/language.hpp"
#include "tests/analysis/report/report_page.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::count_of;
using eveil::tests::holds;
using eveil::tests::one_bar;

namespace {

const Language english = Language::english();

/// The value of an attribute of the circle.
double circle_x(const std::string& svg) {
  std::smatch match;
  REQUIRE(std::regex_search(svg, match, std::regex("cx='(-?[0-9.]+)'")));
  return std::stod(match[1]);
}

}  // namespace

TEST_CASE("bars stay in the drawing, whatever the intervals", "[analysis][report]") {
  const auto [base, difference, low, high] =
      GENERATE(table<double, double, double, double>({{1000.0, -20.0, -44.8, 4.8},
                                                      {1000.0, 1e-9, 1e-10, 2e-9},
                                                      {1.0, 1e9, -1e12, 1e12},
                                                      {1000.0, 30.0, 29.0, 31.0},
                                                      {1000.0, 0.0, 0.0, 0.0},
                                                      {-50.0, 5.0, 1.0, 9.0}}));
  CAPTURE(base, difference, low, high);
  const std::string svg = forest_chart(english, one_bar(base, difference, low, high));
  REQUIRE_FALSE(svg.empty());
  CHECK_FALSE(holds(svg, "nan"));
  CHECK_FALSE(holds(svg, "inf"));
  const std::regex place("(?:c?x[12]?)='(-?[0-9.]+)'");
  for (auto at = std::sregex_iterator(svg.begin(), svg.end(), place); at != std::sregex_iterator();
       ++at) {
    const double x = std::stod((*at)[1]);
    CHECK(x >= 0.0);
    CHECK(x <= 440.0);
  }
  // More is right of the middle, also where the base is below zero.
  const double side = circle_x(svg) - 220.0;
  CHECK(side * difference >= 0.0);
  if (base < 0.0) CHECK(side > 100.0);  // 10 % of a reach of 18 %: 106 of 206
  CHECK(count_of(svg, "class='tick'") >= 3);
  CHECK(count_of(svg, "class='tick'") <= 8);
}

TEST_CASE("what has no base cannot be a percentage and is not drawn", "[analysis][report]") {
  CHECK(forest_chart(english, one_bar(0.0, 5.0, 1.0, 9.0)).empty());
  const double none = std::nan("");
  CHECK(forest_chart(english, one_bar(10.0, none, none, none)).empty());
  // One pair has a point without an interval.
  CHECK(circle_x(forest_chart(english, one_bar(10.0, 1.0, none, none))) > 220.0);
}
