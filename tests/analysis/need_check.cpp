// SPDX-License-Identifier: Apache-2.0
#include "analysis/need_check.hpp"

#include <catch2/catch.hpp>

#include "analysis/catalogue.hpp"
#include "analysis/wording.hpp"

using namespace eveil;
using namespace eveil::analysis;
using Catch::Matchers::Contains;
using scenarios::Criterion;
using scenarios::Demand;

namespace {

KnownNames known() {
  return {{"car_driver", "walk", "bicycle", "navette"},
          {"navette"},
          {"Works", "School"},
          {"34172-014", "34172-015", "34057"},
          {"age=15-29", "car=yes"}};
}

Criterion of(const std::string& indicator,
             const std::string& scope,
             Demand demand,
             double number,
             const std::string& unit) {
  Criterion criterion;
  criterion.indicator = indicator;
  criterion.scope = scope;
  criterion.demand = demand;
  criterion.number = number;
  criterion.unit = unit;
  criterion.where_indicator = "need.toml:3:1: criterion.indicator";
  criterion.where_scope = "need.toml:4:1: criterion.scope";
  criterion.where_threshold = "need.toml:5:1: criterion.at_most";
  return criterion;
}

std::string refusal(const std::vector<Criterion>& criteria) {
  scenarios::Need need;
  need.name = "n";
  need.criteria = criteria;
  const auto checked = check_need(need, known());
  if (!checked) CHECK(checked.error().kind == ErrorKind::bad_input);
  return checked ? "" : describe(checked.error());
}

std::string refusal(const std::string& indicator,
                    const std::string& scope,
                    double number,
                    const std::string& unit,
                    Demand demand = Demand::at_most) {
  return refusal({of(indicator, scope, demand, number, unit)});
}

double stored(const std::string& indicator,
              double number,
              const std::string& unit,
              Demand demand = Demand::at_most) {
  const auto threshold = threshold_of(of(indicator, "territory", demand, number, unit));
  INFO((threshold ? "" : describe(threshold.error())));
  REQUIRE(threshold);
  return threshold->value;
}

}  // namespace

TEST_CASE("thresholds come to the units that runs store", "[analysis][need]") {
  CHECK(stored("speed.mean", 50, "km/h") == 50.0);
  CHECK(stored("energy", 10, "kWh") == 36.0);
  CHECK(stored("travel_time.mean", 12, "min") == 720.0);
  CHECK(stored("travel_time.mean", 90, "s") == 90.0);
  CHECK(stored("delay", 2, "h") == 2.0);
  CHECK(stored("delay", 90, "min") == 1.5);
  CHECK(stored("vehicle_km", 500, "m") == 0.5);
  CHECK(stored("co2e", 2.5, "t") == 2500.0);
  CHECK(stored("co2e", 700, "g") == 0.7);
  CHECK(stored("mode_share.walk", 7, "%") == 0.07);
  CHECK(stored("mode_share.walk", 0.25, "") == 0.25);
  CHECK(stored("trip_rate", 3.5, "") == 3.5);
  CHECK(stored("service.cost_per_trip", 6, "EUR") == 6.0);
  CHECK(stored("service.subsidy_per_trip", -1, "EUR") == -1.0);
  CHECK(stored("service.rides_per_vehicle_hour", 3, "per hour") == 3.0);
  // A change has its sign; % is of the base, points are of a share.
  CHECK(stored("mode_share.walk", 3, "points", Demand::increases_by_at_least) == 0.03);
  CHECK(stored("mode_share.walk", 3, "%", Demand::increases_by_at_least) == 3.0);
  CHECK(stored("co2e", 3, "%", Demand::decreases_by_at_least) == -3.0);
  CHECK(stored("co2e", 100, "kg", Demand::decreases_by_at_most) == -100.0);
  CHECK(stored("co2e", 1, "%", Demand::increases_by_at_most) == 1.0);
}

TEST_CASE("an unknown indicator is refused with the nearest known", "[analysis][need]") {
  CHECK(refusal("service.wait.p95", "service:navette", 12, "min").empty());
  CHECK_THAT(refusal("service.wait.p59", "service:navette", 12, "min"),
             Contains("need.toml:3:1: criterion.indicator: found \"service.wait.p59\"") &&
                 Contains("did you mean \"service.wait.p95\"?"));
  CHECK_THAT(refusal("co2", "territory", 12, "kg"), Contains("did you mean \"co2e\"?"));
  CHECK_THAT(refusal("mode_share.bycicle", "territory", 0.1, ""),
             Contains("mode_share takes one of: car_driver, walk, bicycle, navette"));
  CHECK_THAT(refusal("mode_share", "territory", 0.1, ""), Contains("mode_share takes one of"));
  CHECK_THAT(refusal("service.refusals", "service:navette", 3, ""), Contains("wait_too_long"));
  CHECK_THAT(refusal("happiness_of_everybody", "territory", 3, ""),
             Contains("docs/indicators.md lists them"));
}

