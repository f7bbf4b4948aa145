// SPDX-License-Identifier: Apache-2.0
#include "analysis/compare.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "analysis/wording.hpp"
#include "geo/base/random.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::DrawnPairs;
using eveil::tests::DrawnRun;
using eveil::tests::json_of;
using eveil::tests::json_text;
using eveil::tests::three_pairs;

namespace {

const double nan_value = std::numeric_limits<double>::quiet_NaN();

Entry entry_of(const Comparison& comparison,
               const std::string& scope,
               const std::string& indicator) {
  const Entry* entry = find(comparison, scope, indicator);
  CAPTURE(scope, indicator);
  REQUIRE(entry != nullptr);
  return *entry;
}

/// Pairs whose vehicle-km differ by `differences[k]` on the first day and by as much plus
/// `rises[k]` on the second.
Finding finding_of(const std::vector<double>& differences, const std::vector<double>& rises) {
  DrawnPairs pairs("drift");
  for (std::size_t row = 0; row < differences.size(); ++row) {
    DrawnRun base;
    base.replication = static_cast<std::int64_t>(row) + 1;
    base.indicators = {{"territory", "vehicle_km", "km", {500.0, 500.0}, ""}};
    DrawnRun variant = base;
    variant.scenario_digest = "s2";
    const double first = 500.0 + differences[row];
    variant.indicators[0].days = {first, first + rises[row]};
    pairs.add(base, variant);
  }
  return entry_of(pairs.compared(), "territory", "vehicle_km").finding;
}

}  // namespace

TEST_CASE("a difference is variant minus base of the same replication, with its t interval",
          "[analysis][compare]") {
  const Comparison comparison = three_pairs("paired").compared();
  // -10, -20, -30: mean -20, s = 10; t(2, 0.975) = 4.3027, so half the width is 24.84.
  const Entry km = entry_of(comparison, "territory", "vehicle_km");
  CHECK(km.units == "km");
  CHECK(km.base == Approx(1002.0));
  CHECK(km.variant == Approx(982.0));
  CHECK(km.difference == Approx(-20.0));
  CHECK(km.low == Approx(-44.841).epsilon(1e-4));
  CHECK(km.high == Approx(4.841).epsilon(1e-4));
  CHECK(km.replications == 3);
  CHECK(km.finding == Finding::undecided);
  // Unpaired: variances 1 of 1001..1003 and 81 of 991, 982, 973, against 100 of the differences.
  CHECK(km.variance_ratio == Approx(0.82));
  // Each variant climbs by 2 from the first day to the last, the base by nothing.
  CHECK(km.drift == Approx(2.0));
  CHECK(km.base_drift == 0.0);
  CHECK(km.variant_drift == Approx(2.0));

  const Entry car = entry_of(comparison, "territory", "mode_share.car_driver");
  CHECK(car.difference == Approx(-0.02));
  CHECK(car.finding == Finding::different);
}

TEST_CASE("the order of the files does not matter", "[analysis][compare]") {
  DrawnPairs pairs = three_pairs("order");
  const Comparison straight = pairs.compared();
  std::swap(pairs.base[0], pairs.base[2]);
  std::swap(pairs.variant[1], pairs.variant[2]);
  const Comparison shuffled = pairs.compared();
  CHECK(json_text({straight}) == json_text({shuffled}));
}

TEST_CASE("a base without the service has none of what is counted and no level",
          "[analysis][compare]") {
  const Comparison comparison = three_pairs("levels").compared();
  const Entry requests = entry_of(comparison, "service:navette", "service.requests");
  CHECK(requests.base == 0.0);
  CHECK(requests.difference == 20.0);
  CHECK(requests.finding == Finding::different);
  CHECK(entry_of(comparison, "territory", "mode_share.navette").base == 0.0);

  // Waits of 300, 360, 420 s: s = 60, half the width 4.3027 * 60 / sqrt(3) = 149.05.
  const Entry wait = entry_of(comparison, "service:navette", "service.wait.mean");
  CHECK(std::isnan(wait.base));
  CHECK(std::isnan(wait.difference));
  CHECK(std::isnan(wait.low));
  CHECK(wait.variant == Approx(360.0));
  CHECK(wait.variant_low == Approx(360.0 - 149.05).epsilon(1e-4));
  CHECK(wait.finding == Finding::only_variant);
  CHECK(entry_of(comparison, "service:navette", "service.cost").finding == Finding::only_variant);
}

