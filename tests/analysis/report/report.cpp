// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/report.hpp"

#include <catch2/catch.hpp>
#include <regex>

#include "analysis/report/charts.hpp"
#include "analysis/report/forest_chart.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/language.hpp"
#include "analysis/wording.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::three_pairs;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

/// A comparison of one headline indicator with the given interval.
Comparison one_bar(double base, double difference, double low, double high) {
  Entry entry;
  entry.indicator = entry.definition = "vehicle_km";
  entry.scope = "territory";
  entry.units = "km";
  entry.base = base;
  entry.variant = base + difference;
  entry.difference = difference;
  entry.low = low;
  entry.high = high;
  entry.replications = 5;
  entry.finding = low > 0.0 || high < 0.0 ? Finding::different : Finding::undecided;
  Comparison comparison;
  comparison.entries.push_back(entry);
  return comparison;
}

/// The value of an attribute of the circle.
double circle_x(const std::string& svg) {
  std::smatch match;
  REQUIRE(std::regex_search(svg, match, std::regex("cx='(-?[0-9.]+)'")));
  return std::stod(match[1]);
}

const Language english = Language::english();

std::string page(const std::vector<Comparison>& comparisons,
                 const std::vector<Verdict>& verdicts = {}) {
  const auto details = read_details(comparisons);
  INFO((details ? "" : describe(details.error())));
  REQUIRE(details);
  return report_html(comparisons, *details, verdicts);
}

/// The page without what its scripts and styles hold.
std::string without_scripts(std::string html) {
  for (const std::string name : {"script", "style"}) {
    for (std::size_t at = html.find("<" + name); at != std::string::npos;
         at = html.find("<" + name)) {
      const std::size_t end = html.find("</" + name + ">", at);
      REQUIRE(end != std::string::npos);
      html.erase(at, end + name.size() + 3 - at);
    }
  }
  return html;
}

}  // namespace

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

TEST_CASE("who gains and who loses is said in sentences, charts and a table, in both languages",
          "[analysis][report][winners]") {
  Comparison comparison = three_pairs("winners").compared();
  Detail detail;
  const Interval half{0.5, 0.45, 0.55};
  const Interval tenth{0.1, 0.05, 0.15};
  const Interval less{-0.4, -0.5, -0.3};
  const Interval more{0.4, 0.3, 0.5};
  const Interval minutes{2.0, 1.0, 3.0};
  detail.winners.groups = {
      {"territory", 1000.0, 100.0, half, tenth, more, minutes, minutes, minutes},
      {"class:age=15-29", 500.0, 50.0, tenth, half, less, minutes, minutes, minutes},
      {"class:age=75+", 500.0, 50.0, half, tenth, more, minutes, minutes, minutes},
      {"zone:7", 1000.0, 100.0, half, tenth, more, minutes, minutes, minutes}};
  detail.winners.parade = {-30.0, -2.0, 4.0, 20.0, 60.0};
  detail.places.zones.push_back({"7", "Old <Town>", 1000.0, {}});
  const std::string html = report_html({comparison}, {detail});
  CHECK(holds(html,
              "<b>50\u202f%</b> <span class='ci'>(45 to 55)</span> of people have a better day"));
  CHECK(holds(html, "<b>10\u202f%</b> <span class='ci'>(5 to 15)</span> a worse one"));
  CHECK(holds(html, "gets better by <b>2.00\u00a0min</b> <span class='ci'>(1.00 to 3.00)</span>"));
  CHECK(holds(html, "More people lose than gain among: <b>Aged 15 to 29</b>."));
  CHECK(holds(html, "plus nombreux que les gagnants parmi\u00a0: <b>De 15 à 29 ans</b>."));
  CHECK(holds(html, "In <b>1</b> of <b>1</b> zones"));
  CHECK(holds(html, "Old &lt;Town&gt;"));
  CHECK(count_of(html, "class='plot parade'") == 2);
  CHECK(count_of(html, "class='groups'") == 2);
  CHECK(count_of(html, "class='plot equity'") == 0);  // no incomes
  // Without a person's utility in the files there is nothing to say.
  CHECK_FALSE(holds(report_html({comparison}, {Detail()}), "Who loses?"));
}

