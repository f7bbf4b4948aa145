// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <limits>

#include "analysis/compare.hpp"
#include "analysis/wording.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::DrawnPairs;
using eveil::tests::DrawnRun;
using eveil::tests::three_pairs;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Entry entry(std::string definition, std::string units) {
  Entry entry;
  entry.indicator = entry.definition = std::move(definition);
  entry.units = std::move(units);
  return entry;
}

}  // namespace

TEST_CASE("three sentences say what the service does, what changes, and how sure that is",
          "[analysis][findings]") {
  const std::vector<std::string> told = findings(three_pairs("three").compared());
  REQUIRE(told.size() == 3);
  CAPTURE(told[0], told[1], told[2]);
  CHECK(holds(told[0], "navette is asked for 20 rides (95 % interval 20 to 20)"));
  // 360 s with an interval of 149.05 s to either side.
  CHECK(holds(told[0], "riders wait 6.00 min on average (3.52 to 8.48)"));
  CHECK(holds(
      told[1],
      "the share of trips by car falls by 2.00 points (−2.00 to −2.00), from 60.0 to 58.0 %"));
  CHECK(holds(told[1],
              "for the distance that vehicles drive no difference can be told: −20.0 km (−44.8 to "
              "+4.8)"));
  CHECK(holds(told[1], "the CO2e of residents' trips does not change at all"));
  CHECK(holds(told[2], "3 pairs of runs"));
  CHECK(holds(told[2], "not calibrated"));
  CHECK(holds(told[2], "buses, bicycles and car passengers are missing"));
}

TEST_CASE("a change shown too small to matter is told apart from one that can't be told",
          "[analysis][findings]") {
  // 90 % interval: −20 ± 2.92 · 10 ÷ √3, so −36.9 to −3.1; 5 % of 1002 are 50.1, 3 % are 30.1.
  const auto pairs = three_pairs("too-small");
  const auto told = [&](double margin) {
    const auto comparison = compare_runs(pairs.base, pairs.variant, {{}, margin});
    REQUIRE(comparison);
    return findings(*comparison)[1];
  };
  CHECK(holds(told(0.05),
              "for the distance that vehicles drive there is no change that matters: −20.0 km"));
  CHECK(holds(told(0.03), "for the distance that vehicles drive no difference can be told"));
}

TEST_CASE("a sample with the whole fleet is called flattering", "[analysis][findings]") {
  DrawnPairs pairs("flattering");
  DrawnRun base;
  base.sample = 0.1;
  base.indicators = {{"territory", "vehicle_km", "km", {1.0, 1.0}, ""}};
  DrawnRun variant = base;
  variant.scenario_digest = "s2";
  variant.fleet_not_scaled = "services run with their whole fleet";
  variant.indicators[0].days = {3.0, 3.0};
  pairs.add(base, variant);
  const Comparison comparison = pairs.compared();
  const std::vector<std::string> told = findings(comparison);
  REQUIRE(told.size() == 2);  // no service is spoken of
  CHECK(holds(told[0], "changes by +2.00 km in the one pair of runs"));
  CHECK(holds(told[1], "1 pair of runs: no interval can be had"));
  CHECK(holds(told[1], "only 10 % of the people are simulated"));
  CHECK(holds(limits_of(comparison.source).front(), "flattering"));
}

TEST_CASE("limits name the modes that are missing, and only those", "[analysis][findings]") {
  Source source;
  source.learnt_from = "a state";
  source.modes = {"car_driver", "walk", "transit"};
  CHECK(holds(short_limits_of(source), "; bicycles and car passengers are missing"));
  source.modes = {"car_driver", "walk", "transit", "bicycle", "car_passenger"};
  CHECK_FALSE(holds(short_limits_of(source), "missing"));
  const std::size_t lines = limits_of(source).size();
  source.learnt_from.clear();
  CHECK(limits_of(source).size() == lines + 1);
}

TEST_CASE("numbers have two or three figures, thousands apart, a true minus, one precision",
          "[analysis][wording]") {
  Entry km = entry("vehicle_km", "km");
  CHECK(readable(km, 1234567.0) == "1,234,600");
  CHECK(readable(km, 12345.0) == "12,345");
  CHECK(readable(km, 999.6) == "1,000");
  CHECK(readable(km, 12.34) == "12.3");
  CHECK(readable(km, 0.0) == "0");
  CHECK(readable(km, -0.0001) == "−0.00010");
  CHECK(readable(km, std::numeric_limits<double>::quiet_NaN()) == "–");
  km.difference = 0.04;
  km.low = -12.34;
  km.high = 12.42;
  CHECK(readable_difference(km, km.difference) == "0.0");
  CHECK(readable_difference(km, km.low) == "−12.3");
  CHECK(readable_difference(km, km.high) == "+12.4");

  km.difference = 13345.0;
  km.low = 2340.0;
  CHECK(readable_difference(km, km.difference) == "+13,350");
  CHECK(readable_difference(km, km.low) == "+2,340");
  Entry rate = entry("service.refusal_rate", "1");
  rate.variant = 0.0893;
  rate.variant_low = 0.0773;
  rate.variant_high = 0.1013;
  CHECK(readable(rate, rate.variant) == "8.9");
  CHECK(readable(rate, rate.variant_high) == "10.1");

  const Entry share = entry("mode_share", "1");
  CHECK(readable(share, 0.613) == "61.3");
  CHECK(unit_of(share, false) == "%");
  CHECK(unit_of(share, true) == "points");
  CHECK(readable(entry("service.wait.mean", "s"), 90.0) == "1.50");
  CHECK(unit_of(entry("service.wait.mean", "s"), false) == "min");
  CHECK(readable(entry("service.cost_per_trip", "EUR"), 12.3) == "12.30");
}

TEST_CASE("titles say the mode or the cause", "[analysis][wording]") {
  Entry share = entry("mode_share", "1");
  share.indicator = "mode_share.car_driver";
  CHECK(title_of(share) == "Share of trips by car");
  Entry refused = entry("service.refusals", "1");
  refused.indicator = "service.refusals.wait_too_long";
  CHECK(title_of(refused) == "Refused: wait too long");
  CHECK(title_of(entry("service.wait.mean", "s")) == "Wait, mean");
  CHECK(title_of(entry("unheard_of", "1")) == "unheard_of");
}
