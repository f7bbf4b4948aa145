// SPDX-License-Identifier: Apache-2.0
#include "output/static_tables.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "geo/store/ragged.hpp"
#include "output/columns.hpp"
#include "output/run_facts.hpp"
#include "output/schema.hpp"
#include "output/service_facts.hpp"
#include "output/wkb.hpp"

namespace eveil::output {
namespace {

using geo::LinkId;
using geo::ZoneId;
using scenarios::PersonId;

Expected<void> write_links(const store::Group& root, const sim::World& world) {
  const geo::Network& network = world.network();
  const geo::ZoneFinder finder(world.territory.zones);
  const TableSpec table = links_table();
  Columns rows(table, network.link_count());
  const auto start = [&](std::size_t i) { return network.place[network.from[LinkId(i)]]; };
  const auto end = [&](std::size_t i) { return network.place[network.to[LinkId(i)]]; };
  rows.add("from_x", [&](auto i) { return start(i).x; });
  rows.add("from_y", [&](auto i) { return start(i).y; });
  rows.add("to_x", [&](auto i) { return end(i).x; });
  rows.add("to_y", [&](auto i) { return end(i).y; });
  rows.add("length_m", [&](auto i) { return network.length[LinkId(i)].value; });
  rows.add("free_speed", [&](auto i) { return network.free_speed[LinkId(i)].value; });
  rows.add("lanes", [&](auto i) { return static_cast<double>(network.lanes[LinkId(i)]); });
  rows.add("capacity_veh_h",
           [&](auto i) { return in_vehicles_per_hour(network.capacity[LinkId(i)]); });
  rows.add("road_class",
           [&](auto i) { return static_cast<std::uint8_t>(network.road_class[LinkId(i)]); });
  rows.add("zone", [&](auto i) {
    return row_or_none(finder.zone_at(middle_of(network.shape[LinkId(i)])));
  });
  rows.add("source_id", [&](auto i) { return network.source_id[LinkId(i)]; });
  rows.add("from_node", [&](auto i) { return row_or_none(network.from[LinkId(i)]); });
  rows.add("to_node", [&](auto i) { return row_or_none(network.to[LinkId(i)]); });
  return rows.write(root);
}

std::string modes_of(std::uint8_t access) {
  constexpr std::pair<geo::Access, const char*> words[] = {{geo::access_car, "car"},
                                                           {geo::access_bus, "pt"},
                                                           {geo::access_bicycle, "bike"},
                                                           {geo::access_walk, "walk"}};
  std::string text;
  for (const auto& [bit, word] : words) {
    if ((access & bit) != 0) text += (text.empty() ? "" : ",") + std::string(word);
  }
  return text;
}

Expected<void> write_link_names(const store::Group& root, const geo::Network& network) {
  if (!network.as_it_stands()) return {};
  const TableSpec table = link_names_table();
  Columns rows(table, network.link_count());
  rows.add("id", [&](auto i) { return network.link_name[LinkId(i)]; });
  rows.add("from_node", [&](auto i) { return network.node_name[network.from[LinkId(i)]]; });
  rows.add("to_node", [&](auto i) { return network.node_name[network.to[LinkId(i)]]; });
  rows.add("modes", [&](auto i) { return modes_of(network.access[LinkId(i)]); });
  return rows.write(root);
}

Expected<void> write_shapes(const store::Group& root, const geo::Network& network) {
  const TableSpec table = link_shapes_table();
  EVEIL_TRY(const store::Group group, root.create(table.path));
  EVEIL_CHECK(group.set("description", table.description));
  const std::vector<Point>& points = network.shape.values();
  std::vector<double> x(points.size());
  std::vector<double> y(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    x[i] = points[i].x;
    y[i] = points[i].y;
  }
  EVEIL_CHECK(store::write_offsets(group, network.shape.offsets()));
  EVEIL_CHECK(group.write(table.columns[0], x));
  return group.write(table.columns[1], y);
}

Expected<void> write_zones(const store::Group& root, const geo::Zones& zones) {
  const TableSpec table = zones_table();
  Columns rows(table, zones.size());
  rows.add("id", [&](auto i) { return zones.code[ZoneId(i)]; });
  rows.add("name", [&](auto i) { return zones.name[ZoneId(i)]; });
  rows.add("population", [&](auto i) { return zones.population[ZoneId(i)]; });
  rows.add("jobs", [&](auto i) {
    const double jobs = zones.jobs[ZoneId(i)];
    return jobs < 0.0 ? not_a_number : jobs;
  });
  rows.add("centre_x", [&](auto i) { return zones.centre[ZoneId(i)].x; });
  rows.add("centre_y", [&](auto i) { return zones.centre[ZoneId(i)].y; });
  EVEIL_CHECK(rows.write(root));

  std::vector<std::uint64_t> offsets = {0};
  std::vector<std::uint8_t> bytes;
  for (const Area& area : zones.area) {
    for (const std::byte byte : wkb(area)) bytes.push_back(static_cast<std::uint8_t>(byte));
    offsets.push_back(bytes.size());
  }
  EVEIL_TRY(const store::Group group, root.open(table.path));
  const store::ColumnSpec spec{"values",
                               store::ValueType::uint8,
                               "1",
                               "areas as well-known binary, one after the other",
                               {}};
  return store::write_ragged(group, "geometry", spec, offsets, bytes);
}

Expected<void> write_lines(const store::Group& root, const geo::Timetable& timetable) {
  using geo::LineId;
  using geo::PatternId;
  Column<LineId, std::uint32_t> trips(timetable.line_count());
  Column<LineId, PatternId> usual(timetable.line_count());
  Column<LineId, std::uint32_t> most(timetable.line_count());
  for (const PatternId pattern : timetable.pattern_line.ids()) {
    const LineId line = timetable.pattern_line[pattern];
    const std::uint32_t count =
        timetable.first_trip[pattern.value + 1] - timetable.first_trip[pattern.value];
    trips[line] += count;
    if (count <= most[line]) continue;
    most[line] = count;
    usual[line] = pattern;
  }
  const TableSpec table = lines_table();
  Columns rows(table, timetable.line_count());
  rows.add("code", [&](auto i) { return timetable.line_code[LineId(i)]; });
  rows.add("name", [&](auto i) { return timetable.line_name[LineId(i)]; });
  rows.add("kind",
           [&](auto i) { return static_cast<std::uint8_t>(timetable.line_kind[LineId(i)]); });
  rows.add("places", [&](auto i) { return timetable.line_places[LineId(i)]; });
  rows.add("trips", [&](auto i) { return trips[LineId(i)]; });
  EVEIL_CHECK(rows.write(root));

  std::vector<std::uint64_t> offsets{0};
  std::vector<double> x;
  std::vector<double> y;
  for (const LineId line : usual.ids()) {
    if (usual[line].valid()) {
      for (const geo::StopId stop : timetable.pattern_stops[usual[line]]) {
        x.push_back(timetable.stop_place[stop].x);
        y.push_back(timetable.stop_place[stop].y);
      }
    }
    offsets.push_back(x.size());
  }
  const TableSpec shapes = line_shapes_table();
  EVEIL_TRY(const store::Group group, root.create(shapes.path));
  EVEIL_CHECK(group.set("description", shapes.description));
  EVEIL_CHECK(store::write_offsets(group, offsets));
  EVEIL_CHECK(group.write(shapes.columns[0], x));
  return group.write(shapes.columns[1], y);
}

Expected<void> write_patterns(const store::Group& root, const geo::Timetable& timetable) {
  using geo::PatternId;
  const TableSpec table = patterns_table();
  Columns rows(table, timetable.pattern_count());
  rows.add("line", [&](auto i) { return row_or_none(timetable.pattern_line[PatternId(i)]); });
  rows.add("vehicles", [&](auto i) {
    return static_cast<std::int32_t>(timetable.first_trip[i + 1] - timetable.first_trip[i]);
  });
  EVEIL_CHECK(rows.write(root));
  const TableSpec along = pattern_stops_table();
  EVEIL_TRY(const store::Group group, root.create(along.path));
  EVEIL_CHECK(group.set("description", along.description));
  EVEIL_CHECK(store::write_offsets(group, timetable.pattern_stops.offsets()));
  std::vector<std::int32_t> stops;
  for (const geo::StopId stop : timetable.pattern_stops.values()) {
    stops.push_back(row_or_none(stop));
  }
  return group.write(along.columns[0], stops);
}

}  // namespace

Expected<void> write_static_tables(const store::Group& root, const sim::World& world) {
  EVEIL_CHECK(write_links(root, world));
  EVEIL_CHECK(write_link_names(root, world.network()));
  EVEIL_CHECK(write_shapes(root, world.network()));
  EVEIL_CHECK(write_zones(root, world.territory.zones));
  EVEIL_CHECK(write_lines(root, world.territory.timetable));
  EVEIL_CHECK(write_patterns(root, world.territory.timetable));
  EVEIL_CHECK(write_services(root, world.scenario));
  return write_parameters(root, world.scenario);
}

Expected<void> write_persons(const store::Group& root,
                             const sim::World& world,
                             std::span<const double> utility) {
  const scenarios::Population& people = world.population;
  const TableSpec table = persons_table();
  Columns rows(table, people.person_count());
  const auto byte = [](auto value) { return static_cast<std::uint8_t>(value); };
  rows.add("id", [&](auto i) { return people.name[PersonId(i)]; });
  rows.add("household", [&](auto i) { return row_or_none(people.household[PersonId(i)]); });
  rows.add("weight", [&](auto) { return people.weight; });
  rows.add("home_x", [&](auto i) { return people.home[PersonId(i)].x; });
  rows.add("home_y", [&](auto i) { return people.home[PersonId(i)].y; });
  rows.add("zone", [&](auto i) { return row_or_none(people.zone[PersonId(i)]); });
  rows.add("age", [&](auto i) { return people.age[PersonId(i)]; });
  rows.add("sex", [&](auto i) { return byte(people.sex[PersonId(i)]); });
  rows.add("employed", [&](auto i) { return people.employed[PersonId(i)]; });
  rows.add("part_time", [&](auto i) { return people.part_time[PersonId(i)]; });
  rows.add("student", [&](auto i) { return people.student[PersonId(i)]; });
  rows.add("income_class", [&](auto i) { return people.income[PersonId(i)]; });
  rows.add("car", [&](auto i) { return people.car[PersonId(i)]; });
  rows.add("bicycle", [&](auto i) { return people.bicycle[PersonId(i)]; });
  rows.add("licence", [&](auto i) { return people.licence[PersonId(i)]; });
  rows.add("generator", [&](auto i) { return row_or_none(people.site[PersonId(i)]); });
  rows.add("role", [&](auto i) { return byte(people.role[PersonId(i)]); });
  rows.add("utility", [&](auto i) { return utility[i]; });
  EVEIL_CHECK(rows.write(root));
  if (people.label.empty()) return {};
  const TableSpec names = person_names_table();
  Columns labels(names, people.person_count());
  labels.add("id", [&](auto i) { return people.label[PersonId(i)]; });
  return labels.write(root);
}

}  // namespace eveil::output
