// SPDX-License-Identifier: Apache-2.0
#include "output/state_file.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "geo/base/file.hpp"
#include "geo/store/file.hpp"
#include "output/digest.hpp"
#include "output/run_writer.hpp"
#include "tests/output/small_run.hpp"

using namespace eveil;
using namespace eveil::output;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;

namespace {

namespace fs = std::filesystem;

/// Learnt on A----B----C by three people of two trips each; only the first knows routes.
sim::LearntState state_of(const SmallRun& run) {
  const geo::Network& network = run.small.territory.network;
  sim::LearntState state;
  state.seed = 42;
  state.sample = 0.25;
  state.days = 2;
  state.territory_digest = "t";
  state.scenario_digest = "s";
  state.modes = run.world->modes;
  state.times = geo::LinkTimes::free_flow(network);
  for (const geo::LinkId link : network.from.ids()) {
    state.free_ms.push_back(geo::free_flow_ms(network, link));
  }
  state.times.at(geo::LinkId(std::size_t{2}), 20) = 123'456;
  sim::ServiceLevel level("navette", 1);
  level.observe(geo::ZoneId(std::size_t{0}), time_of_day(8), {1.0, 60.0, 0.5, 2.0, 2.5});
  level.sum_up();
  state.departure = run.small.people.departure;
  state.parking = sim::ParkingLevel(1);
  state.parking.observe(geo::SiteId(std::size_t{0}), time_of_day(8), seconds(90));
  state.levels = {level};
  state.tour_mode = Column<sim::TourId, sim::Mode>(std::vector<sim::Mode>{0, 2, sim::no_mode});
  state.routes = sim::RouteBook(6);
  state.routes.put(scenarios::TripId(std::size_t{0}), run.small.drawn.route("AB BC"));
  state.routes.put(scenarios::TripId(std::size_t{1}), run.small.drawn.route("CB BA"));
  state.background_names = {11, 12};
  state.background_routes = {{}, run.small.drawn.route("AB BC")};
  state.convergence = {run.convergence(1), run.convergence(2)};
  state.convergence[1].forked = true;
  return state;
}

Expected<void> save(const sim::LearntState& state, const fs::path& path) {
  return save_state(state, path, store::Existing::replace, {});
}

std::string refusal(const fs::path& path, const geo::Network& network) {
  const auto loaded = load_state(path, network);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().kind == ErrorKind::bad_input);
  std::string message = describe(loaded.error());
  CHECK(message.find(path.filename().string()) != std::string::npos);
  return message;
}

}  // namespace

TEST_CASE("a learnt state comes back as it was saved", "[output][state]") {
  const Scratch scratch("state");
  const SmallRun run;
  const sim::LearntState saved = state_of(run);
  REQUIRE(save(saved, scratch / "base.state"));
  const auto loaded = load_state(scratch / "base.state", run.small.territory.network);
  REQUIRE(loaded);
  const sim::LearntState& state = loaded->state;
  CHECK(state.seed == 42);
  CHECK(state.sample == 0.25);
  CHECK(state.days == 2);
  CHECK(state.territory_digest == "t");
  CHECK(state.scenario_digest == "s");
  CHECK(state.modes == saved.modes);
  CHECK(state.times.ms == saved.times.ms);
  CHECK(state.tour_mode.raw() == saved.tour_mode.raw());
  REQUIRE(state.levels.size() == 1);
  CHECK(state.levels[0].service == "navette");
  const sim::Observed& seen = state.levels[0].at(geo::ZoneId(std::size_t{0}), 5);
  CHECK(seen.wait_s == 60.0);
  CHECK(seen.detour == 2.5);
  CHECK(state.levels[0].total().requests == 1.0);
  CHECK(state.parking.hours()[5].lost_s == 90.0);
  CHECK(state.departure.raw() == saved.departure.raw());
  CHECK(state.routes.first() == saved.routes.first());
  CHECK(state.routes.length() == saved.routes.length());
  CHECK(state.routes.links() == saved.routes.links());
  CHECK(state.free_ms == saved.free_ms);
  CHECK(state.background_names == saved.background_names);
  CHECK(state.background_routes == saved.background_routes);
  REQUIRE(state.convergence.size() == 2);
  CHECK(state.convergence[1].day == 2);
  CHECK(state.convergence[1].forked);
  CHECK(state.convergence[1].route_gap == saved.convergence[1].route_gap);
  CHECK(state.convergence[1].mode_share == saved.convergence[1].mode_share);
  CHECK(state.convergence[1].quality.link_entries == 7);
  CHECK(loaded->digest == *digest_of(scratch / "base.state"));
}

