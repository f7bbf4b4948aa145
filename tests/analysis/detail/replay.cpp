// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/replay.hpp"

#include <catch2/catch.hpp>
#include <utility>

#include "analysis/detail/ways.hpp"
#include "tests/analysis/written_day.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;
using eveil::tests::written_day;

namespace {

std::string write(const Scratch& scratch, const SmallRun& run, const sim::RequestBatch& requests) {
  return written_day(run, run.options(scratch / "run.h5"), [&](sim::Sink& sink) {
    sink.take(run.trips());
    sink.take(requests);
  });
}

Geography places_of(const std::string& file) {
  const auto run = output::open_run(file);
  REQUIRE(run);
  auto places = read_geography(*run);
  REQUIRE(places);
  return std::move(*places);
}

Replay replay_of(const std::string& file, const std::string& service) {
  auto replay = read_replay(file, service, places_of(file));
  INFO((replay ? "" : describe(replay.error())));
  REQUIRE(replay);
  return std::move(*replay);
}

}  // namespace

TEST_CASE("a vehicle moves from stop to stop, with whom it has on board",
          "[analysis][detail][replay]") {
  //     A----B----C      a rider from the end of AB to the end of BC, then one from CB to AB
  const Scratch scratch("replay");
  const SmallRun run;
  sim::RequestBatch batch = run.requests();
  sim::RequestRecord second = batch.rows[0];
  second.request.time = time_of_day(9);
  second.request.from = run.small.drawn.link("CB");
  second.request.to = run.small.drawn.link("BA");
  second.promised_pickup = second.pickup = time_of_day(9, 5);
  second.dropoff = time_of_day(9, 7);
  batch.rows.push_back(second);
  const Replay replay = replay_of(write(scratch, run, batch), "navette");
  CHECK(replay.along_roads);
  REQUIRE(replay.vehicles.size() == 1);
  const std::vector<Move>& moves = replay.vehicles.front();
  REQUIRE(moves.size() == 3);
  // 08:02 to 08:04 with one on board from B to C.
  CHECK(moves[0].from_s == 8 * 3600 + 120);
  CHECK(moves[0].to_s == 8 * 3600 + 240);
  CHECK(moves[0].on_board == 1);
  const Geography places = places_of((scratch / "run.h5").string());
  CHECK(moves[0].path.front() == places.roads[0].points.back());
  CHECK(moves[0].path.back() == places.roads[1].points.back());
  // Empty it stands until somebody asks at 09:00, and is there at 09:05.
  CHECK(moves[1].from_s == 9 * 3600);
  CHECK(moves[1].to_s == 9 * 3600 + 300);
  CHECK(moves[1].on_board == 0);
  CHECK(moves[2].on_board == 1);
  // One waits from 08:01 to 08:02, one is refused at 08:02, one waits from 09:00 to 09:05.
  REQUIRE(replay.askings.size() == 3);
  CHECK(replay.askings[0].to_s - replay.askings[0].from_s == 60.0);
  CHECK(replay.askings[1].refused);
  CHECK_FALSE(replay.askings[2].refused);
}

TEST_CASE("a vehicle with two riders carries both until one leaves", "[analysis][detail][replay]") {
  const Scratch scratch("replay-two");
  const SmallRun run;
  sim::RequestBatch batch = run.requests();
  // The second boards at 08:03, while the first is on board from 08:02 to 08:04, and leaves at
  // 08:06.
  sim::RequestRecord second = batch.rows[0];
  second.promised_pickup = second.pickup = time_of_day(8, 3);
  second.dropoff = time_of_day(8, 6);
  batch.rows.push_back(second);
  const Replay replay = replay_of(write(scratch, run, batch), "navette");
  REQUIRE(replay.vehicles.size() == 1);
  std::vector<int> on_board;
  for (const Move& move : replay.vehicles.front()) on_board.push_back(move.on_board);
  CHECK(on_board == std::vector<int>{1, 2, 1});
}

TEST_CASE("between two links the way is the fastest at free speed, not the shortest",
          "[analysis][detail][ways]") {
  //     X-A goes in; from A to B the slow street of 1 km, or the fast road by C of 2 km:
  //
  //     X----A---------B----Y      AB 1 km at 10 km/h: 360 s
  //           \       /            AC, CB 1 km each at 50 km/h: 144 s
  //            \--C--/
  Geography places;
  places.roads = {{"residential", {{-1, 0}, {0, 0}}},
                  {"residential", {{0, 0}, {1000, 0}}},
                  {"primary", {{0, 0}, {500, -800}}},
                  {"primary", {{1000, 0}, {500, -800}}},  // drawn against its direction
                  {"residential", {{1000, 0}, {1001, 0}}}};
  places.road_of_link = {0, 1, 2, 3, 4};
  const Ways ways = Ways::of({{0, 1, {-1, 0}, {0, 0}, 1.0, 10.0},
                              {1, 2, {0, 0}, {1000, 0}, 1000.0, 10.0 / 3.6},
                              {1, 3, {0, 0}, {500, -800}, 1000.0, 50.0 / 3.6},
                              {3, 2, {500, -800}, {1000, 0}, 1000.0, 50.0 / 3.6},
                              {2, 4, {1000, 0}, {1001, 0}, 1.0, 10.0}},
                             places);
  const std::vector<Point> path = ways.between(0, 4);
  const std::vector<Point> expected = {
      {0, 0}, {0, 0}, {500, -800}, {500, -800}, {1000, 0}, {1000, 0}, {1001, 0}, {1001, 0}};
  CHECK(path == expected);
  // Nothing leads back: the straight line.
  CHECK(ways.between(4, 0) == std::vector<Point>{{1001, 0}, {0, 0}});
}
