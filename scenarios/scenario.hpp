// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/index.hpp"
#include "scenarios/background.hpp"
#include "scenarios/changes.hpp"
#include "scenarios/services/service.hpp"

namespace eveil::scenarios {

/// How long and how exactly a scenario is simulated.
struct Simulation {
  std::uint64_t seed = 1;
  double sample = 1.0;
  std::uint32_t days = 10;         ///< days of learning
  std::uint32_t fork_days = 10;    ///< days after a replication's fork
  std::uint32_t average_days = 5;  ///< the observation is the mean of the last ones
  double relative_gap = 0.0;       ///< learning ends once the gaps are down to it; 0: after `days`
  Duration turn_away_after = seconds(120);  ///< before a full road; 0: nobody turns away
  double replan_share = 0.15;               ///< share of people who choose anew each day
  double flow_factor = 0.0;                 ///< 0: the sample
  double storage_factor = 0.0;              ///< 0: sample^storage_exponent
  double storage_exponent = 0.75;
  bool buses_on_road = false;  ///< those whose lines the roads carry; else all keep the timetable
};

/// Where the people come from; of synthetic ones what they are like, where the defaults don't suit
/// the territory.
struct PopulationOptions {
  std::string plans;  ///< file of explicit persons with their plans; empty: people are made up
  double cars_per_person = 0.0;  ///< of all ages; 0: as in the survey, which is French
};

/// Coefficients of the choice between modes; the defaults are French, their constants calibrated on
/// one city. \source scenarios/parameters.cpp, value by value.
struct ChoiceParameters {
  double car_constant = -1.4;
  double car_per_min = -0.06;
  double car_access_egress_min = 4.0;   ///< walk at both ends, weighted as walking
  double car_parking_search_min = 4.0;  ///< weighted as driving
  double car_cost_eur_per_km = 0.15;    ///< fuel included
  double car_fuel_l_per_100km = 7.0;
  double fuel_price_eur_per_l = 1.75;
  double walk_constant = 1.43;
  double walk_per_min = -0.15;
  double bicycle_constant = -2.5;
  double bicycle_per_min = -0.05;
  double bicycle_per_year_over_18 = -0.0496;
  double bicycle_km_h = 15.0;
  double bicycle_detour = 1.3;
  double passenger_constant = -3.3;
  double passenger_per_min = -0.06;
  double transit_constant = -1.2;
  double transit_in_vehicle_per_min = -0.017;
  double transit_wait_per_min = -0.0484;
  double transit_walk_per_min = -0.0804;  ///< to, between and from stops
  double transit_per_transfer = -0.17;
  double nest_parameter = 0.5;  ///< 1: alternatives of a nest are as different as any others
  double cost_per_eur = -0.206;
  double cost_distance_exponent = -0.4;
  double cost_reference_km = 40.0;
  double service_constant = -1.2;
  double service_ride_per_min = -0.017;
  double service_wait_per_min = -0.0484;
  double walk_speed_m_s = 1.2;
  double walk_detour = 1.3;
  double walk_longest_km = 6.0;        ///< a fallback walk is no longer than this
  double service_prior_weight = 10.0;  ///< requests that a service's promise counts for
  double stranded_utility = -10.0;     ///< of an alternative whose way home fails
};

/// Defaults' sources: scenarios/parameters.cpp.
struct EmissionParameters {
  double car_co2_g_per_km = 191.68;      ///< tank to wheel
  double service_co2_g_per_km = 284.14;  ///< tank to wheel
  /// By passenger-km, upstream of the tank included: never added to the two above.
  double bus_co2e_g_per_pkm = 113.5;
  double tram_co2e_g_per_pkm = 3.8;
  double metro_co2e_g_per_pkm = 4.2;
  double rail_co2e_g_per_pkm = 22.9;
  double diesel_share = 0.5;  ///< of cars
  double petrol_mj_per_kg = 44.3;
  double diesel_mj_per_kg = 43.0;
  /// Use and making: another measure than those above.
  double car_life_cycle_g_per_km = 217.6;
  double service_life_cycle_g_per_km = 322.56;
  double bus_life_cycle_g_per_pkm = 122.42;
  double tram_life_cycle_g_per_pkm = 4.28;
  double metro_life_cycle_g_per_pkm = 4.44;
  double rail_life_cycle_g_per_pkm = 27.69;
};

/// What driving costs others, by vehicle-km.
struct ExternalCostParameters {
  double all_eur_per_km = 0.192;
  double accidents_eur_per_km = 0.072;
  double congestion_eur_per_km = 0.0672;
  double climate_eur_per_km = 0.0192;
  double air_eur_per_km = 0.0112;
  double noise_eur_per_km = 0.0096;
};

/// What public transport costs, and how far people walk to it.
struct TransitParameters {
  double fare_eur = 1.8;     ///< a trip, changes included, for who has no pass
  double pass_share = 0.3;   ///< share of people who have a pass and pay nothing a trip
  double access_m = 1000.0;  ///< stops so far away, straight, are walked to
};

/// What happens where a generator's places are full.
struct ParkingParameters {
  double walk_m = 500.0;           ///< straight: other generators' places so near are taken
  double street_search_min = 5.0;  ///< until a place in the street is found
};

struct OutputOptions {
  std::uint32_t record_days = 1;  ///< the last ones whose rows are in the result
  bool events = false;            ///< of the recorded days
};

/// What `scenario.toml` says, after `base`, `--set` and defaults: a plain value.
struct Scenario {
  std::string file;            ///< the toml, for messages
  std::string territory_file;  ///< resolved path of territory.toml
  std::string name;            ///< the file's stem
  Simulation simulation;
  PopulationOptions population;
  ChoiceParameters choice;
  EmissionParameters emissions;
  ExternalCostParameters external_costs;
  TransitParameters transit;
  ParkingParameters parking;
  OutputOptions output;
  Column<ServiceId, Service> services;
  std::vector<Change> changes;  ///< in the order of the file
  std::vector<BackgroundFlow> background;
  std::vector<std::string> base_files;  ///< what it extends, nearest first
};

/// Cost of driving a kilometre at a time of day, after the changes of fuel price and cost of the
/// car: a change of the fuel price moves the fuel's share of `car_cost_eur_per_km` only.
double car_cost_eur_per_km(const Scenario& scenario, TimeOfDay time);

/// What a trip by public transport costs who has no pass, at a time of day, after the changes.
double transit_fare_eur(const Scenario& scenario, TimeOfDay time);

/// SHA-256 over every value of the scenario (files' names left out), for results and pairing.
std::string digest_of(const Scenario& scenario);

}  // namespace eveil::scenarios
