// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/tastes.hpp"

#include "geo/base/math.hpp"
#include "geo/base/random.hpp"

namespace eveil::sim {

namespace {

std::string nest_of(const scenarios::Service& service) {
  switch (service.nest) {
    case scenarios::Nest::collective:
      return "collective";
    case scenarios::Nest::car:
      return "car";
    case scenarios::Nest::bicycle:
      return "bicycle";
    case scenarios::Nest::walk:
      return "walk";
    case scenarios::Nest::own:
      return "service " + service.name;
  }
  return "";
}

}  // namespace

std::vector<std::string> nest_names(const scenarios::Scenario& scenario) {
  std::vector<std::string> names = {"car", "walk", "bicycle", "passenger", "collective"};
  for (const scenarios::Service& service : scenario.services) names.push_back(nest_of(service));
  return names;
}

double nest_term(Draw& draw, double nest_parameter) {
  if (nest_parameter >= 1.0) return 0.0;
  constexpr double pi = 3.141592653589793;
  const double angle = pi * draw.open_uniform();
  const double exponential = -math::log(draw.open_uniform());
  const double rest = 1.0 - nest_parameter;
  return nest_parameter * math::log(math::sin(nest_parameter * angle)) -
         math::log(math::sin(angle)) +
         rest * (math::log(math::sin(rest * angle)) - math::log(exponential));
}

Tastes::Tastes(const scenarios::Population& population,
               const scenarios::Scenario& scenario,
               const Tours& tours,
               std::uint64_t replication)
    : population_(&population),
      tours_(&tours),
      seed_(scenario.simulation.seed),
      nest_parameter_(scenario.choice.nest_parameter),
      replication_(replication) {
  for (const std::string& name : mode_names(scenario)) mode_hash_.push_back(stable_name(name));
  for (const std::string& name : nest_names(scenario)) nest_hash_.push_back(stable_name(name));
}

double Tastes::of(TourId tour, Mode mode) const {
  const std::uint64_t person = population_->name[tours_->person[tour]];
  const std::uint64_t number = tours_->number[tour];
  Draw alone(seed_, Purpose::taste, stable_name({replication_, person, number, mode_hash_[mode]}));
  Draw shared(seed_, Purpose::nest, stable_name({replication_, person, number, nest_hash_[mode]}));
  return nest_term(shared, nest_parameter_) + nest_parameter_ * alone.gumbel();
}

}  // namespace eveil::sim
