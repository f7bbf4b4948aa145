// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>

#include "geo/findings.hpp"
#include "tests/support/drawn_timetable.hpp"

using namespace eveil;
using namespace eveil::geo;

namespace {

/// A square of 1 km from (x, 0), with inhabitants.
void add_square(Zones& zones, double x, double inhabitants) {
  zones.code.push_back("z" + std::to_string(zones.size()));
  zones.name.push_back(zones.code.raw().back());
  zones.area.push_back({{{{{{x, 0}, {x + 1000, 0}, {x + 1000, 1000}, {x, 1000}, {x, 0}}}}}});
  zones.centre.push_back({x + 500, 500});
  zones.population.push_back(inhabitants);
  zones.jobs.push_back(-1);
}

bool has(const std::vector<Finding>& findings, const std::string& reason) {
  for (const Finding& finding : findings) {
    if (finding.reason == reason) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the share of inhabitants near a stop is that of the area within 500 m",
          "[territory][transit]") {
  DrawnTimetable drawn;
  const StopId corner = drawn.stop({0, 0});
  const StopId away = drawn.stop({-5000, 0});
  drawn.pattern(drawn.line(80), {corner, away}, {{"07:00", "07:10"}});
  drawn.stop({500, 500});  // nothing calls here
  Territory territory;
  territory.timetable = drawn.done();
  add_square(territory.zones, 0, 300);
  add_square(territory.zones, 10'000, 100);
  // Of the 100 points at 50, 150 … 950 m, 20 lie within 500 m of the corner: a quarter of a disc
  // is 19.6 % of the square. 0.2 x 300 of 400 people.
  CHECK(share_of_inhabitants_near_stops(territory.timetable, territory.zones) == Approx(0.15));
  const auto findings = findings_of_transit(territory);
  CHECK(has(findings, "timetable"));
  CHECK(has(findings, "few_near_a_stop"));
  CHECK(findings[0].text.find("15 % of the inhabitants live within 500 m") != std::string::npos);
  CHECK(findings[0].text.find("07:00 to 07:10") != std::string::npos);
}

TEST_CASE("a territory without public transport is told what that costs", "[territory][transit]") {
  const auto findings = findings_of_transit({});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Finding::Severity::warning);
  CHECK(findings[0].text.find("[[transit]]") != std::string::npos);
}

TEST_CASE("feeds read on different days are told so", "[territory][transit]") {
  DrawnTimetable drawn;
  const StopId a = drawn.stop({0, 0});
  const StopId b = drawn.stop({500, 0});
  drawn.pattern(drawn.line(80), {a, b}, {{"07:00", "07:10"}});
  Territory territory;
  territory.timetable = drawn.done();
  add_square(territory.zones, 0, 300);
  territory.feeds.resize(2);
  territory.feeds[0].day = date_of(2025, 10, 16);
  territory.feeds[1].day = date_of(2025, 10, 16);
  CHECK_FALSE(has(findings_of_transit(territory), "different_days"));
  territory.feeds[1].day = date_of(2025, 10, 17);
  CHECK(has(findings_of_transit(territory), "different_days"));
}
