// SPDX-License-Identifier: Apache-2.0
#include "analysis/verdict.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/need_check.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using Catch::Matchers::Contains;
using eveil::tests::DrawnPairs;
using eveil::tests::DrawnRun;
using eveil::tests::json_of;
using eveil::tests::three_pairs;
using scenarios::Criterion;
using scenarios::Demand;
using scenarios::Need;

namespace {

Criterion wait_of(Demand demand, double number, const std::string& unit = "min") {
  Criterion criterion;
  criterion.indicator = "service.wait.mean";
  criterion.scope = "service:navette";
  criterion.demand = demand;
  criterion.number = number;
  criterion.unit = unit;
  return criterion;
}

Criterion km_of(Demand demand, double number, const std::string& unit) {
  Criterion criterion = wait_of(demand, number, unit);
  criterion.indicator = "vehicle_km";
  criterion.scope = "territory";
  return criterion;
}

Verdict verdict_of(const Comparison& comparison, const std::vector<Criterion>& criteria) {
  Need need;
  need.name = "Last mile";
  need.criteria = criteria;
  const auto verdict = judge(need, comparison);
  INFO((verdict ? "" : describe(verdict.error())));
  REQUIRE(verdict);
  REQUIRE(verdict->criteria.size() == criteria.size());
  return *verdict;
}

CriterionVerdict one_of(const Comparison& comparison, const Criterion& criterion) {
  return verdict_of(comparison, {criterion}).criteria[0];
}

/// Pairs with these vehicle-km in the variant on the first day, and on the second by `rise` more;
/// 1000 in the base.
Comparison levels(const std::vector<double>& first, double rise) {
  DrawnPairs pairs("verdict-levels");
  for (std::size_t row = 0; row < first.size(); ++row) {
    DrawnRun base;
    base.replication = static_cast<std::int64_t>(row) + 1;
    base.indicators = {{"territory", "vehicle_km", "km", {1000.0, 1000.0}, ""}};
    DrawnRun variant = base;
    variant.scenario_digest = "s2";
    variant.indicators[0].days = {first[row], first[row] + rise};
    pairs.add(base, variant);
  }
  return pairs.compared();
}

}  // namespace

TEST_CASE("a level is met, not met or undecided by the bound of its interval",
          "[analysis][verdict]") {
  // Waits of 300, 360, 420 s: 360 s with 210.95 s to 509.05 s, that is 3.516 min to 8.484 min.
  const Comparison comparison = three_pairs("verdict").compared();
  const auto answer = [&](Demand demand, double minutes) {
    return one_of(comparison, wait_of(demand, minutes)).answer;
  };
  CHECK(answer(Demand::at_most, 8.5) == Answer::met);
  CHECK(answer(Demand::at_most, 8.4) == Answer::undecided);
  CHECK(answer(Demand::at_most, 3.6) == Answer::undecided);
  CHECK(answer(Demand::at_most, 3.5) == Answer::not_met);
  CHECK(answer(Demand::at_least, 3.5) == Answer::met);
  CHECK(answer(Demand::at_least, 3.6) == Answer::undecided);
  CHECK(answer(Demand::at_least, 8.5) == Answer::not_met);
  const CriterionVerdict one = one_of(comparison, wait_of(Demand::at_most, 8.5));
  CHECK(one.value == Approx(360.0));
  CHECK(one.high == Approx(509.05).epsilon(1e-4));
  CHECK(one.threshold == Approx(510.0));
  CHECK(one.units == "s");
  CHECK(one.replications == 3);
  CHECK(one.would_decide == 0);
}

TEST_CASE("a higher confidence asks for more, a lower one for less", "[analysis][verdict]") {
  const Comparison comparison = three_pairs("confidence").compared();
  Criterion criterion = wait_of(Demand::at_most, 8.5);
  // t(2, 0.995) = 9.9248: 360 s + 343.8 s, over 510 s; t(2, 0.75) = 0.8165: 360 s + 28.3 s.
  criterion.confidence = 0.99;
  CHECK(one_of(comparison, criterion).answer == Answer::undecided);
  CHECK(one_of(comparison, criterion).high == Approx(703.8).epsilon(1e-4));
  criterion.confidence = 0.5;
  criterion.number = 6.5;
  CHECK(one_of(comparison, criterion).answer == Answer::met);
  CHECK(one_of(comparison, criterion).high == Approx(388.28).epsilon(1e-4));
}

