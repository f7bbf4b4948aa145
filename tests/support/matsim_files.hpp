// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

namespace eveil::tests {

/// One link of a drawn network of MATSim.
struct MatsimLink {
  std::string id;
  std::string from;
  std::string to;
  double length_m;
  double speed_m_s;
  double capacity_veh_h;
  std::string modes = "car,bike";
};

/// network_v2 with nodes n at x = 1000·n, y = 0, for n of "0" to "9", and the links given.
inline std::string matsim_network(const std::vector<MatsimLink>& links) {
  std::string text =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE network SYSTEM "
      "\"http://www.matsim.org/files/dtd/network_v2.dtd\">\n<network><nodes>\n";
  for (int node = 0; node < 10; ++node) {
    text += fmt::format("<node id=\"{}\" x=\"{}\" y=\"0\"/>\n", node, 1000 * node);
  }
  text += "</nodes><links capperiod=\"01:00:00\">\n";
  for (const MatsimLink& link : links) {
    text += fmt::format(
        "<link id=\"{}\" from=\"{}\" to=\"{}\" length=\"{}\" freespeed=\"{}\" capacity=\"{}\" "
        "permlanes=\"1\" modes=\"{}\"/>\n",
        link.id,
        link.from,
        link.to,
        link.length_m,
        link.speed_m_s,
        link.capacity_veh_h,
        link.modes);
  }
  return text + "</links></network>\n";
}

/// population_v6 around persons as XML.
inline std::string matsim_plans(const std::string& persons) {
  return "<?xml version=\"1.0\"?>\n<!DOCTYPE population SYSTEM "
         "\"http://www.matsim.org/files/dtd/population_v6.dtd\">\n<population>\n" +
         persons + "</population>\n";
}

/// A person who leaves `start` at `end_time` by `mode` along `route` (links by blanks) and stays.
inline std::string matsim_person(const std::string& id,
                                 const std::string& end_time,
                                 const std::string& route,
                                 const std::string& mode = "car") {
  const std::string first = route.substr(0, route.find(' '));
  const std::string last = route.substr(route.rfind(' ') + 1);
  return fmt::format(
      "<person id=\"{}\"><plan selected=\"yes\"><activity type=\"home\" link=\"{}\" "
      "end_time=\"{}\"/><leg mode=\"{}\"><route type=\"links\" start_link=\"{}\" end_link=\"{}\" "
      "trav_time=\"undefined\">{}</route></leg><activity type=\"work\" link=\"{}\"/></plan>"
      "</person>\n",
      id,
      first,
      end_time,
      mode,
      first,
      last,
      route,
      last);
}

/// Three links in a row, as in MATSim's smallest tests:
///
///     0 ──one 100 m──▶ 1 ──two 1000 m──▶ 2 ──three 100 m──▶ 3        10 m/s, 3600 vehicles an hour
inline std::vector<MatsimLink> three_links() {
  return {{"one", "0", "1", 100.0, 10.0, 3600.0},
          {"two", "1", "2", 1000.0, 10.0, 3600.0},
          {"three", "2", "3", 100.0, 10.0, 3600.0}};
}

}  // namespace eveil::tests
