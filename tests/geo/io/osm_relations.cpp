// SPDX-License-Identifier: Apache-2.0
#include "geo/io/osm_relations.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/osm_files.hpp"
#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::io;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

std::string data(const std::string& file) {
  return std::string(EVEIL_SOURCE_DIR) + "/../shared/data/" + file;
}

std::string refusal(const std::string& name, const std::string& bytes) {
  const TemporaryFolder folder;
  const auto read = read_osm_relations(folder.write(name, bytes), "restriction");
  return read ? "read" : describe(read.error());
}

}  // namespace

TEST_CASE("relations come with tags, members in order and the places of their nodes", "[io][osm]") {
  const TemporaryFolder folder;
  const std::string file = folder.write("r.osm",
                                        OsmText()
                                            .node(2, 3.5, 43.25)
                                            .node(7, 3.5, 43.5)
                                            .turn(90, 10, 2, 13, {{"restriction", "no_left_turn"}})
                                            .raw("<relation id=\"91\"><member type=\"way\" "
                                                 "ref=\"x\" role=\"\"/></relation>")
                                            .text());
  const auto read = read_osm_relations(file, "restriction");
  if (!read) FAIL(describe(read.error()));
  REQUIRE(read->relations.size() == 1);  // the broken one is of no type
  const OsmRelation& one = read->relations[0];
  CHECK(one.id == 90);
  CHECK(one["restriction"] == "no_left_turn");
  CHECK(one["nothing"].empty());
  REQUIRE(one.members.size() == 3);
  CHECK(one.members[1].kind == OsmMember::Kind::node);
  CHECK(one.members[1].id == 2);
  CHECK(one.members[1].role == "via");
  REQUIRE(read->places.size() == 1);
  CHECK(read->places[0] == std::pair<std::int64_t, Point>(2, {3.5, 43.25}));
}

TEST_CASE("a relation asked for whose member is none is refused with its line", "[io][osm]") {
  const std::string head = "<osm version=\"0.6\">\n<relation id=\"1\">\n";
  const std::string tail = "<tag k=\"type\" v=\"restriction\"/>\n</relation>\n</osm>\n";
  CHECK_THAT(refusal("r.osm", head + "<member type=\"way\" ref=\"a\" role=\"\"/>\n" + tail),
             Contains("r.osm:line 5: ") && Contains("that is none"));
  CHECK_THAT(refusal("r.osm", head + "<member type=\"road\" ref=\"1\" role=\"\"/>\n" + tail),
             Contains("r.osm:line 5: "));
  CHECK_THAT(refusal("r.osm", head), Contains("r.osm:line 3: "));
  CHECK_THAT(refusal("r.osm", "<!DOCTYPE osm [<!ENTITY a \"b\">]>\n" + head + tail),
             Contains("r.osm:line 1: "));
}

TEST_CASE("the restrictions of a real PBF file are read with the places of their nodes",
          "[io][osm]") {
  const std::string file = data("monaco/most-network.osm.pbf");
  if (!std::filesystem::exists(file)) {
    WARN("skipped: ../shared isn't there");
    return;
  }
  const auto read = read_osm_relations(file, "restriction");
  if (!read) FAIL(describe(read.error()));
  // Counted by a parser of its own: 13 no_left_turn, 1 no_right_turn, 3 only_straight_on, 1
  // only_right_turn.
  CHECK(read->relations.size() == 18);
  std::size_t nodes = 0;
  for (const OsmRelation& one : read->relations) {
    CHECK(one["restriction"].find("_turn") + one["restriction"].find("_on") > 0);
    for (const OsmMember& member : one.members)
      nodes += member.kind == OsmMember::Kind::node ? 1 : 0;
  }
  CHECK(nodes > 0);
  for (const auto& [id, place] : read->places) {
    CHECK(place.x == Approx(7.42).margin(0.1));  // Monaco
    CHECK(place.y == Approx(43.74).margin(0.1));
  }
}

TEST_CASE("a PBF file with any byte turned is read or refused by its name, never more",
          "[io][osm][slow]") {
  const std::string file = data("monaco/most-pois.osm.pbf");
  if (!std::filesystem::exists(file)) {
    WARN("skipped: ../shared isn't there");
    return;
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  for (std::size_t at = 0; at < bytes.size(); at += 997) {
    std::string broken = bytes;
    broken[at] = static_cast<char>(~broken[at]);
    const std::string said = refusal("r.osm.pbf", broken);
    CHECK((said == "read" || said.find("r.osm.pbf") != std::string::npos));
  }
  for (const std::size_t size : {std::size_t{40}, bytes.size() / 2, bytes.size() - 1})
    CHECK_THAT(refusal("r.osm.pbf", bytes.substr(0, size)), Contains("r.osm.pbf"));
}
