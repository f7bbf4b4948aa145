// SPDX-License-Identifier: Apache-2.0
#include "output/schema.hpp"

#include <fmt/format.h>

#include <utility>

#include "output/column_specs.hpp"
#include "output/words.hpp"
#include "sim/records.hpp"

namespace eveil::output {
using store::ColumnSpec;
using store::ValueType;
using Words = std::vector<std::string>;

TableSpec persons_table() {
  return {"persons",
          "One row a simulated person.",
          {
              whole("id",
                    ValueType::uint64,
                    "1",
                    "stable name: the same person in every sample, scenario and replication"),
              row("household", "number of the household; its members are consecutive rows"),
              number("weight", "1", "people this person stands for"),
              number("home_x", "m", "home, easting in the root's CRS"),
              number("home_y", "m", "home, northing in the root's CRS"),
              row("zone", "row of /zones where the home is"),
              whole("age", ValueType::uint8, "year", "age in completed years"),
              words("sex", sex_words(), "sex"),
              flag("employed", "has a job"),
              flag("part_time", "has a job, but not full time"),
              flag("student", "studies or goes to school"),
              words("income_class",
                    income_words(),
                    "income of the household among the households: fifths"),
              flag("car", "a car is there whenever wanted"),
              flag("bicycle", "a bicycle is there whenever wanted"),
              flag("licence", "may drive"),
              row("generator", "generator of work or study, a `site` of /generators; -1: none"),
              words("role", role_words(), "role at that generator"),
              number("utility",
                     "1",
                     "experienced utility of the day, tastes included; NaN where not told"),
          }};
}

TableSpec person_names_table() {
  return {"persons/names",
          "One row a person, in the order of /persons: what the source calls them.",
          {text("id", "the person")}};
}

TableSpec trips_table(const Words& modes) {
  return {
      "trips",
      "One row a planned trip, made or not, by person and number.",
      {
          row("person", "row of /persons"),
          whole("number", ValueType::uint16, "1", "number in the person's day, from 0 without gap"),
          words("purpose", purpose_words(), "activity at the destination"),
          number("departure_s", "s", "real departure; NaN where the person never set out"),
          number("travel_time_s", "s", "departure to arrival, waiting included; NaN unless done"),
          number(
              "wait_s", "s", "of it, waiting for a service's vehicle or at stops; NaN unless done"),
          number("walk_s",
                 "s",
                 "of it, on foot to, between and from stops, or between the car and the door; NaN "
                 "unless done"),
          whole("transfers", ValueType::uint8, "1", "changes between vehicles of public transport"),
          words("mode", modes, "mode of the main leg; the mode wanted where the trip wasn't made"),
          words("wanted_mode", modes, "mode chosen before any refusal"),
          number("distance_m", "m", "way travelled; NaN unless done"),
          number("cost_eur", "EUR", "cost to the traveller; NaN unless done"),
          number("co2_g",
                 "g",
                 "CO2e from tank to wheel, a service's empty way shared by its riders; NaN unless "
                 "done"),
          number("transit_co2e_g",
                 "g",
                 "CO2e of rides by public transport, upstream of the tank included, never part of "
                 "co2_g; NaN unless done"),
          number("origin_x", "m", "origin, easting in the root's CRS"),
          number("origin_y", "m", "origin, northing in the root's CRS"),
          number("destination_x", "m", "destination, easting in the root's CRS"),
          number("destination_y", "m", "destination, northing in the root's CRS"),
          row("origin_zone", "row of /zones; -1: outside"),
          row("destination_zone", "row of /zones; -1: outside"),
          row("generator", "generator at the destination, a `site` of /generators; -1: none"),
          words("status",
                status_words(),
                "how it ended: done also by a fallback's mode; refused at home and stayed; "
                "stranded: refused away from home; stuck: on the way when the day ended"),
      }};
}

TableSpec legs_table(const Words& modes) {
  return {"legs",
          "One row a leg of a trip that arrived, by trip.",
          {
              row("trip", "row of /trips"),
              words("mode", modes, "mode"),
              row("service", "place in /services@names; -1: none"),
              row("vehicle", "row of the service's vehicles; -1: none"),
              number("departure_s", "s", "departure; of a ride: the pick-up"),
              number("arrival_s", "s", "arrival"),
              number("distance_m", "m", "way travelled"),
              row("from_link", "row of /links at whose end the leg starts; -1: at a stop"),
              row("to_link", "row of /links at whose end it ends; -1: at a stop"),
              row("line", "row of /lines of a ride by public transport; -1: none"),
              row("from_stop", "row of /stops where the leg starts; -1: not at a stop"),
              row("to_stop", "row of /stops where it ends; -1: not at a stop"),
          }};
}

TableSpec links_table() {
  return {"links",
          "One row a directed link of the road network.",
          {
              number("from_x", "m", "start, easting in the root's CRS"),
              number("from_y", "m", "start, northing in the root's CRS"),
              number("to_x", "m", "end, easting in the root's CRS"),
              number("to_y", "m", "end, northing in the root's CRS"),
              number("length_m", "m", "length along the road"),
              number("free_speed", "m s-1", "speed without traffic"),
              number("lanes", "1", "lanes in this direction"),
              number("capacity_veh_h", "h-1", "vehicles an hour of all lanes together"),
              words("road_class", road_class_words(), "class, as OpenStreetMap's highway"),
              row("zone", "row of /zones where the middle of its shape is; -1: outside"),
              whole("source_id", ValueType::int64, "1", "id of the (first) way in the source"),
              row("from_node", "number of the start node"),
              row("to_node", "number of the end node"),
          }};
}

TableSpec link_names_table() {
  return {"links/names",
          "One row a link, in the order of /links: what its source calls it.",
          {
              text("id", "the link"),
              text("from_node", "the start node"),
              text("to_node", "the end node"),
              text("modes", "modes that may use it, by commas: car, pt, bike, walk"),
          }};
}

TableSpec link_shapes_table() {
  return {"links/shape",
          "Points along the links, both ends included: link i has those from offsets[i] to before "
          "offsets[i + 1].",
          {
              number("x", "m", "easting in the root's CRS"),
              number("y", "m", "northing in the root's CRS"),
          }};
}

TableSpec link_times_table() {
  return {
      "links/by_time",
      "One row a link, quarter of an hour of entry and vehicle class with traffic.",
      {
          row("link", "row of /links"),
          number("time_s", "s", "start of the 15 minutes"),
          words("vehicle_class",
                vehicle_class_words(),
                "private car, vehicle of a service, car or truck of the background traffic, bus, "
                "bicycle"),
          whole("volume", ValueType::uint32, "1", "vehicles, as simulated, unexpanded"),
          number("travel_time_s", "s", "mean time on the link"),
          number("speed", "m s-1", "length over mean time; NaN where that time is 0"),
      }};
}

TableSpec zones_table() {
  return {"zones",
          "One row a zone; /zones/geometry holds the areas as WKB, bytes from offsets[i] to before "
          "offsets[i + 1].",
          {
              text("id", "the source's code"),
              text("name", "name; the code where the source has none"),
              number("population", "1", "inhabitants"),
              number("jobs", "1", "jobs; NaN where the source gives none"),
              number("centre_x", "m", "centroid, easting in the root's CRS"),
              number("centre_y", "m", "centroid, northing in the root's CRS"),
          }};
}

TableSpec reach_table(const Words& modes) {
  return {
      "zones/accessibility",
      "One row a zone and mode: what is reached within 30 minutes of the zone's centre; only of "
      "the run's last day.",
      {
          row("zone", "row of /zones"),
          words("mode", modes, "mode; by transit also on foot alone"),
          number("jobs", "1", "jobs of the zones reached"),
      }};
}

TableSpec requests_table(std::string_view service) {
  return {service_group(service) + "/requests",
          "One row a request, as simulated: fleet not scaled to the sample.",
          {
              row("person", "row of /persons"),
              row("trip", "row of /trips"),
              number("time_s", "s", "when it was asked for"),
              number("from_x", "m", "origin, easting in the root's CRS"),
              number("from_y", "m", "origin, northing in the root's CRS"),
              number("to_x", "m", "destination, easting in the root's CRS"),
              number("to_y", "m", "destination, northing in the root's CRS"),
              row("from_link", "row of /links of the pick-up"),
              row("to_link", "row of /links of the drop-off"),
              whole("seats", ValueType::int32, "1", "seats asked for"),
              number("promised_pickup_s", "s", "pick-up promised at acceptance; NaN where refused"),
              number("pickup_s", "s", "real pick-up; NaN where there was none"),
              number("dropoff_s", "s", "real drop-off; NaN where there was none"),
              number("ride_time_s", "s", "pick-up to drop-off; NaN unless served"),
              number("direct_time_s", "s", "alone and without stops, by the operator's times"),
              number("detour", "1", "ride time over direct time; NaN unless served"),
              number("direct_distance_m", "m", "length of the direct way; NaN where not known"),
              number("ridden_m", "m", "way on board"),
              number("fare_eur", "EUR", "fare; NaN unless served"),
              words("outcome",
                    outcome_words(),
                    "how it ended; unfinished: accepted, and the day ended first"),
              words("cause_of_refusal", refusal_words(), "why it was refused; none: it wasn't"),
              row("vehicle", "row of the service's vehicles; -1: none"),
              flag("shared", "somebody else was on board at some time"),
          }};
}

TableSpec service_vehicles_table(std::string_view service) {
  return {service_group(service) + "/vehicles",
          "One row a vehicle of the service and its day; energy is not modelled in this version.",
          {
              row("number", "number in the fleet, from 0"),
              number("km_loaded", "km", "driven with anybody on board"),
              number("km_empty", "km", "driven without"),
              number("km_passenger", "km", "sum of its passengers' ways on board"),
              number("hours_driving", "h", "time on the road"),
              number("hours_stopping", "h", "time at stops"),
              number("hours_idle", "h", "time waiting, within opening hours"),
              whole("boardings", ValueType::int32, "1", "seats taken by those who boarded"),
          }};
}

TableSpec generators_table(const Words& modes) {
  return {
      "generators",
      "One row a mobility generator and mode, as simulated, unexpanded.",
      {
          row("site", "number of the generator, to which /persons and /trips refer"),
          text("name", "name"),
          words("kind", site_kind_words(), "kind of site"),
          number("x", "m", "place, easting in the root's CRS"),
          number("y", "m", "place, northing in the root's CRS"),
          number("parking", "1", "parking places as declared; NaN where not stated"),
          words("mode", modes, "mode of arrival"),
          whole("arrivals", ValueType::int32, "1", "trips that arrived"),
          number("co2_g", "g", "their CO2e, tank to wheel"),
          whole("parking_used",
                ValueType::int32,
                "1",
                "most cars at once on its places, in the row of car_driver; as simulated"),
          whole("parking_refused",
                ValueType::int32,
                "1",
                "cars that found them full and were sent on, in the row of car_driver"),
          whole("parking_to_street",
                ValueType::int32,
                "1",
                "of them, cars that found no place of a near site either"),
          number("parking_lost_s", "s", "their search and walks from the place, all cars together"),
      }};
}

TableSpec indicators_table() {
  return {"indicators",
          "One row an indicator, scope and recorded day.",
          {
              text("indicator", "key of the indicator"),
              text("scope", "territory, zone:ID, service:NAME, generator:NAME or class:KIND=VALUE"),
              text("definition", "key of its definition in the documents"),
              number("value", "1", "value, in the units of its row; NaN where there is nothing"),
              text("units", "units of the value"),
              whole("count", ValueType::int64, "1", "trips, requests … it was taken of"),
              whole("day", ValueType::int32, "1", "day, as in /convergence"),
          }};
}

TableSpec parameters_table() {
  return {"parameters",
          "One row a coefficient of the model as this run used it.",
          {
              text("key", "key in scenario.toml"),
              number("value", "1", "value, in the units of its row"),
              text("units", "units of the value"),
              text("meaning", "what it is"),
              number("default", "1", "the default"),
              text("tag", "trust in the default: S read in the source, C computed, A assumed"),
              text("source", "where the default comes from"),
          }};
}

TableSpec emission_curves_table() {
  return {"emission_curves",
          "One row a kind of vehicle, an emission and a speed: what the indicators of emissions "
          "were taken with.",
          {
              text("vehicle", "petrol_car, diesel_car, van or heavy"),
              text("emission", "co2, fuel, nox or pm, wear of brakes and tyres included"),
              number("speed_km_h", "km h-1", "speed; 0: at a standstill"),
              number("value", "1", "value, in the units of its row"),
              text("units", "units of the value"),
              flag("steady", "at constant speed; else the mean speed of a driving cycle"),
              text("tag", "trust: C computed from the source, A assumed"),
              text("source", "where it comes from"),
          }};
}

std::vector<TableSpec> all_tables(const Words& modes) {
  std::vector<TableSpec> tables = {persons_table(),
                                   trips_table(modes),
                                   legs_table(modes),
                                   links_table(),
                                   link_shapes_table(),
                                   link_times_table(),
                                   zones_table(),
                                   reach_table(modes),
                                   stops_table(),
                                   lines_table(),
                                   line_shapes_table(),
                                   line_hours_table(),
                                   patterns_table(),
                                   pattern_stops_table()};
  for (std::size_t mode = sim::first_service_mode; mode < modes.size(); ++mode) {
    tables.push_back(requests_table(modes[mode]));
    tables.push_back(service_vehicles_table(modes[mode]));
  }
  tables.push_back(generators_table(modes));
  tables.push_back(convergence_table(modes, {true, true}));
  tables.push_back(indicators_table());
  tables.push_back(parameters_table());
  tables.push_back(emission_curves_table());
  tables.push_back(events_table(modes));
  tables.push_back(event_vehicles_table());
  return tables;
}

std::string service_group(std::string_view service) { return fmt::format("services/{}", service); }

}  // namespace eveil::output
