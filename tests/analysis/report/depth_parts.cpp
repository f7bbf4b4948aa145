// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cmath>
#include <regex>

#include "analysis/report/charts.hpp"
#include "analysis/report/language.hpp"
#include "analysis/report/report.hpp"
#include "tests/analysis/report/report_page.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::count_of;
using eveil::tests::holds;
using eveil::tests::one_bar;
using eveil::tests::three_pairs;

namespace {

const Language english = Language::english();

}  // namespace

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
