// SPDX-License-Identifier: Apache-2.0
#include "output/day_segment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "geo/store/file.hpp"
#include "geo/store/unpacked.hpp"
#include "output/columns.hpp"
#include "output/day_tables.hpp"
#include "output/event_table.hpp"
#include "output/schema.hpp"
#include "output/static_tables.hpp"

namespace eveil::output {
namespace {

/// A table that grows batch by batch.
struct Table {
  TableSpec spec;
  store::TableWriter writer;

  static Expected<Table> open(const store::Group& root, TableSpec spec) {
    EVEIL_TRY(store::TableWriter writer, open_table(root, spec));
    return Table{std::move(spec), std::move(writer)};
  }
  Expected<void> append(const Columns& rows) { return rows.append_to(writer); }
};

/// Rows turned into columns at a time: bounds the memory that a whole day's batch takes.
constexpr std::size_t piece = 65536;

/// Appends `rows` piece by piece; `columns_of(span)` turns one into columns.
template <class Row, class ColumnsOf>
Expected<void> append(Table& table, std::span<const Row> rows, const ColumnsOf& columns_of) {
  for (std::size_t at = 0; at < rows.size(); at += piece) {
    const auto some = rows.subspan(at, std::min(piece, rows.size() - at));
    EVEIL_CHECK(table.append(columns_of(some)));
  }
  return {};
}

struct ServiceTables {
  Table requests;
  Table vehicles;
};

}  // namespace

struct DaySegment::Parts {
  store::File file;
  const sim::World& world;
  Table trips;
  Table legs;
  Table link_times;
  std::vector<ServiceTables> services;
  std::vector<double> utility;                // one a person
  std::vector<sim::GeneratorRow> generators;  // [site * modes + mode]
  std::vector<sim::StopRow> stops;            // by StopId
  std::optional<EventTable> events;           // if asked for
  std::vector<sim::LineHourRow> lines = {};
  std::vector<sim::ReachRow> reach = {};

  Expected<void> take(const std::vector<sim::TripRow>& rows);
  Expected<void> take(const std::vector<sim::LegRow>& rows);
  Expected<void> take(const std::vector<sim::LinkTimeRow>& rows);
  Expected<void> take(const std::vector<sim::GeneratorRow>& rows);
  Expected<void> take(const std::vector<sim::PersonDayRow>& rows);
  Expected<void> take(const std::vector<sim::StopRow>& rows);
  Expected<void> take(const std::vector<sim::LineHourRow>& rows);
  Expected<void> take(const std::vector<sim::ReachRow>& rows);
  Expected<void> take(const sim::EventBatch& batch);
  Expected<void> take(const sim::RequestBatch& batch);
  Expected<void> take(const sim::ServiceVehicleBatch& batch);
  Expected<void> close();