TEST_CASE("undecided says how many replications would decide", "[analysis][verdict]") {
  const Comparison comparison = three_pairs("replications").compared();
  // s = 60 s, 390 s is 30 s away: t(17, 0.975) * 60 / sqrt(18) = 29.8 s.
  const CriterionVerdict one = one_of(comparison, wait_of(Demand::at_most, 6.5));
  CHECK(one.answer == Answer::undecided);
  CHECK(one.doubt == Doubt::interval);
  CHECK(one.would_decide == 18);
  CHECK(one_of(comparison, wait_of(Demand::at_most, 6.001)).would_decide == most_replications + 1);
  const Verdict verdict = verdict_of(comparison,
                                     {wait_of(Demand::at_most, 6.5),  //
                                      wait_of(Demand::at_most, 6.001)});
  const auto sentences = sentences_of(verdict);
  REQUIRE(sentences.size() == 3);
  CHECK(sentences[0] ==
        "The need “Last mile” is undecided for with navette: 2 of 2 criteria are undecided.");
  CHECK_THAT(sentences[1],
             Contains("undecided: Wait, mean, service:navette, at most 6.5 min; it is 6.00 min "
                      "(95 % interval 3.52 to 8.48); the interval holds the threshold, and about "
                      "18 replications would decide"));
  CHECK_THAT(sentences[2], Contains("more than 1000 replications would be needed"));
}

TEST_CASE("a change in percent is of each pair's own base", "[analysis][verdict]") {
  const Comparison comparison = three_pairs("percent").compared();
  // -10 of 1001, -20 of 1002, -30 of 1003: -0.99900, -1.99601, -2.99103 %; mean -1.99535, s =
  // 0.99602, half an interval of three 2.47424.
  const CriterionVerdict one = one_of(comparison, km_of(Demand::decreases_by_at_least, 1.0, "%"));
  CHECK(one.value == Approx(-1.99535).epsilon(1e-5));
  CHECK(one.low == Approx(-4.46959).epsilon(1e-5));
  CHECK(one.high == Approx(0.47890).epsilon(1e-4));
  CHECK(one.threshold == -1.0);
  CHECK(one.units == "%");
  CHECK(one.answer == Answer::undecided);
  // 0.99535 away: t(6) / sqrt(7) * s = 0.9211 decides, t(5) / sqrt(6) * s = 1.0453 doesn't.
  CHECK(one.would_decide == 7);
  CHECK_THAT(judged_in_words(one), Contains("−2.00 % (95 % interval −4.47 to +0.48)"));
  const auto answer = [&](Demand demand, double number, const std::string& unit) {
    return one_of(comparison, km_of(demand, number, unit)).answer;
  };
  CHECK(answer(Demand::decreases_by_at_least, 5.0, "%") == Answer::not_met);
  CHECK(answer(Demand::increases_by_at_most, 1.0, "%") == Answer::met);
  CHECK(answer(Demand::increases_by_at_most, 0.0, "%") == Answer::undecided);
  CHECK(answer(Demand::decreases_by_at_most, 5.0, "%") == Answer::met);
  CHECK(answer(Demand::increases_by_at_least, 0.5, "%") == Answer::not_met);
  // In kilometres: -20 with -44.84 to 4.84.
  CHECK(answer(Demand::increases_by_at_most, 5.0, "km") == Answer::met);
  CHECK(answer(Demand::decreases_by_at_least, 45.0, "km") == Answer::not_met);
  CHECK(answer(Demand::decreases_by_at_most, 45000.0, "m") == Answer::met);
}

TEST_CASE("the need is not met if any criterion is not, else undecided if any is",
          "[analysis][verdict]") {
  const Comparison comparison = three_pairs("overall").compared();
  const Criterion yes = wait_of(Demand::at_most, 9.0);
  const Criterion no = wait_of(Demand::at_most, 3.0);
  const Criterion open = wait_of(Demand::at_most, 6.0);
  CHECK(verdict_of(comparison, {yes, yes}).answer == Answer::met);
  CHECK(verdict_of(comparison, {yes, open}).answer == Answer::undecided);
  CHECK(verdict_of(comparison, {no, open, yes}).answer == Answer::not_met);
  CHECK(sentences_of(verdict_of(comparison, {yes}))[0] ==
        "The need “Last mile” is met by with navette.");
  CHECK(sentences_of(verdict_of(comparison, {yes, no}))[0] ==
        "The need “Last mile” is not met by with navette: 1 of 2 criteria is not.");
}

