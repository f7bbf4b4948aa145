// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <set>

#include "analysis/export/matsim_files.hpp"
#include "geo/io/xml_writer.hpp"

namespace eveil::analysis {

namespace {

using io::xml_text;

Expected<void> write_nodes(const output::RunFile& run,
                           const MatsimIds& ids,
                           io::GzipWriter& file,
                           MatsimExport& done) {
  EVEIL_TRY(const auto from_x, run.numbers("links", "from_x"));
  EVEIL_TRY(const auto from_y, run.numbers("links", "from_y"));
  EVEIL_TRY(const auto to_x, run.numbers("links", "to_x"));
  EVEIL_TRY(const auto to_y, run.numbers("links", "to_y"));
  EVEIL_CHECK(file.write("<nodes>\n"));
  std::set<std::string> written;
  const auto node = [&](const std::string& id, double x, double y) -> Expected<void> {
    if (!written.insert(id).second) return {};
    ++done.nodes;
    return file.write(
        fmt::format("\t<node id=\"{}\" x=\"{}\" y=\"{}\"/>\n", xml_text(id), x + 0.0, y + 0.0));
  };
  for (std::size_t row = 0; row < ids.link.size(); ++row) {
    EVEIL_CHECK(node(ids.from_node[row], from_x[row], from_y[row]));
    EVEIL_CHECK(node(ids.to_node[row], to_x[row], to_y[row]));
  }
  return file.write("</nodes>\n");
}

Expected<void> write_links(const output::RunFile& run,
                           const MatsimIds& ids,
                           io::GzipWriter& file,
                           MatsimExport& done) {
  EVEIL_TRY(const auto length, run.numbers("links", "length_m"));
  EVEIL_TRY(const auto speed, run.numbers("links", "free_speed"));
  EVEIL_TRY(const auto capacity, run.numbers("links", "capacity_veh_h"));
  EVEIL_TRY(const auto lanes, run.numbers("links", "lanes"));
  EVEIL_TRY(const auto road_class, run.words("links", "road_class"));
  EVEIL_TRY(const auto source, run.integers("links", "source_id"));
  EVEIL_CHECK(file.write(
      "<links capperiod=\"01:00:00\" effectivecellsize=\"7.5\" effectivelanewidth=\"3.75\">\n"));
  for (std::size_t row = 0; row < ids.link.size(); ++row) {
    // Twelve digits: what was an hour's capacity before it became a second's is so again.
    EVEIL_CHECK(file.write(
        fmt::format("\t<link id=\"{}\" from=\"{}\" to=\"{}\" length=\"{}\" freespeed=\"{}\" "
                    "capacity=\"{:.12g}\" permlanes=\"{:.7g}\" oneway=\"1\" modes=\"{}\">"
                    "<attributes><attribute name=\"type\" class=\"java.lang.String\">{}"
                    "</attribute><attribute name=\"origid\" class=\"java.lang.String\">{}"
                    "</attribute></attributes></link>\n",
                    xml_text(ids.link[row]),
                    xml_text(ids.from_node[row]),
                    xml_text(ids.to_node[row]),
                    length[row],
                    speed[row],
                    capacity[row],
                    lanes[row],
                    xml_text(ids.modes[row]),
                    road_class[row],
                    source[row])));
    ++done.links;
  }
  return file.write("</links>\n");
}

}  // namespace

Expected<void> write_matsim_network(const output::RunFile& run,
                                    const MatsimIds& ids,
                                    const std::string& path,
                                    MatsimExport& done) {
  EVEIL_TRY(io::GzipWriter file, io::GzipWriter::create(path));
  EVEIL_TRY(const std::string crs, run.text_attribute("", "crs_name"));
  EVEIL_CHECK(file.write(
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE network SYSTEM "
                  "\"http://www.matsim.org/files/dtd/network_v2.dtd\">\n<network>\n<attributes>"
                  "<attribute name=\"coordinateReferenceSystem\" class=\"java.lang.String\">{}"
                  "</attribute></attributes>\n",
                  xml_text(crs))));
  EVEIL_CHECK(write_nodes(run, ids, file, done));
  EVEIL_CHECK(write_links(run, ids, file, done));
  EVEIL_CHECK(file.write("</network>\n"));
  return file.commit();
}

}  // namespace eveil::analysis
