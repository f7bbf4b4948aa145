// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

#include "analysis/export/matsim_files.hpp"
#include "geo/io/xml_writer.hpp"

namespace eveil::analysis {

namespace {

using io::xml_text;

struct Tables {
  std::vector<std::int64_t> trip_person;
  std::vector<double> trip_departure_s;
  output::EnumColumn trip_mode;
  output::EnumColumn purpose;
  std::vector<double> origin_x, origin_y, destination_x, destination_y;
  std::vector<std::int64_t> leg_trip;
  output::EnumColumn leg_mode;
  std::vector<double> leg_departure_s, leg_arrival_s, leg_distance_m;
  std::vector<std::int64_t> leg_from, leg_to;
  std::vector<double> home_x, home_y;
  std::vector<std::int64_t> age;
  output::EnumColumn sex;
  std::vector<std::uint8_t> employed, car, licence;
};

Expected<Tables> tables_of(const output::RunFile& run) {
  Tables t;
  EVEIL_TRY(t.trip_person, run.integers("trips", "person"));
  EVEIL_TRY(t.trip_departure_s, run.numbers("trips", "departure_s"));
  EVEIL_TRY(t.trip_mode, run.words("trips", "mode"));
  EVEIL_TRY(t.purpose, run.words("trips", "purpose"));
  EVEIL_TRY(t.origin_x, run.numbers("trips", "origin_x"));
  EVEIL_TRY(t.origin_y, run.numbers("trips", "origin_y"));
  EVEIL_TRY(t.destination_x, run.numbers("trips", "destination_x"));
  EVEIL_TRY(t.destination_y, run.numbers("trips", "destination_y"));
  EVEIL_TRY(t.leg_trip, run.integers("legs", "trip"));
  EVEIL_TRY(t.leg_mode, run.words("legs", "mode"));
  EVEIL_TRY(t.leg_departure_s, run.numbers("legs", "departure_s"));
  EVEIL_TRY(t.leg_arrival_s, run.numbers("legs", "arrival_s"));
  EVEIL_TRY(t.leg_distance_m, run.numbers("legs", "distance_m"));
  EVEIL_TRY(t.leg_from, run.integers("legs", "from_link"));
  EVEIL_TRY(t.leg_to, run.integers("legs", "to_link"));
  EVEIL_TRY(t.home_x, run.numbers("persons", "home_x"));
  EVEIL_TRY(t.home_y, run.numbers("persons", "home_y"));
  EVEIL_TRY(t.age, run.integers("persons", "age"));
  EVEIL_TRY(t.sex, run.words("persons", "sex"));
  EVEIL_TRY(t.employed, run.flags("persons", "employed"));
  EVEIL_TRY(t.car, run.flags("persons", "car"));
  EVEIL_TRY(t.licence, run.flags("persons", "licence"));
  return t;
}

class Writer {
 public:
  Writer(const MatsimIds& ids, const Tables& tables, const DrivenWays& ways, io::GzipWriter& file)
      : ids_(ids), t_(tables), ways_(ways), file_(file) {
    // Ways of one car come in the order of time, and so do its legs.
    for (std::size_t way = 0; way < ways.vehicle.size(); ++way) {
      if (ids.service_driver[static_cast<std::size_t>(ways.vehicle[way])] != 0) continue;
      of_[{ways.vehicle[way], ways.departure_ms[way]}] = way;
    }
  }

  Expected<void> person(std::size_t person, std::size_t& trip, std::size_t& leg) {
    EVEIL_CHECK(file_.write(fmt::format(
        "<person id=\"{}\">\n\t<attributes>{}{}{}{}{}</attributes>\n\t<plan selected=\"yes\">\n",
        xml_text(ids_.person[person]),
        attribute("age", "Integer", fmt::to_string(t_.age[person])),
        attribute("sex", "String", t_.sex[person] == "male" ? "m" : "f"),
        attribute("employed", "Boolean", t_.employed[person] != 0 ? "true" : "false"),
        attribute("carAvail", "String", t_.car[person] != 0 ? "always" : "never"),
        attribute("hasLicense", "String", t_.licence[person] != 0 ? "yes" : "no"))));
    std::string at =
        fmt::format("type=\"home\" x=\"{}\" y=\"{}\"", t_.home_x[person], t_.home_y[person]);
    while (trip < t_.trip_person.size() &&
           t_.trip_person[trip] == static_cast<std::int64_t>(person)) {
      const std::size_t first = leg;
      while (leg < t_.leg_trip.size() && t_.leg_trip[leg] == static_cast<std::int64_t>(trip)) ++leg;
      const bool made = !std::isnan(t_.trip_departure_s[trip]);
      if (made) {
        const std::int64_t from = first < leg ? t_.leg_from[first] : -1;
        EVEIL_CHECK(activity(
            at, from, fmt::format(" end_time=\"{}\"", matsim_clock(t_.trip_departure_s[trip]))));
        EVEIL_CHECK(legs(trip, first, leg));
        at = fmt::format("type=\"{}\" x=\"{}\" y=\"{}\"",
                         t_.purpose[trip],
                         t_.destination_x[trip],
                         t_.destination_y[trip]);
        last_link_ = first < leg ? t_.leg_to[leg - 1] : -1;
      }
      ++trip;
    }
    EVEIL_CHECK(activity(at, last_link_, ""));
    last_link_ = -1;
    return file_.write("\t</plan>\n</person>\n");
  }

