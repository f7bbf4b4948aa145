// SPDX-License-Identifier: Apache-2.0
#include "scenarios/parameters.hpp"

namespace eveil::scenarios {

namespace {

using C = ChoiceParameters;
using E = EmissionParameters;
using X = ExternalCostParameters;
using T = TransitParameters;
using P = ParkingParameters;

/// The struct of a scenario that a field belongs to.
template <class Whole>
auto& part(Whole& scenario, double C::*) {
  return scenario.choice;
}
template <class Whole>
auto& part(Whole& scenario, double E::*) {
  return scenario.emissions;
}
template <class Whole>
auto& part(Whole& scenario, double X::*) {
  return scenario.external_costs;
}
template <class Whole>
auto& part(Whole& scenario, double T::*) {
  return scenario.transit;
}
template <class Whole>
auto& part(Whole& scenario, double P::*) {
  return scenario.parking;
}

}  // namespace

double value_of(const Scenario& scenario, const ParameterFact& fact) {
  return std::visit([&](auto field) { return part(scenario, field).*field; }, fact.field);
}

double& value_of(Scenario& scenario, const ParameterFact& fact) {
  return std::visit([&](auto field) -> double& { return part(scenario, field).*field; },
                    fact.field);
}

}  // namespace eveil::scenarios
