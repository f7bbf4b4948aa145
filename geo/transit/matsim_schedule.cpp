// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/matsim_schedule.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "geo/base/text.hpp"
#include "geo/io/path.hpp"
#include "geo/io/xml.hpp"

namespace eveil::geo {

namespace {

using io::XmlAttributes;

class Reader : public io::XmlHandler {
 public:
  MatsimSchedule schedule;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (depth_++ == 0 && name != "transitSchedule") {
      return refuse(fmt::format("the outermost element is <{}>, expected <transitSchedule>", name));
    }
    if (name == "stopFacility") return stop(attributes);
    if (name == "transitLine") line_ = std::string(attributes["id"]);
    if (name == "transitRoute") {
      route_ = {};
      route_.line = line_;
      route_.id = std::string(attributes["id"]);
    }
    if (name == "transportMode") in_mode_ = true;
    if (name == "stop") return call(attributes);
    if (name == "departure") return departure(attributes);
  }

  void end(std::string_view name) override {
    --depth_;
    if (name == "transportMode") in_mode_ = false;
    if (name != "transitRoute") return;
    route_.mode = std::string(trim(route_.mode));
    if (route_.calls.size() < 2) {
      return error(fmt::format("route `{}` of line `{}` calls at {} stops, expected 2 or more",
                               route_.id,
                               route_.line,
                               route_.calls.size()));
    }
    schedule.routes.push_back(std::move(route_));
    route_ = {};
  }

  void text(std::string_view piece) override {
    if (in_mode_ && route_.mode.size() < 100) route_.mode += piece;
  }

 private:
  void stop(const XmlAttributes& attributes) {
    MatsimSchedule::Stop stop{std::string(attributes["id"]), std::string(attributes["name"]), {}};
    const auto x = parse_double(attributes["x"]);
    const auto y = parse_double(attributes["y"]);
    if (stop.id.empty()) return error("a stop has no `id`; give it one");
    if (!x || !y) {
      return error(fmt::format("stop `{}` is at x `{}`, y `{}`, expected two numbers",
                               stop.id,
                               attributes["x"],
                               attributes["y"]));
    }
    if (!row_.emplace(stop.id, schedule.stops.size()).second) {
      return error(
          fmt::format("stop `{}` stands before this place already; leave one of them", stop.id));
    }
    stop.place = {*x, *y};
    if (stop.name.empty()) stop.name = stop.id;
    schedule.stops.push_back(std::move(stop));
  }

  std::optional<Duration> time(const XmlAttributes& attributes, std::string_view key) {
    const std::string_view text = attributes[key];
    if (text.empty()) return std::nullopt;
    const auto parsed = parse_time_of_day(text);
    if (parsed) return *parsed - TimeOfDay{0};
    error(fmt::format(
        "the `{}` on line `{}`, route `{}`: {}", key, route_.line, route_.id, parsed.error()));
    return std::nullopt;
  }

  void call(const XmlAttributes& attributes) {
    const auto found = row_.find(std::string(attributes["refId"]));
    if (found == row_.end()) {
      return error(fmt::format("route `{}` of line `{}` calls at the stop `{}`, which isn't there",
                               route_.id,
                               route_.line,
                               attributes["refId"]));
    }
    const auto arrival = time(attributes, "arrivalOffset");
    const auto departure = time(attributes, "departureOffset");
    const Duration before = route_.calls.empty() ? Duration{0} : route_.calls.back().departure;
    MatsimSchedule::Call call;
    call.stop = found->second;
    call.arrival = arrival ? *arrival : departure.value_or(before);
    call.departure = departure ? *departure : call.arrival;
    if (call.arrival < before || call.departure < call.arrival) {
      return error(
          fmt::format("route `{}` of line `{}` is at the stop `{}` before it left the one "
                      "before",
                      route_.id,
                      route_.line,
                      attributes["refId"]));
    }
    route_.calls.push_back(call);
  }

