// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>
#include <utility>

#include "scenarios/parameters.hpp"
#include "scenarios/read/key_tables.hpp"

namespace eveil::scenarios {

namespace {

using T = KeyType;
constexpr TomlFile scenario = TomlFile::scenario;

// clang-format off
std::vector<Key> plain_keys() {
  return {
      {scenario, "", "territory", T::path, "", 0, 0, "required", "The territory's file."},
      {scenario, "", "base", T::path, "", 0, 0, "none",
       "A scenario that this one extends: only what differs is stated."},
      {scenario, "", "simulation", T::section, "", 0, 0, "defaults", "How it is simulated."},
      {scenario, "", "choice", T::section, "", 0, 0, "defaults", "Coefficients of mode choice."},
      {scenario, "", "emissions", T::section, "", 0, 0, "defaults", "Emission factors."},
      {scenario, "", "external_costs", T::section, "", 0, 0, "defaults",
       "What driving costs others."},
      {scenario, "", "transit", T::section, "", 0, 0, "defaults", "Fares, passes, ways to stops."},
      {scenario, "", "parking", T::section, "", 0, 0, "defaults", "Where a generator is full."},
      {scenario, "", "output", T::section, "", 0, 0, "defaults", "What is written."},
      {scenario, "", "service", T::sections, "", 0, 0, "none", "Mobility services."},
      {scenario, "", "change", T::sections, "", 0, 0, "none",
       "What a policy or an operator changes on roads, in transit and in prices."},
      {scenario, "", "background", T::sections, "", 0, 0, "none",
       "Traffic that isn't modelled person by person."},
      {scenario, "", "rules", T::later, "", 0, 0, "", "a territory's own rules"},
      {scenario, "", "population", T::section, "", 0, 0, "defaults", "What people are like."},
  };
}

std::vector<Key> simulation_keys() {
  return {
      {scenario, "simulation", "seed", T::whole, "", 0, 9.2e18, "1",
       "Fixes the population: homes, chains, places."},
      {scenario, "simulation", "sample", T::number, "1", 1e-6, 1, "1",
       "Share of the population that is simulated."},
      {scenario, "simulation", "days", T::whole, "days", 1, 10000, "10", "Days of learning."},
      {scenario, "simulation", "fork_days", T::whole, "days", 1, 10000, "10",
       "Days after a replication's fork."},
      {scenario, "simulation", "average_days", T::whole, "days", 1, 10000, "5",
       "The observation is the mean of the last ones; at most `fork_days`, also where not "
       "stated."},
      {scenario, "simulation", "relative_gap", T::number, "1", 0, 1, "0",
       "Learning ends once the gaps of routes, of background traffic too, and of choices are down to "
       "it, after `days` at the latest; 0: after `days`."},
      {scenario, "simulation", "replan_share", T::number, "1", 0, 1, "0.15",
       "Share of people who choose anew each day."},
      {scenario, "simulation", "turn_away_after", T::duration, "s", 0, 86400, "2 min",
       "Who is first before a full road for so long takes another way, and looks again as much later; 0: nobody does."},
      {scenario, "simulation", "flow_factor", T::number, "1", 0, 10, "0",
       "Factor on the flow capacity of links; 0: the sample."},
      {scenario, "simulation", "storage_factor", T::number, "1", 0, 10, "0",
       "Factor on the storage of links; 0: sample ^ storage_exponent."},
      {scenario, "simulation", "storage_exponent", T::number, "1", 0, 1, "0.75",
       "Exponent of the sample in the storage of links."},
      {scenario, "simulation", "buses_on_road", T::flag, "", 0, 0, "false",
       "Whether buses drive on the roads with the cars and are late where these are jammed; else, and where no "
       "way on the roads is found, they keep their timetable."},
      {scenario, "simulation", "resample_population", T::later, "", 0, 0, "",
       "a new population a replication"},
      {scenario, "population", "plans", T::path, "", 0, 0, "none",
       "MATSim's plans, `.xml` or `.xml.gz`, places in the territory's CRS: explicit persons whose "
       "modes and routes are kept; simulation.sample is the share of people that they stand for."},
      {scenario, "population", "cars_per_person", T::number, "1", 0, 1, "0",
       "Cars an inhabitant of any age; 0: as in the French survey, about 0.57."},
      {scenario, "population", "car_given_licence", T::gone, "", 0, 0, "",
       "write `cars_per_person`, cars an inhabitant: the share of licence holders who have a car "
       "times the share of inhabitants with a licence"},
      {scenario, "population", "persons", T::later, "", 0, 0, "", "persons from files"},
      {scenario, "output", "record_days", T::whole, "days", 1, 366, "1",
       "The last days of a run whose rows are in the result, at most the days of the run; more than "
       "one: `/trips/by_day` and so on, beside the last day's tables."},
      {scenario, "output", "events", T::flag, "", 0, 0, "false",
       "Whether every event of the recorded days is recorded; the last day's in `/events`."},
  };
}

std::vector<Key> service_keys() {
  const std::string s = "service";
  return {
      {scenario, s, "name", T::text, "", 0, 0, "required",
       "Unique name, also of its mode: letters, digits, `-` and `_`."},
      {scenario, s, "kind", T::word, "", 0, 0, "on_demand", "on_demand.", {"on_demand"}},
      {scenario, s, "area", T::path, "", 0, 0, "or `zones`",
       "A vector file with the polygons in which rides start and end."},
      {scenario, s, "zones", T::texts, "", 0, 0, "or `area`",
       "Codes of the zones in which rides start and end."},
      {scenario, s, "vehicles", T::whole, "vehicles", 1, 100000, "1", "Size of the fleet."},
      {scenario, s, "seats", T::whole, "seats", 1, 255, "6", "Passengers' seats a vehicle."},
      {scenario, s, "hours", T::ranges, "", 0, 0, "[\"03:00-30:00\"]",
       "When requests are taken; past midnight as 24:00 and more."},
      {scenario, s, "max_wait", T::duration, "s", 0, 86400, "10 min",
       "Longest wait that is promised."},
      {scenario, s, "max_detour", T::number, "1", 1, 100, "1.5",
       "Longest ride over the direct one; `max_detour_extra` is added."},
      {scenario, s, "max_detour_extra", T::duration, "s", 0, 86400, "5 min",
       "Added to the longest ride."},
      {scenario, s, "stop_time", T::duration, "s", 0, 3600, "30 s",
       "Each stop, whatever the number who board."},
      {scenario, s, "fare", T::money, "EUR", 0, 10000, "0 EUR", "Price of a ride."},
      {scenario, s, "fare_per_km", T::money, "EUR", 0, 10000, "0 EUR",
       "Price of a kilometre of the direct way."},
      {scenario, s, "cost_per_hour", T::money, "EUR", 0, 10000, "0 EUR",
       "Operating cost of a vehicle and opening hour."},
      {scenario, s, "cost_per_km", T::money, "EUR", 0, 10000, "0 EUR",
       "Operating cost of a kilometre, empty ones included."},
      {scenario, s, "cost_per_day", T::money, "EUR", 0, 1e6, "0 EUR",
       "Operating cost of a vehicle and day."},
      {scenario, s, "eligibility", T::word, "", 0, 0, "all",
       "all, none, residents (home in the area) or without_car.",
       {"all", "none", "residents", "without_car"}},
      {scenario, s, "constant", T::number, "1", -100, 100, "0",
       "Added to the utility of the service."},
      {scenario, s, "nest", T::word, "", 0, 0, "collective",
       "What it resembles in choices: collective (as public transport), car, bicycle, walk or own "
       "(nothing).",
       {"collective", "car", "bicycle", "walk", "own"}},
      {scenario, s, "requests", T::later, "", 0, 0, "", "fixed demand"},
      {scenario, s, "dispatcher", T::later, "", 0, 0, "", "an external dispatcher"},
  };
}

std::vector<Key> change_keys() {
  const std::string c = "change";
  const std::string w = "change.where";
  return {
      {scenario, c, "name", T::text, "", 0, 0, "none",
       "A name, so that a scenario that extends this one can change it."},
      {scenario, c, "target", T::word, "", 0, 0, "required",
       "links:speed, links:capacity, links:closed, transit:fare, transit:headway, "
       "transit:capacity, fuel:price (a litre), car:cost (a kilometre) or car:time.",
       {"links:speed", "links:capacity", "links:closed", "transit:fare", "transit:headway",
        "transit:capacity", "fuel:price", "car:cost", "car:time"}},
      {scenario, c, "factor", T::number, "1", 0, 1000, "or `value`, `add`",
       "What is there, times this; car:time takes nothing else."},
      {scenario, c, "value", T::text, "", 0, 0, "or `factor`, `add`",
       "Instead of what is there: \"30 km/h\", \"1800 veh/h\", \"2 EUR\", \"10 min\", \"60 places\"."},
      {scenario, c, "add", T::text, "", 0, 0, "or `factor`, `value`",
       "Added to what is there, or taken off: \"-10 km/h\"; nothing falls below 0."},
      {scenario, c, "where", T::section, "", 0, 0, "everywhere",
       "Which links or lines: those that fit all of its keys; needed for links:closed."},
      {scenario, c, "hours", T::ranges, "", 0, 0, "the whole day",
       "When it holds: only transit:fare, transit:headway, fuel:price and car:cost."},
      {scenario, w, "classes", T::texts, "", 0, 0, "all",
       "Classes of roads: OpenStreetMap's `highway` values."},
      {scenario, w, "ids", T::wholes, "", 0, 0, "all",
       "Ids of roads in the territory's source; roads joined into one link have the first's."},
      {scenario, w, "area", T::path, "", 0, 0, "everywhere",
       "A vector file with polygons: links whose middle lies in them."},
      {scenario, w, "lines", T::texts, "", 0, 0, "all",
       "Transit lines by name or by id in the feed."},
      {scenario, "background", "od", T::path, "", 0, 0, "required",
       "A CSV file `from,to,hour,vehicle_class,vehicles`: codes of zones or names of gates, hours "
       "0 to 29, car or truck, vehicles in that hour of a weekday."},
      {scenario, "background", "truck_size", T::number, "passenger-car units", 1, 10, "2",
       "Room that a truck takes on the road, in cars [A: own assumption]."},
  };
}
// clang-format on

std::vector<Key> coefficient_keys() {
  std::vector<Key> keys;
  for (const ParameterFact& fact : parameter_facts()) {
    Key key;
    key.file = scenario;
    key.section = fact.section;
    key.name = fact.key;
    key.type = T::number;
    key.unit = fact.unit;
    key.low = fact.low;
    key.high = fact.high;
    key.fallback = fmt::format("{}", value_of(Scenario{}, fact));
    key.sentence = fmt::format("{} [{}: {}]", fact.meaning, fact.tag, fact.source);
    keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace

std::vector<Key> scenario_keys() {
  std::vector<Key> keys = plain_keys();
  for (Key& key : simulation_keys()) keys.push_back(std::move(key));
  for (Key& key : service_keys()) keys.push_back(std::move(key));
  for (Key& key : change_keys()) keys.push_back(std::move(key));
  for (Key& key : coefficient_keys()) keys.push_back(std::move(key));
  return keys;
}

}  // namespace eveil::scenarios
