// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/background.hpp"

#include <catch2/catch.hpp>

#include "scenarios/read/read.hpp"
#include "tests/scenarios/read/files.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::Folder;

namespace {

// Two zones and a gate by name; nothing else is asked of the territory.
geo::Territory named_places() {
  geo::Territory territory;
  territory.zones.code.push_back("north");
  territory.zones.code.push_back("south");
  territory.gates.name.push_back("A9 west");
  territory.gates.place.push_back({0.0, 0.0});
  return territory;
}

Expected<std::vector<BackgroundFlow>> flows_of(const std::string& text) {
  const Folder folder;
  BackgroundSource source;
  source.file = folder.write("through.csv", text);
  return read_flows(source, named_places());
}

std::string refusal(const std::string& text) {
  const auto flows = flows_of(text);
  REQUIRE_FALSE(flows);
  return describe(flows.error());
}

constexpr const char* header = "from,to,hour,vehicle_class,vehicles\n";

std::string row(const std::string& text) { return header + text + "\n"; }

}  // namespace

TEST_CASE("a matrix names zones and gates, columns in any order", "[scenarios][background]") {
  const auto flows = flows_of(
      "vehicles,hour,from,to,vehicle_class\n12.5,8,north,A9 west,car\n\n3,25,A9 west,south,truck\n"
      "0,9,north,south,car\n");
  REQUIRE(flows);
  REQUIRE(flows->size() == 2);  // nobody in the third row
  CHECK((*flows)[0].vehicles == 12.5);
  CHECK((*flows)[0].from.zone == geo::ZoneId(std::size_t{0}));
  CHECK((*flows)[0].to.gate == geo::GateId(std::size_t{0}));
  CHECK((*flows)[0].size == 1.0);
  CHECK((*flows)[1].hour == 25);
  CHECK((*flows)[1].size == 2.0);
}

TEST_CASE("a row of a matrix that can't be is refused with its line and column",
          "[scenarios][background][refused]") {
  CHECK_THAT(refusal(row("nort,south,8,car,1")),
             Contains("through.csv:2:from") && Contains("did you mean \"north\"?"));
  CHECK_THAT(refusal(row("north,Mars,8,car,1")), Contains("through.csv:2:to"));
  CHECK_THAT(refusal(row("north,south,30,car,1")), Contains("through.csv:2:hour: found \"30\""));
  CHECK_THAT(refusal(row("north,south,-1,car,1")), Contains("found \"-1\""));
  CHECK_THAT(refusal(row("north,south,8.5,car,1")), Contains("a whole hour"));
  CHECK_THAT(refusal(row("north,south,8,bus,1")), Contains("expected car or truck"));
  CHECK_THAT(refusal(row("north,south,8,car,-3")),
             Contains("through.csv:2:vehicles: found \"-3\""));
  CHECK_THAT(refusal(row("north,south,8,car,nan")), Contains("found \"nan\""));
  CHECK_THAT(refusal(row("north,south,8,car,")), Contains("found \"\""));
  CHECK_THAT(refusal(row("north,south,8,car,1e9")), Contains("0 to a million"));
  CHECK_THAT(refusal(row("north,south,8,car")), Contains("has 4 fields where the header has 5"));
  CHECK_THAT(refusal(row("A9 west,A9 west,8,car,1")), Contains("by which it came"));
  CHECK_THAT(refusal(row("north,south,8,car,1\nnorth,south,8,car,2")), Contains("repeats line 2"));
  CHECK_THAT(refusal("from,to,hour,vehicles\n"), Contains("has no column vehicle_class"));
  CHECK_THAT(refusal(""), Contains("has no header"));
  // Every wrong row is told, not only the first.
  const std::string two = refusal(row("north,south,30,car,1\nnorth,south,31,car,1"));
  CHECK_THAT(two, Contains("through.csv:2:hour") && Contains("through.csv:3:hour"));
}

TEST_CASE("a matrix that isn't there and one of another format are refused",
          "[scenarios][background][refused]") {
  BackgroundSource source;
  source.file = "nowhere/through.csv";
  source.where = "s.toml:3:1: background.od";
  const auto missing = read_flows(source, named_places());
  REQUIRE_FALSE(missing);
  CHECK_THAT(describe(missing.error()), Contains("s.toml:3:1") && Contains("through.csv"));
  const Folder folder;
  const auto read = [&](const std::string& text) {
    return read_scenario(folder.write("s.toml", "territory = \"t.toml\"\n[[background]]\n" + text));
  };
  CHECK_THAT(describe(read("od = \"m.omx\"").error()), Contains("OMX matrices are not read"));
  CHECK_THAT(describe(read("truck_size = 2").error()), Contains("background.od: missing"));
  CHECK_THAT(describe(read("od = \"m.csv\"\ntruck_size = 0").error()), Contains("1 to 10"));
}
