// SPDX-License-Identifier: Apache-2.0
#include "geo/io/osm.hpp"

#include <catch2/catch.hpp>
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/file.hpp"
#include "tests/support/osm_files.hpp"
#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::io;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

struct Taken : OsmTaker {
  void begin() override {
    ways.clear();
    points.clear();
  }
  void take(OsmWay way) override { ways.push_back(std::move(way)); }
  void take(OsmPoint point) override { points.push_back(std::move(point)); }
  std::vector<OsmWay> ways;
  std::vector<OsmPoint> points;
};

Expected<OsmSummary> read(const std::string& file, Taken& taken) {
  return read_osm({file, {"highway", "maxspeed:forward"}, {"highway", "barrier"}}, taken);
}

std::string refusal(const std::string& file) {
  Taken taken;
  const auto summary = read(file, taken);
  return summary ? "read" : describe(summary.error());
}

std::string refusal_of(const std::string& text) {
  const TemporaryFolder folder;
  return refusal(folder.write("a.osm", text));
}

std::string header(const std::string& attributes) {
  return "<?xml version=\"1.0\"?>\n<osm " + attributes + ">\n";
}

OsmText street() {
  return OsmText()
      .node(1, 3.8765432, 43.6, {{"highway", "traffic_signals"}})
      .node(2, 3.88, 43.6)
      .way(7, {1, 2}, {{"highway", "primary"}, {"maxspeed:forward", "30"}});
}

// The smallest PBF: 4 bytes length, BlobHeader {1: type, 3: size of the blob}, the blob.
std::string block(const std::string& type, std::size_t size) {
  std::string bytes = "\n" + std::string(1, static_cast<char>(type.size())) + type + "\x18" +
                      std::string(1, static_cast<char>(size));
  return std::string(3, '\0') + static_cast<char>(bytes.size()) + bytes + std::string(size, 'x');
}

}  // namespace

TEST_CASE("ways and nodes come with the tags asked for, at places that are equal to the last bit",
          "[io][osm]") {
  const TemporaryFolder folder;
  Taken taken;
  const auto summary = read(folder.write("a.osm", street().text()), taken);
  if (!summary) FAIL(describe(summary.error()));
  REQUIRE(taken.ways.size() == 1);
  REQUIRE(taken.points.size() == 1);
  CHECK(taken.ways[0].id == 7);
  CHECK(taken.ways[0].tags == std::vector<std::string>{"primary", "30"});
  CHECK(taken.points[0].tags == std::vector<std::string>{"traffic_signals", ""});
  CHECK(taken.points[0].place == taken.ways[0].line[0]);
  CHECK(summary->newest_edit == "2020-07-02");
  CHECK_FALSE(summary->ids_out_of_order);
}

TEST_CASE("closed ways stay lines", "[io][osm]") {
  const TemporaryFolder folder;
  Taken taken;
  const OsmText square = OsmText()
                             .node(1, 0.1, 0.2)
                             .node(2, 0.1, 0.0)
                             .node(3, 0.1, 0.1)
                             .way(5, {1, 2, 3, 1}, {{"highway", "residential"}});
  REQUIRE(read(folder.write("a.osm", square.text()), taken));
  REQUIRE(taken.ways.size() == 1);
  CHECK(taken.ways[0].line.size() == 4);
}

TEST_CASE("XML that isn't whole or isn't a map is refused with its line", "[io][osm][refused]") {
  const std::string whole = street().text();
  CHECK_THAT(refusal_of(whole.substr(0, whole.size() - 10)),
             Contains("a.osm:line") && Contains("cut short or damaged"));
  CHECK_THAT(refusal_of(whole.substr(0, whole.find("<way"))), Contains("cut short or damaged"));
  CHECK_THAT(refusal_of(header("version=\"0.5\"") + "</osm>"), Contains("`0.5`, expected 0.6"));
  CHECK_THAT(refusal_of(header("") + "</osm>"), Contains("line 2") && Contains("expected 0.6"));
  CHECK_THAT(refusal_of("<osmChange version=\"0.6\"></osmChange>"), Contains("file of changes"));
  CHECK_THAT(refusal_of("<html></html>"), Contains("<html>") && Contains("expected <osm>"));
  CHECK_THAT(refusal_of("lon,lat\n3,4\n"), Contains("isn't OpenStreetMap data"));
  CHECK_THAT(refusal_of(""), Contains("is empty (0 bytes)"));
  CHECK_THAT(refusal_of("PK\x03\x04zip"), Contains("unpack it"));
}

