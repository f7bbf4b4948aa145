// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "analysis/report/report.hpp"
#include "analysis/sequential.hpp"
#include "analysis/wording.hpp"
#include "tests/analysis/report/report_page.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::closes_its_tags;
using eveil::tests::count_of;
using eveil::tests::holds;
using eveil::tests::one_bar;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr const char* heading = "How sure, and what it would take to know more";

/// Vehicle-km −20 (−45 to +5) from 1000, of so many pairs.
Comparison drawn(std::int64_t pairs) {
  Comparison comparison = one_bar(1000.0, -20.0, -45.0, 5.0);
  for (std::int64_t pair = 1; pair <= pairs; ++pair) comparison.source.replications.push_back(pair);
  return comparison;
}

std::string page_of(const Comparison& comparison, const std::vector<Verdict>& verdicts = {}) {
  std::string html = report_html({comparison}, {Detail()}, verdicts);
  CHECK(closes_its_tags(html));
  CHECK_FALSE(holds(html, "nan"));
  return html;
}

/// ±10 km asked of vehicle-km, ±25 km seen in five pairs.
Precision ten_km() {
  Precision precision;
  precision.indicator = "vehicle_km";
  precision.scope = "territory";
  precision.number = precision.asked = 10.0;
  precision.unit = precision.units = "km";
  precision.seen = 25.0;
  precision.have = 5;
  precision.more = 27;
  return precision;
}

}  // namespace

TEST_CASE("what a precision would take is told in replications", "[analysis][report][sure]") {
  Comparison comparison = drawn(5);
  CHECK_FALSE(holds(page_of(comparison), heading));
  comparison.precisions = {ten_km()};
  std::string html = page_of(comparison);
  CHECK(holds(html, heading));
  CHECK(holds(html, "Avec quelle certitude, et ce qu’il faudrait pour en savoir plus"));
  CHECK(holds(html, "<b>Vehicle distance</b> · asked for ±\u202f10\u00a0km."));
  CHECK(holds(html, "It is ±\u202f25.0\u00a0km after 5 replications."));
  CHECK(holds(html, "Atteint\u00a0: ±\u202f25,0\u00a0km après 5 réplications."));
  CHECK(holds(html, "<b>About 27 more replications are needed.</b>"));
  CHECK(holds(html, "<b>Il faudrait environ 27 réplications de plus.</b>"));
  CHECK_FALSE(holds(html, "replications in all"));  // there is one alone
  // Of several the most that any needs is told.
  Precision points = ten_km();
  points.number = 0.3;
  points.unit = "points";
  points.asked = 0.003;
  points.seen = 0.0041;
  points.more = 4;
  comparison.precisions.push_back(points);
  html = page_of(comparison);
  CHECK(holds(html, "asked for ±\u202f0.3\u00a0points"));
  CHECK(holds(html, "It is ±\u202f0.410\u00a0points after 5 replications."));
  CHECK(holds(html, "With about 32 replications in all, all of it would be reached."));
}

TEST_CASE("a precision that is reached, hopeless or can't be told says so",
          "[analysis][report][sure]") {
  Comparison comparison = drawn(5);
  const auto told = [&](const Precision& precision) {
    comparison.precisions = {precision};
    return page_of(comparison);
  };
  Precision precision = ten_km();
  precision.seen = 8.0;
  precision.reached = true;
  precision.more = 0;
  std::string html = told(precision);
  CHECK(holds(html, "✓</span> reached</span>"));
  CHECK(holds(html, "It is ±\u202f8.00\u00a0km after 5 replications."));
  CHECK_FALSE(holds(html, "needed"));
  precision = ten_km();
  precision.more = 996;  // 1001 in all
  CHECK(holds(told(precision), "More than 1,000 replications would be needed"));
  precision.have = 1;
  precision.more = 0;
  precision.seen = none;
  html = told(precision);
  CHECK(holds(html, "at least 2 are needed"));
  CHECK_FALSE(holds(html, "after 1 replications"));
  precision.have = 0;
  CHECK(holds(told(precision), "Les simulations n’en donnent aucun chiffre."));
  precision = ten_km();
  precision.of_level = true;
  CHECK(holds(told(precision), "Of its level in the variant: the base has none."));
}

