// SPDX-License-Identifier: Apache-2.0
#include "scenarios/parameters.hpp"

namespace eveil::scenarios {

namespace {

using C = ChoiceParameters;
using E = EmissionParameters;

constexpr std::string_view idf =
    "eqasim-java IDFModeParameters, Île-de-France, commit 3e84af72; French, uncalibrated elsewhere";
constexpr std::string_view idf_cost =
    "eqasim-java IDFCostParameters, Île-de-France, commit 3e84af72; French, uncalibrated elsewhere";
constexpr std::string_view corsica =
    "eqasim-java examples, Corsica, commit 27a5e411; by analogy with transit, not estimated";
constexpr std::string_view own = "assumption of this project";

constexpr ParameterFact facts[] = {
    {"choice", "car_constant", "1", -100, 100, "S", idf, "constant of the car", &C::car_constant},
    {"choice", "car_per_min", "1/min", -10, 0, "S", idf, "a minute of driving", &C::car_per_min},
    {"choice",
     "car_access_egress_min",
     "min",
     0,
     60,
     "S",
     idf,
     "walk to and from the car, both ends together, weighted as walking",
     &C::car_access_egress_min},
    {"choice",
     "car_parking_search_min",
     "min",
     0,
     60,
     "S",
     idf,
     "search for a parking place, weighted as driving",
     &C::car_parking_search_min},
    {"choice",
     "car_cost_eur_per_km",
     "EUR/km",
     0,
     100,
     "S",
     idf_cost,
     "cost of driving",
     &C::car_cost_eur_per_km},
    {"choice", "walk_constant", "1", -100, 100, "S", idf, "constant of walking", &C::walk_constant},
    {"choice", "walk_per_min", "1/min", -10, 0, "S", idf, "a minute of walking", &C::walk_per_min},
    {"choice",
     "cost_per_eur",
     "1/EUR",
     -10,
     0,
     "S",
     idf,
     "an euro at the reference distance",
     &C::cost_per_eur},
    {"choice",
     "cost_distance_exponent",
     "1",
     -5,
     5,
     "S",
     idf,
     "exponent of the distance in the weight of cost",
     &C::cost_distance_exponent},
    {"choice",
     "cost_reference_km",
     "km",
     0.001,
     1000,
     "S",
     idf,
     "distance at which cost weighs cost_per_eur",
     &C::cost_reference_km},
    {"choice",
     "service_constant",
     "1",
     -100,
     100,
     "S",
     corsica,
     "constant of every service; each service's own `constant` is added",
     &C::service_constant},
    {"choice",
     "service_ride_per_min",
     "1/min",
     -10,
     0,
     "S",
     corsica,
     "a minute in a service's vehicle",
     &C::service_ride_per_min},
    {"choice",
     "service_wait_per_min",
     "1/min",
     -10,
     0,
     "S",
     corsica,
     "a minute of waiting for a service",
     &C::service_wait_per_min},
    {"choice", "walk_speed_m_s", "m/s", 0.1, 5, "A", own, "speed of walking", &C::walk_speed_m_s},
    {"choice",
     "walk_detour",
     "1",
     1,
     5,
     "A",
     "convention of the field: 1.3 × the straight line",
     "walked distance over the straight line",
     &C::walk_detour},
    {"choice",
     "walk_longest_km",
     "km",
     0,
     100,
     "A",
     own,
     "a refused traveller walks no further than this, along the way walked",
     &C::walk_longest_km},
    {"choice",
     "service_prior_weight",
     "requests",
     0,
     1e6,
     "A",
     own,
     "requests that a service's promise counts for before it is tried",
     &C::service_prior_weight},
    {"choice",
     "stranded_utility",
     "1",
     -1e6,
     0,
     "A",
     own,
     "utility of an alternative that leaves somebody without a way home",
     &C::stranded_utility},
    {"emissions",
     "car_co2_g_per_km",
     "g/km",
     0,
     10000,
     "C",
     "HBEFA 4 through SUMO 1.28, petrol car Euro 5 at a steady 30 km/h on the flat; idling not "
     "added",
     "CO2 of a car from tank to wheel, by vehicle-km",
     &E::car_co2_g_per_km},
    {"emissions",
     "service_co2_g_per_km",
     "g/km",
     0,
     10000,
     "C",
     "HBEFA 4 through SUMO 1.28, diesel light commercial vehicle N1-III Euro 6ab at a steady "
     "30 km/h on the flat; idling not added",
     "CO2 of a service's vehicle, by vehicle-km, empty included",
     &E::service_co2_g_per_km},
};

}  // namespace

std::span<const ParameterFact> parameter_facts() { return facts; }

double value_of(const Scenario& scenario, const ParameterFact& fact) {
  if (const auto* field = std::get_if<double C::*>(&fact.field)) return scenario.choice.*(*field);
  return scenario.emissions.*std::get<double E::*>(fact.field);
}

double& value_of(Scenario& scenario, const ParameterFact& fact) {
  if (const auto* field = std::get_if<double C::*>(&fact.field)) return scenario.choice.*(*field);
  return scenario.emissions.*std::get<double E::*>(fact.field);
}

}  // namespace eveil::scenarios