TEST_CASE("entities are never expanded: a document type is refused", "[io][osm][refused]") {
  const std::string laughs =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE osm [\n<!ENTITY a \"aaaaaaaaaa\">\n"
      "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n]>\n<osm version=\"0.6\">&b;</osm>\n";
  CHECK_THAT(refusal_of(laughs), Contains("line 2") && Contains("document type"));
  CHECK_THAT(refusal_of("<?xml version=\"1.0\"?>\n<!DOCTYPE osm SYSTEM \"file:///etc/hostname\">\n"
                        "<osm version=\"0.6\"></osm>\n"),
             Contains("document type"));
}

TEST_CASE("ids and places that are none are refused with their line", "[io][osm][refused]") {
  CHECK_THAT(refusal_of(OsmText().raw("<node id=\"x\" lon=\"1\" lat=\"2\"/>").text()),
             Contains("line 3") && Contains("`id` of a node is `x`"));
  CHECK_THAT(refusal_of(OsmText().raw("<node id=\"1\" lon=\"1\"/>").text()),
             Contains("`lat` of node 1 is ``"));
  CHECK_THAT(refusal_of(OsmText().raw("<node id=\"1\" lon=\"181\" lat=\"2\"/>").text()),
             Contains("`lon` of node 1 is `181`") && Contains("-180 to 180"));
  CHECK_THAT(refusal_of(OsmText().raw("<node id=\"1\" lon=\"nan\" lat=\"2\"/>").text()),
             Contains("`nan`"));
  CHECK_THAT(refusal_of(OsmText().node(1, 0, 0).node(1, 0, 1).way(2, {1}, {}).text()),
             Contains("node 1 stands before this place twice"));
  CHECK_THAT(refusal_of(OsmText().way(2, {1}, {}).node(1, 0, 0).text()),
             Contains("node 1 stands after the ways") && Contains("osmium sort"));
  CHECK_THAT(
      refusal_of(OsmText().raw("<node id=\"1\" visible=\"false\" lon=\"1\" lat=\"2\"/>").text()),
      Contains("file of history"));
}

TEST_CASE("an answer that the server broke off is refused", "[io][osm][refused]") {
  CHECK_THAT(refusal_of(street().raw("<remark> runtime error: Query timed out </remark>\n").text()),
             Contains("runtime error: Query timed out") && Contains("smaller area"));
}

TEST_CASE("a PBF file cut at any place is refused before anything is taken", "[io][osm][refused]") {
  const std::string source =
      std::string(EVEIL_SOURCE_DIR) + "/../shared/data/fuzz/osm/reversed_oneway.osm.pbf";
  if (!std::filesystem::exists(source)) {
    WARN("skipped: ../shared isn't there");
    return;
  }
  const auto whole = read_text_file(source, 1U << 20U);
  REQUIRE(whole);
  Taken taken;
  REQUIRE(read(source, taken));
  const std::size_t ways = taken.ways.size();
  CHECK(ways > 0);
  const TemporaryFolder folder;
  std::size_t refused = 0;
  std::size_t cuts = 0;
  for (std::size_t size = 1; size < whole->size(); size += 97) {
    Taken part;
    const auto summary = read(folder.write("cut.osm.pbf", whole->substr(0, size)), part);
    ++cuts;
    refused += summary ? 0 : 1;
    if (!summary) CHECK(part.ways.empty());
  }
  CHECK(refused == cuts);
}

TEST_CASE("a PBF file with bytes changed is refused or read, never more", "[io][osm]") {
  const TemporaryFolder folder;
  CHECK_THAT(refusal(folder.write("a.pbf", block("OSMHeader", 5) + block("OSMData", 9) + "zz")),
             Contains("cut short") && Contains("block 3"));
  CHECK_THAT(refusal(folder.write("a.pbf", block("OSMHeader", 5) + "\xff\xff\xff\xff" + "zz")),
             Contains("damaged") && Contains("block 2"));
  CHECK_THAT(refusal(folder.write("a.pbf", block("OSMHeader", 5) + block("OSMHeader", 9))),
             Contains("damaged") && Contains("block 2"));
  CHECK_THAT(refusal(folder.write("a.pbf", block("OSMHeader", 5) + block("OSMData", 9))),
             Contains("a.pbf") && Contains("download it again"));
}

TEST_CASE("a real extract with one byte changed anywhere is refused or read whole", "[io][osm]") {
  const std::string source =
      std::string(EVEIL_SOURCE_DIR) + "/../shared/data/fuzz/osm/reversed_oneway.osm.pbf";
  if (!std::filesystem::exists(source)) {
    WARN("skipped: ../shared isn't there");
    return;
  }
  const auto whole = read_text_file(source, 1U << 20U);
  REQUIRE(whole);
  const TemporaryFolder folder;
  std::size_t refused = 0;
  for (std::size_t at = 0; at < whole->size(); at += 149) {
    std::string changed = *whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    Taken taken;
    const auto summary = read(folder.write("changed.osm.pbf", changed), taken);
    CAPTURE(at);
    if (summary) continue;
    ++refused;
    CHECK_THAT(describe(summary.error()), Contains("changed.osm.pbf"));
  }
  CHECK(refused > 0);
}

TEST_CASE("what is no file on this machine is refused", "[io][osm][refused]") {
  CHECK_THAT(refusal("/vsigzip/a.osm"), Contains("virtual file systems"));
  CHECK_THAT(refusal("https://example.org/a.osm"), Contains("address"));
  CHECK_THAT(refusal("/nowhere/a.osm"), Contains("cannot be opened"));
}
