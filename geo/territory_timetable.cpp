// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "geo/places/sites.hpp"
#include "geo/store/ragged.hpp"
#include "geo/territory_columns.hpp"
#include "geo/territory_file.hpp"

namespace eveil::geo {

std::array<std::string_view, road_class_count> road_class_words() {
  std::array<std::string_view, road_class_count> words;
  for (std::size_t row = 0; row < words.size(); ++row)
    words[row] = name_of(static_cast<RoadClass>(row));
  return words;
}

std::array<std::string_view, site_kind_count> site_kind_words() {
  std::array<std::string_view, site_kind_count> words;
  for (std::size_t row = 0; row < words.size(); ++row)
    words[row] = name_of(static_cast<SiteKind>(row));
  return words;
}

std::array<std::string_view, line_kind_count> line_kind_words() {
  std::array<std::string_view, line_kind_count> words;
  for (std::size_t row = 0; row < words.size(); ++row)
    words[row] = name_of(static_cast<LineKind>(row));
  return words;
}

namespace {

using detail::ColumnWriter;
using detail::read_column;
using detail::read_points;
using detail::read_words;
using detail::read_wrapped;
using store::Group;

std::vector<std::int32_t> whole_ms(const std::vector<TimeOfDay>& times) {
  std::vector<std::int32_t> ms;
  ms.reserve(times.size());
  for (const TimeOfDay time : times) ms.push_back(time.ms);
  return ms;
}

Expected<std::vector<TimeOfDay>> read_times(const Group& group, std::string_view name) {
  EVEIL_TRY(const std::vector<std::int32_t> ms, group.read<std::int32_t>(name));
  std::vector<TimeOfDay> times;
  times.reserve(ms.size());
  for (const std::int32_t time : ms) times.push_back({time});
  return times;
}

Expected<void> write_stops(const Group& root, const Timetable& timetable) {
  EVEIL_TRY(const Group group, root.create("stops"));
  EVEIL_CHECK(ColumnWriter(group)
                  .column("code", "1", "the feed's id", timetable.stop_code.raw())
                  .column("name", "1", "name", timetable.stop_name.raw())
                  .points(timetable.stop_place.raw(), "", "place")
                  .done());
  EVEIL_TRY(const Group transfers, group.create("transfers"));
  EVEIL_CHECK(store::write_offsets(transfers, timetable.transfers.offsets()));
  std::vector<std::uint32_t> to;
  std::vector<std::int32_t> walk;
  for (const Transfer& transfer : timetable.transfers.values()) {
    to.push_back(transfer.to.value);
    walk.push_back(static_cast<std::int32_t>(transfer.walk.ms));
  }
  return ColumnWriter(transfers)
      .column("to", "1", "stop that is walked to", to)
      .column("walk", "ms", "time of the walk", walk)
      .done();
}

Expected<void> write_patterns(const Group& root, const Timetable& timetable) {
  EVEIL_TRY(const Group group, root.create("patterns"));
  std::vector<std::uint32_t> trips;
  for (std::size_t row = 0; row < timetable.pattern_count(); ++row) {
    trips.push_back(timetable.first_trip[row + 1] - timetable.first_trip[row]);
  }
  EVEIL_CHECK(ColumnWriter(group)
                  .column("line", "1", "line that it is of", timetable.pattern_line.raw())
                  .column("trips", "1", "trips, in order of departure", trips)
                  .done());
  EVEIL_TRY(const Group stops, group.create("stops"));
  EVEIL_CHECK(store::write_offsets(stops, timetable.pattern_stops.offsets()));
  return ColumnWriter(stops)
      .column("stop", "1", "stop, in order of travel", timetable.pattern_stops.values())
      .column(
          "calls", "1", "bits: 1 one may board, 2 one may alight", timetable.pattern_calls.values())
      .done();
}

Expected<void> read_stops(const Group& root, Timetable& timetable) {
  EVEIL_TRY(const Group group, root.open("stops"));
  EVEIL_CHECK(read_column(group, "code", timetable.stop_code));
  EVEIL_CHECK(read_column(group, "name", timetable.stop_name));
  EVEIL_TRY(timetable.stop_place.raw(), read_points(group));
  EVEIL_TRY(const Group transfers, group.open("transfers"));
  EVEIL_TRY(const std::vector<std::uint32_t> to, transfers.read<std::uint32_t>("to"));
  EVEIL_TRY(const std::vector<std::int32_t> walk, transfers.read<std::int32_t>("walk"));
  EVEIL_TRY(std::vector<std::uint64_t> offsets, store::read_offsets(transfers, to.size()));
  if (walk.size() != to.size()) {
    return bad_input(transfers.where("walk"), "has another length than `to`");
  }
  std::vector<Transfer> rows;
  for (std::size_t row = 0; row < to.size(); ++row) {
    rows.push_back({StopId(to[row]), Duration{walk[row]}});
  }
  timetable.transfers = Ragged<StopId, Transfer>(std::move(offsets), std::move(rows));
  return {};
}

Expected<void> read_patterns(const Group& root, Timetable& timetable) {
  EVEIL_TRY(const Group group, root.open("patterns"));
  EVEIL_CHECK(read_wrapped<std::uint32_t>(group, "line", timetable.pattern_line));
  EVEIL_TRY(const std::vector<std::uint32_t> trips, group.read<std::uint32_t>("trips"));
  EVEIL_TRY(const Group stops, group.open("stops"));
  EVEIL_TRY(const std::vector<std::uint32_t> numbers, stops.read<std::uint32_t>("stop"));
  EVEIL_TRY(std::vector<std::uint8_t> calls, stops.read<std::uint8_t>("calls"));
  EVEIL_TRY(std::vector<std::uint64_t> offsets, store::read_offsets(stops, numbers.size()));
  if (calls.size() != numbers.size() || trips.size() + 1 != offsets.size()) {
    return bad_input(group.where(), "the columns differ in length; build the territory again");
  }
  std::vector<StopId> rows;
  for (const std::uint32_t stop : numbers) {
    if (stop >= timetable.stop_count()) {
      return bad_input(
          stops.where("stop"),
          fmt::format(
              "names stop {} of {}; build the territory again", stop, timetable.stop_count()));
    }
    rows.push_back(StopId(stop));
  }
  for (std::size_t row = 0; row < trips.size(); ++row) {
    timetable.first_trip.push_back(timetable.first_trip.back() + trips[row]);
    timetable.first_time.push_back(timetable.first_time.back() +
                                   trips[row] * (offsets[row + 1] - offsets[row]));
  }
  timetable.pattern_calls = Ragged<PatternId, std::uint8_t>(offsets, std::move(calls));
  timetable.pattern_stops = Ragged<PatternId, StopId>(std::move(offsets), std::move(rows));
  return {};
}

}  // namespace

Expected<void> write_timetable(const Group& root, const Timetable& timetable) {
  EVEIL_CHECK(write_stops(root, timetable));
  EVEIL_TRY(const Group lines, root.create("lines"));
  EVEIL_CHECK(ColumnWriter(lines)
                  .column("code", "1", "the feed's id", timetable.line_code.raw())
                  .column("name", "1", "short name, else the long one", timetable.line_name.raw())
                  .words("kind", "what runs on it", line_kind_words(), timetable.line_kind.raw())
                  .column("places", "1", "places of one vehicle", timetable.line_places.raw())
                  .done());
  EVEIL_CHECK(write_patterns(root, timetable));
  EVEIL_TRY(const Group trips, root.create("transit_trips"));
  EVEIL_CHECK(
      ColumnWriter(trips)
          .column("code", "1", "the feed's id, #run, @service day", timetable.trip_code.raw())
          .column("day", "1", "service day: -1 the eve, 0, 1 the next", timetable.trip_day.raw())
          .done());
  EVEIL_TRY(const Group times, root.create("transit_times"));
  return ColumnWriter(times)
      .column("arrival", "ms", "after midnight of the day", whole_ms(timetable.arrival))
      .column("departure", "ms", "after midnight of the day", whole_ms(timetable.departure))
      .done();
}

Expected<void> read_timetable(const Group& root, Timetable& timetable) {
  EVEIL_CHECK(read_stops(root, timetable));
  EVEIL_TRY(const Group lines, root.open("lines"));
  EVEIL_CHECK(read_column(lines, "code", timetable.line_code));
  EVEIL_CHECK(read_column(lines, "name", timetable.line_name));
  EVEIL_CHECK(read_words<LineKind>(lines, "kind", line_kind_words(), timetable.line_kind));
  EVEIL_CHECK(read_column(lines, "places", timetable.line_places));
  EVEIL_CHECK(read_patterns(root, timetable));
  EVEIL_TRY(const Group trips, root.open("transit_trips"));
  EVEIL_CHECK(read_column(trips, "code", timetable.trip_code));
  EVEIL_CHECK(read_column(trips, "day", timetable.trip_day));
  EVEIL_TRY(const Group times, root.open("transit_times"));
  EVEIL_TRY(timetable.arrival, read_times(times, "arrival"));
  EVEIL_TRY(timetable.departure, read_times(times, "departure"));
  index_calls(timetable);
  return {};
}

}  // namespace eveil::geo
