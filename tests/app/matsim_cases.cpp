// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "output/reader.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/matsim_files.hpp"

using namespace eveil;
using namespace eveil::tests;

// What MATSim's queue simulation does, step by step of one second, worked out by hand:
//
//   - Who sets out at t stands at the end of the first link and enters the next one at t + 1.
//   - A link takes floor(length ÷ speed) s at least; who may leave it at t is on the next at t + 1.
//   - Who may leave the last link at t arrives at t.
//   - A link lets out capacity ÷ 3600 vehicles a second, in the order in which they came.
//
// Times here are exact to the millisecond and junctions take none, so a trip that enters n links is
// at most n × 2 s shorter and, where lengths ÷ speeds are whole seconds, n s.

namespace {

struct Arrivals {
  std::vector<double> travel_s;   ///< by trip, in the order of the file
  std::vector<double> arrival_s;  ///< sorted, of all trips
};

Arrivals simulate(const std::string& network, const std::string& plans, const Folder& folder) {
  const std::string output = folder.path("here");
  REQUIRE(app::run_program({"import",
                            "matsim",
                            "--network",
                            network,
                            "--plans",
                            plans,
                            "-o",
                            output,
                            "--quiet",
                            "--force"}) == 0);
  const std::string file = folder.path("run.h5");
  REQUIRE(app::run_program({"run", output + "/scenario.toml", "-o", file, "--quiet", "--force"}) ==
          0);
  const auto run = output::open_run(file);
  REQUIRE(run);
  const auto departure = run->numbers("trips", "departure_s");
  const auto travel = run->numbers("trips", "travel_time_s");
  REQUIRE(departure);
  REQUIRE(travel);
  Arrivals out;
  out.travel_s = *travel;
  for (std::size_t trip = 0; trip < travel->size(); ++trip) {
    out.arrival_s.push_back((*departure)[trip] + (*travel)[trip]);
  }
  std::sort(out.arrival_s.begin(), out.arrival_s.end());
  return out;
}

Arrivals simulate_drawn(const std::vector<MatsimLink>& network, const std::string& persons) {
  const Folder folder("matsim");
  return simulate(folder.write("network.xml", matsim_network(network)),
                  folder.write("plans.xml", matsim_plans(persons)),
                  folder);
}

// Nine ways in parallel from node 2 to node 12 of a ring, as in MATSim's example "equil", here with
// one of them: 1 is 10 km, 6 is 10 km, 15 is 5 km, 20 is 10 km, all at 27.78 m/s.
std::vector<MatsimLink> ring() {
  return {{"1", "0", "1", 10'000.0, 27.78, 36'000.0},
          {"6", "1", "2", 10'000.0, 27.78, 3600.0},
          {"15", "2", "3", 5000.0, 27.78, 1000.0},
          {"20", "3", "4", 10'000.0, 27.78, 36'000.0},
          {"21", "4", "5", 10'000.0, 27.78, 36'000.0},
          {"22", "5", "6", 35'000.0, 27.78, 36'000.0},
          {"23", "6", "0", 10'000.0, 27.78, 36'000.0}};
}

std::string shared(const std::string& file) {
  return std::string(EVEIL_SOURCE_DIR) + "/../shared/data/matsim-small/" + file;
}

bool here() {
  if (std::filesystem::exists(shared("equil"))) return true;
  WARN("skipped: ../shared isn't there");
  return false;
}

// 97 leave at 06:00 and three 90, 60 and 30 s before them, all over link 15, which lets one out
// every 3.6 s. Over 6 and 15 to the end of 20 without others: 06:15:00.
std::vector<double> arrivals_at_20() {
  std::vector<double> expected{22'500.0 - 90.0, 22'500.0 - 60.0, 22'500.0 - 30.0};
  for (int row = 0; row < 97; ++row) expected.push_back(22'500.0 + 3.6 * row);
  return expected;
}

void check_near(const std::vector<double>& found, const std::vector<double>& expected, double by) {
  REQUIRE(found.size() >= expected.size());
  for (std::size_t row = 0; row < expected.size(); ++row) {
    INFO("arrival " << row);
    CHECK(std::fabs(found[row] - expected[row]) <= by);
  }
}

}  // namespace

TEST_CASE("one car over three links takes MATSim's time, but for its second at junctions",
          "[app][matsim]") {
  // Sets out at 09:00:00, enters `two` at 32401, may leave it at 32501, enters `three` at 32502,
  // arrives at 32512: 112 s for two links entered. Exactly: 100 s + 10 s.
  const Arrivals found =
      simulate_drawn(three_links(), matsim_person("100", "09:00:00", "one two three"));
  REQUIRE(found.travel_s.size() == 1);
  CHECK(std::fabs(found.travel_s[0] - 112.0) <= 2.0);
  CHECK(found.travel_s[0] == Approx(110.0).margin(0.002));
}

TEST_CASE("cars that set out minutes apart don't meet", "[app][matsim]") {
  const Arrivals found = simulate_drawn(three_links(),
                                        matsim_person("100", "09:00:00", "one two three") +
                                            matsim_person("200", "09:10:00", "one two three") +
                                            matsim_person("300", "09:20:00", "one two three"));
  for (const double travel : found.travel_s) CHECK(std::fabs(travel - 112.0) <= 2.0);
  // 32512, 33112, 33712 in MATSim.
  check_near(found.arrival_s, {32'512.0, 33'112.0, 33'712.0}, 2.0);
}

TEST_CASE("of three who set out at once over a narrow link each waits for the one before",
          "[app][matsim]") {
  // `two` lets one out every 10 s. MATSim: at 32501, 32511, 32521; on `three` a second later, 10 s
  // to its end: 32512, 32522, 32532. The three leave `one` within 2 s, which nobody notices behind.
  std::vector<MatsimLink> network = three_links();
  network[1].capacity_veh_h = 360.0;
  const Arrivals found = simulate_drawn(network,
                                        matsim_person("100", "09:00:00", "one two three") +
                                            matsim_person("200", "09:00:00", "one two three") +
                                            matsim_person("300", "09:00:00", "one two three"));
  check_near(found.arrival_s, {32'512.0, 32'522.0, 32'532.0}, 2.0);
}

TEST_CASE("a stay counts from the arrival, and a trip to the link where one is takes no time",
          "[app][matsim]") {
  // To 20: 1 + 359 + 1 + 179 + 1 + 359 = 900 s, at 06:15:00; ten minutes there; to 20 again in no
  // time; 3.5 h there, until 09:55:00; back over 21, 22, 23 to the end of 1:
  // 1 + 359 + 1 + 1259 + 1 + 359 + 1 + 359 = 2340 s, at 10:34:00.
  const std::string person =
      "<person id=\"1\"><plan selected=\"yes\"><activity type=\"h\" link=\"1\" "
      "end_time=\"06:00:00\"/><leg mode=\"car\"><route type=\"links\">1 6 15 20</route></leg>"
      "<activity type=\"w\" link=\"20\" max_dur=\"00:10:00\"/><leg mode=\"car\"><route "
      "type=\"links\" start_link=\"20\" end_link=\"20\">20</route></leg><activity type=\"w\" "
      "link=\"20\" max_dur=\"03:30:00\"/><leg mode=\"car\"><route type=\"links\">20 21 22 23 1"
      "</route></leg><activity type=\"h\" link=\"1\"/></plan></person>\n";
  const Arrivals found = simulate_drawn(ring(), person);
  REQUIRE(found.travel_s.size() == 3);
  CHECK(std::fabs(found.travel_s[0] - 900.0) <= 3.0);
  CHECK(std::fabs(found.travel_s[1]) <= 1.0);
  CHECK(std::fabs(found.travel_s[2] - 2340.0) <= 4.0);
  check_near(found.arrival_s, {22'500.0, 23'100.0, 38'040.0}, 7.0);
}

TEST_CASE("a hundred cars leave a narrow link at its capacity", "[app][matsim]") {
  std::string persons = matsim_person("a", "05:58:30", "1 6 15 20") +
                        matsim_person("b", "05:59:00", "1 6 15 20") +
                        matsim_person("c", "05:59:30", "1 6 15 20");
  for (int row = 0; row < 97; ++row) {
    persons += matsim_person(std::to_string(row), "06:00:00", "1 6 15 20");
  }
  const Arrivals found = simulate_drawn(ring(), persons);
  REQUIRE(found.arrival_s.size() == 100);
  check_near(found.arrival_s, arrivals_at_20(), 3.0);
}

TEST_CASE("MATSim's own small scenarios come to the hand-worked times", "[app][matsim][slow]") {
  if (!here()) return;
  const Folder folder("matsim");
  const std::string three = shared("qsim/3-links/3-links-network.xml");
  CHECK(std::fabs(simulate(three, shared("qsim/3-links/1-agent.xml"), folder).travel_s.at(0) -
                  112.0) <= 2.0);
  // The cars of 100 and 300; and of 200 and 300, whom the bicycle before them doesn't hold up.
  const Arrivals far = simulate(three, shared("qsim/3-links/3-agent.xml"), folder);
  CHECK(std::fabs(far.travel_s.at(0) - 112.0) <= 2.0);
  CHECK(std::fabs(far.travel_s.at(2) - 112.0) <= 2.0);
  const Arrivals near = simulate(three, shared("qsim/3-links/3-agent_jam.xml"), folder);
  CHECK(std::fabs(near.travel_s.at(1) - 112.0) <= 2.0);
  CHECK(std::fabs(near.travel_s.at(2) - 112.0) <= 2.0);

  const Arrivals one = simulate(
      shared("qsim/equil/equil-network.xml"), shared("qsim/equil/equil-1-plan.xml"), folder);
  CHECK(std::fabs(one.travel_s.at(0) - 900.0) <= 3.0);
  CHECK(std::fabs(one.travel_s.at(2) - 2340.0) <= 4.0);
  for (const std::string set : {"equil", "equil-extended"}) {
    const Arrivals many =
        simulate(shared(set + "/network.xml"), shared(set + "/plans100.xml"), folder);
    check_near(many.arrival_s, arrivals_at_20(), 3.0);
    // The way back is free: all of the last trips take 2340 s.
    CHECK(std::count_if(many.travel_s.begin(), many.travel_s.end(), [](double travel) {
            return std::fabs(travel - 2340.0) <= 4.0;
          }) == 100);
  }
}