TEST_CASE("which look this is stands where intervals are explained", "[analysis][report][sure]") {
  Comparison comparison = drawn(10);
  CHECK_FALSE(holds(page_of(comparison), "looked at more than once"));
  comparison.source.looks.at = {5, 10, 20};
  const double level = corrected_confidence(comparison.source.looks, 10, 0.95);
  REQUIRE(level > 0.96);
  const std::string percent = percent_of_level(level);
  std::string html = page_of(comparison);
  CHECK(holds(html, "This is look 2 of 3, after 10 replications.</b> The next would be after 20."));
  CHECK(holds(html, "Ceci est le point 2 sur 3, après 10 réplications."));
  CHECK(holds(html, "planned to look after 5, 10 and 20 replications"));
  CHECK(holds(html, fmt::format("widened to {}\u202f% since", percent)));
  CHECK(holds(
      html, fmt::format("(Pocock’s rule); for that each interval is taken at {}\u202f%", percent)));
  comparison.source.looks.spending = Spending::obrien_fleming;
  CHECK(holds(page_of(comparison), "The first looks are strict"));

  comparison.source.replications.resize(7);
  CHECK(holds(page_of(comparison), "on the way to look 2 of 3, and judged as there"));
  comparison.source.replications.resize(20);
  CHECK(holds(page_of(comparison),
              "This is look 3 of 3, after 20 replications.</b> It is the last."));
  // Past the last nothing is corrected, and nothing says so.
  comparison.source.replications.resize(25);
  html = page_of(comparison);
  CHECK(holds(html, "more than were planned: nothing is corrected for looks"));
  CHECK_FALSE(holds(html, "widened to"));
  // A single look is none.
  comparison.source.looks.at = {5};
  CHECK_FALSE(holds(page_of(comparison), heading));
}

TEST_CASE("no effect is shown as a finding, apart from what can't be told",
          "[analysis][report][sure]") {
  Comparison comparison = drawn(5);
  Entry& distance = comparison.entries.front();
  CHECK(holds(page_of(comparison),
              "For the distance driven by all vehicles no difference can be told"));
  comparison.source.equivalent_within = 0.05;
  distance.equivalence = Equivalence::equivalent;
  Entry share = distance;
  share.definition = "mode_share";
  share.indicator = "mode_share.car_driver";
  share.units = "1";
  share.base = 0.6;
  share.variant = 0.61;
  share.difference = 0.01;
  share.low = -0.06;
  share.high = 0.08;
  share.equivalence = Equivalence::undecided;
  comparison.entries.push_back(share);
  std::string html = page_of(comparison);
  CHECK(holds(html, "What is shown not to change"));
  CHECK(holds(html, "A change within ± 5\u202f% of the base was held to be too small to matter."));
  CHECK(holds(html, "<b>Shown too small to matter:</b> Vehicle distance"));
  CHECK(holds(html, "<b>These runs can’t tell:</b> Share of trips by car"));
  CHECK_FALSE(holds(html, "Shown large enough to matter:"));
  CHECK(holds(html,
              "For the distance driven by all vehicles there is no change that matters: "
              "<b>−20.0\u00a0km</b>"));
  CHECK(holds(html, "il est montré qu’elle reste dans ± 5\u00a0%"));
  CHECK(holds(html, "For the share of trips by car no difference can be told"));
  // In the table of all figures, and in its row of the chart with the band of the margin.
  CHECK(holds(html, "<td class='finding'>no change that matters</td>"));
  CHECK(count_of(html, "class='within'") == 2);
  CHECK(count_of(html, "r='5' class='equal'") == 2);
  CHECK(count_of(html, "r='5' class='open'") == 2);
  // Not asked for, nothing is said.
  comparison.source.equivalent_within = 0.0;
  for (Entry& entry : comparison.entries) entry.equivalence = Equivalence::not_asked;
  html = page_of(comparison);
  CHECK_FALSE(holds(html, heading));
  CHECK_FALSE(holds(html, "class='within'"));
  CHECK_FALSE(holds(html, "no change that matters"));
}

TEST_CASE("what still drifts is named, with how far it moved", "[analysis][report][sure]") {
  Comparison comparison = drawn(5);
  Entry& distance = comparison.entries.front();
  distance.drift = -12.0;
  distance.drift_low = -20.0;
  distance.drift_high = -4.0;
  CHECK_FALSE(holds(page_of(comparison), "What still moves"));
  distance.finding = Finding::drifting;
  const std::string html = page_of(comparison);
  CHECK(holds(html, "What still moves"));
  CHECK(holds(html, "over these days it moved by <b>−12.0\u00a0km</b>"));
  CHECK(holds(html, "<td class='finding'>undecided: still drifting</td>"));
  CHECK(holds(html, "Drift over the observed days"));
  CHECK(holds(html, "Ce qui évolue encore"));

  // A ten-thousandth of the level of both is nothing that one reads: no row of its own.
  distance.difference = distance.base * 2e-5;
  distance.drift = distance.base * -3e-5;
  CHECK_FALSE(holds(page_of(comparison), "What still moves"));
}