 private:
  static std::string attribute(std::string_view name,
                               std::string_view type,
                               std::string_view value) {
    return fmt::format(
        "<attribute name=\"{}\" class=\"java.lang.{}\">{}</attribute>", name, type, value);
  }

  Expected<void> activity(const std::string& at, std::int64_t link, const std::string& more) {
    const std::string on =
        link < 0 ? std::string() : fmt::format(" link=\"{}\"", xml_text(ids_.link_or_none(link)));
    return file_.write(fmt::format("\t\t<activity {}{}{}/>\n", at, on, more));
  }

  Expected<void> legs(std::size_t trip, std::size_t first, std::size_t last) {
    if (first == last) {
      return file_.write(
          fmt::format("\t\t<leg mode=\"{}\"/>\n", xml_text(matsim_mode(t_.trip_mode[trip]))));
    }
    const std::string main = matsim_mode(t_.trip_mode[trip]);
    for (std::size_t row = first; row < last; ++row) {
      if (row > first) {
        EVEIL_CHECK(activity(fmt::format("type=\"{} interaction\" x=\"{}\" y=\"{}\"",
                                         xml_text(main),
                                         t_.origin_x[trip],
                                         t_.origin_y[trip]),
                             t_.leg_from[row],
                             " max_dur=\"00:00:00\""));
      }
      EVEIL_CHECK(leg(trip, row, main));
    }
    return {};
  }

  Expected<void> leg(std::size_t trip, std::size_t row, const std::string& main) {
    const std::string mode = matsim_mode(t_.leg_mode[row]);
    const std::string takes = matsim_clock(t_.leg_arrival_s[row] - t_.leg_departure_s[row]);
    std::string route;
    if (mode == "car") {
      const auto ms = static_cast<std::int64_t>(std::llround(t_.leg_departure_s[row] * 1000.0));
      // It may have waited for its turn to enter the road.
      const auto way = of_.lower_bound({t_.trip_person[trip], ms});
      const auto end = static_cast<std::int64_t>(std::llround(t_.leg_arrival_s[row] * 1000.0));
      if (way != of_.end() && way->first.first == t_.trip_person[trip] &&
          way->first.second <= end) {
        for (const std::int64_t link : ways_.links[way->second]) {
          route += (route.empty() ? "" : " ") + xml_text(ids_.link_or_none(link));
        }
      } else {
        route = xml_text(ids_.link_or_none(t_.leg_from[row]));
      }
    }
    return file_.write(fmt::format(
        "\t\t<leg mode=\"{}\" dep_time=\"{}\" trav_time=\"{}\"><attributes>{}"
        "</attributes><route type=\"{}\" start_link=\"{}\" end_link=\"{}\" "
        "trav_time=\"{}\" distance=\"{}\"{}>{}</route></leg>\n",
        xml_text(mode),
        matsim_clock(t_.leg_departure_s[row]),
        takes,
        attribute("routingMode", "String", xml_text(main)),
        mode == "car" ? "links" : "generic",
        xml_text(ids_.link_or_none(t_.leg_from[row])),
        xml_text(ids_.link_or_none(t_.leg_to[row])),
        takes,
        t_.leg_distance_m[row],
        mode == "car"
            ? fmt::format(" vehicleRefId=\"{}_car\"",
                          xml_text(ids_.person[static_cast<std::size_t>(t_.trip_person[trip])]))
            : std::string(),
        route));
  }

  const MatsimIds& ids_;
  const Tables& t_;
  const DrivenWays& ways_;
  io::GzipWriter& file_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> of_;  ///< by car and departure
  std::int64_t last_link_ = -1;
};

}  // namespace

Expected<void> write_matsim_plans(const output::RunFile& run,
                                  const MatsimIds& ids,
                                  const RunEvents& events,
                                  const std::string& path,
                                  MatsimExport& done) {
  EVEIL_TRY(const Tables tables, tables_of(run));
  const DrivenWays ways = driven_ways(events, ids.vehicle.size());
  EVEIL_TRY(io::GzipWriter file, io::GzipWriter::create(path));
  EVEIL_TRY(const std::string crs, run.text_attribute("", "crs_name"));
  EVEIL_CHECK(file.write(
      fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE population SYSTEM "
                  "\"http://www.matsim.org/files/dtd/population_v6.dtd\">\n<population>\n"
                  "<attributes><attribute name=\"coordinateReferenceSystem\" "
                  "class=\"java.lang.String\">{}</attribute></attributes>\n",
                  xml_text(crs))));
  Writer writer(ids, tables, ways, file);
  std::size_t trip = 0;
  std::size_t leg = 0;
  for (std::size_t person = 0; person < ids.person.size(); ++person) {
    EVEIL_CHECK(writer.person(person, trip, leg));
    ++done.persons;
  }
  EVEIL_CHECK(file.write("</population>\n"));
  return file.commit();
}

}  // namespace eveil::analysis
