// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "scenarios/read/keys.hpp"
#include "scenarios/read/read.hpp"
#include "tests/scenarios/read/files.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::Folder;

namespace {

constexpr const char* one_service = R"(territory = "t.toml"
[[service]]
name = "north"
area = "north.geojson"
)";

std::string errors_of(const std::string& text, const std::vector<std::string>& settings = {}) {
  const Folder folder;
  const auto read = read_scenario(folder.write("s.toml", text), settings);
  return read ? "" : describe(read.error());
}

Scenario scenario_of(const std::string& text, const std::vector<std::string>& settings = {}) {
  const Folder folder;
  const auto read = read_scenario(folder.write("s.toml", text), settings);
  INFO((read ? "" : describe(read.error())));
  REQUIRE(read);
  return read->scenario;
}

}  // namespace

TEST_CASE("the smallest scenario names only its territory", "[scenarios][read]") {
  const Folder folder;
  const auto read = read_scenario(folder.write("deep/s.toml", "territory = \"../t.toml\"\n"));
  REQUIRE(read);
  CHECK(read->scenario.territory_file == folder.path("t.toml"));
  CHECK(read->scenario.name == "s");
  CHECK(read->scenario.simulation.days == 10);
  CHECK(read->scenario.services.size() == 0);
}

TEST_CASE("the scenario of the contract reads as it stands", "[scenarios][read]") {
  const Folder folder;
  const auto read = read_scenario(folder.write("s.toml", R"(territory = "territory.toml"
[simulation]
seed = 1
sample = 1.0
days = 10
fork_days = 10
average_days = 5
[[service]]
name = "navette-nord"
kind = "on_demand"
area = "north.geojson"
vehicles = 20
seats = 6
hours = ["06:00-22:00"]
max_wait = "10 min"
max_detour = 1.5
fare = "2 EUR"
)"));
  REQUIRE(read);
  const Service& service = read->scenario.services[ServiceId(0)];
  CHECK(service.name == "navette-nord");
  CHECK(service.vehicles == 20);
  CHECK(service.hours.size() == 1);
  CHECK(service.hours[0].from == time_of_day(6));
  CHECK(service.hours[0].to == time_of_day(22));
  CHECK(service.max_wait == minutes(10));
  CHECK(service.fare_eur == 2.0);
  CHECK(read->areas[ServiceId(0)].file == folder.path("north.geojson"));
}

TEST_CASE("an unknown key is refused with the nearest one, its line and its column",
          "[scenarios][read]") {
  const std::string errors = errors_of("territory = \"t.toml\"\n[simulation]\nsampel = 0.1\n");
  CHECK_THAT(errors, Contains("s.toml:3:1: simulation.sampel: unknown key"));
  CHECK_THAT(errors, Contains("did you mean \"sample\"?"));
}

TEST_CASE("a negative fleet is refused with its value and what is allowed", "[scenarios][read]") {
  const std::string errors = errors_of(std::string(one_service) + "vehicles = -3\n");
  CHECK_THAT(errors, Contains("s.toml:5:1: service.vehicles: found -3"));
  CHECK_THAT(errors, Contains("allowed is 1 to 100000 vehicles"));
}

TEST_CASE("several errors of one file are reported together", "[scenarios][read]") {
  const std::string errors = errors_of(
      "[simulation]\nsample = 2\ndays = \"ten\"\n[[service]]\nname = \"a b\"\nmax_wait = 10\n");
  CHECK_THAT(errors, Contains("territory: missing"));
  CHECK_THAT(errors, Contains("found 2, allowed is 1e-06 to 1"));
  CHECK_THAT(errors, Contains("found \"ten\", expected a whole number"));
  CHECK_THAT(errors, Contains("found \"a b\""));
  CHECK_THAT(errors, Contains("found 10, expected a duration with its unit in quotes"));
  CHECK_THAT(errors, Contains("give `area = "));
}

TEST_CASE("an empty name of a scenario is refused", "[scenarios][read]") {
  const auto read = read_scenario("", {});
  REQUIRE(!read);
  CHECK_THAT(describe(read.error()), Contains("its name is empty"));
}

TEST_CASE("a value without its quotes is refused by what the key takes", "[scenarios][read]") {
  const auto of = [](const char* line) { return errors_of(std::string(one_service) + line); };
  CHECK_THAT(of("fare = 2\n"), Contains("found 2, expected an amount with its currency in quotes"));
  CHECK_THAT(of("hours = \"06:00-22:00\"\n"), Contains("expected a list of hours, as in [\"06"));
  CHECK_THAT(errors_of("territory = \"t.toml\"\n[service]\nname = \"north\"\n"),
             Contains("service: found a section, expected sections headed [[service]]"));
}

TEST_CASE("a refused number of days is not also told by its default", "[scenarios][read]") {
  const std::string errors =
      errors_of("territory = \"t.toml\"\n[simulation]\nfork_days = 1\naverage_days = 0\n");
  CHECK_THAT(errors, Contains("found 0, allowed is 1 to 10000"));
  CHECK_THAT(errors, !Contains("found 5"));
}

TEST_CASE("another currency is refused by name", "[scenarios][read]") {
  const std::string errors = errors_of(std::string(one_service) + "fare = \"3 USD\"\n");
  CHECK_THAT(errors, Contains("service.fare: found \"3 USD\": the currency USD is not taken"));
}

TEST_CASE("keys and kinds of later versions are refused by name", "[scenarios][read]") {
  CHECK_THAT(errors_of(std::string(one_service) + "kind = \"shuttle\"\n"),
             Contains("\"shuttle\" is not in this version"));
  CHECK_THAT(errors_of(std::string(one_service) + "dispatcher = \"python3 mine.py\"\n"),
             Contains("service.dispatcher: not in this version"));
  CHECK_THAT(errors_of(std::string(one_service) + "requests = \"r.csv\"\n"),
             Contains("service.requests: not in this version"));
  CHECK_THAT(errors_of("territory = \"t\"\n[simulation]\nresample_population = true\n"),
             Contains("simulation.resample_population: not in this version"));
}

TEST_CASE("what isn't TOML is refused with its line", "[scenarios][read]") {
  CHECK_THAT(errors_of("territory = \"t\"\n[simulation\n"), Contains("s.toml:2:"));
  CHECK_THAT(errors_of("territory = \"t\"\nterritory = \"u\"\n"), Contains("not valid TOML"));
  const auto absent = read_scenario("no-such-file.toml");
  REQUIRE_FALSE(absent);
  CHECK(absent.error().kind == ErrorKind::bad_input);
}

TEST_CASE("hours outside the simulated day or overlapping are refused", "[scenarios][read]") {
  CHECK_THAT(errors_of(std::string(one_service) + "hours = [\"02:00-05:00\"]\n"),
             Contains("allowed is 03:00 to 30:00"));
  CHECK_THAT(errors_of(std::string(one_service) + "hours = [\"06:00-10:00\", \"09:00-12:00\"]\n"),
             Contains("overlap"));
}

TEST_CASE("a variant states only what differs from its base", "[scenarios][read][base]") {
  const Folder folder;
  folder.write("base/base.toml", std::string(one_service) + R"(vehicles = 5
max_wait = "8 min"
[simulation]
days = 4
seed = 7
)");
  const auto read = read_scenario(folder.write("v.toml", R"(base = "base/base.toml"
[simulation]
days = 6
[[service]]
name = "north"
vehicles = 9
[[service]]
name = "south"
area = "south.geojson"
)"));
  INFO((read ? "" : describe(read.error())));
  REQUIRE(read);
  const Scenario& scenario = read->scenario;
  CHECK(scenario.simulation.days == 6);
  CHECK(scenario.simulation.seed == 7);
  CHECK(scenario.territory_file == folder.path("base/t.toml"));
  CHECK(scenario.base_files == std::vector<std::string>{folder.path("base/base.toml")});
  REQUIRE(scenario.services.size() == 2);
  CHECK(scenario.services[ServiceId(0)].vehicles == 9);
  CHECK(scenario.services[ServiceId(0)].max_wait == minutes(8));
  CHECK(scenario.services[ServiceId(1)].name == "south");
  // Each path starts at the file in which it stands.
  CHECK(read->areas[ServiceId(0)].file == folder.path("base/north.geojson"));
  CHECK(read->areas[ServiceId(1)].file == folder.path("south.geojson"));
}

TEST_CASE("a base that leads back to itself is refused", "[scenarios][read][base]") {
  const Folder folder;
  folder.write("a.toml", "base = \"b.toml\"\n");
  const auto read = read_scenario(folder.write("b.toml", "base = \"a.toml\"\n"));
  REQUIRE_FALSE(read);
  CHECK_THAT(describe(read.error()), Contains("a.toml:1:1: base: \"b.toml\" leads back to itself"));
}

TEST_CASE("a service named twice in one file is refused", "[scenarios][read]") {
  CHECK_THAT(errors_of(std::string(one_service) + "[[service]]\nname = \"north\"\narea = \"x\"\n"),
             Contains("\"north\" is the name of two services"));
}

TEST_CASE("settings go over the file, services by name", "[scenarios][read][set]") {
  const Scenario scenario = scenario_of(one_service,
                                        {"simulation.sample=0.1",
                                         "service.north.vehicles=30",
                                         "service.north.fare=2 EUR",
                                         "choice.car_constant=1"});
  CHECK(scenario.simulation.sample == 0.1);
  CHECK(scenario.services[ServiceId(0)].vehicles == 30);
  CHECK(scenario.services[ServiceId(0)].fare_eur == 2.0);
  CHECK(scenario.choice.car_constant == 1.0);
}

TEST_CASE("a wrong setting is refused with its key", "[scenarios][read][set]") {
  CHECK_THAT(errors_of(one_service, {"simulation.sampel=1"}),
             Contains("--set simulation.sampel: simulation.sampel: unknown key"));
  CHECK_THAT(errors_of(one_service, {"service.nord.vehicles=1"}),
             Contains("\"nord\" is not among them: north"));
  CHECK_THAT(errors_of(one_service, {"simulation.days"}), Contains("no value"));
  CHECK_THAT(errors_of(one_service, {"simulation..days=1"}), Contains("an empty part"));
  CHECK_THAT(errors_of(one_service, {"territory.name=1"}), Contains("has no keys"));
}

TEST_CASE("a key of an earlier version is refused with what to write instead",
          "[scenarios][read]") {
  CHECK_THAT(errors_of("territory = \"t\"\n[population]\ncar_given_licence = 0.5\n"),
             Contains("population.car_given_licence: no longer a key; write `cars_per_person`"));
}

TEST_CASE("every documented default is the one in force", "[scenarios][read][reference]") {
  // A file that spells out each default of the reference means the same as one that is silent.
  std::string text = "territory = \"t.toml\"\n";
  std::string section;
  for (const Key& key : all_keys()) {
    if (key.file != TomlFile::scenario || key.section.empty()) continue;
    if (key.type == KeyType::later || key.type == KeyType::gone) continue;
    if (key.section.starts_with("change")) continue;
    if (key.section == "background") continue;
    if (key.name == "plans") continue;  // a file has no default
    if (key.section != section) {
      section = key.section;
      text += section == "service" ? "[[service]]\n" : "[" + section + "]\n";
    }
    const bool in_quotes =
        key.type == KeyType::duration || key.type == KeyType::money || key.type == KeyType::word;
    if (key.name == "name") {
      text += "name = \"north\"\n";
    } else if (key.name == "area") {
      text += "area = \"north.geojson\"\n";
    } else if (key.name != "zones") {
      text += fmt::format(
          "{} = {}{}{}\n", key.name, in_quotes ? "\"" : "", key.fallback, in_quotes ? "\"" : "");
    }
  }
  CHECK(digest_of(scenario_of(text)) == digest_of(scenario_of(one_service)));
}

TEST_CASE("every key of the reference changes the scenario's digest", "[scenarios][read][digest]") {
  const std::string before = digest_of(scenario_of(one_service));
  std::size_t checked = 0;
  for (const Key& key : all_keys()) {
    if (key.file != TomlFile::scenario || key.section.empty()) continue;
    if (key.section.starts_with("change") || key.section == "background") continue;
    if (key.type == KeyType::whole && key.low == key.high) continue;  // one value only: no change
    std::string value;
    switch (key.type) {
      case KeyType::number:
        value = key.fallback == "0.5" ? "0.25" : "0.5";
        break;
      case KeyType::whole:
        value = "4";
        break;
      case KeyType::duration:
        value = "77 s";
        break;
      case KeyType::money:
        value = "1.25 EUR";
        break;
      case KeyType::ranges:
        value = "[\"07:00-08:00\"]";
        break;
      default:
        continue;
    }
    // Where half lies outside the range, a value near the end that is allowed.
    if (key.type == KeyType::number && (0.5 > key.high)) value = fmt::format("{}", key.low / 2);
    if (key.type == KeyType::number && (0.5 < key.low)) value = fmt::format("{}", key.low + 0.25);
    const std::string path =
        key.section == "service" ? "service.north." + key.name : key.section + "." + key.name;
    INFO(path << "=" << value);
    CHECK(digest_of(scenario_of(one_service, {path + "=" + value})) != before);
    ++checked;
  }
  CHECK(checked > 40);
  CHECK(digest_of(scenario_of(one_service, {"service.north.eligibility=none"})) != before);
}

TEST_CASE("files' names and places are not part of the digest", "[scenarios][read][digest]") {
  CHECK(digest_of(scenario_of(one_service)) == digest_of(scenario_of(one_service)));
}

TEST_CASE("the reference lists every key with its default", "[scenarios][read][reference]") {
  const std::string text = key_reference();
  CHECK_THAT(text, Contains("### [[service]]"));
  CHECK_THAT(text, Contains("| `max_wait` | duration, as \"10 min\" | 0 to 86400 s | 10 min |"));
  CHECK_THAT(text, Contains("| `replan_share` | number | 0 to 1 | 0.15 |"));
  CHECK_THAT(text, !Contains("dispatcher"));
}

TEST_CASE("a setting of a section that doesn't exist is told the key that was meant",
          "[scenarios][read][refused]") {
  CHECK_THAT(errors_of("territory = \"t.toml\"\n", {"run.sample=0.1"}),
             Contains("--set run.sample: unknown key; did you mean simulation.sample?"));
  CHECK_THAT(errors_of("territory = \"t.toml\"\n", {"teritory=\"u.toml\""}),
             Contains("--set teritory: unknown key; did you mean territory?"));
  CHECK_THAT(errors_of("territory = \"t.toml\"\n", {"zzz.qqq=1"}),
             Contains("--set zzz.qqq: unknown key; docs/keys.md lists them"));
}

TEST_CASE("a base that isn't there is refused where it is named", "[scenarios][read][refused]") {
  const Folder folder;
  const auto read = read_scenario(folder.write("v.toml", "# a variant\nbase = \"basis.toml\"\n"));
  REQUIRE_FALSE(read);
  const std::string told = describe(read.error());
  CHECK_THAT(told, Contains("v.toml:2:1: base: there is no file"));
  CHECK_THAT(told, Contains("basis.toml"));
}

TEST_CASE("a factor by which no vehicle would ever pass is refused", "[scenarios][read][refused]") {
  const std::string head = "territory = \"t.toml\"\n[simulation]\n";
  CHECK_THAT(
      errors_of(head + "flow_factor = 1e-300\n"),
      Contains("simulation.flow_factor: found 1e-300, allowed is 0 (the sample's) or 1e-06"));
  CHECK_THAT(errors_of(head + "storage_factor = 1e-9\n"), Contains("simulation.storage_factor"));
  CHECK(errors_of(head + "flow_factor = 0\nstorage_factor = 0.001\n").empty());
}

TEST_CASE("a scenario says where it names its territory", "[scenarios][read]") {
  const Folder folder;
  const auto read = read_scenario(folder.write("s.toml", "\nterritory = \"t.toml\"\n"));
  REQUIRE(read);
  CHECK(read->territory_where == folder.path("s.toml") + ":2:1: territory");
}
