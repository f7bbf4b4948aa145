// SPDX-License-Identifier: Apache-2.0
// How long the people of a territory take to make, on how many processor seconds; they are then
// held to their laws.
//
//     benchmark_population TERRITORY [cars an inhabitant, as in the survey]
#include "scenarios/population/population.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "geo/territory.hpp"

using namespace eveil;

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "benchmark_population TERRITORY [cars an inhabitant]\n");
    return 2;
  }
  const auto territory = geo::load_territory(arguments[1]);
  if (!territory) {
    fmt::print(stderr, "{}\n", describe(territory.error()));
    return 1;
  }
  scenarios::PopulationParameters parameters;
  if (count > 2) parameters.cars_per_person = std::strtod(arguments[2], nullptr);
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t busy = std::clock();
  const auto people = scenarios::synthesise(*territory, parameters);
  if (!people) {
    fmt::print(stderr, "{}\n", describe(people.error()));
    return 1;
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  fmt::print("{} people in {} households, {} trips: {:.2f} s, {:.2f} processor s, digest {}\n",
             people->person_count(),
             people->household_count(),
             people->trip_count(),
             elapsed.count(),
             static_cast<double>(std::clock() - busy) / CLOCKS_PER_SEC,
             scenarios::digest_of(*people).substr(0, 12));
  if (const auto lawful = scenarios::check_population(*people, *territory); !lawful) {
    fmt::print(stderr, "{}\n", describe(lawful.error()));
    return 1;
  }
  return 0;
}
