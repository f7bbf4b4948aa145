// SPDX-License-Identifier: Apache-2.0
#include "output/day_tables.hpp"

#include <cstddef>
#include <cstdint>

#include "output/words.hpp"

namespace eveil::output {
namespace {

using sim::RequestRecord;
using sim::TripRow;

template <class Enum>
std::uint8_t word(Enum value) {
  return static_cast<std::uint8_t>(value);
}

/// In s after midnight; -1 ms is "never".
double instant(TimeOfDay time) { return time.ms < 0 ? not_a_number : time.seconds(); }

std::int32_t whole(std::uint32_t count) { return static_cast<std::int32_t>(count); }
double kilometres(Metres distance) { return distance.value / 1000.0; }
double hours(Duration duration) { return duration.seconds() / 3600.0; }

Outcome outcome_of(const RequestRecord& record) {
  if (record.cause != sim::RefusalCause::none) return Outcome::refused;
  return record.dropoff.ms < 0 ? Outcome::unfinished : Outcome::served;
}

bool served(const RequestRecord& record) { return outcome_of(record) == Outcome::served; }

double ride_time(const RequestRecord& record) {
  return served(record) ? (record.dropoff - record.pickup).seconds() : not_a_number;
}

double detour(const RequestRecord& record) {
  if (!served(record) || record.direct_time.ms <= 0) return not_a_number;
  return ride_time(record) / record.direct_time.seconds();
}

}  // namespace

Columns trip_columns(const TableSpec& table,
                     const sim::World& world,
                     std::span<const TripRow> trips) {
  const scenarios::Population& people = world.population;
  Columns rows(table, trips.size());
  const auto id = [&](std::size_t i) { return trips[i].trip; };
  const auto if_done = [&](std::size_t i, double value) {
    return trips[i].status == sim::TripStatus::done ? value : not_a_number;
  };
  rows.add("person", [&](auto i) { return row_or_none(people.person[id(i)]); });
  rows.add("number", [&](auto i) { return trips[i].number; });
  rows.add("purpose", [&](auto i) { return word(people.purpose[id(i)]); });
  rows.add("departure_s", [&](auto i) { return instant(trips[i].departure); });
  rows.add("travel_time_s",
           [&](auto i) { return if_done(i, (trips[i].arrival - trips[i].departure).seconds()); });
  rows.add("wait_s", [&](auto i) { return if_done(i, trips[i].wait.seconds()); });
  rows.add("walk_s", [&](auto i) { return if_done(i, trips[i].walk.seconds()); });
  rows.add("transfers", [&](auto i) { return trips[i].transfers; });
  rows.add("mode", [&](auto i) { return trips[i].mode; });
  rows.add("wanted_mode", [&](auto i) { return trips[i].wanted; });
  rows.add("distance_m", [&](auto i) { return if_done(i, trips[i].distance.value); });
  rows.add("cost_eur", [&](auto i) { return if_done(i, trips[i].cost_eur); });
  rows.add("co2_g", [&](auto i) { return if_done(i, trips[i].co2_g); });
  rows.add("transit_co2e_g", [&](auto i) { return if_done(i, trips[i].transit_co2e_g); });
  rows.add("origin_x", [&](auto i) { return people.origin[id(i)].x; });
  rows.add("origin_y", [&](auto i) { return people.origin[id(i)].y; });
  rows.add("destination_x", [&](auto i) { return people.destination[id(i)].x; });
  rows.add("destination_y", [&](auto i) { return people.destination[id(i)].y; });
  rows.add("origin_zone", [&](auto i) { return row_or_none(people.origin_zone[id(i)]); });
  rows.add("destination_zone", [&](auto i) { return row_or_none(people.destination_zone[id(i)]); });
  rows.add("generator", [&](auto i) { return row_or_none(people.destination_site[id(i)]); });
  rows.add("status", [&](auto i) { return word(trips[i].status); });
  return rows;
}

Columns leg_columns(const TableSpec& table, std::span<const sim::LegRow> legs) {
  Columns rows(table, legs.size());
  rows.add("trip", [&](auto i) { return row_or_none(legs[i].trip); });
  rows.add("mode", [&](auto i) { return legs[i].mode; });
  rows.add("service", [&](auto i) {
    return legs[i].mode < sim::first_service_mode
               ? std::int32_t{-1}
               : static_cast<std::int32_t>(legs[i].mode - sim::first_service_mode);
  });
  rows.add("vehicle", [&](auto i) { return row_or_none(legs[i].vehicle); });
  rows.add("departure_s", [&](auto i) { return instant(legs[i].departure); });
  rows.add("arrival_s", [&](auto i) { return instant(legs[i].arrival); });
  rows.add("distance_m", [&](auto i) { return legs[i].distance.value; });
  rows.add("from_link", [&](auto i) { return row_or_none(legs[i].from_link); });
  rows.add("to_link", [&](auto i) { return row_or_none(legs[i].to_link); });
  rows.add("line", [&](auto i) { return row_or_none(legs[i].line); });
  rows.add("from_stop", [&](auto i) { return row_or_none(legs[i].from_stop); });
  rows.add("to_stop", [&](auto i) { return row_or_none(legs[i].to_stop); });
  return rows;
}

Columns link_time_columns(const TableSpec& table,
                          const geo::Network& network,
                          std::span<const sim::LinkTimeRow> times) {
  Columns rows(table, times.size());
  rows.add("link", [&](auto i) { return row_or_none(times[i].link); });
  rows.add("time_s", [&](auto i) {
    return (day_start + slice_length * static_cast<std::int64_t>(times[i].slice)).seconds();
  });
  rows.add("vehicle_class", [&](auto i) { return word(times[i].vehicle_class); });
  rows.add("volume", [&](auto i) { return times[i].volume; });
  rows.add("travel_time_s", [&](auto i) { return times[i].travel.seconds(); });
  rows.add("speed", [&](auto i) {
    const double seconds = times[i].travel.seconds();
    return seconds > 0.0 ? network.length[times[i].link].value / seconds : not_a_number;
  });
  return rows;
}

Columns request_columns(const TableSpec& table, std::span<const RequestRecord> requests) {
  Columns rows(table, requests.size());
  const auto asked = [&](std::size_t i) -> const sim::Request& { return requests[i].request; };
  rows.add("person", [&](auto i) { return static_cast<std::int32_t>(asked(i).person); });
  rows.add("trip", [&](auto i) { return static_cast<std::int32_t>(asked(i).trip); });
  rows.add("time_s", [&](auto i) { return asked(i).time.seconds(); });
  rows.add("from_x", [&](auto i) { return asked(i).from_place.x; });
  rows.add("from_y", [&](auto i) { return asked(i).from_place.y; });
  rows.add("to_x", [&](auto i) { return asked(i).to_place.x; });
  rows.add("to_y", [&](auto i) { return asked(i).to_place.y; });
  rows.add("from_link", [&](auto i) { return row_or_none(asked(i).from); });
  rows.add("to_link", [&](auto i) { return row_or_none(asked(i).to); });
  rows.add("seats", [&](auto i) { return static_cast<std::int32_t>(asked(i).seats); });
  rows.add("promised_pickup_s", [&](auto i) { return instant(requests[i].promised_pickup); });
  rows.add("pickup_s", [&](auto i) { return instant(requests[i].pickup); });
  rows.add("dropoff_s", [&](auto i) { return instant(requests[i].dropoff); });
  rows.add("ride_time_s", [&](auto i) { return ride_time(requests[i]); });
  rows.add("direct_time_s", [&](auto i) {
    return requests[i].direct_time.ms < 0 ? not_a_number : requests[i].direct_time.seconds();
  });
  rows.add("detour", [&](auto i) { return detour(requests[i]); });
  rows.add("direct_distance_m", [&](auto i) {
    return requests[i].direct_time.ms < 0 ? not_a_number : requests[i].direct_distance.value;
  });
  rows.add("ridden_m", [&](auto i) { return requests[i].ridden.value; });
  rows.add("fare_eur",
           [&](auto i) { return served(requests[i]) ? requests[i].fare_eur : not_a_number; });
  rows.add("outcome", [&](auto i) { return word(outcome_of(requests[i])); });
  rows.add("cause_of_refusal", [&](auto i) { return word(requests[i].cause); });
  rows.add("vehicle", [&](auto i) { return row_or_none(requests[i].vehicle); });
  rows.add("shared", [&](auto i) { return word(requests[i].shared ? 1 : 0); });
  return rows;
}

Columns vehicle_columns(const TableSpec& table,
                        std::span<const sim::ServiceVehicleRecord> vehicles,
                        std::size_t first) {
  Columns rows(table, vehicles.size());
  rows.add("number", [&](auto i) { return static_cast<std::int32_t>(first + i); });
  rows.add("km_loaded", [&](auto i) { return kilometres(vehicles[i].loaded); });
  rows.add("km_empty", [&](auto i) { return kilometres(vehicles[i].empty); });
  rows.add("km_passenger", [&](auto i) { return kilometres(vehicles[i].passenger); });
  rows.add("hours_driving", [&](auto i) { return hours(vehicles[i].driving); });
  rows.add("hours_stopping", [&](auto i) { return hours(vehicles[i].stopping); });
  rows.add("hours_idle", [&](auto i) { return hours(vehicles[i].idle); });
  rows.add("boardings", [&](auto i) { return static_cast<std::int32_t>(vehicles[i].boardings); });
  return rows;
}

Columns line_hour_columns(const TableSpec& table, std::span<const sim::LineHourRow> lines) {
  Columns rows(table, lines.size());
  rows.add("line", [&](auto i) { return row_or_none(lines[i].line); });
  rows.add("time_s", [&](auto i) {
    return (day_start + minutes(60) * static_cast<std::int64_t>(lines[i].hour)).seconds();
  });
  rows.add("vehicles", [&](auto i) { return whole(lines[i].vehicles); });
  rows.add("places", [&](auto i) { return whole(lines[i].places); });
  rows.add("boardings", [&](auto i) { return whole(lines[i].boardings); });
  rows.add("left_behind", [&](auto i) { return whole(lines[i].left_behind); });
  rows.add("greatest_load", [&](auto i) { return whole(lines[i].greatest_load); });
  return rows;
}

Columns reach_columns(const TableSpec& table, std::span<const sim::ReachRow> reach) {
  Columns rows(table, reach.size());
  rows.add("zone", [&](auto i) { return row_or_none(reach[i].zone); });
  rows.add("mode", [&](auto i) { return reach[i].mode; });
  rows.add("jobs", [&](auto i) { return reach[i].jobs; });
  return rows;
}

Columns vehicle_range_columns(const TableSpec& table, std::span<const sim::VehicleRange> ranges) {
  Columns rows(table, ranges.size());
  rows.add("kind", [&](auto i) { return word(ranges[i].kind); });
  rows.add("first", [&](auto i) { return ranges[i].first; });
  rows.add("count", [&](auto i) { return ranges[i].count; });
  rows.add("service", [&](auto i) { return row_or_none(ranges[i].service); });
  rows.add("line", [&](auto i) { return row_or_none(ranges[i].line); });
  rows.add("pattern", [&](auto i) { return row_or_none(ranges[i].pattern); });
  return rows;
}

Columns stop_columns(const TableSpec& table,
                     const geo::Timetable& timetable,
                     std::span<const sim::StopRow> stops) {
  Columns rows(table, stops.size());
  rows.add("id", [&](auto i) { return row_or_none(stops[i].stop); });
  rows.add("code", [&](auto i) { return timetable.stop_code[stops[i].stop]; });
  rows.add("name", [&](auto i) { return timetable.stop_name[stops[i].stop]; });
  rows.add("x", [&](auto i) { return timetable.stop_place[stops[i].stop].x; });
  rows.add("y", [&](auto i) { return timetable.stop_place[stops[i].stop].y; });
  rows.add("boardings", [&](auto i) { return whole(stops[i].boardings); });
  rows.add("alightings", [&](auto i) { return whole(stops[i].alightings); });
  rows.add("left_behind", [&](auto i) { return whole(stops[i].left_behind); });
  return rows;
}

Columns generator_columns(const TableSpec& table,
                          const sim::World& world,
                          std::span<const sim::GeneratorRow> arrivals) {
  const geo::Sites& sites = world.territory.sites;
  Columns rows(table, arrivals.size());
  const auto site = [&](std::size_t i) { return arrivals[i].site; };
  rows.add("site", [&](auto i) { return row_or_none(site(i)); });
  rows.add("name", [&](auto i) { return sites.name[site(i)]; });
  rows.add("kind", [&](auto i) { return word(sites.kind[site(i)]); });
  rows.add("x", [&](auto i) { return sites.place[site(i)].x; });
  rows.add("y", [&](auto i) { return sites.place[site(i)].y; });
  rows.add("parking", [&](auto i) {
    const double places = sites.parking[site(i)];
    return places < 0.0 ? not_a_number : places;
  });
  rows.add("mode", [&](auto i) { return arrivals[i].mode; });
  rows.add("arrivals", [&](auto i) { return static_cast<std::int32_t>(arrivals[i].arrivals); });
  rows.add("co2_g", [&](auto i) { return arrivals[i].co2_g; });
  const auto use = [&](std::size_t i) -> const sim::ParkingUse& { return arrivals[i].parking; };
  rows.add("parking_used", [&](auto i) { return whole(use(i).greatest); });
  rows.add("parking_refused", [&](auto i) { return whole(use(i).sent_on); });
  rows.add("parking_to_street", [&](auto i) { return whole(use(i).to_street); });
  rows.add("parking_lost_s", [&](auto i) { return use(i).lost.seconds(); });
  return rows;
}

}  // namespace eveil::output
