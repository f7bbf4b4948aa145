// SPDX-License-Identifier: Apache-2.0
#include "scenarios/changes.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "scenarios/read/read.hpp"
#include "tests/scenarios/read/files.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::Folder;

namespace {

Expected<ScenarioSources> read(const std::string& change) {
  const Folder folder;
  return read_scenario(folder.write("s.toml", "territory = \"t.toml\"\n[[change]]\n" + change));
}

Change change_of(const std::string& text) {
  const auto sources = read(text);
  INFO((sources ? "" : describe(sources.error())));
  REQUIRE(sources);
  REQUIRE(sources->scenario.changes.size() == 1);
  return sources->scenario.changes[0];
}

std::string refusal(const std::string& text) {
  const auto sources = read(text);
  REQUIRE_FALSE(sources);
  return describe(sources.error());
}

}  // namespace

TEST_CASE("a change names its target and acts by factor, value or addition",
          "[scenarios][change]") {
  const Change fare =
      change_of("target = \"transit:fare\"\nfactor = 0.8\nhours = [\"06:00-22:00\"]");
  CHECK(fare.target == ChangeTarget::transit_fare);
  CHECK(fare.applied(2.0) == Approx(1.6));
  CHECK(fare.holds_at(time_of_day(6)));
  CHECK_FALSE(fare.holds_at(time_of_day(22)));

  const Change slow = change_of(
      "target = \"links:speed\"\nvalue = \"30 km/h\"\nwhere = { classes = "
      "[\"residential\", \"service\"], ids = [7, -2] }");
  CHECK(slow.by == ChangeBy::value);
  CHECK(slow.amount == Approx(30.0 / 3.6));
  CHECK(slow.where.classes == std::vector{geo::RoadClass::residential, geo::RoadClass::service});
  CHECK(slow.where.ids == std::vector<std::int64_t>{7, -2});

  CHECK(change_of("target = \"links:speed\"\nadd = \"-10 km/h\"").amount == Approx(-10.0 / 3.6));
  CHECK(change_of("target = \"links:capacity\"\nvalue = \"900 veh/h\"").amount == Approx(0.25));
  CHECK(change_of("target = \"transit:headway\"\nvalue = \"10 min\"").amount == Approx(600.0));
  CHECK(change_of("target = \"transit:capacity\"\nadd = \"20 places\"").amount == Approx(20.0));
  CHECK(change_of("target = \"fuel:price\"\nadd = \"0.5 EUR\"").amount == Approx(0.5));
  CHECK(change_of("target = \"links:closed\"\nwhere = { ids = [3] }").where.ids.size() == 1);
}

