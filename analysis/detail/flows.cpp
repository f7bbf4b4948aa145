// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/flows.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

// Vehicles of a run's day by road.
Expected<std::vector<double>> volumes(const std::string& file, const Geography& places) {
  EVEIL_TRY(const output::RunFile run, output::open_run(file));
  std::vector<double> sums(places.roads.size(), 0.0);
  if (!run.has("links/by_time")) return sums;
  EVEIL_CHECK(run.rows("links/by_time"));  // columns of one length
  EVEIL_TRY(const auto link, run.integers("links/by_time", "link"));
  EVEIL_TRY(const auto volume, run.numbers("links/by_time", "volume"));
  EVEIL_TRY(const auto vehicle_class, run.words("links/by_time", "vehicle_class"));
  EVEIL_TRY(const double sample, run.number_attribute("", "sample"));
  const std::size_t service = vehicle_class.code_of("service");
  const std::size_t bus = vehicle_class.code_of("bus");
  for (std::size_t row = 0; row < link.size(); ++row) {
    if (link[row] < 0 || static_cast<std::size_t>(link[row]) >= places.road_of_link.size()) {
      return bad_input(
          file + ":/links/by_time/link",
          fmt::format("{} is no row of /links: the file is damaged; run it again", link[row]));
    }
    const std::size_t code = vehicle_class.codes[row];
    const double each = code == service || code == bus ? 1.0 : 1.0 / sample;
    sums[places.road_of_link[static_cast<std::size_t>(link[row])]] += volume[row] * each;
  }
  return sums;
}

}  // namespace

Expected<std::vector<RoadFlow>> read_flows(const PairedFiles& files, const Geography& places) {
  std::vector<std::vector<double>> base;
  std::vector<std::vector<double>> variant;
  for (std::size_t pair = 0; pair < files.variant.size(); ++pair) {
    EVEIL_TRY(auto without, volumes(files.base[pair], places));
    EVEIL_TRY(auto with, volumes(files.variant[pair], places));
    base.push_back(std::move(without));
    variant.push_back(std::move(with));
  }
  std::vector<RoadFlow> flows;
  for (std::size_t road = 0; road < places.roads.size(); ++road) {
    std::vector<double> before;
    std::vector<double> after;
    std::vector<double> differences;
    for (std::size_t pair = 0; pair < base.size(); ++pair) {
      before.push_back(base[pair][road]);
      after.push_back(variant[pair][road]);
      differences.push_back(variant[pair][road] - base[pair][road]);
    }
    const RoadFlow flow{road, mean(before), mean(after), t_interval(differences)};
    if (flow.base > 0.0 || flow.variant > 0.0) flows.push_back(flow);
  }
  return flows;
}

}  // namespace eveil::analysis
