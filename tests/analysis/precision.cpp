// SPDX-License-Identifier: Apache-2.0
#include "analysis/precision.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/compare.hpp"
#include "analysis/sequential.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using Catch::Matchers::Contains;
using eveil::tests::DrawnPairs;
using eveil::tests::json_of;
using eveil::tests::three_pairs;

namespace {

Precision precision(const std::string& text, const Comparison& comparison) {
  const auto target = read_precision(text);
  INFO((target ? "" : describe(target.error())));
  REQUIRE(target);
  const auto found = precisions_of({*target}, comparison);
  INFO((found ? "" : describe(found.error())));
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  return found->front();
}

std::string refusal(const std::string& text) {
  const auto target = read_precision(text);
  REQUIRE_FALSE(target);
  CHECK(target.error().kind == ErrorKind::usage);
  return describe(target.error());
}

}  // namespace

// Vehicle-km fall by 10, 20 and 30: s = 10, and half an interval is t(2, 0.975) · 10 ÷ √3 = 4.3027
// · 5.7735 = 24.84. Seven would have 2.4469 · 10 ÷ √7 = 9.25, six 2.5706 · 10 ÷ √6 = 10.49.
TEST_CASE("a precision that isn't reached says how many more replications it needs",
          "[analysis][precision]") {
  const Comparison comparison = three_pairs("precision").compared();
  const Precision found = precision("vehicle_km=10 km", comparison);
  CHECK(found.seen == Approx(24.84).margin(0.01));
  CHECK_FALSE(found.reached);
  CHECK(found.waits());
  CHECK(found.have == 3);
  CHECK(found.more == 4);
  CHECK(in_words(found, comparison) ==
        "±10 km for Vehicle distance, territory: needs about 4 more replications, it is ±24.8 km "
        "after 3");

  const Precision reached = precision("vehicle_km@territory=25km", comparison);
  CHECK(reached.reached);
  CHECK_FALSE(reached.waits());
  CHECK(reached.more == 0);
  CHECK(in_words(reached, comparison) ==
        "±25 km for Vehicle distance, territory: reached, it is ±24.8 km after 3 replications");

  const Precision hopeless = precision("vehicle_km=0.1 km", comparison);
  CHECK(hopeless.have + hopeless.more == most_replications + 1);
  CHECK_THAT(in_words(hopeless, comparison), Contains("needs more than 1000 replications"));
}

// In % of the base the differences are −10 ÷ 1001, −20 ÷ 1002 and −30 ÷ 1003: s = 0.996 %, half an
// interval 2.47 %.
TEST_CASE("a precision in percent is of the base, one in points of a share",
          "[analysis][precision]") {
  const Comparison comparison = three_pairs("precision-percent").compared();
  const Precision relative = precision("vehicle_km=2.5 %", comparison);
  CHECK(relative.units == "%");
  CHECK(relative.seen == Approx(2.474).margin(0.001));
  CHECK(relative.reached);
  // The share of the car falls by 2 points in every pair.
  const Precision share = precision("mode_share.car_driver=0.3 points", comparison);
  CHECK(share.asked == Approx(0.003));
  CHECK(share.seen == Approx(0.0).margin(1e-12));
  CHECK(share.reached);
}

// Waits are 300, 360 and 420 s: s = 60, and half an interval is 4.3027 · 60 ÷ √3 = 149.0 s.
TEST_CASE("what only the variant has is precise in its own level", "[analysis][precision]") {
  const Comparison comparison = three_pairs("precision-level").compared();
  const Precision wait = precision("service.wait.mean@service:navette=1 min", comparison);
  CHECK(wait.of_level);
  CHECK(wait.seen == Approx(149.05).margin(0.01));
  CHECK(wait.more == 4);
  CHECK_THAT(in_words(wait, comparison),
             Contains("±1 min for Wait, mean") && Contains("the variant's own level") &&
                 Contains("it is ±2.48 min after 3"));
  const Precision percent = precision("service.wait.mean@service:navette=3 %", comparison);
  CHECK(percent.have == 0);
  CHECK_FALSE(percent.waits());
}

TEST_CASE("a precision is told of an interval that planned looks widen", "[analysis][precision]") {
  const DrawnPairs pairs = three_pairs("precision-looks");
  Method method;
  method.looks.at = {3, 10};
  const auto comparison = compare_runs(pairs.base, pairs.variant, method);
  REQUIRE(comparison);
  const Precision found = precision("vehicle_km=25 km", *comparison);
  CHECK(found.level > 0.95);
  CHECK(found.seen > 25.0);
  CHECK_FALSE(found.reached);
  CHECK(found.more > 0);
}

TEST_CASE("one pair has no precision, and says what is missing", "[analysis][precision]") {
  DrawnPairs pairs = three_pairs("precision-one");
  pairs.base.resize(1);
  pairs.variant.resize(1);
  const Comparison comparison = pairs.compared();
  const Precision one = precision("vehicle_km=10 km", comparison);
  CHECK(std::isnan(one.seen));
  CHECK(one.waits());
  CHECK_THAT(in_words(one, comparison), Contains("needs at least 2 replications, there is 1"));
  const Precision none = precision("vehicle_km@zone:Z9=10 km", comparison);
  CHECK_FALSE(none.waits());
  CHECK_THAT(in_words(none, comparison), Contains("these runs have no number of it"));
}

TEST_CASE("comparison.json tells the precision of what was asked", "[analysis][precision]") {
  const DrawnPairs pairs = three_pairs("precision-json");
  Method method;
  method.precision = {*read_precision("vehicle_km=10 km")};
  const auto comparison = compare_runs(pairs.base, pairs.variant, method);
  REQUIRE(comparison);
  std::size_t told = 0;
  for (const Json& entry : json_of({*comparison})) {
    if (!entry.contains("precision")) continue;
    ++told;
    CHECK(entry["indicator"] == "vehicle_km");
    CHECK(entry["precision"]["asked"] == 10.0);
    CHECK(entry["precision"]["of"] == "difference");
    CHECK(entry["precision"]["reached"] == false);
    CHECK(entry["precision"]["more_replications"] == 4);
  }
  CHECK(told == 1);
}

TEST_CASE("a precision names indicator, scope and half-width, and refuses what is none",
          "[analysis][precision]") {
  const auto target = read_precision("co2e@class:car=yes = 1.5 kg");
  REQUIRE(target);
  CHECK(target->indicator == "co2e");
  CHECK(target->scope == "class:car=yes");
  CHECK(target->number == 1.5);
  CHECK(target->unit == "kg");
  CHECK_THAT(refusal("co2e"), Contains("--precision co2e: it has no half-width"));
  CHECK_THAT(refusal("co2e=kg"), Contains("no number above 0"));
  CHECK_THAT(refusal("co2e=0 kg"), Contains("no number above 0"));
  CHECK_THAT(refusal("co2e=-1 kg"), Contains("no number above 0"));
}
