// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "analysis/compare.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using eveil::tests::json_of;
using eveil::tests::three_pairs;

namespace {

Entry* entry(Comparison& comparison, const std::string& indicator) {
  for (Entry& one : comparison.entries) {
    if (one.indicator == indicator) return &one;
  }
  return nullptr;
}

/// Three pairs whose service takes 2 points from the car. With the constant at −2.2 the car's
/// share falls all the same, by 1 point; at −0.2 it can't be told.
Comparison moved_either_way() {
  Comparison comparison = three_pairs("sensitivity").compared();
  Comparison down = comparison;
  Entry* car = entry(down, "mode_share.car_driver");
  car->difference = -0.01;
  car->low = -0.012;
  car->high = -0.008;
  Comparison up = comparison;
  entry(up, "mode_share.car_driver")->finding = Finding::undecided;
  comparison.sensitivity = {shifted_of(down, -1.0, -2.2), shifted_of(up, 1.0, -0.2)};
  return comparison;
}

}  // namespace

TEST_CASE("the sensitivity table has the territory's main indicators and the service's",
          "[analysis][sensitivity]") {
  const Comparison comparison = moved_either_way();
  std::vector<std::string> keys;
  for (const Entry& one : comparison.sensitivity.front().entries) keys.push_back(one.indicator);
  CHECK(keys == std::vector<std::string>{"mode_share.car_driver",
                                         "vehicle_km",
                                         "co2e",
                                         "mode_share.navette",
                                         "service.requests",
                                         "service.wait.mean",
                                         "service.cost"});
}

TEST_CASE("the sensitivity table puts the constant's places side by side, lowest first",
          "[analysis][sensitivity]") {
  const std::vector<std::string> lines = sensitivity_lines(moved_either_way());
  REQUIRE(lines.size() == 9);
  CHECK_THAT(lines[0], StartsWith("What hangs on the service's constant"));
  CHECK_THAT(lines[1], Contains("−2.2") && Contains("−1.2") && Contains("−0.2"));
  CHECK(lines[1].find("−2.2") < lines[1].find("−1.2"));
  CHECK(lines[1].find("−1.2") < lines[1].find("−0.2"));
  CHECK_THAT(lines[2], StartsWith("  Share of trips by car, territory"));
  CHECK_THAT(lines[2], Contains("−1.00 points (−1.20 to −0.80)") && Contains("−2.00 points"));
  // The wait has no base: its level stands there, mean 360 s.
  CHECK_THAT(lines[7], StartsWith("  Wait, mean, service:navette") && Contains("6.00 min"));
}

// Told apart are the shares of the car and of the service, and the requests; vehicle-km, −20
// ± 24.8, aren't. The car's isn't any more at −0.2.
TEST_CASE("differences that keep their sign wherever the constant stands are counted",
          "[analysis][sensitivity]") {
  Comparison comparison = moved_either_way();
  CHECK(steadiness_of(comparison).told_apart == 3);
  CHECK(steadiness_of(comparison).steady == 2);
  CHECK(sensitivity_lines(comparison).back() ==
        "Of 3 differences in it that are told apart, 2 are so with the same sign all along.");
  comparison.sensitivity[0].verdict = "met";
  comparison.sensitivity[1].verdict = "not met";
  CHECK(sensitivity_lines(comparison).back() == "With the constant at −0.2 the need is not met.");
  // The sign turns at one end.
  for (Entry& one : comparison.sensitivity[0].entries) {
    if (one.indicator == "mode_share.navette") one.difference = -one.difference;
  }
  CHECK(steadiness_of(comparison).steady == 1);
}

TEST_CASE("sensitivity.csv and comparison.json have the moved constants",
          "[analysis][sensitivity]") {
  const Comparison comparison = moved_either_way();
  const std::string csv = sensitivity_csv({comparison});
  CHECK_THAT(csv, Contains("base,with navette,territory,mode_share.car_driver,1,-1,-2.2,0.6,"));
  CHECK_THAT(csv, Contains("base,with navette,territory,mode_share.car_driver,1,0,-1.2,0.6,"));
  CHECK_THAT(csv, Contains("base,with navette,territory,mode_share.car_driver,1,1,-0.2,0.6,"));
  // Seven entries in three places, and the header.
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 22);
  std::size_t told = 0;
  for (const Json& one : json_of({comparison})) {
    if (!one.contains("sensitivity")) continue;
    ++told;
    REQUIRE(one["sensitivity"].size() == 2);
    CHECK(one["sensitivity"][0]["shift"] == -1.0);
    CHECK(one["sensitivity"][1]["service_constant"] == -0.2);
    if (one["indicator"] == "mode_share.car_driver") {
      CHECK(one["sensitivity"][0]["difference"] == -0.01);
      CHECK(one["sensitivity"][1]["finding"] == "undecided");
    }
  }
  CHECK(told == 7);
}

TEST_CASE("without moved constants there is no table", "[analysis][sensitivity]") {
  const Comparison comparison = three_pairs("sensitivity-none").compared();
  CHECK(sensitivity_lines(comparison).empty());
  for (const Json& one : json_of({comparison})) CHECK_FALSE(one.contains("sensitivity"));
}
