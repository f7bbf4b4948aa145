// SPDX-License-Identifier: Apache-2.0
#include "geo/network/matsim.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "geo/io/xml_writer.hpp"
#include "tests/support/folder.hpp"

using namespace eveil;
using namespace eveil::geo;
using Catch::Matchers::Contains;

namespace {

const std::string nodes =
    "<network><nodes>\n"
    "<node id=\"a\" x=\"0\" y=\"0\"/>\n"
    "<node id=\"b\" x=\"100\" y=\"0\"/>\n"
    "<node id=\"c\" x=\"200\" y=\"50\"/>\n"
    "</nodes>\n";

// Its attributes from, to and the rest as given; the link stands on line 7 of the file.
std::string with_link(const std::string& attributes) {
  return nodes + "<links capperiod=\"01:00:00\">\n<link id=\"one\" " + attributes +
         "/>\n</links></network>";
}

const std::string sound =
    R"(from="a" to="b" length="120" freespeed="10" capacity="1800" permlanes="2")";

Expected<MatsimNetwork> read(const std::string& text) {
  const tests::Folder folder;
  return read_matsim_network(folder.write("network.xml", text));
}

std::string refusal(const std::string& text) {
  const auto network = read(text);
  return network ? "read" : describe(network.error());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

LinkId named(const Network& network, const std::string& name) {
  for (const LinkId link : network.from.ids()) {
    if (network.link_name[link] == name) return link;
  }
  return LinkId::none();
}

}  // namespace

TEST_CASE("a MATSim network keeps ids, lengths, speeds, capacities and lanes",
          "[network][matsim]") {
  const auto read_one = read(with_link(sound + R"( modes="car,bike" type="highway.primary")"));
  REQUIRE(read_one);
  const Network& network = read_one->network;
  REQUIRE(network.link_count() == 1);
  REQUIRE(network.node_count() == 3);
  const LinkId link(0);
  CHECK(network.link_name[link] == "one");
  CHECK(network.node_name[network.from[link]] == "a");
  CHECK(network.node_name[network.to[link]] == "b");
  // As stated, not the 100 m between the nodes.
  CHECK(network.length[link].value == 120.0);
  CHECK(network.free_speed[link].value == 10.0);
  CHECK(network.capacity[link].value == Approx(0.5));  // 1800 an hour
  CHECK(network.lanes[link] == 2.0F);
  CHECK(network.access[link] == (access_car | access_bicycle));
  CHECK(network.road_class[link] == RoadClass::primary);
  CHECK_FALSE(network.reverse[link].valid());
}

TEST_CASE("the capacity of a MATSim network is per its capacity period", "[network][matsim]") {
  const auto ten = read(replaced(with_link(sound), "01:00:00", "00:10:00"));
  REQUIRE(ten);
  CHECK(ten->network.capacity[LinkId(0)].value == Approx(3.0));  // 1800 in 600 s
  CHECK_THAT(refusal(replaced(with_link(sound), "01:00:00", "soon")),
             Contains("network.xml:line 6") && Contains("capperiod") && Contains("soon"));
}

TEST_CASE("links between the same nodes are each other's way back, and bans of turns are kept",
          "[network][matsim]") {
  const std::string link = R"( length="10" freespeed="10" capacity="600" permlanes="1" )";
  const auto read_turns =
      read(nodes + "<links>" + R"(<link id="ab" from="a" to="b")" + link + ">" +
           R"(<attributes><attribute name="disallowedNextLinks" class="x">)" +
           R"({"car":[["bc"],["ba","ab"]],"bike":[["ba"]]}</attribute></attributes></link>)" +
           R"(<link id="ba" from="b" to="a")" + link + "/>" + R"(<link id="bc" from="b" to="c")" +
           link + "/></links></network>");
  REQUIRE(read_turns);
  const Network& network = read_turns->network;
  const LinkId ab = named(network, "ab");
  const LinkId ba = named(network, "ba");
  const LinkId bc = named(network, "bc");
  CHECK(network.reverse[ab] == ba);
  CHECK(network.reverse[ba] == ab);
  CHECK_FALSE(network.reverse[bc].valid());
  CHECK(network.forbids(ab, bc));
  CHECK_FALSE(network.forbids(ab, ba));
  // The sequence of two links and the bicycle's ban.
  REQUIRE(read_turns->tallies.size() == 1);
  CHECK(read_turns->tallies[0].reason == "turns_dropped");
  CHECK(read_turns->tallies[0].count == 2);
}

TEST_CASE("modes that aren't known are counted", "[network][matsim]") {
  const auto known = read(with_link(sound + R"( modes="car,hyperloop")"));
  REQUIRE(known);
  REQUIRE(known->tallies.size() == 1);
  CHECK(known->tallies[0].detail == "hyperloop");
  CHECK_THAT(refusal(with_link(sound + R"( modes="train")")),
             Contains("none of its 1 links is for cars"));
}

TEST_CASE("a link that can't be is refused with file, line and value",
          "[network][matsim][refused]") {
  const auto [from, to, named] = GENERATE(table<std::string, std::string, std::string>({
      {"length=\"120\"", "length=\"0\"", "`length`"},
      {"length=\"120\"", "length=\"-3\"", "`-3`"},
      {"length=\"120\"", "length=\"NaN\"", "`NaN`"},
      {"length=\"120\"", "", "`length`"},
      {"freespeed=\"10\"", "freespeed=\"0.0\"", "`freespeed`"},
      {"freespeed=\"10\"", "freespeed=\"Infinity\"", "`Infinity`"},
      {"capacity=\"1800\"", "capacity=\"-1800\"", "`-1800`"},
      {"capacity=\"1800\"", "capacity=\"nan\"", "`nan`"},
      {"permlanes=\"2\"", "permlanes=\"0\"", "`permlanes`"},
      {"to=\"b\"", "to=\"nowhere\"", "`nowhere`"},
  }));
  CHECK_THAT(refusal(with_link(replaced(sound, from, to))),
             Contains("network.xml:line 7") && Contains("`one`") && Contains(named));
}

TEST_CASE("ids that occur twice and places that are none are refused, all at once",
          "[network][matsim][refused]") {
  std::string text = with_link(sound);
  text = replaced(text, "id=\"b\" x=\"100\"", "id=\"b\" x=\"NaN\"");
  text = replaced(text, "id=\"c\"", "id=\"a\"");
  const std::string found = refusal(text);
  CHECK_THAT(found, Contains("line 3") && Contains("`x` of node `b` is `NaN`"));
  CHECK_THAT(found, Contains("line 4") && Contains("node `a` stands before"));
  const std::string twice =
      replaced(with_link(sound), "</links>", "<link id=\"one\" " + sound + "/>\n</links>");
  CHECK_THAT(refusal(twice), Contains("line 8") && Contains("link `one` stands before"));
}

TEST_CASE("XML that is cut short, declares entities or is another file is refused",
          "[network][matsim][refused]") {
  const std::string whole = with_link(sound);
  CHECK_THAT(refusal(whole.substr(0, whole.size() - 20)),
             Contains("network.xml:line 7") && Contains("well-formed"));
  CHECK_THAT(refusal("<?xml version=\"1.0\"?>\n<!DOCTYPE network [\n<!ENTITY a \"aaaaaaaa\">\n"
                     "<!ENTITY b \"&a;&a;&a;&a;\">\n]>\n" +
                     whole),
             Contains("network.xml:line 3") && Contains("entity `a`"));
  CHECK_THAT(refusal("<!DOCTYPE network SYSTEM \"file:///etc/hostname\">\n" +
                     replaced(whole, "<links", "&bomb;<links")),
             Contains("network.xml:line 7") && Contains("bomb"));
  CHECK_THAT(refusal("<population></population>"),
             Contains("<population>") && Contains("<network>"));
  CHECK_THAT(refusal(""), Contains("network.xml"));
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  CHECK_THAT(refusal("<network>" + deep), Contains("more than 64 deep"));
}

TEST_CASE("a document type that names MATSim's file is not fetched", "[network][matsim]") {
  CHECK(read("<!DOCTYPE network SYSTEM \"http://www.matsim.org/files/dtd/network_v2.dtd\">\n" +
             with_link(sound)));
}

TEST_CASE("networks in gzip are read, and bombs and cut ones refused",
          "[network][matsim][refused]") {
  const tests::Folder folder;
  const auto pack = [&](const std::string& path, const std::string& text) {
    auto writer = io::GzipWriter::create(path);
    REQUIRE(writer);
    REQUIRE(writer->write(text));
    REQUIRE(writer->commit());
  };
  const std::string path = folder.path("network.xml.gz");
  pack(path, with_link(sound));
  CHECK(read_matsim_network(path));
  const std::string short_one = folder.path("short.xml.gz");
  std::filesystem::copy_file(path, short_one);
  std::filesystem::resize_file(short_one, std::filesystem::file_size(path) - 12);
  const auto cut = read_matsim_network(short_one);
  REQUIRE_FALSE(cut);
  CHECK_THAT(describe(cut.error()), Contains("short.xml.gz"));
  // 30 MB of one letter pack to some 30 kB.
  const std::string bomb = folder.path("bomb.xml.gz");
  pack(bomb, "<network>" + std::string(30'000'000, ' ') + "</network>");
  const auto refused = read_matsim_network(bomb);
  REQUIRE_FALSE(refused);
  CHECK_THAT(describe(refused.error()), Contains("more than 200 times"));
}

TEST_CASE("times of MATSim are hours, minutes and seconds, or seconds, or not stated",
          "[network][matsim]") {
  const auto ms = [](std::string_view text) {
    const auto time = parse_matsim_time(text);
    REQUIRE(time);
    REQUIRE(*time);
    return (*time)->ms;
  };
  CHECK(ms("07:30:15") == 27'015'000);
  CHECK(ms("9:00") == 32'400'000);
  CHECK(ms("27:00:00") == 97'200'000);
  CHECK(ms("90.5") == 90'500);
  CHECK(ms("-00:01:00") == -60'000);
  for (const std::string_view none : {"", "undefined", "-Infinity"}) {
    const auto time = parse_matsim_time(none);
    REQUIRE(time);
    CHECK_FALSE(*time);
  }
  for (const std::string_view wrong : {"soon", "07:61:00", "1:2:3:4", "NaN", "1e300", "7.5:00"}) {
    CHECK_FALSE(parse_matsim_time(wrong));
  }
}
