// SPDX-License-Identifier: Apache-2.0
#include "analysis/scope_tables.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::DrawnPairs;
using eveil::tests::DrawnRun;

namespace {

/// Two zones and a generator; residents of A emit 10 and 12 kg less than 100.
Comparison by_zone() {
  DrawnPairs pairs("scope-tables");
  for (std::int64_t replication = 1; replication <= 2; ++replication) {
    DrawnRun base;
    base.replication = replication;
    base.indicators = {{"zone:A", "co2e", "kg", {100.0, 100.0}, ""},
                       {"zone:A", "trip_rate", "1", {3.0, 3.0}, ""},
                       {"zone:B, east", "co2e", "kg", {50.0, 50.0}, ""},
                       {"generator:Campus", "arrivals", "1", {80.0, 80.0}, ""}};
    DrawnRun variant = base;
    variant.scenario = "with";
    variant.scenario_digest = "s2";
    const double after = 100.0 - 8.0 - 2.0 * static_cast<double>(replication);
    variant.indicators[0].days = {after, after};
    variant.indicators.push_back({"zone:A", "service.requests", "1", {4.0, 4.0}, ""});
    const double none = std::numeric_limits<double>::quiet_NaN();
    variant.indicators.push_back({"zone:B, east", "service.wait.p95", "s", {none, none}, ""});
    pairs.add(base, variant);
  }
  return pairs.compared();
}

}  // namespace

TEST_CASE("a table by zone has a row a zone and five columns an indicator", "[analysis][tables]") {
  // -10 and -12 of 100: mean -11, s = 1.41421, t(1) = 12.7062, half the width 12.7062.
  CHECK(csv_by_scope({by_zone()}, in_zones) ==
        "zone,base_name,variant_name,"
        "co2e.base,co2e.variant,co2e.difference,co2e.low,co2e.high,"
        "trip_rate.base,trip_rate.variant,trip_rate.difference,trip_rate.low,trip_rate.high,"
        "service.requests.base,service.requests.variant,service.requests.difference,"
        "service.requests.low,service.requests.high,"
        "service.wait.p95.base,service.wait.p95.variant,service.wait.p95.difference,"
        "service.wait.p95.low,service.wait.p95.high\n"
        "A,base,with,100,89,-11,-23.7062,1.7062,3,3,0,0,0,0,4,4,4,4,,,,,\n"
        "\"B, east\",base,with,50,50,0,0,0,,,,,,,,,,,,,,,\n");
  CHECK(csv_by_scope({by_zone()}, in_generators) ==
        "generator,base_name,variant_name,"
        "arrivals.base,arrivals.variant,arrivals.difference,arrivals.low,arrivals.high\n"
        "Campus,base,with,80,80,0,0,0\n");
}

TEST_CASE("many differences are told with how many chance alone would give", "[analysis][tables]") {
  // Undecided: the CO2e of A. Different: its requests. All else is equal in every run.
  CHECK(chance_note(by_zone(), in_zones) ==
        "Of 2 differences by zone 1 leave out zero; about 1 (5 %) would by chance alone.");
  CHECK(chance_note(by_zone(), in_generators).empty());
}
