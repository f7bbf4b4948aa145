// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/geography.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

#include "analysis/detail/wkb.hpp"

namespace eveil::analysis {

namespace {

// What cuts the columns of a ragged table into `rows` rows.
Expected<std::vector<std::uint64_t>> read_offsets(const output::RunFile& run,
                                                  const std::string& table,
                                                  std::size_t values) {
  EVEIL_TRY(auto offsets, run.identifiers(table, "offsets"));
  const bool rising = std::is_sorted(offsets.begin(), offsets.end());
  if (offsets.empty() || !rising || offsets.back() > values) {
    return bad_input(fmt::format("{}:/{}/offsets", run.path().string(), table),
                     "do not cut the table into rows: the file is damaged; run it again");
  }
  return offsets;
}

Expected<std::vector<std::vector<Point>>> read_shapes(const output::RunFile& run,
                                                      const std::string& table) {
  EVEIL_TRY(const auto x, run.numbers(table, "x"));
  EVEIL_TRY(const auto y, run.numbers(table, "y"));
  EVEIL_TRY(const auto offsets, read_offsets(run, table, std::min(x.size(), y.size())));
  std::vector<std::vector<Point>> shapes(offsets.size() - 1);
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    for (std::uint64_t i = offsets[row]; i < offsets[row + 1]; ++i) {
      shapes[row].push_back({x[i], y[i]});
    }
  }
  return shapes;
}

Expected<void> read_zones(const output::RunFile& run, Geography& places) {
  EVEIL_TRY(const auto id, run.texts("zones", "id"));
  EVEIL_TRY(const auto name, run.texts("zones", "name"));
  EVEIL_TRY(const auto population, run.numbers("zones", "population"));
  EVEIL_TRY(const auto values, run.integers("zones/geometry", "values"));
  EVEIL_TRY(const auto offsets, read_offsets(run, "zones/geometry", values.size()));
  std::vector<std::byte> bytes;
  for (const std::int64_t value : values) bytes.push_back(static_cast<std::byte>(value));
  const std::size_t rows = std::min({id.size(), name.size(), population.size()});
  for (std::size_t row = 0; row < std::min(rows, offsets.size() - 1); ++row) {
    const std::span<const std::byte> all(bytes);
    EVEIL_TRY(Area area,
              area_of_wkb(all.subspan(offsets[row], offsets[row + 1] - offsets[row]),
                          fmt::format("{}:/zones/geometry row {}", run.path().string(), row)));
    places.zones.push_back({id[row], name[row], population[row], std::move(area)});
  }
  return {};
}

// Links between the same two nodes of one length, to the millimetre, are one road.
Expected<void> read_roads(const output::RunFile& run, Geography& places) {
  EVEIL_TRY(auto shapes, read_shapes(run, "links/shape"));
  EVEIL_TRY(const auto from, run.integers("links", "from_node"));
  EVEIL_TRY(const auto to, run.integers("links", "to_node"));
  EVEIL_TRY(const auto length, run.numbers("links", "length_m"));
  EVEIL_TRY(const auto road_class, run.words("links", "road_class"));
  EVEIL_TRY(const std::uint64_t links, run.rows("links"));
  if (shapes.size() != links) {
    return bad_input(
        run.path().string() + ":/links/shape",
        fmt::format(
            "has {} rows for {} links: the file is damaged; run it again", shapes.size(), links));
  }
  std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::uint32_t> known;
  for (std::size_t link = 0; link < links; ++link) {
    const auto next = static_cast<std::uint32_t>(places.roads.size());
    const auto [found, is_new] = known.try_emplace({std::min(from[link], to[link]),
                                                    std::max(from[link], to[link]),
                                                    std::llround(length[link] * 1000.0)},
                                                   next);
    if (is_new) places.roads.push_back({road_class[link], std::move(shapes[link])});
    places.road_of_link.push_back(found->second);
  }
  return {};
}

Expected<void> read_transit(const output::RunFile& run, Geography& places) {
  if (run.has("stops/x")) {
    EVEIL_TRY(const std::uint64_t rows, run.rows("stops"));
    EVEIL_TRY(const auto x, run.numbers("stops", "x"));
    EVEIL_TRY(const auto y, run.numbers("stops", "y"));
    std::vector<std::string> names(rows);
    if (run.has("stops/name")) {
      EVEIL_TRY(names, run.texts("stops", "name"));
    }
    for (std::size_t row = 0; row < rows; ++row) {
      places.stops.push_back({names[row], {x[row], y[row]}});
    }
  }
  if (run.has("lines/name") && run.has("lines/shape/x")) {
    EVEIL_TRY(const auto names, run.texts("lines", "name"));
    EVEIL_TRY(auto shapes, read_shapes(run, "lines/shape"));
    for (std::size_t row = 0; row < std::min(names.size(), shapes.size()); ++row) {
      places.lines.push_back({names[row], std::move(shapes[row])});
    }
  }
  return {};
}

// The file has a row a site and mode; a place is told once.
Expected<void> read_sites(const output::RunFile& run, Geography& places) {
  EVEIL_TRY(const auto site, run.integers("generators", "site"));
  EVEIL_TRY(const auto name, run.texts("generators", "name"));
  EVEIL_TRY(const auto kind, run.words("generators", "kind"));
  EVEIL_TRY(const auto x, run.numbers("generators", "x"));
  EVEIL_TRY(const auto y, run.numbers("generators", "y"));
  EVEIL_TRY(const std::uint64_t rows, run.rows("generators"));
  for (std::size_t row = 0; row < rows; ++row) {
    if (row > 0 && site[row] == site[row - 1]) continue;
    places.sites.push_back({name[row], kind[row], {x[row], y[row]}});
  }
  return {};
}

}  // namespace

Expected<Geography> read_geography(const output::RunFile& run) {
  Geography places;
  if (run.has("zones/geometry")) EVEIL_CHECK(read_zones(run, places));
  if (run.has("links/shape")) EVEIL_CHECK(read_roads(run, places));
  EVEIL_CHECK(read_transit(run, places));
  if (run.has("generators")) EVEIL_CHECK(read_sites(run, places));
  return places;
}

}  // namespace eveil::analysis
