// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/report.hpp"

#include <catch2/catch.hpp>

#include "analysis/wording.hpp"
#include "tests/analysis/report/report_page.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::closes_its_tags;
using eveil::tests::count_of;
using eveil::tests::holds;
using eveil::tests::one_bar;
using eveil::tests::page;
using eveil::tests::three_pairs;
using eveil::tests::without_scripts;

TEST_CASE("the report has verdict, sentences, charts and all scopes in both languages",
          "[analysis][report]") {
  const auto pairs = three_pairs("report");
  const Comparison comparison = pairs.compared();
  const std::string html = page({comparison});
  CHECK(html.starts_with("<!doctype html>"));
  for (const char* text : {"No need was stated",
                           "Aucun besoin n’a été énoncé",
                           "the distance driven by all vehicles",
                           "Ce qui change",
                           "What this report does not say",
                           "Ce que ce rapport ne dit pas",
                           "ODbL 1.0",
                           "2015-12-29 to 2019-12-29"}) {
    CAPTURE(text);
    CHECK(holds(html, text));
  }
  // The need's line comes before any other text of its page but the heading.
  CHECK(html.find("class='verdict") < html.find("class='under'"));
  CHECK(count_of(html, "class='forest'") == 2);
  CHECK(holds(html, "The territory, on an average day</h3>"));
  CHECK(holds(html, "The service navette</h3>"));
  CHECK(holds(html, "data-value='Campus'"));
  CHECK(holds(html, "−44.8 to +4.8"));
  CHECK(holds(html, "−44,8 à +4,8"));
  CHECK(holds(html, "Drift over the observed days"));
  CHECK_FALSE(holds(html, "nan"));
  CHECK_FALSE(holds(without_scripts(html), "{"));
}

TEST_CASE("the answer to a need leads, criterion by criterion, with what would decide",
          "[analysis][report]") {
  const auto pairs = three_pairs("verdict");
  const Comparison comparison = pairs.compared();
  Verdict verdict;
  verdict.need = "Last <mile>";
  verdict.answer = Answer::undecided;
  CriterionVerdict wait;
  wait.criterion.indicator = "service.wait.mean";
  wait.criterion.scope = "service:navette";
  wait.criterion.demand = scenarios::Demand::at_most;
  wait.criterion.number = 7.0;
  wait.criterion.unit = "min";
  wait.entry = *find(comparison, "service:navette", "service.wait.mean");
  wait.answer = Answer::undecided;
  wait.doubt = Doubt::interval;
  wait.value = 360.0;
  wait.low = 210.0;
  wait.high = 510.0;
  wait.units = "s";
  wait.replications = 3;
  wait.would_decide = 12;
  verdict.criteria.push_back(wait);
  const std::string html = page({comparison}, {verdict});
  CHECK(holds(html, "Whether the need “Last &lt;mile&gt;” is met is not decided yet."));
  CHECK(holds(html, "at most 7\u00a0min"));
  CHECK(holds(html, "about 12 replications would decide; these are 3"));
  CHECK(holds(html, "environ 12 réplications trancheraient"));
  CHECK_FALSE(holds(html, "No need was stated"));
  verdict.answer = verdict.criteria[0].answer = Answer::met;
  verdict.criteria[0].doubt = Doubt::none;
  CHECK(holds(page({comparison}, {verdict}), "class='verdict met'"));
  verdict.answer = verdict.criteria[0].answer = Answer::not_met;
  CHECK(holds(page({comparison}, {verdict}), "n’est pas satisfait."));
}

TEST_CASE("a difference that doesn't last among the many says so", "[analysis][report]") {
  Comparison comparison = one_bar(100.0, 2.0, 0.5, 3.5);
  comparison.entries.front().p_adjusted = 0.21;
  CHECK(holds(page({comparison}), "but not after correction for many, p 0.210"));
  CHECK(holds(page({comparison}), "mais pas après correction pour le nombre, p 0,210"));
  comparison.entries.front().p_adjusted = 0.0004;
  CHECK(holds(page({comparison}), "also after correction, p <\u00a00.001"));
  CHECK_FALSE(holds(page({comparison}), "too small to matter"));
  comparison.source.equivalent_within = 0.05;
  comparison.entries.front().equivalence = Equivalence::equivalent;
  CHECK(holds(page({comparison}), "shown too small to matter"));
  CHECK(holds(page({comparison}), "A change within ± 5\u202f% of the base"));
}

TEST_CASE("what pairing saves is told in replications", "[analysis][report]") {
  Comparison comparison = one_bar(100.0, 2.0, 0.5, 3.5);
  comparison.source.replications = {1, 2, 3, 4, 5};
  comparison.entries.front().variance_ratio = 8.0;
  CHECK(holds(page({comparison}), "it would take about <b>8.0</b> times as many, some <b>40</b>"));
  comparison.entries.front().variance_ratio = 0.9;
  CHECK_FALSE(holds(page({comparison}), "Pairing saves"));
}

TEST_CASE("the report asks nothing of any network", "[analysis][report]") {
  const std::string html = page({three_pairs("offline").compared()});
  for (const char* reference : {"src=", "href=", "@import", "<link", "url(http", "//www"}) {
    CAPTURE(reference);
    CHECK_FALSE(holds(html, reference));
  }
}

TEST_CASE("names cannot break out of the page", "[analysis][report]") {
  const std::string name = "<b onload='x'>\"&amp</b>";
  Comparison comparison = three_pairs("escaped", name).compared();
  comparison.source.territory = "</title></script><script>alert('1')</script>";
  comparison.source.base_runs.clear();
  const std::string html = page({comparison});
  CHECK_FALSE(holds(html, "<b onload"));
  CHECK_FALSE(holds(html, "<script>alert"));
  CHECK(count_of(html, "</script>") == 2);  // the data's and the page's own
  CHECK(holds(html, "&lt;b onload=&#39;x&#39;&gt;&quot;&amp;amp&lt;/b&gt;"));
}

TEST_CASE("every tag of the report is closed", "[analysis][report]") {
  CHECK(closes_its_tags(page({three_pairs("closed").compared()})));
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
  const std::string html = page({comparison});
  CHECK_FALSE(holds(html, "Refused: no seat"));
  CHECK(holds(html, "Refused: no route"));
  CHECK(holds(html, "1 indicators without any count"));
}