TEST_CASE("a scope that doesn't exist is refused with the nearest and a list", "[analysis][need]") {
  CHECK_THAT(refusal("service.wait.p95", "service:navete", 12, "min"),
             Contains("need.toml:4:1: criterion.scope: no service is called \"navete\"; did you "
                      "mean \"navette\"?; there are: navette"));
  CHECK_THAT(refusal("co2e", "zone:34172-14", 12, "kg"),
             Contains("did you mean \"34172-014\"?") && Contains("34172-015, 34057"));
  CHECK_THAT(refusal("arrivals", "generator:Wroks", 12, ""), Contains("\"Works\""));
  CHECK_THAT(refusal("co2e", "class:age=young", 12, "kg"), Contains("age=15-29, car=yes"));
  CHECK_THAT(refusal("co2e", "Zone 3", 12, "kg"),
             Contains("found \"Zone 3\", expected territory, zone:ID, class:KIND=VALUE"));
  CHECK_THAT(refusal("service.wait.p95", "territory", 12, "min"),
             Contains("its scopes are zone:ID or service:NAME"));
  CHECK_THAT(refusal("passenger_km", "zone:34057", 12, "km"), Contains("its scopes are territory"));
}

TEST_CASE("a unit that doesn't fit is refused with those that do", "[analysis][need]") {
  CHECK_THAT(refusal("service.wait.p95", "service:navette", 12, "km"),
             Contains("need.toml:5:1: criterion.at_most: found \"12 km\", which doesn't fit "
                      "service.wait.p95; write \"3 min\", \"3 s\" or \"3 h\""));
  // Minutes or seconds? A bare number doesn't say.
  CHECK_THAT(refusal("service.wait.p95", "service:navette", 12, ""), Contains("found 12, which"));
  CHECK_THAT(refusal("co2e", "territory", 3, "%"), Contains("\"3 kg\", \"3 t\" or \"3 g\""));
  CHECK_THAT(refusal("trip_rate", "territory", 3, "km"), Contains("a bare number"));
  CHECK_THAT(refusal("mode_share.walk", "territory", 3, "points"), Contains("\"3 %\""));
  CHECK_THAT(refusal("co2e", "territory", 3, "points", Demand::decreases_by_at_least),
             Contains("\"3 %\" (of the base)"));
  CHECK_THAT(refusal("service.cost", "service:navette", 3, "USD"), Contains("\"3 EUR\""));
}

TEST_CASE("a threshold that no run could meet or miss is refused", "[analysis][need]") {
  CHECK_THAT(refusal("mode_share.walk", "territory", -0.1, ""),
             Contains("need.toml:5:1") && Contains("never below 0"));
  CHECK_THAT(refusal("mode_share.walk", "territory", 300, "%"),
             Contains("found \"300 %\" for mode_share.walk: a share is never above 1"));
  CHECK_THAT(refusal("service.refusal_rate", "service:navette", 5, ""),
             Contains("\"3 %\" for 0.03"));
  CHECK_THAT(refusal("service.wait.p95", "service:navette", -1, "min"), Contains("never below 0"));
  CHECK_THAT(refusal("co2e", "territory", -3, "%", Demand::decreases_by_at_least),
             Contains("written without a sign"));
  CHECK_THAT(refusal("co2e", "territory", 120, "%", Demand::decreases_by_at_least),
             Contains("nothing falls by more than 100 %"));
  CHECK_THAT(refusal("mode_share.walk", "territory", 130, "points", Demand::increases_by_at_least),
             Contains("100 points"));
  CHECK(refusal("co2e", "territory", 120, "%", Demand::increases_by_at_most).empty());
}

TEST_CASE("all errors of a need come together", "[analysis][need]") {
  const std::string errors = refusal({of("co2", "zone:1", Demand::at_most, 1, "kg"),
                                      of("co2e", "zone:2", Demand::at_most, -1, "kg")});
  CHECK_THAT(errors,
             Contains("\"co2\"") && Contains("\"1\"") && Contains("\"2\"") && Contains("never"));
}

TEST_CASE("every indicator of the catalogue has words", "[analysis][need][wording]") {
  for (const IndicatorFact& fact : indicator_facts()) {
    CAPTURE(std::string(fact.key));
    const std::string_view definition = fact.definition.empty() ? fact.key : fact.definition;
    CHECK_FALSE(meaning_of(definition).empty());
    CHECK(fact_of(fact.key) == &fact);
  }
  CHECK(is_share("mode_share"));
  CHECK_FALSE(is_share("co2e"));
}