  Unexpected out_of_order(const Table& table, std::size_t found, std::size_t expected) const {
    return failed(table.writer.group().where(),
                  fmt::format("row {} was handed over where {} was expected: a fault of the "
                              "program, please report it",
                              found,
                              expected));
  }
};

DaySegment::DaySegment(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
DaySegment::DaySegment(DaySegment&&) noexcept = default;
DaySegment& DaySegment::operator=(DaySegment&&) noexcept = default;
DaySegment::~DaySegment() = default;

Expected<DaySegment> DaySegment::create(const std::filesystem::path& path,
                                        const sim::World& world,
                                        const RunFacts& facts,
                                        std::uint32_t day) {
  EVEIL_TRY(store::File file, store::File::create(path, store::Existing::replace));
  const store::Group root = file.root();
  // Most segments are read once, for their indicators, and removed: only the last one's tables are
  // packed, on their way into the result. Events and many days would take too much of the disk.
  const scenarios::OutputOptions& output = world.scenario.output;
  if (!output.events && output.record_days == 1) store::leave_unpacked(root);
  EVEIL_CHECK(write_facts(root, world, facts, segment_format, day));
  EVEIL_CHECK(write_static_tables(root, world));
  EVEIL_TRY(Table trips, Table::open(root, trips_table(world.modes)));
  EVEIL_TRY(Table legs, Table::open(root, legs_table(world.modes)));
  EVEIL_TRY(Table link_times, Table::open(root, link_times_table()));
  std::vector<ServiceTables> services;
  for (const scenarios::Service& service : world.scenario.services) {
    EVEIL_TRY(Table requests, Table::open(root, requests_table(service.name)));
    EVEIL_TRY(Table vehicles, Table::open(root, service_vehicles_table(service.name)));
    services.push_back({std::move(requests), std::move(vehicles)});
  }
  std::optional<EventTable> events;
  if (world.scenario.output.events) {
    EVEIL_TRY(events, EventTable::create(root, world.modes));
    const TableSpec vehicles = event_vehicles_table();
    EVEIL_CHECK(vehicle_range_columns(vehicles, sim::vehicle_ranges(world)).write(root));
  }
  const std::size_t modes = world.modes.size();
  std::vector<sim::GeneratorRow> generators(world.territory.sites.size() * modes);
  for (std::size_t row = 0; row < generators.size(); ++row) {
    generators[row].site = geo::SiteId(row / modes);
    generators[row].mode = static_cast<sim::Mode>(row % modes);
  }
  std::vector<sim::StopRow> stops(world.territory.timetable.stop_count());
  for (std::size_t row = 0; row < stops.size(); ++row) stops[row].stop = geo::StopId(row);
  return DaySegment(std::unique_ptr<Parts>(
      new Parts{std::move(file),
                world,
                std::move(trips),
                std::move(legs),
                std::move(link_times),
                std::move(services),
                std::vector<double>(world.population.person_count(), not_a_number),
                std::move(generators),
                std::move(stops),
                std::move(events)}));
}

Expected<void> DaySegment::take(const sim::Batch& batch) {
  return std::visit([this](const auto& rows) { return parts_->take(rows); }, batch);
}

Expected<void> DaySegment::close() { return parts_->close(); }

Expected<void> DaySegment::Parts::take(const std::vector<sim::TripRow>& rows) {
  const std::size_t before = trips.writer.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    // Row numbers of /trips are the trips' ids: legs and requests refer to them.
    if (rows[i].trip.value != before + i) {
      return out_of_order(trips, rows[i].trip.value, before + i);
    }
  }
  if (before + rows.size() > world.population.trip_count()) {
    return out_of_order(trips, before + rows.size(), world.population.trip_count());
  }
  return append<sim::TripRow>(
      trips, rows, [&](auto some) { return trip_columns(trips.spec, world, some); });
}

Expected<void> DaySegment::Parts::take(const std::vector<sim::LegRow>& rows) {
  return append<sim::LegRow>(legs, rows, [&](auto some) { return leg_columns(legs.spec, some); });
}

Expected<void> DaySegment::Parts::take(const std::vector<sim::LinkTimeRow>& rows) {
  return append<sim::LinkTimeRow>(link_times, rows, [&](auto some) {
    return link_time_columns(link_times.spec, world.network(), some);
  });
}

Expected<void> DaySegment::Parts::take(const std::vector<sim::GeneratorRow>& rows) {
  for (const sim::GeneratorRow& row : rows) {
    sim::GeneratorRow& total = generators.at(row.site.value * world.modes.size() + row.mode);
    total.arrivals += row.arrivals;
    total.co2_g += row.co2_g;
    if (row.mode == sim::mode_car) total.parking = row.parking;
  }
  return {};
}

Expected<void> DaySegment::Parts::take(const std::vector<sim::PersonDayRow>& rows) {
  for (const sim::PersonDayRow& row : rows) utility.at(row.person.value) = row.utility;
  return {};
}

Expected<void> DaySegment::Parts::take(const std::vector<sim::StopRow>& rows) {
  for (const sim::StopRow& row : rows) stops.at(row.stop.value) = row;
  return {};
}

Expected<void> DaySegment::Parts::take(const std::vector<sim::LineHourRow>& rows) {
  lines.insert(lines.end(), rows.begin(), rows.end());
  return {};
}

Expected<void> DaySegment::Parts::take(const std::vector<sim::ReachRow>& rows) {
  reach.insert(reach.end(), rows.begin(), rows.end());
  return {};
}

Expected<void> DaySegment::Parts::take(const sim::EventBatch& batch) {
  if (events) return events->append(batch);
  return failed(file.root().where("events"),
                "events that nobody asked for: a fault of the program, please report it");
}

Expected<void> DaySegment::Parts::take(const sim::RequestBatch& batch) {
  Table& table = services.at(batch.service.value).requests;
  return append<sim::RequestRecord>(
      table, batch.rows, [&](auto some) { return request_columns(table.spec, some); });
}

Expected<void> DaySegment::Parts::take(const sim::ServiceVehicleBatch& batch) {
  Table& table = services.at(batch.service.value).vehicles;
  return table.append(vehicle_columns(table.spec, batch.rows, table.writer.rows()));
}

Expected<void> DaySegment::Parts::close() {
  if (trips.writer.rows() != world.population.trip_count()) {
    return out_of_order(trips, trips.writer.rows(), world.population.trip_count());
  }
  for (Table* table : {&trips, &legs, &link_times}) EVEIL_CHECK(table->writer.close());
  if (events) EVEIL_CHECK(events->close());
  for (ServiceTables& service : services) {
    EVEIL_CHECK(service.requests.writer.close());
    EVEIL_CHECK(service.vehicles.writer.close());
  }
  const TableSpec spec = generators_table(world.modes);
  EVEIL_CHECK(generator_columns(spec, world, generators).write(file.root()));
  const geo::Timetable& timetable = world.territory.timetable;
  EVEIL_CHECK(stop_columns(stops_table(), timetable, stops).write(file.root()));
  EVEIL_CHECK(line_hour_columns(line_hours_table(), lines).write(file.root()));
  EVEIL_CHECK(reach_columns(reach_table(world.modes), reach).write(file.root()));
  EVEIL_CHECK(write_persons(file.root(), world, utility));
  return file.commit();
}

}  // namespace eveil::output
