// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "scenarios/needs.hpp"
#include "scenarios/read/read.hpp"
#include "tests/scenarios/read/files.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::Folder;

namespace {

std::string errors_of(const std::string& text) {
  const Folder folder;
  const auto read = read_need(folder.write("need.toml", text));
  if (!read) CHECK(read.error().kind == ErrorKind::bad_input);
  return read ? "" : describe(read.error());
}

std::string criterion(const std::string& lines) {
  return "name = \"n\"\n[[criterion]]\nindicator = \"co2e\"\n" + lines + "\n";
}

}  // namespace

TEST_CASE("the need of the contract reads as it stands", "[scenarios][read][need]") {
  const Folder folder;
  const auto need = read_need(folder.write("north/need.toml", R"(name = "Last mile of the north"
territories = ["../territory.toml"]
[[criterion]]
indicator = "service.wait.p95"
scope = "service:navette-nord"
at_most = "12 min"
confidence = 0.9
[[criterion]]
indicator = "co2e"
scope = "zone:34172-014"
decreases_by_at_least = "3 %"
)"));
  INFO((need ? "" : describe(need.error())));
  REQUIRE(need);
  CHECK(need->name == "Last mile of the north");
  REQUIRE(need->territories.size() == 1);
  CHECK(need->territories[0] == folder.path("territory.toml"));
  REQUIRE(need->criteria.size() == 2);
  const Criterion& wait = need->criteria[0];
  CHECK(wait.indicator == "service.wait.p95");
  CHECK(wait.scope == "service:navette-nord");
  CHECK(wait.demand == Demand::at_most);
  CHECK(wait.number == 12.0);
  CHECK(wait.unit == "min");
  CHECK(wait.confidence == 0.9);
  CHECK_THAT(wait.where_threshold, Contains("need.toml:6:1: criterion.at_most"));
  const Criterion& co2 = need->criteria[1];
  CHECK(co2.demand == Demand::decreases_by_at_least);
  CHECK(co2.number == 3.0);
  CHECK(co2.unit == "%");
  CHECK(co2.confidence == 0.95);
}

TEST_CASE("a threshold is a bare number, or a text with a unit", "[scenarios][read][need]") {
  const Folder folder;
  const auto of = [&](const std::string& line) {
    const auto need = read_need(folder.write("need.toml", criterion(line)));
    INFO((need ? "" : describe(need.error())));
    REQUIRE(need);
    CHECK(need->criteria[0].scope == "territory");
    return std::make_pair(need->criteria[0].number, need->criteria[0].unit);
  };
  CHECK(of("at_most = 5") == std::make_pair(5.0, std::string()));
  CHECK(of("at_most = 0.25") == std::make_pair(0.25, std::string()));
  CHECK(of("at_least = \"2.5 EUR\"") == std::make_pair(2.5, std::string("EUR")));
  CHECK(of("increases_by_at_most = \"3%\"") == std::make_pair(3.0, std::string("%")));
  CHECK(of("at_least = \" -1  EUR \"") == std::make_pair(-1.0, std::string("EUR")));
}

TEST_CASE("a need that says nothing, or too much, is refused with its place",
          "[scenarios][read][need]") {
  CHECK_THAT(errors_of("name = \"n\"\n"), Contains("criterion: missing"));
  CHECK_THAT(errors_of("name = \"n\"\ncriterion = []\n"),
             Contains("need.toml:2:1: criterion: the list is empty"));
  CHECK_THAT(errors_of("name = \"n\"\n[criterion]\nindicator = \"co2e\"\n"),
             Contains("[[criterion]]"));
  CHECK_THAT(errors_of(criterion("")),
             Contains("need.toml:2:1: criterion: no threshold; give one of at_most, at_least, "
                      "decreases_by_at_least"));
  CHECK_THAT(errors_of(criterion("at_most = 1\nat_least = 0")),
             Contains("need.toml:5:1: criterion.at_least: at_most is given too"));
  CHECK_THAT(errors_of("[[criterion]]\nindicator = \"co2e\"\nat_most = 1\n"),
             Contains("name: missing"));
  CHECK_THAT(errors_of("name = \"n\"\n[[criterion]]\nat_most = 1\n"),
             Contains("need.toml:2:1: criterion.indicator: missing"));
}

TEST_CASE("a need's unknown keys and impossible values are refused", "[scenarios][read][need]") {
  CHECK_THAT(errors_of(criterion("at_mots = 1")), Contains("did you mean \"at_most\"?"));
  CHECK_THAT(errors_of("minimum_territories = 2\n" + criterion("at_most = 1")),
             Contains("need.toml:1:1: minimum_territories: found 2, but territories lists 0"));
  const std::string two = "territories = [\"a.toml\", \"b.toml\"]\n";
  CHECK(errors_of(two + "minimum_territories = 2\n" + criterion("at_most = 1")).empty());
  CHECK_THAT(errors_of(two + "minimum_territories = 3\n" + criterion("at_most = 1")),
             Contains("need.toml:2:1: minimum_territories: found 3, but territories lists 2"));
  CHECK_THAT(errors_of(two + "minimum_territories = 0\n" + criterion("at_most = 1")),
             Contains("need.toml:2:1: minimum_territories: found 0"));
  for (const char* value : {"0.4", "0.9999", "95", "1.0", "nan"}) {
    CHECK_THAT(errors_of(criterion("at_most = 1\nconfidence = " + std::string(value))),
               Contains("need.toml:5:1: criterion.confidence: found ") &&
                   Contains("allowed is 0.5 to 0.999"));
  }
  CHECK_THAT(errors_of(criterion("at_most = \"soon\"")),
             Contains("need.toml:4:1: criterion.at_most: found \"soon\", expected a number and a "
                      "unit"));
  CHECK_THAT(errors_of(criterion("at_most = inf")), Contains("finite"));
  CHECK_THAT(errors_of(criterion("at_most = true")), Contains("found true, expected a number, or"));
  CHECK_THAT(errors_of(criterion("at_most = \"12 min\"\nscope = 5")),
             Contains("found 5, expected"));
}

TEST_CASE("the errors of several criteria come together", "[scenarios][read][need]") {
  const std::string errors =
      errors_of(criterion("at_most = \"soon\"") + "[[criterion]]\nat_most = 1\n");
  CHECK_THAT(errors, Contains("need.toml:4:1") && Contains("need.toml:5:1"));
}
