// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "geo/base/utf8.hpp"
#include "geo/transit/feed_compile.hpp"
#include "geo/transit/feed_content.hpp"
#include "geo/transit/feed_files.hpp"

namespace eveil::geo {

namespace {

/// Files of the GTFS reference that are not read: nothing of them is simulated.
constexpr std::array<std::string_view, 23> known_unread{"areas.txt",
                                                        "attributions.txt",
                                                        "booking_rules.txt",
                                                        "fare_attributes.txt",
                                                        "fare_leg_join_rules.txt",
                                                        "fare_leg_rules.txt",
                                                        "fare_media.txt",
                                                        "fare_products.txt",
                                                        "fare_rules.txt",
                                                        "fare_transfer_rules.txt",
                                                        "feed_info.txt",
                                                        "levels.txt",
                                                        "location_group_stops.txt",
                                                        "location_groups.txt",
                                                        "locations.geojson",
                                                        "networks.txt",
                                                        "pathways.txt",
                                                        "rider_categories.txt",
                                                        "route_networks.txt",
                                                        "shapes.txt",
                                                        "stop_areas.txt",
                                                        "timeframes.txt",
                                                        "translations.txt"};
constexpr std::array<std::string_view, 9> read_files{"agency.txt",
                                                     "stops.txt",
                                                     "routes.txt",
                                                     "trips.txt",
                                                     "stop_times.txt",
                                                     "calendar.txt",
                                                     "calendar_dates.txt",
                                                     "frequencies.txt",
                                                     "transfers.txt"};

template <class Names>
bool among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// One audit on its way: the files, what they hold, what is wrong with them.
struct Audit {
  const FeedFiles& files;
  FeedContent content;
  FeedProblems problems;
  std::vector<std::string> warnings;

