// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/matsim_plans.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/folder.hpp"
#include "tests/support/matsim_files.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

struct Taken : PlanTaker {
  void take(PlanPerson person) override { persons.push_back(std::move(person)); }
  std::vector<PlanPerson> persons;
};

std::vector<PlanPerson> read(const std::string& text) {
  const Folder folder;
  Taken taken;
  const auto crs = read_matsim_plans(folder.write("plans.xml", text), taken);
  if (!crs) FAIL(describe(crs.error()));
  return std::move(taken.persons);
}

std::string refusal(const std::string& text) {
  const Folder folder;
  Taken taken;
  const auto crs = read_matsim_plans(folder.write("plans.xml", text), taken);
  return crs ? "read" : describe(crs.error());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

const std::string person = matsim_person("p", "09:00:00", "one two three");

}  // namespace

TEST_CASE("a person of MATSim's plans keeps facts, activities, modes and routes",
          "[scenarios][matsim]") {
  const auto persons = read(matsim_plans(
      "<person id=\"p\"><attributes><attribute name=\"age\" class=\"java.lang.Integer\">33"
      "</attribute><attribute name=\"sex\" class=\"s\">m</attribute><attribute name=\"employed\" "
      "class=\"b\">true</attribute><attribute name=\"carAvail\" class=\"s\">never</attribute>"
      "<attribute name=\"hasLicense\" class=\"s\">yes</attribute></attributes>"
      "<plan selected=\"no\"><activity type=\"other\" x=\"9\" y=\"9\"/></plan>"
      "<plan selected=\"yes\"><activity type=\"h\" link=\"one\" x=\"5\" y=\"-10.5\" "
      "end_time=\"07:30:15\"><attributes><attribute name=\"age\" class=\"x\">99</attribute>"
      "</attributes></activity><leg mode=\"walk\" trav_time=\"00:02:00\"><route type=\"generic\" "
      "start_link=\"one\" end_link=\"two\" trav_time=\"00:01:00\" distance=\"80.5\"/></leg>"
      "<activity type=\"car interaction\" link=\"two\" max_dur=\"00:00:00\"/><leg mode=\"car\" "
      "dep_time=\"07:31:15\"><route type=\"links\" start_link=\"two\" end_link=\"four\" "
      "vehicleRefId=\"p_car\">\n  two three\n\tfour </route></leg><activity type=\"work\" "
      "link=\"four\" max_dur=\"04:00:00\"/></plan></person>\n"));
  REQUIRE(persons.size() == 1);
  const PlanPerson& one = persons[0];
  CHECK(one.id == "p");
  CHECK(one.age == std::uint8_t{33});
  CHECK(one.sex == Sex::male);
  CHECK(one.employed == true);
  CHECK(one.car == false);
  CHECK(one.licence == true);
  REQUIRE(one.activities.size() == 3);
  REQUIRE(one.legs.size() == 2);
  CHECK(one.activities[0].type == "h");
  CHECK(one.activities[0].place == Point{5.0, -10.5});
  CHECK(one.activities[0].end == seconds(27'015));
  CHECK(one.activities[1].interaction);
  CHECK_FALSE(one.activities[2].interaction);
  CHECK(one.activities[2].stays == seconds(14'400));
  CHECK(one.legs[0].mode == "walk");
  CHECK(one.legs[0].travel == seconds(60));  // of the route, not of the leg
  CHECK(one.legs[0].distance_m == 80.5);
  CHECK_FALSE(one.legs[0].fixed);
  CHECK(one.legs[1].departure == seconds(27'075));
  CHECK(one.legs[1].fixed);
  CHECK(one.legs[1].route == std::vector<std::string>{"two", "three", "four"});
}

TEST_CASE("version 4 names nodes between the links of the activities, version 5 may name no route",
          "[scenarios][matsim]") {
  const auto old = read(
      "<plans><person id=\"1\" sex=\"f\" age=\"20\" license=\"no\" car_avail=\"sometimes\" "
      "employed=\"no\"><plan><act type=\"h\" link=\"a\" end_time=\"06:00\"/><leg mode=\"car\">"
      "<route dist=\"15000.0\">2 7 12</route></leg><act type=\"w\" link=\"b\" dur=\"00:10\"/>"
      "</plan></person></plans>");
  REQUIRE(old.size() == 1);
  CHECK(old[0].sex == Sex::female);
  CHECK(old[0].car == true);
  CHECK(old[0].licence == false);
  CHECK(old[0].activities[0].end == seconds(21'600));
  CHECK(old[0].activities[1].stays == seconds(600));
  CHECK(old[0].legs[0].by_nodes);
  CHECK(old[0].legs[0].route == std::vector<std::string>{"2", "7", "12"});
  CHECK(old[0].legs[0].start_link == "a");
  CHECK(old[0].legs[0].end_link == "b");
  const auto without = read(
      "<population><person id=\"1\"><plan><act type=\"d\" x=\"0\" y=\"0\" end_time=\"06:00\"/>"
      "<leg mode=\"car\"></leg><act type=\"d\" x=\"1\" y=\"0\"/></plan></person></population>");
  REQUIRE(without.size() == 1);
  CHECK_FALSE(without[0].legs[0].fixed);
}

TEST_CASE("plans that can't be read are refused with line and value",
          "[scenarios][matsim][refused]") {
  const std::string whole = matsim_plans(person);  // the person stands on line 4
  const auto [from, to, named] = GENERATE(table<std::string, std::string, std::string>({
      {"09:00:00", "soon", "`soon`"},
      {"09:00:00", "NaN", "`NaN`"},
      {"trav_time=\"undefined\"", "trav_time=\"-00:00:01\"", "`-00:00:01`"},
      {"link=\"one\" ", "link=\"one\" x=\"NaN\" y=\"0\" ", "`NaN`"},
      {"link=\"one\" ", "link=\"one\" x=\"7\" ", "expected two numbers"},
      {"link=\"one\" ", "link=\"one\" max_dur=\"-5\" ", "-5 s"},
      {"id=\"p\"", "", "no `id`"},
      {"<leg mode=\"car\">", "<leg mode=\"car\"/><leg mode=\"car\">", "without an activity before"},
      {"<activity type=\"work\" link=\"three\"/>", "", "ends with a leg"},
  }));
  CHECK_THAT(refusal(replaced(whole, from, to)), Contains("plans.xml:line 4") && Contains(named));
}

TEST_CASE("a person who stands twice, other files and cut ones are refused",
          "[scenarios][matsim][refused]") {
  CHECK_THAT(refusal(matsim_plans(person + person)),
             Contains("plans.xml:line 5") && Contains("person `p` stands before"));
  CHECK_THAT(refusal(matsim_network(three_links())),
             Contains("<network>") && Contains("<population>"));
  const std::string whole = matsim_plans(person);
  CHECK_THAT(refusal(whole.substr(0, whole.size() - 30)), Contains("well-formed"));
  CHECK_THAT(refusal("<!DOCTYPE population [<!ENTITY lol \"lol\">]>\n" + person),
             Contains("plans.xml:line 1") && Contains("entity `lol`"));
}