TEST_CASE("times and waits are drawn as curves with their quantiles",
          "[analysis][report][spread]") {
  Comparison comparison = one_bar(100.0, 2.0, 0.5, 3.5);
  Detail detail;
  Distribution travel{"travel_time", "", {}, {}, {}};
  for (int hundredth = 0; hundredth <= 100; ++hundredth) {
    travel.base.push_back(hundredth * 0.4);
    travel.variant.push_back(hundredth * 0.5);
  }
  travel.rows = {{0.5, {20.0, 19.0, 21.0}, {25.0, 24.0, 26.0}, {5.0, 4.5, 5.5}},
                 {0.9, {36.0, 35.0, 37.0}, {36.0, 35.0, 37.0}, {0.0, 0.0, 0.0}}};
  detail.distributions.push_back(travel);
  const double none = std::nan("");
  Distribution wait{"wait", "na<vette", {}, travel.variant, {}};
  wait.rows = {{0.5, {none, none, none}, {25.0, 24.0, 26.0}, {none, none, none}}};
  detail.distributions.push_back(wait);
  const std::string html = report_html({comparison}, {detail});
  CHECK(count_of(html, "class='plot spread'") == 4);
  CHECK(holds(html, "+5.00\u00a0min <span class='ci'>(+4.50 to +5.50)</span>"));
  CHECK(holds(html, "<td data-label='Difference'>0</td>"));  // equal in every replication
  CHECK(holds(html, "Waits for na&lt;vette"));
  CHECK(holds(html, "25,0\u00a0min <span class='ci'>(24,0 à 26,0)</span>"));
  CHECK_FALSE(holds(html, "nan"));
}

TEST_CASE("each mobility generator has its part", "[analysis][report][sites]") {
  Comparison comparison = one_bar(100.0, 2.0, 0.5, 3.5);
  const double none = std::nan("");
  const Both nothing{{none, none, none}, {none, none, none}, {none, none, none}};
  SiteDetail site;
  site.name = "Hospital <North>";
  site.kind = "hospital";
  site.parking = 300.0;
  site.arrivals = {{1000.0, 990.0, 1010.0}, {1100.0, 1090.0, 1110.0}, {100.0, 90.0, 110.0}};
  site.modes = {{"transit", site.arrivals}};
  site.first_hour = 7;
  site.hours = {site.arrivals, nothing};
  site.co2e_kg = site.parked_most = site.parking_refused = site.parking_street = site.arrivals;
  site.people.fill(nothing);
  site.people[3] = {{0.25, 0.2, 0.3}, {0.5, 0.4, 0.6}, {0.25, 0.2, 0.3}};
  Detail detail;
  detail.sites = {site, {}};
  const std::string html = report_html({comparison}, {detail});
  CHECK(count_of(html, "class='site'") == 2);  // nobody comes to the second
  CHECK(holds(html, "Hospital &lt;North&gt; <span class='small'>hospital, 1,100 arrivals a day"));
  CHECK(holds(html, "hôpital, 1\u202f100 arrivées par jour"));
  CHECK(holds(html, "Most cars at once, of 300 places"));
  CHECK(holds(html, "<span class='change'>+100.0</span> <span class='ci'>(+90.0 to +110.0)"));
  CHECK(holds(html, "Without a car</th><td data-label='Without'>25.0\u202f%"));
  CHECK_FALSE(holds(html, "Studies there"));  // not told
  CHECK_FALSE(holds(html, "nan"));
}

TEST_CASE("the poorer's part of the gains is drawn where incomes and a gain of all are known",
          "[analysis][report][winners]") {
  //   people 20 % each; changes of 3, 2, 1, 0 and −1 min: 60, 100, 120, 120, 100 % of all gains
  Comparison comparison = one_bar(100.0, 2.0, 0.5, 3.5);
  Detail detail;
  const auto group = [](const char* scope, double minutes) {
    GroupChange made;
    made.scope = scope;
    made.people = 100.0;
    made.persons = 100.0;
    made.minutes = {minutes, minutes - 0.1, minutes + 0.1};
    return made;
  };
  detail.winners.groups = {group("territory", 1.0),
                           group("class:income=lowest_fifth", 3.0),
                           group("class:income=second_fifth", 2.0),
                           group("class:income=middle_fifth", 1.0),
                           group("class:income=fourth_fifth", 0.0),
                           group("class:income=highest_fifth", -1.0)};
  const std::string svg = equity_chart(english, detail.winners);
  const std::regex circle("<circle cx='([0-9.]+)' cy='([0-9.]+)'");
  std::vector<double> heights;
  for (auto at = std::sregex_iterator(svg.begin(), svg.end(), circle); at != std::sregex_iterator();
       ++at)
    heights.push_back(std::stod((*at)[2]));
  REQUIRE(heights.size() == 6);
  const double unit = (heights[0] - heights[5]) / 100.0;  // of the drawing, a percent
  CHECK((heights[0] - heights[1]) / unit == Approx(60.0).margin(0.1));
  CHECK((heights[0] - heights[3]) / unit == Approx(120.0).margin(0.1));
  CHECK((heights[0] - heights[4]) / unit == Approx(120.0).margin(0.1));
  // Of a gain that may be none there are no shares.
  detail.winners.groups.front().minutes.low = -0.5;
  CHECK(equity_chart(english, detail.winners).empty());
}