TEST_CASE("a demand for no change is answered in words of its own", "[analysis][report][sure]") {
  const Comparison comparison = drawn(5);
  Verdict verdict;
  verdict.need = "Quiet roads";
  CriterionVerdict one;
  one.criterion.indicator = "vehicle_km";
  one.criterion.scope = "territory";
  one.criterion.demand = scenarios::Demand::changes_by_at_most;
  one.criterion.number = 5.0;
  one.criterion.unit = "%";
  one.entry = comparison.entries.front();
  one.units = "%";
  one.value = -2.0;
  one.low = -4.0;
  one.high = 0.1;
  const auto told = [&](Answer answer, Doubt doubt) {
    verdict.answer = one.answer = answer;
    one.doubt = doubt;
    verdict.criteria = {one};
    return page_of(comparison, {verdict});
  };
  std::string html = told(Answer::met, Doubt::none);
  CHECK(holds(html, "No effect that matters: that is shown, not merely an effect not seen."));
  CHECK_FALSE(holds(html, "The need is shared"));
  CHECK(holds(told(Answer::not_met, Doubt::none), "An effect that matters: that is shown."));
  html = told(Answer::undecided, Doubt::interval);
  CHECK(holds(html, "That no effect can be told is not yet “no effect”. The interval holds"));
  CHECK_FALSE(holds(told(Answer::undecided, Doubt::drifting), "is not yet “no effect”. "));
  one.criterion.demand = scenarios::Demand::decreases_by_at_least;
  CHECK_FALSE(holds(told(Answer::met, Doubt::none), "No effect that matters"));
}

TEST_CASE("the answer of one of several territories says that the need is shared",
          "[analysis][report][need]") {
  Verdict verdict;
  verdict.need = "Last mile";
  verdict.territory = "North <town>";
  verdict.territories = 3;
  verdict.minimum_of_them = 2;
  std::string html = page_of(drawn(5), {verdict});
  CHECK(holds(html,
              "This is the answer of North &lt;town&gt; alone. The need is shared: of its 3 "
              "territories at least 2 must meet it"));
  CHECK(holds(html, "sur ses 3 territoires, au moins 2 doivent le satisfaire"));
  verdict.minimum_of_them = 3;
  CHECK(holds(page_of(drawn(5), {verdict}), "all of its 3 territories must meet it"));
  verdict.territories = verdict.minimum_of_them = 1;
  CHECK_FALSE(holds(page_of(drawn(5), {verdict}), "The need is shared"));
}

TEST_CASE("the service's constant stands at −1, 0 and +1 where it was moved",
          "[analysis][report][sensitivity]") {
  Comparison comparison = drawn(5);
  CHECK_FALSE(holds(page_of(comparison), "What hangs on the service’s constant"));
  Entry cause = comparison.entries.front();
  cause.scope = "service:navette";
  cause.definition = "service.refusals";
  cause.indicator = "service.refusals.no_seat";
  cause.base = cause.variant = cause.difference = 0.0;
  comparison.entries.push_back(cause);
  for (const double shift : {-1.0, 1.0}) {
    Shifted moved{shift, -1.2 + shift, comparison.entries, "not met"};
    moved.entries.front().difference += 5.0 * shift;
    comparison.sensitivity.push_back(std::move(moved));
  }
  const std::string html = page_of(comparison);
  CHECK(holds(html,
              "Constant −2.2</th><th scope='col'>Constant −1.2, as stated</th><th "
              "scope='col'>Constant −0.2</th>"));
  const std::size_t row = html.find("Vehicle distance</th><td data-label='Constant −2.2'>");
  REQUIRE(row != std::string::npos);
  const std::string cells = html.substr(row, html.find("</tr>", row) - row);
  CHECK(cells.find("−25.0") < cells.find("−20.0"));
  CHECK(cells.find("−20.0") < cells.find("−15.0"));
  CHECK(holds(html, "With the constant at −2.2 the need is: not met."));
  CHECK(holds(html, "Ce qui dépend de la constante du service"));
  // A cause that came up nowhere is left out, one that came up somewhere is not.
  CHECK_FALSE(holds(html, "Refused: no seat"));
  comparison.sensitivity.back().entries.back().variant = 3.0;
  CHECK(holds(page_of(comparison), "Refused: no seat"));
}
