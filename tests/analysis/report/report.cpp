// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/report.hpp"

#include <catch2/catch.hpp>
#include <regex>

#include "analysis/report/forest_chart.hpp"
#include "analysis/report/html.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::three_pairs;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

/// A comparison of one headline indicator with the given interval.
Comparison one_bar(double base, double difference, double low, double high) {
  Entry entry;
  entry.indicator = entry.definition = "vehicle_km";
  entry.scope = "territory";
  entry.units = "km";
  entry.base = base;
  entry.variant = base + difference;
  entry.difference = difference;
  entry.low = low;
  entry.high = high;
  entry.replications = 5;
  entry.finding = low > 0.0 || high < 0.0 ? Finding::different : Finding::undecided;
  Comparison comparison;
  comparison.entries.push_back(entry);
  return comparison;
}

/// The value of an attribute of the circle.
double circle_x(const std::string& svg) {
  std::smatch match;
  REQUIRE(std::regex_search(svg, match, std::regex("cx='(-?[0-9.]+)'")));
  return std::stod(match[1]);
}

}  // namespace

TEST_CASE("the report has the findings, one table, one chart and all scopes in order",
          "[analysis][report]") {
  const Comparison comparison = three_pairs("report").compared();
  const std::string html = report_html({comparison});
  CHECK(html.starts_with("<!doctype html>"));
  CHECK(count_of(html, "<table>") == 1);
  CHECK(count_of(html, "<svg") == 1);
  for (const std::string& sentence : findings(comparison)) CHECK(holds(html, escaped(sentence)));
  const std::size_t territory = html.find("The territory, on an average day</th>");
  const std::size_t service = html.find("The service navette");
  const std::size_t generator = html.find("The mobility generator Campus");
  CHECK(territory < service);
  CHECK(service < generator);
  CHECK(generator != std::string::npos);
  CHECK(holds(html, "−44.8 to +4.8"));
  CHECK(holds(html, "Drift over the observed days"));
  CHECK(holds(html, "ODbL 1.0"));
  CHECK_FALSE(holds(html, "nan"));
}

TEST_CASE("the report needs nothing from anywhere else", "[analysis][report]") {
  const std::string html = report_html({three_pairs("offline").compared()});
  for (const char* reference : {"src=", "href=", "url(", "@import", "<script", "<link"}) {
    CAPTURE(reference);
    CHECK_FALSE(holds(html, reference));
  }
}

TEST_CASE("names cannot break out of the page", "[analysis][report]") {
  const std::string name = "<b onload='x'>\"&amp</b>";
  Comparison comparison = three_pairs("escaped", name).compared();
  comparison.source.territory = "<script>alert('1')</script>";
  const std::string html = report_html({comparison});
  CHECK_FALSE(holds(html, "<b onload"));
  CHECK_FALSE(holds(html, "<script>"));
  CHECK(holds(html, "&lt;b onload=&#39;x&#39;&gt;&quot;&amp;amp&lt;/b&gt;"));
}

TEST_CASE("every tag of the report is closed", "[analysis][report]") {
  const std::string html = report_html({three_pairs("closed").compared()});
  const std::regex tag("<(/?)([a-z0-9]+)[^>]*?(/?)>");
  std::vector<std::string> open;
  for (auto at = std::sregex_iterator(html.begin(), html.end(), tag); at != std::sregex_iterator();
       ++at) {
    const std::string name = (*at)[2];
    if (name == "meta" || (*at)[3].length() > 0) continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
    } else {
      REQUIRE_FALSE(open.empty());
      CHECK(open.back() == name);
      open.pop_back();
    }
  }
  CHECK(open.empty());
}

TEST_CASE("causes that never came up are left to the tables", "[analysis][report]") {
  Comparison comparison = one_bar(10.0, 1.0, 0.5, 1.5);
  Entry cause = comparison.entries.front();
  cause.scope = "service:a";
  cause.definition = "service.refusals";
  cause.indicator = "service.refusals.no_seat";
  cause.base = cause.variant = cause.difference = cause.low = cause.high = 0.0;
  comparison.entries.push_back(cause);
  cause.indicator = "service.refusals.no_route";
  cause.variant = 2.0;
  comparison.entries.push_back(cause);
  const std::string html = report_html({comparison});
  CHECK_FALSE(holds(html, "Refused: no seat"));
  CHECK(holds(html, "Refused: no route"));
  CHECK(holds(html, "1 indicators without any count"));
}

TEST_CASE("bars stay in the drawing, whatever the intervals", "[analysis][report]") {
  const auto [base, difference, low, high] =
      GENERATE(table<double, double, double, double>({{1000.0, -20.0, -44.8, 4.8},
                                                      {1000.0, 1e-9, 1e-10, 2e-9},
                                                      {1.0, 1e9, -1e12, 1e12},
                                                      {1000.0, 30.0, 29.0, 31.0},
                                                      {1000.0, 0.0, 0.0, 0.0},
                                                      {-50.0, 5.0, 1.0, 9.0}}));
  CAPTURE(base, difference, low, high);
  const std::string svg = forest_chart(one_bar(base, difference, low, high));
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
  CHECK(count_of(svg, "class='tick'") >= 4);
  CHECK(count_of(svg, "class='tick'") <= 9);
}

TEST_CASE("what has no base cannot be a percentage and is not drawn", "[analysis][report]") {
  CHECK(forest_chart(one_bar(0.0, 5.0, 1.0, 9.0)).empty());
  const double none = std::nan("");
  CHECK(forest_chart(one_bar(10.0, none, none, none)).empty());
  // One pair has a point without an interval.
  CHECK(circle_x(forest_chart(one_bar(10.0, 1.0, none, none))) > 220.0);
}