TEST_CASE("several variants stand side by side before each has its own part",
          "[analysis][report][variants]") {
  Comparison one = three_pairs("first").compared();
  Comparison two = three_pairs("second", "minibus").compared();
  const std::string html = report_html({one, two}, {Detail(), Detail()});
  CHECK(count_of(html, "<h2>The variants side by side</h2>") == 1);
  CHECK(html.find("The variants side by side") < html.find("class='variant'"));
  CHECK(holds(html,
              "<th scope='col'>base</th><th scope='col'>with navette</th>"
              "<th scope='col'>with minibus</th>"));
  // Levels of the base, differences of the variants.
  CHECK(holds(html, "Vehicle distance</th><td>1,002"));
  CHECK_FALSE(holds(report_html({one}, {Detail()}), "The variants side by side"));
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
  CHECK(holds(page({comparison}), "A change within ± 5.0\u202f% of the base"));
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
  const std::string html = without_scripts(page({three_pairs("closed").compared()}));
  const std::regex tag("<(/?)([a-z0-9]+)(?:[^>']|'[^']*')*?(/?)>");
  std::vector<std::string> open;
  for (auto at = std::sregex_iterator(html.begin(), html.end(), tag); at != std::sregex_iterator();
       ++at) {
    const std::string name = (*at)[2];
    if (name == "meta" || name == "input" || name == "br" || (*at)[3].length() > 0) continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
    } else {
      REQUIRE_FALSE(open.empty());
      CHECK(open.back() == name);
      open.pop_back();
    }
  }
  CHECK(open.empty());
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

TEST_CASE("bars stay in the drawing, whatever the intervals", "[analysis][report]") {
  const auto [base, difference, low, high] =
      GENERATE(table<double, double, double, double>({{1000.0, -20.0, -44.8, 4.8},
                                                      {1000.0, 1e-9, 1e-10, 2e-9},
                                                      {1.0, 1e9, -1e12, 1e12},
                                                      {1000.0, 30.0, 29.0, 31.0},
                                                      {1000.0, 0.0, 0.0, 0.0},
                                                      {-50.0, 5.0, 1.0, 9.0}}));
  CAPTURE(base, difference, low, high);
  const std::string svg = forest_chart(english, one_bar(base, difference, low, high));
  REQUIRE_FALSE(svg.empty());
  CHECK_FALSE(holds(svg, "nan"));
  CHECK_FALSE(holds(svg, "inf"));
  const std::regex place("(?:c?x[12]?)='(-?[0-9.]+)'");
  for (auto at = std::sregex_iterator(svg.begin(), svg.end(), place); at != std::sregex_iterator();
       ++at) {
    const double x = std::stod((*at)[1]);
    CHECK(x >= 0.0);
    CHECK(x <= 440.0);
  }
  // More is right of the middle, also where the base is below zero.
  const double side = circle_x(svg) - 220.0;
  CHECK(side * difference >= 0.0);
  if (base < 0.0) CHECK(side > 100.0);  // 10 % of a reach of 18 %: 106 of 206
  CHECK(count_of(svg, "class='tick'") >= 3);
  CHECK(count_of(svg, "class='tick'") <= 8);
}

TEST_CASE("what has no base cannot be a percentage and is not drawn", "[analysis][report]") {
  CHECK(forest_chart(english, one_bar(0.0, 5.0, 1.0, 9.0)).empty());
  const double none = std::nan("");
  CHECK(forest_chart(english, one_bar(10.0, none, none, none)).empty());
  // One pair has a point without an interval.
  CHECK(circle_x(forest_chart(english, one_bar(10.0, 1.0, none, none))) > 220.0);
}