TEST_CASE("one replication decides nothing", "[analysis][verdict]") {
  const CriterionVerdict one =
      one_of(levels({900.0}, 0.0), km_of(Demand::decreases_by_at_least, 1.0, "%"));
  CHECK(one.answer == Answer::undecided);
  CHECK(one.by_numbers == Answer::undecided);
  CHECK(one.doubt == Doubt::one_replication);
  CHECK(one.value == Approx(-10.0));
  CHECK(std::isnan(one.low));
  CHECK_THAT(std::string(reason_of(one.doubt)), Contains("at least 2 replications"));
}

TEST_CASE("what still drifts is undecided, however narrow the interval", "[analysis][verdict]") {
  // Variant days 910 and 930 against 1000: -80 on average, rising by 20, less than a third of it.
  const Comparison slow = levels({910.0, 910.5, 909.5}, 20.0);
  CHECK(one_of(slow, km_of(Demand::decreases_by_at_least, 1.0, "%")).answer == Answer::met);
  // 910 and 950: -70 on average, rising by 40.
  const Comparison fast = levels({910.0, 910.5, 909.5}, 40.0);
  const CriterionVerdict change = one_of(fast, km_of(Demand::decreases_by_at_least, 1.0, "%"));
  CHECK(change.answer == Answer::undecided);
  CHECK(change.doubt == Doubt::drifting);
  // A level of 930 that climbs by 40 a day apart: 120 and more from a threshold is far enough.
  CHECK(one_of(fast, km_of(Demand::at_most, 1100.0, "km")).answer == Answer::met);
  const CriterionVerdict near = one_of(fast, km_of(Demand::at_most, 1000.0, "km"));
  CHECK(near.answer == Answer::undecided);
  CHECK(near.doubt == Doubt::drifting);
}

TEST_CASE("a service's figures of a sample get no firm answer, but say what the numbers do",
          "[analysis][verdict]") {
  Comparison comparison = three_pairs("sample").compared();
  comparison.source.sample = 0.1;
  const CriterionVerdict wait = one_of(comparison, wait_of(Demand::at_most, 9.0));
  CHECK(wait.answer == Answer::undecided);
  CHECK(wait.by_numbers == Answer::met);
  CHECK(wait.doubt == Doubt::sample);
  Criterion share = km_of(Demand::at_least, 1.0, "%");
  share.indicator = "mode_share.navette";
  CHECK(one_of(comparison, share).doubt == Doubt::sample);
  share.indicator = "mode_share.car_driver";
  CHECK(one_of(comparison, share).answer == Answer::met);

  const Criterion met = km_of(Demand::increases_by_at_most, 1.0, "%");
  const Verdict verdict = verdict_of(comparison, {wait_of(Demand::at_most, 9.0), met});
  CHECK(verdict.answer == Answer::undecided);
  CHECK(verdict.by_numbers == Answer::met);
  CHECK(sentences_of(verdict)[0] ==
        "The need “Last mile” is undecided for with navette: by the numbers of these runs it is "
        "met, but only 10 % of the people are simulated, with the whole fleet for them, which "
        "flatters the service, so that a firm answer needs simulation.sample = 1.");
  // What isn't the service's can still say no.
  const Criterion missed = km_of(Demand::decreases_by_at_least, 5.0, "%");
  CHECK(verdict_of(comparison, {wait_of(Demand::at_most, 9.0), missed}).answer == Answer::not_met);
}

TEST_CASE("what the runs have no number of is undecided", "[analysis][verdict]") {
  const Comparison comparison = three_pairs("none").compared();
  // The base has no waits to take a difference from; the variant has no service of that name.
  CHECK(one_of(comparison, wait_of(Demand::decreases_by_at_least, 1.0)).doubt == Doubt::no_value);
  Criterion other = wait_of(Demand::at_most, 1.0);
  other.scope = "service:elsewhere";
  CHECK(one_of(comparison, other).doubt == Doubt::no_value);
  // Requests rise from 0: no percentage of that, but a number.
  Criterion requests = wait_of(Demand::increases_by_at_least, 5.0, "%");
  requests.indicator = "service.requests";
  CHECK(one_of(comparison, requests).doubt == Doubt::no_value);
  requests.unit.clear();
  CHECK(one_of(comparison, requests).answer == Answer::met);
}

