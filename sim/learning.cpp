// SPDX-License-Identifier: Apache-2.0
#include "sim/learning.hpp"

#include <algorithm>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "sim/carry_over.hpp"
#include "sim/learning_rules.hpp"

namespace eveil::sim {

using scenarios::PersonId;
using scenarios::ServiceId;
using scenarios::TripId;

namespace {

constexpr std::size_t search_grain = 256;  // trips that share one search's scratch space
// Routes wait beside the book until they are put into it: not all of a day's at once.
constexpr std::size_t routes_at_once = 256 * search_grain;
constexpr std::int64_t longest_jam_ms =
    std::int64_t{30} * 60'000;      // on one link: nobody waits out a jam twice
constexpr double level_kept = 0.7;  // of older days' weight in a service's level

// Of stated trips only those that cars make need a way.
bool by_stated_road(const scenarios::StatedTrips& stated, TripId trip) {
  if (!stated.any()) return true;
  const scenarios::StatedMode mode = stated.mode[trip];
  return mode == scenarios::StatedMode::car ||
         (mode == scenarios::StatedMode::passenger && stated.travel[trip] < Duration{0});
}

std::vector<TripId> trips_to_route(const World& world,
                                   const ModeChoice& choice,
                                   const Replanning& who,
                                   const RouteBook& routes) {
  std::vector<TripId> trips;
  for (const PersonId person : who.people) {
    const std::uint32_t first = world.population.first_trip_of(person).value;
    for (std::uint32_t row = 0; row < world.population.trip_count_of(person); ++row) {
      const TripId trip(first + row);
      if (!choice.ways().needs_routes(world.tours.tour_of[trip])) continue;
      if (!by_stated_road(world.population.stated, trip)) continue;
      if (who.reroute || !routes.known(trip)) trips.push_back(trip);
    }
  }
  return trips;
}

void find_routes(const World& world,
                 const std::vector<TripId>& trips,
                 StopFlag stop,
                 LearntState& state) {
  std::vector<std::vector<geo::Route>> found((routes_at_once + search_grain - 1) / search_grain);
  for (std::size_t begin = 0; begin < trips.size(); begin += routes_at_once) {
    const std::size_t count = std::min(routes_at_once, trips.size() - begin);
    parallel::for_each_chunk(count, search_grain, [&](std::size_t first, std::size_t last) {
      geo::RoadSearch search(world.graph);
      auto& routes = found[first / search_grain];
      routes.clear();
      for (std::size_t row = first; row < last && !stopped(stop); ++row) {
        const TripId trip = trips[begin + row];
        routes.push_back(search.fastest(world.population.origin_link[trip],
                                        world.population.destination_link[trip],
                                        state.departure[trip],
                                        state.times));
      }
    });
    if (stopped(stop)) return;
    for (std::size_t row = 0; row < count; ++row) {
      state.routes.put(trips[begin + row], found[row / search_grain][row % search_grain].links);
    }
  }
}

void set_departures(const World& world,
                    const ModeChoice& choice,
                    const Knowledge& known,
                    TourId tour,
                    LearntState& state) {
  const std::uint32_t first = world.tours.first_trip[tour].value;
  for (std::uint32_t row = first; row < first + world.tours.trips[tour]; ++row) {
    state.departure[TripId(row)] = choice.departure(TripId(row), state.tour_mode[tour], known);
  }
}

// Modes are those of the plans; only roads are chosen anew.
void keep_stated(const World& world,
                 const ModeChoice& choice,
                 const std::vector<PersonId>& people,
                 LearntState& state) {
  const Knowledge known = knowledge_of(world, state, state.times);
  parallel::for_each_row(people.size(), [&](std::size_t row) {
    const std::uint32_t last = world.tours.first_tour[PersonId(people[row].value + 1)];
    for (std::uint32_t tour_row = world.tours.first_tour[people[row]]; tour_row < last;
         ++tour_row) {
      const TourId tour(tour_row);
      state.tour_mode[tour] = mode_of(world.population.stated.mode[world.tours.first_trip[tour]]);
      set_departures(world, choice, known, tour, state);
    }
  });
}

void choose(const World& world,
            const ModeChoice& choice,
            const std::vector<PersonId>& people,
            LearntState& state) {
  const Knowledge known = knowledge_of(world, state, state.times);
  parallel::for_each_row(people.size(), [&](std::size_t row) {
    std::vector<double> utilities(world.modes.size());
    const std::uint32_t last = world.tours.first_tour[PersonId(people[row].value + 1)];
    for (std::uint32_t tour_row = world.tours.first_tour[people[row]]; tour_row < last;
         ++tour_row) {
      const TourId tour(tour_row);
      choice.tour_utilities(tour, known, utilities);
      state.tour_mode[tour] = best_mode(utilities);
      set_departures(world, choice, known, tour, state);
    }
  });
}

Observed observed(const scenarios::Service& service, const RequestRecord& request) {
  Observed seen;
  seen.requests = 1.0;
  if (request.cause != RefusalCause::none || request.pickup.ms < 0) {
    seen.refusals = 1.0;
    seen.wait_s = service.max_wait.seconds();
    return seen;
  }
  seen.wait_s = (request.pickup - request.request.time).seconds();
  if (request.dropoff.ms < 0 || request.direct_time.ms <= 0) return seen;
  seen.rides = 1.0;
  seen.detour = (request.dropoff - request.pickup).seconds() / request.direct_time.seconds();
  return seen;
}

}  // namespace

Knowledge knowledge_of(const World& world, const LearntState& state, const geo::LinkTimes& times) {
  return {world.network(),
          times,
          state.routes,
          state.departure,
          state.levels,
          world.neighbours,
          world.transit,
          state.parking};
}

std::vector<PersonId> everybody(const World& world) {
  std::vector<PersonId> people;
  people.reserve(world.population.person_count());
  for (const PersonId person : world.population.persons()) people.push_back(person);
  return people;
}

std::vector<PersonId> replanners(const World& world,
                                 std::uint64_t replication,
                                 std::uint32_t day,
                                 double share) {
  std::vector<PersonId> people;
  for (const PersonId person : world.population.persons()) {
    const std::uint64_t name = stable_name({replication, world.population.name[person], day});
    if (Draw(world.scenario.simulation.seed, Purpose::replan, name).uniform() < share) {
      people.push_back(person);
    }
  }
  return people;
}

void replan(const World& world,
            const ModeChoice& choice,
            const Replanning& who,
            LearntState& state) {
  {
    const Stopwatch watch(who.timings, &RunTimings::routing_s);
    find_routes(world, trips_to_route(world, choice, who, state.routes), who.stop, state);
  }
  if (stopped(who.stop)) return;
  const Stopwatch watch(who.timings, &RunTimings::choice_s);
  if (world.population.stated.any()) return keep_stated(world, choice, who.people, state);
  choose(world, choice, who.people, state);
}

void load_stated_routes(const World& world, LearntState& state) {
  const scenarios::StatedTrips& stated = world.population.stated;
  if (!stated.any()) return;
  for (const TripId trip : world.population.person.ids()) {
    const auto route = stated.route[trip];
    if (!route.empty() && route.front() == world.population.origin_link[trip] &&
        route.back() == world.population.destination_link[trip] && passable(world.graph, route)) {
      state.routes.put(trip, route);
    }
  }
}

void learn_from(const World& world,
                const DayOutcome& outcome,
                const geo::LinkTimes& raw,
                LearntState& state) {
  parallel::for_each_row(
      state.times.ms.size(),
      [&](std::size_t cell) {
        const std::int64_t believed =
            geo::least_ms(world.network(), geo::LinkId(cell / slice_count)) + longest_jam_ms;
        const std::int64_t seen = std::min<std::int64_t>(raw.ms[cell], believed);
        state.times.ms[cell] = learnt_ms(state.times.ms[cell], seen, state.days);
      },
      1U << 16U);
  for (const ServiceId service : world.scenario.services.ids()) {
    ServiceLevel& level = state.levels[service.value];
    level.fade(level_kept);
    for (const RequestRecord& request : outcome.services[service.value].requests) {
      if (request.cause == RefusalCause::not_eligible) continue;
      level.observe(world.population.origin_zone[TripId(request.request.trip)],
                    request.request.time,
                    observed(world.scenario.services[service], request));
    }
    level.sum_up();
  }
  state.parking.fade(level_kept);
  for (const ParkedCar& car : outcome.parked) {
    state.parking.observe(car.site, car.arrival, car.lost);
  }
  ++state.days;
}

}  // namespace eveil::sim