TEST_CASE("a variant without the base's service is told apart in the same way",
          "[analysis][compare]") {
  DrawnPairs pairs = three_pairs("reverse");
  std::swap(pairs.base, pairs.variant);
  const Comparison comparison = pairs.compared();
  CHECK(entry_of(comparison, "service:navette", "service.requests").difference == -20.0);
  const Entry wait = entry_of(comparison, "service:navette", "service.wait.mean");
  CHECK(wait.finding == Finding::only_base);
  CHECK(wait.base == Approx(360.0));
  CHECK(std::isnan(wait.variant));
  CHECK(wait.replications == 3);
}

TEST_CASE("entries come scope by scope: territory, services, generators", "[analysis][compare]") {
  DrawnPairs pairs = three_pairs("scopes");
  for (int turn = 0; turn < 2; ++turn) {
    std::vector<std::string> scopes;
    for (const Entry& entry : pairs.compared().entries) {
      if (scopes.empty() || scopes.back() != entry.scope) scopes.push_back(entry.scope);
    }
    CHECK(scopes == std::vector<std::string>{"territory", "service:navette", "generator:Campus"});
    std::swap(pairs.base, pairs.variant);
  }
}

TEST_CASE("runs that are equal differ by nothing, exactly, everywhere", "[analysis][compare]") {
  DrawnPairs pairs("null");
  for (std::int64_t replication = 1; replication <= 3; ++replication) {
    const auto k = static_cast<double>(replication);
    DrawnRun run;
    run.replication = replication;
    run.indicators = {{"territory", "vehicle_km", "km", {0.1 * k, 0.3 / k}, ""},
                      {"service:a", "service.requests", "1", {0.0, 3.0}, ""},
                      {"service:a", "service.wait.mean", "s", {nan_value, 61.7 * k}, ""}};
    DrawnRun variant = run;
    variant.scenario_digest = "s2";
    pairs.add(run, variant);
  }
  const Comparison comparison = pairs.compared();
  REQUIRE(comparison.entries.size() == 3);
  for (const Entry& entry : comparison.entries) {
    CAPTURE(entry.indicator);
    CHECK(entry.difference == 0.0);
    CHECK(entry.low == 0.0);
    CHECK(entry.high == 0.0);
    CHECK(entry.finding == Finding::none_exactly);
  }
}

TEST_CASE("one day of one replication that differs is enough not to say none, exactly",
          "[analysis][compare]") {
  // Two pairs; the second's days differ by +1 and -1, so that its mean difference is 0 too.
  CHECK(finding_of({0.0, -1.0}, {0.0, 2.0}) == Finding::undecided);
  CHECK(finding_of({0.0, 0.0}, {0.0, 0.0}) == Finding::none_exactly);
}

TEST_CASE("a difference that still moves by over a third of itself is undecided",
          "[analysis][compare]") {
  // Differences about 10 that rise by about 8 over the days: 8 > 14 / 3, and never by chance.
  CHECK(finding_of({10.0, 10.1, 9.9}, {8.0, 8.1, 7.9}) == Finding::drifting);
  // They rise as surely, but by 3 < (10 + 1.5) / 3.
  CHECK(finding_of({10.0, 10.1, 9.9}, {3.0, 3.1, 2.9}) == Finding::different);
  // They move as far, but up and down: the drift's interval holds zero.
  CHECK(finding_of({6.0, 14.0, 10.0}, {8.0, -8.0, 0.5}) == Finding::different);
}

TEST_CASE("of one replication the difference is told without an interval", "[analysis][compare]") {
  CHECK(finding_of({-5.0}, {0.0}) == Finding::one_replication);
  CHECK(finding_of({0.0}, {0.0}) == Finding::none_exactly);
}

TEST_CASE("a day without a number pairs with nothing, on either side", "[analysis][compare]") {
  DrawnPairs pairs("gaps");
  for (std::int64_t replication = 1; replication <= 3; ++replication) {
    DrawnRun base;
    base.replication = replication;
    base.indicators = {{"service:a", "service.wait.mean", "s", {100.0, 900.0}, ""},
                       {"service:a", "service.detour_time", "1", {nan_value, nan_value}, ""}};
    DrawnRun variant = base;
    variant.scenario_digest = "s2";
    // The second day has no wait; the third replication has none at all.
    variant.indicators[0].days = {160.0, nan_value};
    if (replication == 3) variant.indicators[0].days = {nan_value, nan_value};
    pairs.add(base, variant);
  }
  const Comparison comparison = pairs.compared();
  const Entry wait = entry_of(comparison, "service:a", "service.wait.mean");
  CHECK(wait.base == 100.0);
  CHECK(wait.variant == 160.0);
  CHECK(wait.difference == 60.0);
  CHECK(wait.replications == 2);
  CHECK(wait.finding == Finding::different);
  const Entry detour = entry_of(comparison, "service:a", "service.detour_time");
  CHECK(detour.finding == Finding::no_value);
  CHECK(std::isnan(detour.difference));
}

