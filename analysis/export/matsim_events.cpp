// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "analysis/export/matsim_files.hpp"
#include "geo/io/xml_writer.hpp"

namespace eveil::analysis {

namespace {

using io::xml_text;

/// Which activity a person is at, from the trips that were made.
class Activities {
 public:
  static Expected<Activities> of(const output::RunFile& run, std::size_t persons) {
    Activities out;
    EVEIL_TRY(out.purpose_, run.words("trips", "purpose"));
    EVEIL_TRY(const auto person, run.integers("trips", "person"));
    EVEIL_TRY(const auto departure, run.numbers("trips", "departure_s"));
    out.next_.assign(persons, -1);
    out.last_.assign(persons, -1);
    for (std::size_t row = person.size(); row-- > 0;) {
      out.made_.push_back(!std::isnan(departure[row]));
      out.next_[static_cast<std::size_t>(person[row])] = static_cast<std::int64_t>(row);
    }
    std::vector<bool> forward(out.made_.rbegin(), out.made_.rend());
    out.made_ = std::move(forward);
    out.person_ = person;
    return out;
  }

  std::string at(std::int64_t person) const {
    const std::int64_t trip = last_[static_cast<std::size_t>(person)];
    return trip < 0 ? "home" : purpose_[static_cast<std::size_t>(trip)];
  }
  /// The person sets out on the next trip that was made.
  void leave(std::int64_t person) {
    auto& next = next_[static_cast<std::size_t>(person)];
    while (next >= 0 && !made_[static_cast<std::size_t>(next)]) next = after(next);
    last_[static_cast<std::size_t>(person)] = next;
    if (next >= 0) next = after(next);
  }

 private:
  std::int64_t after(std::int64_t trip) const {
    const auto row = static_cast<std::size_t>(trip) + 1;
    return row < person_.size() && person_[row] == person_[row - 1] ? trip + 1 : -1;
  }

  output::EnumColumn purpose_;
  std::vector<std::int64_t> person_;
  std::vector<bool> made_;
  std::vector<std::int64_t> next_;  ///< by person: the trip to come
  std::vector<std::int64_t> last_;  ///< the trip last begun
};

class Writer {
 public:
  Writer(const MatsimIds& ids, const RunEvents& events, Activities activities, io::GzipWriter& file)
      : ids_(ids),
        events_(events),
        activities_(std::move(activities)),
        file_(file),
        on_(ids.vehicle.size(), -1) {}

  std::uint64_t written = 0;
  std::uint64_t left_out = 0;

  Expected<void> event(std::size_t row) {
    row_ = row;
    const std::string& type = events_.type[row];
    if (type == "activity_ends") return activity("actend");
    if (type == "activity_starts") return activity("actstart");
    if (type == "departs") return leg("departure");
    if (type == "arrives") return leg("arrival");
    if (type == "gives_up") return leg("stuckAndAbort");
    if (type == "enters_vehicle") return person_and_vehicle("PersonEntersVehicle");
    if (type == "leaves_vehicle") return person_and_vehicle("PersonLeavesVehicle");
    if (type == "enters_traffic") return traffic("vehicle enters traffic");
    if (type == "leaves_traffic") return traffic("vehicle leaves traffic");
    if (type == "enters_link") return link();
    ++left_out;
    return {};
  }

 private:
  Expected<void> put(std::string_view type, std::string attributes) {
    ++written;
    return file_.write(fmt::format("\t<event time=\"{}\" type=\"{}\"{}/>\n",
                                   matsim_seconds(events_.time_ms[row_]),
                                   type,
                                   attributes));
  }
  std::string person() const {
    const std::int64_t row = events_.person[row_];
    return row < 0 ? std::string() : xml_text(ids_.person[static_cast<std::size_t>(row)]);
  }
  std::string link_here() const {
    const std::int64_t row = events_.link[row_];
    return row < 0 ? std::string() : fmt::format(" link=\"{}\"", xml_text(ids_.link_or_none(row)));
  }
  std::size_t vehicle() const { return static_cast<std::size_t>(events_.vehicle[row_]); }