TEST_CASE("a change that makes no sense is refused with its place and what to write",
          "[scenarios][change][refused]") {
  CHECK_THAT(refusal("factor = 2"), Contains("change.target: missing"));
  CHECK_THAT(
      refusal("target = \"link:speed\"\nfactor = 2"),
      Contains("s.toml:3:1: change.target: found \"link:speed\", expected one of links:speed"));
  CHECK_THAT(refusal("target = \"fuel:price\""),
             Contains("give one of `factor`, `value` and `add`"));
  CHECK_THAT(refusal("target = \"fuel:price\"\nfactor = 2\nvalue = \"2 EUR\""),
             Contains("both `factor` and `value` are given"));
  CHECK_THAT(refusal("target = \"fuel:price\"\nvalue = \"2 USD\""), Contains("currency USD"));
  CHECK_THAT(refusal("target = \"fuel:price\"\nvalue = 2"), Contains("expected a text in quotes"));
  CHECK_THAT(refusal("target = \"fuel:price\"\nvalue = \"-2 EUR\""),
             Contains("allowed is 0 or more"));
  CHECK_THAT(refusal("target = \"fuel:price\"\nfactor = -1"), Contains("found -1"));
  CHECK_THAT(refusal("target = \"fuel:price\"\nfactor = nan"), Contains("change.factor"));
  CHECK_THAT(refusal("target = \"fuel:price\"\nfactor = 2\nwhere = { ids = [1] }"),
             Contains("fuel:price is not about links"));
  CHECK_THAT(refusal("target = \"links:speed\"\nfactor = 0"), Contains("links:closed"));
  CHECK_THAT(refusal("target = \"links:speed\"\nvalue = \"30 km\""), Contains("change.value"));
  CHECK_THAT(refusal("target = \"links:speed\"\nfactor = 1\nhours = [\"07:00-09:00\"]"),
             Contains("links:speed holds the whole day"));
  CHECK_THAT(refusal("target = \"links:speed\"\nfactor = 1\nwhere = { lines = [\"1\"] }"),
             Contains("not about transit lines"));
  CHECK_THAT(
      refusal("target = \"links:speed\"\nfactor = 1\nwhere = { classes = [\"residental\"] }"),
      Contains("did you mean \"residential\"?"));
  CHECK_THAT(refusal("target = \"links:speed\"\nfactor = 1\nwhere = { ids = [\"a\"] }"),
             Contains("expected whole numbers"));
  CHECK_THAT(refusal("target = \"links:speed\"\nfactor = 1\nwhere = { ids = [] }"),
             Contains("empty list"));
  CHECK_THAT(refusal("target = \"links:speed\"\nfactor = 1\nwhere = { class = [\"a\"] }"),
             Contains("did you mean \"classes\"?"));
  CHECK_THAT(refusal("target = \"links:capacity\"\nvalue = \"900\""), Contains("the unit veh/h"));
  CHECK_THAT(refusal("target = \"links:closed\""), Contains("say which links are closed"));
  CHECK_THAT(refusal("target = \"links:closed\"\nfactor = 0\nwhere = { ids = [1] }"),
             Contains("links:closed takes none"));
  CHECK_THAT(refusal("target = \"car:time\"\nadd = \"5 min\""), Contains("takes a `factor` only"));
  CHECK_THAT(
      refusal("target = \"transit:fare\"\nfactor = 1\nhours = [\"07:00-09:00\", \"08:00-10:00\"]"),
      Contains("overlap"));
}

TEST_CASE("changes are part of the scenario's digest, their place in the file is not",
          "[scenarios][change]") {
  const auto digest = [](const std::string& text) { return digest_of(read(text)->scenario); };
  const std::string one = digest("target = \"fuel:price\"\nfactor = 1.1");
  CHECK(one == digest("\n# dearer\nfactor = 1.1\ntarget = \"fuel:price\""));
  CHECK(one != digest("target = \"fuel:price\"\nfactor = 1.2"));
  CHECK(one != digest("target = \"car:cost\"\nfactor = 1.1"));
  CHECK(one != digest("target = \"fuel:price\"\nfactor = 1.1\nhours = [\"07:00-09:00\"]"));
}

TEST_CASE("the price of fuel moves the fuel's share of the cost of driving, at its hours",
          "[scenarios][change]") {
  // 7 l/100 km at 1.75 EUR/l are 0.1225 of 0.15 EUR/km; twice the price adds 0.1225.
  Scenario scenario;
  CHECK(car_cost_eur_per_km(scenario, time_of_day(8)) == Approx(0.15));
  Change fuel;
  fuel.target = ChangeTarget::fuel_price;
  fuel.amount = 2.0;
  fuel.hours = {{time_of_day(7), time_of_day(9)}};
  scenario.changes = {fuel};
  CHECK(car_cost_eur_per_km(scenario, time_of_day(8)) == Approx(0.2725));
  CHECK(car_cost_eur_per_km(scenario, time_of_day(9)) == Approx(0.15));
  // Another change acts on what the first leaves: half of 0.2725.
  Change car;
  car.target = ChangeTarget::car_cost;
  car.amount = 0.5;
  scenario.changes.push_back(car);
  CHECK(car_cost_eur_per_km(scenario, time_of_day(8)) == Approx(0.13625));
  CHECK(sentence_of(fuel) == "fuel:price × 2, 07:00 to 09:00");
}
