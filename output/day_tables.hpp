// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "output/columns.hpp"
#include "output/schema.hpp"
#include "sim/records.hpp"
#include "sim/world.hpp"

namespace eveil::output {

// The simulation's rows as columns of the file. The table must outlive the columns.

Columns trip_columns(const TableSpec& table,
                     const sim::World& world,
                     std::span<const sim::TripRow> trips);
Columns leg_columns(const TableSpec& table, std::span<const sim::LegRow> legs);
Columns link_time_columns(const TableSpec& table,
                          const geo::Network& network,
                          std::span<const sim::LinkTimeRow> times);
Columns request_columns(const TableSpec& table, std::span<const sim::RequestRecord> requests);
/// \param first  number of the first of `vehicles` in the fleet.
Columns vehicle_columns(const TableSpec& table,
                        std::span<const sim::ServiceVehicleRecord> vehicles,
                        std::size_t first);
Columns line_hour_columns(const TableSpec& table, std::span<const sim::LineHourRow> lines);
Columns reach_columns(const TableSpec& table, std::span<const sim::ReachRow> reach);
Columns stop_columns(const TableSpec& table,
                     const geo::Timetable& timetable,
                     std::span<const sim::StopRow> stops);
/// All sites × modes: `arrivals[site * modes + mode]`.
Columns generator_columns(const TableSpec& table,
                          const sim::World& world,
                          std::span<const sim::GeneratorRow> arrivals);

Columns vehicle_range_columns(const TableSpec& table, std::span<const sim::VehicleRange> ranges);

}  // namespace eveil::output