  Expected<void> activity(std::string_view type) {
    if (type == "actend") {
      const std::string at = activities_.at(events_.person[row_]);
      activities_.leave(events_.person[row_]);
      return put(type, fmt::format(" person=\"{}\"{} actType=\"{}\"", person(), link_here(), at));
    }
    return put(type,
               fmt::format(" person=\"{}\"{} actType=\"{}\"",
                           person(),
                           link_here(),
                           activities_.at(events_.person[row_])));
  }

  Expected<void> leg(std::string_view type) {
    const std::string mode = xml_text(matsim_mode(events_.mode[row_]));
    std::string more = fmt::format(" person=\"{}\"{} legMode=\"{}\"", person(), link_here(), mode);
    if (type == "departure") more += fmt::format(" computationalRoutingMode=\"{}\"", mode);
    return put(type, std::move(more));
  }

  Expected<void> person_and_vehicle(std::string_view type) {
    return put(
        type,
        fmt::format(" person=\"{}\" vehicle=\"{}\"", person(), xml_text(ids_.vehicle[vehicle()])));
  }

  Expected<void> traffic(std::string_view type) {
    const std::size_t number = vehicle();
    on_[number] = type == "vehicle enters traffic" ? events_.link[row_] : -1;
    // A car's number is the row of its person; nobody of the population drives the others.
    const std::string driver = ids_.service_driver[number] != 0
                                   ? "driver_" + xml_text(ids_.vehicle[number])
                                   : xml_text(ids_.person[number]);
    return put(type,
               fmt::format(" person=\"{}\"{} vehicle=\"{}\" networkMode=\"car\" "
                           "relativePosition=\"1.0\"",
                           driver,
                           link_here(),
                           xml_text(ids_.vehicle[number])));
  }

  Expected<void> link() {
    const std::size_t number = vehicle();
    const std::string id = xml_text(ids_.vehicle[number]);
    EVEIL_CHECK(put(
        "left link",
        fmt::format(" vehicle=\"{}\" link=\"{}\"", id, xml_text(ids_.link_or_none(on_[number])))));
    on_[number] = events_.link[row_];
    return put("entered link", fmt::format(" vehicle=\"{}\"{}", id, link_here()));
  }

  const MatsimIds& ids_;
  const RunEvents& events_;
  Activities activities_;
  io::GzipWriter& file_;
  std::vector<std::int64_t> on_;  ///< by vehicle: the link it is on
  std::size_t row_ = 0;
};

}  // namespace

DrivenWays driven_ways(const RunEvents& events, std::size_t vehicles) {
  DrivenWays ways;
  std::vector<std::vector<std::int64_t>> under_way(vehicles);
  std::vector<std::int64_t> since(vehicles, 0);
  const std::size_t enters = events.type.code_of("enters_traffic");
  const std::size_t next = events.type.code_of("enters_link");
  const std::size_t leaves = events.type.code_of("leaves_traffic");
  for (std::size_t row = 0; row < events.size(); ++row) {
    const std::size_t type = events.type.codes[row];
    if (type != enters && type != next && type != leaves) continue;
    const auto vehicle = static_cast<std::size_t>(events.vehicle[row]);
    if (type == enters) {
      under_way[vehicle] = {events.link[row]};
      since[vehicle] = events.time_ms[row];
    } else if (type == next) {
      under_way[vehicle].push_back(events.link[row]);
    } else {
      ways.vehicle.push_back(events.vehicle[row]);
      ways.departure_ms.push_back(since[vehicle]);
      ways.links.push_back(std::exchange(under_way[vehicle], {}));
    }
  }
  return ways;
}

Expected<void> write_matsim_events(const output::RunFile& run,
                                   const MatsimIds& ids,
                                   const RunEvents& events,
                                   const std::string& path,
                                   MatsimExport& done) {
  EVEIL_TRY(Activities activities, Activities::of(run, ids.person.size()));
  EVEIL_TRY(io::GzipWriter file, io::GzipWriter::create(path));
  EVEIL_CHECK(file.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<events version=\"1.0\">\n"));
  Writer writer(ids, events, std::move(activities), file);
  for (std::size_t row = 0; row < events.size(); ++row) EVEIL_CHECK(writer.event(row));
  EVEIL_CHECK(file.write("</events>\n"));
  done.events = writer.written;
  done.events_left_out = writer.left_out;
  return file.commit();
}

}  // namespace eveil::analysis
