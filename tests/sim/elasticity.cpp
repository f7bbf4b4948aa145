// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "sim/run.hpp"
#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::tests;
using scenarios::Change;
using scenarios::ChangeTarget;

namespace {

// A road of 6 km; places a kilometre apart.
const char* const road = R"(
A----B----C----D----E----F----G
A-B 1000 m 50 km/h
B-C 1000 m 50 km/h
C-D 1000 m 50 km/h
D-E 1000 m 50 km/h
E-F 1000 m 50 km/h
F-G 1000 m 50 km/h
)";

struct Made {
  double car_km = 0.0;
  double car_trips = 0.0;
};

class Counted : public sim::Sink {
 public:
  void begin_day(std::uint32_t) override {}
  void take(sim::Batch batch) override {
    const auto* trips = std::get_if<std::vector<sim::TripRow>>(&batch);
    if (trips == nullptr) return;
    made = {};
    for (const sim::TripRow& trip : *trips) {
      if (trip.mode != sim::mode_car || trip.status != sim::TripStatus::done) continue;
      made.car_km += trip.distance.value / 1000.0;
      made.car_trips += 1.0;
    }
  }
  void end_day(sim::DayUse /*use*/) override {}
  void convergence(const sim::ConvergenceRow&) override {}

  Made made;
};

// 4000 people with a car, who go 1 to 5 km.
void fill(SmallWorld& small) {
  constexpr const char* homes[] = {"AB", "BC", "CD"};
  constexpr const char* aways[] = {"CD", "DE", "EF", "FG"};
  PeopleMaker maker;
  for (int person = 0; person < 4000; ++person) {
    const char* home = homes[person % 3];
    const char* away = aways[person % 4];
    if (std::string(home) == away) away = "FG";
    maker.commuter(small.territory.network,
                   small.drawn.link(home),
                   small.drawn.link(away),
                   time_of_day(6 + person % 5, person % 60),
                   time_of_day(14 + person % 6, person % 60),
                   true);
  }
  small.people = maker.people;
  small.scenario.simulation.days = 4;
  small.scenario.simulation.fork_days = 2;
  small.scenario.simulation.average_days = 1;
}

Made forked(SmallWorld& small, const sim::LearntState& state, double fuel) {
  Change change;
  change.target = ChangeTarget::fuel_price;
  change.amount = fuel;
  small.scenario.changes = {change};
  Counted counted;
  sim::RunControl control;
  control.replication = 1;
  REQUIRE(sim::fork(small.world(), state, control, &counted).has_value());
  return counted.made;
}

}  // namespace

TEST_CASE("dearer fuel takes cars off the road, a little", "[sim][elasticity][slow]") {
  SmallWorld small(road);
  fill(small);
  const auto state = sim::learn(small.world(), {}, nullptr);
  REQUIRE(state.has_value());
  const Made base = forked(small, *state, 1.0);
  const Made tenth = forked(small, *state, 1.1);
  const Made twice = forked(small, *state, 2.0);
  REQUIRE(base.car_trips > 1000.0);
  // Short-term elasticities of car traffic to the price of fuel lie about -0.1, to -0.5 at most:
  // 10 % more may cost between nothing and 5 % of the kilometres, 100 % more up to half.
  INFO("car-km " << base.car_km << ", fuel +10 %: " << tenth.car_km << ", +100 %: " << twice.car_km
                 << "; car trips " << base.car_trips << ", " << tenth.car_trips << ", "
                 << twice.car_trips);
  CHECK(tenth.car_km < base.car_km);
  CHECK(tenth.car_km > 0.95 * base.car_km);
  CHECK(twice.car_km < tenth.car_km);
  CHECK(twice.car_km > 0.5 * base.car_km);
  CHECK(twice.car_trips < tenth.car_trips);
  CHECK(tenth.car_trips <= base.car_trips);
}