  void departure(const XmlAttributes& attributes) {
    const auto at = time(attributes, "departureTime");
    if (!at) {
      if (attributes["departureTime"].empty()) {
        error(fmt::format("a departure of route `{}` of line `{}` has no `departureTime`",
                          route_.id,
                          route_.line));
      }
      return;
    }
    route_.departure_id.emplace_back(attributes["id"]);
    route_.departure.push_back(*at);
  }

  int depth_ = 0;
  bool in_mode_ = false;
  std::string line_;
  MatsimSchedule::Route route_;
  std::unordered_map<std::string, std::size_t> row_;
};

/// GTFS's route_type of a transport mode; a bus where the word isn't known.
int type_of(std::string_view mode) {
  constexpr std::pair<std::string_view, int> words[] = {{"tram", 0},
                                                        {"light_rail", 0},
                                                        {"subway", 1},
                                                        {"metro", 1},
                                                        {"train", 2},
                                                        {"rail", 2},
                                                        {"bus", 3},
                                                        {"ferry", 4},
                                                        {"cable_car", 5},
                                                        {"gondola", 6},
                                                        {"funicular", 7}};
  for (const auto& [word, type] : words) {
    if (mode == word) return type;
  }
  return 3;
}

std::string field(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    if (c != '\n' && c != '\r') out += c;
  }
  return out + "\"";
}

std::string clock(Duration time) {
  const std::int64_t s = (time.ms + 500) / 1000;
  return fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

}  // namespace

Expected<MatsimSchedule> read_matsim_schedule(const std::string& file) {
  EVEIL_TRY(const std::string real, io::local_file(file));
  Reader reader;
  io::XmlLimits limits;
  limits.what = "timetable";
  EVEIL_CHECK(io::read_xml(file, real, limits, reader));
  if (reader.schedule.routes.empty()) return bad_input(file, "has no route, expected some");
  return std::move(reader.schedule);
}

std::vector<GtfsText> gtfs_of(const MatsimSchedule& schedule, const std::vector<Point>& degrees) {
  std::string stops = "stop_id,stop_name,stop_lat,stop_lon\n";
  for (std::size_t row = 0; row < schedule.stops.size(); ++row) {
    stops += fmt::format("{},{},{:.7f},{:.7f}\n",
                         field(schedule.stops[row].id),
                         field(schedule.stops[row].name),
                         degrees[row].y,
                         degrees[row].x);
  }
  std::string routes = "route_id,agency_id,route_short_name,route_type\n";
  std::string trips = "route_id,service_id,trip_id\n";
  std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
  std::unordered_map<std::string, int> known;
  for (const MatsimSchedule::Route& route : schedule.routes) {
    const int type = type_of(route.mode);
    // A line of several modes becomes one of each.
    std::string line = route.line;
    const auto other = known.find(line);
    if (other != known.end() && other->second != type) line += " " + route.mode;
    if (known.emplace(line, type).second) {
      routes += fmt::format("{},matsim,{},{}\n", field(line), field(route.line), type);
    }
    for (std::size_t row = 0; row < route.departure.size(); ++row) {
      const std::string trip =
          field(fmt::format("{}/{}/{}", route.line, route.id, route.departure_id[row]));
      trips += fmt::format("{},daily,{}\n", field(line), trip);
      for (std::size_t call = 0; call < route.calls.size(); ++call) {
        times += fmt::format("{},{},{},{},{}\n",
                             trip,
                             clock(route.departure[row] + route.calls[call].arrival),
                             clock(route.departure[row] + route.calls[call].departure),
                             field(schedule.stops[route.calls[call].stop].id),
                             call + 1);
      }
    }
  }
  return {{"agency.txt",
           "agency_id,agency_name,agency_url,agency_timezone\n"
           "matsim,MATSim,https://www.matsim.org,UTC\n"},
          {"calendar.txt",
           "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,"
           "end_date\ndaily,1,1,1,1,1,1,1,20250106,20250112\n"},
          {"stops.txt", std::move(stops)},
          {"routes.txt", std::move(routes)},
          {"trips.txt", std::move(trips)},
          {"stop_times.txt", std::move(times)}};
}

}  // namespace eveil::geo