TEST_CASE("comparison.json and need.csv have the answers", "[analysis][verdict]") {
  Comparison comparison = three_pairs("json").compared();
  const Verdict verdict = verdict_of(comparison,
                                     {wait_of(Demand::at_most, 6.5),
                                      wait_of(Demand::at_most, 3.0),
                                      km_of(Demand::increases_by_at_most, 1.0, "%")});
  note_verdict(verdict, comparison);
  std::size_t asked = 0;
  for (const Json& entry : json_of({comparison})) {
    if (!entry.contains("verdict")) continue;
    ++asked;
    CHECK(entry["verdict"] == (entry["indicator"] == "vehicle_km" ? "met" : "not met"));
  }
  CHECK(asked == 2);
  const std::string csv = need_csv({verdict});
  CHECK_THAT(csv, Contains("Last mile,base,with navette,all,,,,,,,,,,,not met,not met,,\n"));
  CHECK_THAT(csv, Contains(",1,service:navette,service.wait.mean,at_most,390,s,0.95,360,"));
  CHECK_THAT(csv, Contains(",3,undecided,undecided,the interval holds the threshold,18\n"));
  CHECK_THAT(csv, Contains(",3,territory,vehicle_km,increases_by_at_most,1,%,0.95,-1.99"));
  std::size_t commas = 0;
  std::size_t lines = 0;
  for (const char c : csv) {
    commas += c == ',' ? 1U : 0U;
    lines += c == '\n' ? 1U : 0U;
  }
  CHECK(lines == 5);
  CHECK(commas == lines * 17);
}

TEST_CASE("no change is shown by an interval within the margin, and refuted by one beyond it",
          "[analysis][verdict]") {
  // -10, -20, -30 km: mean -20, s = 10. The 90 % interval of three, t(2, 0.95) = 2.91999:
  // -20 - 16.859 to -20 + 16.859, so -36.859 to -3.141.
  const Comparison comparison = three_pairs("no-change").compared();
  const auto of = [&](double number, const std::string& unit) {
    return one_of(comparison, km_of(Demand::changes_by_at_most, number, unit));
  };
  CHECK(of(37.0, "km").answer == Answer::met);
  CHECK(of(37.0, "km").low == Approx(-36.859).epsilon(1e-4));
  CHECK(of(37.0, "km").level == Approx(0.9));
  CHECK_THAT(judged_in_words(of(37.0, "km")), Contains("(90 % interval"));
  CHECK(of(36.0, "km").answer == Answer::undecided);
  CHECK(of(3.2, "km").answer == Answer::undecided);
  CHECK(of(3.1, "km").answer == Answer::not_met);
  CHECK(of(5.0, "%").answer == Answer::met);
  // It needs to come within 36 of 0 from 20: t(2) / sqrt(3) of 10 is 16.9, t(3, 0.95) / 2 is 11.8.
  CHECK(of(36.0, "km").would_decide == 4);
  CHECK(demand_in_words(km_of(Demand::changes_by_at_most, 5.0, "%")) == "changes by at most 5 %");
  Need none;
  none.criteria = {km_of(Demand::changes_by_at_most, 0.0, "km")};
  const auto refused = judge(none, comparison);
  REQUIRE_FALSE(refused);
  CHECK_THAT(describe(refused.error()), Contains("within nothing"));
}

TEST_CASE("planned looks widen the interval that decides", "[analysis][verdict]") {
  const DrawnPairs pairs = three_pairs("looks");
  const Method method{{{3, 6}, Spending::pocock}, 0.0};
  const auto looked = compare_runs(pairs.base, pairs.variant, method);
  REQUIRE(looked);
  const Criterion wait = wait_of(Demand::at_most, 8.5);
  CHECK(one_of(pairs.compared(), wait).answer == Answer::met);
  // 0.05 ln(1 + (e - 1) / 2) = 0.0310 is the error of the first of two looks.
  const CriterionVerdict first = one_of(*looked, wait);
  CHECK(first.level == Approx(1.0 - 0.0310).epsilon(1e-4));
  CHECK(first.answer == Answer::undecided);
}
