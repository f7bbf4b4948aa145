// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/learning_rules.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/places.hpp"
#include "tests/support/static_days.hpp"
#include "tests/support/tntp.hpp"

namespace eveil::tests {

namespace {

/// The files of one network: "Folder/Name" and what follows.
std::optional<std::string> files_of(const std::string& name) {
  const auto net = shared_data("data/tntp/" + name + "_net.tntp");
  if (!net) return std::nullopt;
  const std::string path = net->string();
  return path.substr(0, path.size() - std::string("_net.tntp").size());
}

tntp::Case roads_of(const std::string& files) {
  return tntp::read(files + "_net.tntp", files + "_trips.tntp");
}

/// The published equilibrium: volume and time of each of the file's links, in its order.
struct Published {
  std::vector<double> volume;
  double total = 0.0;
};

Published published(const std::string& files) {
  std::ifstream file(files + "_flow.tntp");
  std::string head;
  std::getline(file, head);
  Published found;
  double from = 0.0;
  double to = 0.0;
  double volume = 0.0;
  double time = 0.0;
  while (file >> from >> to >> volume >> time) {
    found.volume.push_back(volume);
    found.total += volume * time;
  }
  return found;
}

double total_trips(const tntp::Case& roads) {
  double trips = 0.0;
  for (const tntp::Pair& pair : roads.pairs) trips += pair.trips;
  return trips;
}

/// Σ|volume − published| ÷ Σ published.
double misplaced(const tntp::Case& roads, const StaticDays& days, const Published& known) {
  double off = 0.0;
  double sum = 0.0;
  for (std::size_t link = 0; link < roads.links; ++link) {
    off += std::fabs(days.volume()[link] - known.volume[link]);
    sum += known.volume[link];
  }
  return off / sum;
}

void reaches_the_published(const std::string& name, std::uint32_t most_days, std::uint32_t every) {
  const auto files = files_of(name);
  if (!files) return;
  const tntp::Case roads = roads_of(*files);
  const Published known = published(*files);
  REQUIRE(known.volume.size() == roads.links);
  StaticDays days(roads);
  days.until(1e-4, most_days, every);
  const double off = days.total_time() / known.total - 1.0;
  std::cout << fmt::format(
      "{}: {} days, gap {:.2e}, total time {:.0f} against {:.0f} ({:+.3f} %), volumes misplaced "
      "{:.2f} %\n",
      name,
      days.days(),
      days.gap(),
      days.total_time(),
      known.total,
      100.0 * off,
      100.0 * misplaced(roads, days, known));
  CHECK(days.gap() < 1e-4);
  CHECK(std::fabs(off) < 1e-3);
}

}  // namespace

TEST_CASE("learning with BPR times reaches Braess's equilibrium, with the bridge and without",
          "[sim][equilibrium]") {
  const auto files = files_of("Braess-Example/Braess");
  if (!files) return;
  tntp::Case roads = roads_of(*files);
  // Links 1>3 and 4>2 take 10 v, 1>4 and 3>2 take 50 + v, the bridge 3>4 takes 10 + v. Two of six
  // go each way: 10·4 + 50 + 2 = 92 = 40 + 10 + 2 + 40.
  StaticDays with(roads);
  with.until(1e-4, 100, 1);
  CHECK(with.gap() < 1e-4);
  const double each = with.total_time() / 6.0;
  CHECK(each == Approx(92.0).epsilon(1e-3));
  // Without, three go either way: 30 + 53 = 83.
  roads.bpr[3] = {.free = 10'000.0, .b = 0.0};
  roads.network.length[geo::LinkId(3)] = Metres(10'000.0 * tntp::unit_ms / 1000.0);
  StaticDays without(roads);
  without.until(1e-4, 100, 1);
  CHECK(without.gap() < 1e-4);
  CHECK(without.total_time() / 6.0 == Approx(83.0).epsilon(1e-3));
  std::cout << fmt::format(
      "Braess: {} days with the bridge, {:.3f} each; {} without, {:.3f} each\n",
      with.days(),
      each,
      without.days(),
      without.total_time() / 6.0);
}

TEST_CASE("learning with BPR times settles on Sioux Falls, with a steady share it levels off",
          "[sim][equilibrium]") {
  const auto files = files_of("SiouxFalls/SiouxFalls");
  if (!files) return;
  const tntp::Case roads = roads_of(*files);
  CHECK(total_trips(roads) == Approx(360'600.0));
  StaticDays settling(roads);
  settling.until(0.0, 50, 50);
  const double early = settling.gap();
  settling.until(0.0, 300, 300);
  CHECK(settling.gap() < 5e-3);
  // Steps of 1 ÷ day: six times the days, a sixth of the gap.
  CHECK(settling.gap() < early / 4.0);
  CHECK(settling.total_time() == Approx(published(*files).total).epsilon(1e-2));
  StaticDays steady(roads, 0.15);
  steady.until(0.0, 100, 100);
  std::cout << fmt::format(
      "SiouxFalls: gap {:.4f} after 50 days, {:.4f} after 300; {:.4f} after "
      "100 with a steady share\n",
      early,
      settling.gap(),
      steady.gap());
  CHECK(steady.gap() > 2.0 * settling.gap());
}

TEST_CASE("learning with BPR times reaches the published equilibrium of Sioux Falls",
          "[sim][equilibrium][slow]") {
  reaches_the_published("SiouxFalls/SiouxFalls", 20'000, 250);
}

TEST_CASE("learning with BPR times reaches the published equilibrium of Anaheim",
          "[sim][equilibrium][slow]") {
  reaches_the_published("Anaheim/Anaheim", 1'000, 10);
}

TEST_CASE("no route passes through a zone that may not be passed through", "[sim][equilibrium]") {
  // 1 > 2 > 3 takes 2, but 2 is a zone before the first node that may be passed: 1 > 4 > 3
  // takes 20.
  const Folder folder;
  const auto network = [&](int first_through) {
    return "<NUMBER OF ZONES> 3\n<NUMBER OF NODES> 4\n<FIRST THRU NODE> " +
           std::to_string(first_through) +
           "\n<NUMBER OF LINKS> 4\n<END OF METADATA>\n"
           "~ init term capacity length free b power speed toll type ;\n"
           "1 2 1 1 1 0 1 0 0 1 ;\n2 3 1 1 1 0 1 0 0 1 ;\n"
           "1 4 1 1 10 0 1 0 0 1 ;\n4 3 1 1 10 0 1 0 0 1 ;\n";
  };
  const std::string trips = folder.write("trips.tntp",
                                         "<NUMBER OF ZONES> 3\n<END OF METADATA>\n"
                                         "Origin 1\n 2 : 5.0; 3 : 7.0;\n");
  for (const auto& [first_through, total] :
       {std::pair{1, 5.0 * 1.0 + 7.0 * 2.0}, std::pair{4, 5.0 * 1.0 + 7.0 * 20.0}}) {
    const tntp::Case roads = tntp::read(folder.write("net.tntp", network(first_through)), trips);
    StaticDays days(roads);
    days.day();
    CHECK(days.total_time() == Approx(total));
    CHECK(days.gap() == 0.0);
  }
}

TEST_CASE("shares, averages and gaps of learning are as worked out by hand", "[sim][equilibrium]") {
  CHECK(sim::replanning_share(1, 0.15) == 1.0);
  CHECK(sim::replanning_share(4, 0.15) == 0.25);
  CHECK(sim::replanning_share(40, 0.15) == 0.15);
  CHECK(sim::replanning_share(40, 0.0) == 0.025);
  // Half-way after the first day, a third of the way after the second, a fifth from the fourth on.
  CHECK(sim::learnt_ms(1000, 3000, 0) == 2000);
  CHECK(sim::learnt_ms(1000, 4000, 1) == 2000);
  CHECK(sim::learnt_ms(1000, 6000, 3) == 2000);
  CHECK(sim::learnt_ms(6000, 1000, 100) == 5000);
  // (12 − 10) · 3 + 0 over 10 · 3 + 20.
  sim::RelativeGap gap;
  CHECK(gap.value() == 0.0);
  gap.add(12.0, 10.0, 3.0);
  sim::RelativeGap other;
  other.add(20.0, 20.0);
  gap += other;
  CHECK(gap.value() == Approx(6.0 / 50.0));
}

}  // namespace eveil::tests
