// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/need_page.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "analysis/shared_need.hpp"
#include "analysis/verdict.hpp"
#include "geo/base/json.hpp"
#include "tests/analysis/report/report_page.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::closes_its_tags;
using eveil::tests::count_of;
using eveil::tests::holds;
using eveil::tests::three_pairs;

namespace {

/// Waits of 300, 360, 420 s: 360 s (210.95 to 509.05).
scenarios::Need need_of(double minutes, std::uint32_t minimum) {
  scenarios::Need need;
  need.file = "need.toml";
  need.name = "Last <mile>";
  need.minimum_territories = minimum;
  scenarios::Criterion criterion;
  criterion.indicator = "service.wait.mean";
  criterion.scope = "service:navette";
  criterion.number = minutes;
  criterion.unit = "min";
  need.criteria = {criterion};
  return need;
}

/// What a comparison on a territory answers, as its file keeps it.
NeedAnswers answers_in(const std::string& territory, const scenarios::Need& need) {
  Comparison comparison = three_pairs("need-" + territory).compared();
  comparison.source.territory = territory;
  const auto verdict = judge(need, comparison);
  REQUIRE(verdict);
  const auto read = read_answers(
      to_text(answers_json(need, {*verdict})), "out-" + territory + "/need.json", need);
  INFO((read ? "" : describe(read.error())));
  REQUIRE(read);
  return *read;
}

std::string page_of(const scenarios::Need& need, const std::vector<NeedAnswers>& answers) {
  const auto verdicts = shared_verdicts(need, {"North", "South", "Coast"}, answers);
  REQUIRE(verdicts);
  std::string html = shared_need_html(*verdicts);
  CHECK(closes_its_tags(html));
  CHECK_FALSE(holds(html, "nan"));
  for (const char* reference : {"src=", "href=", "@import", "<link"})
    CHECK_FALSE(holds(html, reference));
  return html;
}

}  // namespace

TEST_CASE("a shared need's page has the answer, what would decide and each territory's own",
          "[analysis][report][need]") {
  const scenarios::Need need = need_of(9.0, 2);  // 540 s: the whole interval is below
  const std::string html = page_of(need, {answers_in("North", need)});
  CHECK(holds(html, "<h1>Last &lt;mile&gt;</h1>"));
  CHECK(holds(html,
              "Whether the need “Last &lt;mile&gt;” is met by “with navette” is not decided yet. "
              "Territories that meet it: 1 of 3; at least 2 must."));
  CHECK(holds(html,
              "It will be met if it is met in 1 more of these territories: <b>South</b> (not "
              "compared yet) and <b>Coast</b> (not compared yet). It can’t be met any more if it "
              "isn’t met in 2 of them."));
  CHECK(holds(html, "Il sera satisfait s’il l’est dans 1 de plus de ces territoires"));
  CHECK(holds(html, "North: met"));
  CHECK(holds(html, "North\u00a0: satisfait"));
  CHECK(count_of(html, "South: not compared yet") == 1);
  CHECK(holds(html, "<b>Wait, mean</b> · The service navette · at most 9\u00a0min"));
  CHECK(holds(html,
              "Found: 6.00\u00a0min (3.52\u00a0min to 8.48\u00a0min, at 95\u202f% confidence)"));
  CHECK(holds(html, "With “with navette”, from <code>out-North</code>."));
  CHECK(holds(html, "a wrong “met” is likelier"));
}

TEST_CASE("a shared need that is decided says nothing of what would decide",
          "[analysis][report][need]") {
  const scenarios::Need need = need_of(9.0, 2);
  std::string html = page_of(need, {answers_in("North", need), answers_in("Coast", need)});
  CHECK(holds(html, "The need “Last &lt;mile&gt;” is met by “with navette”."));
  CHECK_FALSE(holds(html, "One territory decides"));
  CHECK_FALSE(holds(html, "It will be met if"));
  const scenarios::Need all = need_of(9.0, 0);
  html =
      page_of(all, {answers_in("North", all), answers_in("Coast", all), answers_in("South", all)});
  CHECK(holds(html, "Territories that meet it: 3 of 3; all must."));
  CHECK_FALSE(holds(html, "a wrong “met” is likelier"));
  const scenarios::Need hard = need_of(3.0, 3);  // 180 s: the whole interval is above
  html = page_of(hard, {answers_in("North", hard)});
  CHECK(holds(html, "is not met by “with navette”. Territories that meet it: 0 of 3; all must."));
  CHECK(holds(html, "North: not met"));
}

TEST_CASE("what an undecided territory waits for is told with its numbers",
          "[analysis][report][need]") {
  // 8 min = 480 s lies within; t(n − 1) · 60 ÷ √n < 120 from n = 4: 3.182 · 30 = 95.
  const scenarios::Need near = need_of(8.0, 1);
  const std::string html = page_of(near, {answers_in("North", near)});
  CHECK(holds(html, "North: undecided"));
  CHECK(holds(html, "about 4 replications would decide; these are 3."));
  // Met in all others it hangs on one.
  const scenarios::Need all = need_of(9.0, 0);
  CHECK(holds(page_of(all, {answers_in("North", all), answers_in("Coast", all)}),
              "One territory decides: <b>South</b> (not compared yet). If the need is met there"));
  // 360 s is the mean itself: no number of replications will do.
  const scenarios::Need at = need_of(6.0, 1);
  CHECK(holds(page_of(at, {answers_in("North", at)}), "Even 1,000 replications would not decide"));
}