  bool has(std::string_view file) const { return among(files.files, file); }
  void warn(std::uint64_t count, std::string_view what) {
    if (count > 0) warnings.push_back(fmt::format("{} {}", count, what));
  }
  void check_names();
  template <class Read>
  Expected<bool> read(const std::string& file, const Read& into);
  Expected<void> read_all();
  void warn_all();
};

void Audit::check_names() {
  for (const std::string_view name : read_files) {
    const bool optional =
        name.substr(0, 8) == "calendar" || name == "frequencies.txt" || name == "transfers.txt";
    if (!optional && !has(name)) {
      problems.add(files.name, fmt::format("{} is missing; a GTFS feed must have it", name));
    }
  }
  if (!has("calendar.txt") && !has("calendar_dates.txt")) {
    problems.add(files.name,
                 "calendar.txt and calendar_dates.txt are missing; a GTFS feed must have one");
  }
  std::string unknown;
  std::uint64_t count = 0;
  for (const std::string& name : files.files) {
    if (among(read_files, name) || among(known_unread, name)) continue;
    if (++count <= 3) unknown += (count == 1 ? "" : ", ") + name.substr(0, 60);
  }
  warn(count, fmt::format("unknown files are ignored: {}{}", unknown, count > 3 ? " …" : ""));
}

/// False where the file is not there or its header is not usable.
template <class Read>
Expected<bool> Audit::read(const std::string& file, const Read& into) {
  if (!has(file)) return false;
  EVEIL_TRY(std::string text, files.read(file));
  if (!is_plain_utf8(text)) {
    text = from_latin_1(text);
    warnings.push_back(fmt::format("{} is not UTF-8; it is read as Latin-1", file));
  }
  FeedTable table(files.name + ":" + file, text, problems);
  const bool usable = into(table);
  warn(table.rows_with_extra_fields(),
       fmt::format("rows of {} have more fields than the header; those are ignored", file));
  warn(table.rows_with_fewer_fields(),
       fmt::format("rows of {} have fewer fields than the header; the others are empty", file));
  return usable;
}

Expected<void> Audit::read_all() {
  check_names();
  if (problems.any()) return std::move(problems).result(files.name);
  EVEIL_CHECK(read("agency.txt", [&](FeedTable& t) { return read_agencies(t, content); }));
  EVEIL_CHECK(read("stops.txt", [&](FeedTable& t) { return read_stops(t, content); }));
  EVEIL_CHECK(read("routes.txt", [&](FeedTable& t) { return read_routes(t, content); }));
  EVEIL_CHECK(read("calendar.txt", [&](FeedTable& t) { return content.calendar.read_weeks(t); }));
  EVEIL_CHECK(read("calendar_dates.txt",
                   [&](FeedTable& t) { return content.calendar.read_exceptions(t); }));
  // Rows that refer to a broken table would all be wrong again.
  if (problems.any()) return std::move(problems).result(files.name);
  EVEIL_CHECK(read("trips.txt", [&](FeedTable& t) { return read_trips(t, content); }));
  if (problems.any()) return std::move(problems).result(files.name);
  EVEIL_CHECK(read("stop_times.txt", [&](FeedTable& t) { return read_stop_times(t, content); }));
  EVEIL_CHECK(read("frequencies.txt", [&](FeedTable& t) { return read_frequencies(t, content); }));
  EVEIL_CHECK(read("transfers.txt", [&](FeedTable& t) { return read_transfers(t, content); }));
  if (problems.any()) return std::move(problems).result(files.name);
  return {};
}

void Audit::warn_all() {
  std::uint64_t unused = 0;
  for (std::size_t stop = 0; stop < content.stop_used.size(); ++stop) {
    if (content.stop_boards[stop] != 0 && content.stop_used[stop] == 0) ++unused;
  }
  std::uint64_t empty = 0;
  for (const std::uint32_t stops : content.trip_stops) empty += stops < 2 ? 1 : 0;
  warn(unused, "stops are served by no trip; they are left out");
  warn(content.zero_places, "stops are at 0,0 in the ocean; they are left out");
  warn(content.unknown_parents, "stops name a parent_station that is not in stops.txt");
  warn(content.unknown_agencies, "routes name an agency_id that is not in agency.txt");
  warn(empty, "trips have fewer than two stops; they are left out");
  warn(content.untimed, "stop times between others have no time; they get one by distance");
  warn(content.not_boardable, "stop times are at places where nobody can board; they are left out");
  warn(content.flexible,
       "stop times are of areas or of hours instead of stops and times; they are left out");
  warn(content.unknown_calls,
       "values of pickup_type and drop_off_type are unknown; people board and alight there");
  warn(content.unused_transfers,
       "rows of transfers.txt are not used: of trips or routes, at one stop, or of stops that "
       "are not in stops.txt");
  warn(content.calendar.idle_exceptions(), "rows of calendar_dates.txt change nothing");
}

Expected<void> choose_day(const FeedCalendar::Days& days,
                          const std::optional<Date>& day,
                          FeedAudit& audit) {
  if (days.trips.empty()) {
    return bad_input(audit.file,
                     "no trip runs on any day; check calendar.txt and calendar_dates.txt, and that "
                     "trips have two stops");
  }
  audit.first = days.first;
  audit.last = days.date(days.trips.size() - 1);
  audit.day = day ? *day : days.busiest();
  audit.trips_on_day = days.on(audit.day);
  if (audit.trips_on_day == 0) {
    return bad_input(audit.file,
                     fmt::format("no trip runs on {}; the feed has service from {} to {}: the "
                                 "nearest day with service is {}",
                                 iso(audit.day),
                                 iso(audit.first),
                                 iso(audit.last),
                                 iso(days.nearest(audit.day))));
  }
  return {};
}

}  // namespace

Expected<ReadFeed> read_feed(const FeedFiles& files, const FeedOptions& options) {
  Audit work{files, {}, {}, {}};
  EVEIL_CHECK(work.read_all());
  work.warn_all();
  const FeedContent& content = work.content;

  ReadFeed feed;
  FeedAudit& audit = feed.audit;
  audit.file = files.name;
  audit.agencies = content.agencies.size();
  audit.routes = content.routes.size();
  audit.trips = content.trips.size();
  audit.stops = content.stops.size();
  audit.stop_times = content.stop_times;

  std::vector<std::uint64_t> service_trips(content.calendar.services().size(), 0);
  for (std::size_t trip = 0; trip < content.trip_service.size(); ++trip) {
    if (content.trip_stops[trip] < 2) continue;
    service_trips[content.trip_service[trip]] += content.trip_runs[trip];
  }
  EVEIL_CHECK(choose_day(content.calendar.days(service_trips), options.day, audit));
  EVEIL_TRY(CompiledFeed compiled, compile_feed(content, files.name, audit.day, options.box));
  const Timetable& table = compiled.timetable.table;
  if (table.empty()) {
    for (std::string& warning : compiled.warnings) work.warnings.push_back(std::move(warning));
    return bad_input(files.name,
                     fmt::format("none of the {} trips on {} calls at two stops of the territory "
                                 "({}); is the feed of another place?",
                                 audit.trips_on_day,
                                 iso(audit.day),
                                 fmt::join(work.warnings, "; ")));
  }
  audit.lines_used = table.line_count();
  audit.stops_used = table.stop_count();
  audit.trips_of_eve = compiled.trips_of_eve;
  audit.trips_of_next = compiled.trips_of_next_day;
  audit.trips_used = table.trip_count() - audit.trips_of_eve - audit.trips_of_next;
  audit.warnings = std::move(work.warnings);
  for (std::string& warning : compiled.warnings) audit.warnings.push_back(std::move(warning));
  feed.timetable = std::move(compiled.timetable);
  return feed;
}

}  // namespace eveil::geo