TEST_CASE("an indicator that a day lacks keeps its other days in their places",
          "[analysis][compare]") {
  DrawnPairs pairs("aligned");
  DrawnRun base;
  base.indicators = {{"territory", "vehicle_km", "km", {10.0, 20.0}, ""},
                     {"territory", "delay", "h", {1.0, 2.0}, ""}};
  DrawnRun variant = base;
  variant.scenario_digest = "s2";
  variant.indicators[1].days = {4.0};  // of the first day
  pairs.add(base, variant);
  CHECK(entry_of(pairs.compared(), "territory", "delay").difference == 3.0);
}

TEST_CASE("a variant that differs in more than its service is told so in every output",
          "[analysis][compare]") {
  DrawnPairs pairs("more");
  for (std::int64_t replication = 1; replication <= 2; ++replication) {
    DrawnRun base;
    base.replication = replication;
    base.indicators = {{"territory", "vehicle_km", "km", {500.0, 500.0}, ""}};
    base.flow_factor = 0.0;
    DrawnRun variant = base;
    variant.scenario_digest = "s2";
    variant.flow_factor = 0.5;
    pairs.add(base, variant);
  }
  const Comparison comparison = pairs.compared();
  const std::string expected = "simulation.flow_factor: 0 in the base, 0.5 in the variant";
  REQUIRE(comparison.source.also_differs == std::vector<std::string>{expected});
  CHECK(json_of({comparison})[0]["also_differs"][0] == expected);
  bool told = false;
  for (const std::string& sentence : findings(comparison)) {
    told = told || sentence.find(expected) != std::string::npos;
  }
  CHECK(told);
  CHECK(three_pairs("no more").compared().source.also_differs.empty());
}

TEST_CASE("an effect is told from none where the interval lies beyond the margin or within it",
          "[analysis][compare]") {
  // -10, -20, -30 of 1002 km: 90 % interval -36.859 to -3.141; 4 % are 40 km, 0.3 % 3 km.
  const DrawnPairs pairs = three_pairs("equivalence");
  const auto of = [&](double share) {
    const auto comparison = compare_runs(pairs.base, pairs.variant, {{}, share});
    REQUIRE(comparison);
    return entry_of(*comparison, "territory", "vehicle_km").equivalence;
  };
  CHECK(of(0.04) == Equivalence::equivalent);
  CHECK(of(0.003) == Equivalence::not_equivalent);
  CHECK(of(0.02) == Equivalence::undecided);
  CHECK(of(0.0) == Equivalence::not_asked);
}

TEST_CASE("of many zones that differ by chance hardly any lasts the correction",
          "[analysis][compare]") {
  // 200 zones, no effect, differences of five pairs by a rule without trend: about 10 leave out 0.
  DrawnPairs pairs("many");
  for (std::int64_t replication = 1; replication <= 5; ++replication) {
    DrawnRun base;
    base.replication = replication;
    DrawnRun variant = base;
    variant.scenario_digest = "s2";
    for (std::uint64_t zone = 0; zone < 200; ++zone) {
      Draw draw(static_cast<std::uint64_t>(replication), Purpose::taste, zone);
      const std::string scope = "zone:" + std::to_string(zone);
      base.indicators.push_back({scope, "co2e", "kg", {100.0}, ""});
      variant.indicators.push_back({scope, "co2e", "kg", {100.0 + draw.normal()}, ""});
    }
    pairs.add(base, variant);
  }
  std::size_t told = 0;
  std::size_t lasting = 0;
  for (const Entry& entry : pairs.compared().entries) {
    CHECK(entry.p_adjusted >= entry.p_value);
    if (entry.finding == Finding::different) ++told;
    if (lasts_correction(entry)) ++lasting;
  }
  CHECK(told >= 3);
  CHECK(told <= 20);
  CHECK(lasting <= 1);
}