TEST_CASE("how late buses were comes back to the millisecond, where any were on the road",
          "[output][state][buses]") {
  const Scratch scratch("state-buses");
  const SmallRun run;
  sim::LearntState state = state_of(run);
  REQUIRE(save(state, scratch / "without.state"));
  const auto file = store::File::open(scratch / "without.state");
  REQUIRE(file);
  CHECK_FALSE(file->root().open("convergence")->has("buses"));

  sim::TransitQuality& transit = state.convergence[1].transit;
  transit.buses = 1823;
  transit.bus_stops = 35'677;
  transit.bus_late_ms = 12'345'678'901;
  transit.bus_latest_ms = 4'567'891;
  REQUIRE(save(state, scratch / "with.state"));
  const auto loaded = load_state(scratch / "with.state", run.small.territory.network);
  REQUIRE(loaded);
  const auto& days = loaded->state.convergence;
  CHECK(days[0].transit.bus_late_ms == 0);
  CHECK(std::isnan(days[0].transit.mean_late_s()));
  CHECK(days[1].transit.buses == transit.buses);
  CHECK(days[1].transit.bus_stops == transit.bus_stops);
  CHECK(days[1].transit.bus_late_ms == transit.bus_late_ms);
  CHECK(days[1].transit.bus_latest_ms == transit.bus_latest_ms);
}

TEST_CASE("the gap of background routes comes back, and is there only where a day has one",
          "[output][state]") {
  const Scratch scratch("state-background");
  const SmallRun run;
  sim::LearntState state = state_of(run);
  const auto column = [&] {
    REQUIRE(save(state, scratch / "a.state"));
    const auto file = store::File::open(scratch / "a.state");
    REQUIRE(file);
    return file->root().open("convergence")->has("background_route_gap");
  };
  CHECK_FALSE(column());
  state.convergence[1].background_route_gap = 0.25;
  CHECK(column());
  const auto loaded = load_state(scratch / "a.state", run.small.territory.network);
  REQUIRE(loaded);
  CHECK(std::isnan(loaded->state.convergence[0].background_route_gap));
  CHECK(loaded->state.convergence[1].background_route_gap == 0.25);
}

TEST_CASE("equal states have equal digests, other ones others", "[output][state]") {
  const Scratch scratch("state-digest");
  const SmallRun run;
  sim::LearntState state = state_of(run);
  REQUIRE(save(state, scratch / "a.state"));
  REQUIRE(save(state, scratch / "b.state"));
  ++state.times.at(geo::LinkId(std::size_t{0}), 107);
  REQUIRE(save(state, scratch / "c.state"));
  CHECK(*digest_of(scratch / "a.state") == *digest_of(scratch / "b.state"));
  CHECK(*digest_of(scratch / "a.state") != *digest_of(scratch / "c.state"));
}

TEST_CASE("a state that is foreign, cut or of another network is refused", "[output][state]") {
  const Scratch scratch("state-bad");
  const SmallRun run;
  const geo::Network& network = run.small.territory.network;
  CHECK(refusal(scratch / "missing.state", network).find("cannot be opened") != std::string::npos);

  auto writer = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE(writer);
  run.hand_over_day(**writer, 1);
  REQUIRE((*writer)->finish());
  CHECK(refusal(scratch / "run.h5", network).find("not a learnt state") != std::string::npos);

  REQUIRE(save(state_of(run), scratch / "base.state"));
  const auto whole = read_text_file(scratch / "base.state", 100'000'000);
  REQUIRE(whole);
  std::ofstream(scratch / "cut.state", std::ios::binary) << whole->substr(0, whole->size() / 2);
  refusal(scratch / "cut.state", network);

  const tests::AsciiNetwork other = tests::network_of("A----B\nA-B 500 m 36 km/h\n");
  CHECK(refusal(scratch / "base.state", other.network).find("another territory") !=
        std::string::npos);
}

TEST_CASE("a state whose times or routes cannot be is refused", "[output][state]") {
  const Scratch scratch("state-wrong");
  const SmallRun run;
  const geo::Network& network = run.small.territory.network;
  sim::LearntState state = state_of(run);
  SECTION("faster than the empty link") { state.times.at(geo::LinkId(std::size_t{1}), 3) = 1; }
  SECTION("a link that isn't there") {
    state.routes.put(scenarios::TripId(std::size_t{2}), std::vector{geo::LinkId(std::size_t{99})});
  }
  SECTION("a jump") {
    // AB, then CB, which starts at C.
    state.routes.put(scenarios::TripId(std::size_t{2}), run.small.drawn.route("AB CB"));
  }
  SECTION("a background vehicle that jumps") {
    state.background_routes[1] = run.small.drawn.route("AB CB");
  }
  SECTION("a background vehicle without a route of its own") { state.background_routes.pop_back(); }
  SECTION("a route outside the list") {
    state.routes = sim::RouteBook({0, 7}, {1, 1}, run.small.drawn.route("AB"));
  }
  REQUIRE(save(state, scratch / "base.state"));
  refusal(scratch / "base.state", network);
}
