// SPDX-License-Identifier: Apache-2.0
#include "output/state_file.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/build_facts.hpp"
#include "output/columns.hpp"
#include "output/convergence.hpp"
#include "output/digest.hpp"
#include "output/formats.hpp"
#include "output/state_levels.hpp"

namespace eveil::output {
namespace {

using sim::LearntState;
using store::ColumnSpec;
using store::ValueType;

ColumnSpec times_spec() {
  return {"ms",
          ValueType::uint32,
          "ms",
          "learnt travel time by link and 15 minutes of entry, from 03:00: "
          "row = link * 108 + slice",
          {}};
}
ColumnSpec free_spec() {
  return {"free_ms",
          ValueType::uint32,
          "ms",
          "free-flow time by link of the roads learnt on, changes of the scenario included",
          {}};
}
ColumnSpec modes_spec() {
  return {"tour_mode",
          ValueType::uint8,
          "1",
          "mode chosen on the last day, by tour: a place in /@modes; 255: none",
          {}};
}
ColumnSpec first_spec() {
  return {"first", ValueType::uint64, "1", "first link of a trip's route", {}};
}
ColumnSpec length_spec() {
  return {"length", ValueType::uint32, "1", "links of a trip's route", {}};
}
ColumnSpec links_spec() {
  return {"links", ValueType::uint32, "1", "links, a row of the network", {}};
}

ColumnSpec departure_spec() {
  return {"departure", ValueType::int32, "ms", "intended departure of a trip", {}};
}

Expected<void> write_departures(const store::Group& root, const LearntState& state) {
  EVEIL_TRY(const store::Group group, root.create("trips"));
  std::vector<std::int32_t> departure;
  departure.reserve(state.departure.size());
  for (const TimeOfDay time : state.departure) departure.push_back(time.ms);
  return group.write(departure_spec(), departure);
}

/// Who sets out before the day starts would find no road that is open.
Expected<void> read_departures(const store::Group& root, LearntState& state) {
  EVEIL_TRY(const std::vector<std::int32_t> departure, root.read<std::int32_t>("trips/departure"));
  for (std::size_t trip = 0; trip < departure.size(); ++trip) {
    if (departure[trip] < day_start.ms) {
      return bad_input(fmt::format("{}:{}", root.where("trips/departure"), trip),
                       fmt::format("is {} ms, before the day starts at {} ms: the file is damaged",
                                   departure[trip],
                                   day_start.ms));
    }
    state.departure.push_back({departure[trip]});
  }
  return {};
}

Expected<void> write_routes(const store::Group& root, const sim::RouteBook& routes) {
  EVEIL_TRY(const store::Group group, root.create("routes"));
  EVEIL_CHECK(group.write(first_spec(), routes.first()));
  EVEIL_CHECK(group.write(length_spec(), routes.length()));
  return group.write(links_spec(), routes.links());
}

Expected<sim::RouteBook> read_routes(const store::Group& root) {
  EVEIL_TRY(const store::Group group, root.open("routes"));
  EVEIL_TRY(std::vector<std::uint64_t> first, group.read<std::uint64_t>("first"));
  EVEIL_TRY(std::vector<std::uint32_t> length, group.read<std::uint32_t>("length"));
  EVEIL_TRY(const std::vector<std::uint32_t> rows, group.read<std::uint32_t>("links"));
  if (first.size() != length.size()) {
    return bad_input(
        group.where("length"),
        fmt::format(
            "has {} rows, `first` has {}: the file is damaged", length.size(), first.size()));
  }
  for (std::size_t trip = 0; trip < first.size(); ++trip) {
    if (first[trip] <= rows.size() && length[trip] <= rows.size() - first[trip]) continue;
    return bad_input(fmt::format("{}:{}", group.where("first"), trip),
                     "names links that aren't there: the file is damaged");
  }
  std::vector<geo::LinkId> links;
  links.reserve(rows.size());
  for (const std::uint32_t row : rows) links.emplace_back(std::size_t{row});
  return sim::RouteBook(std::move(first), std::move(length), std::move(links));
}

ColumnSpec names_spec() {
  return {"name", ValueType::uint64, "1", "stable name of a background vehicle", {}};
}

/// Routes of background vehicles as those of trips; absent where there are none.
Expected<void> write_background(const store::Group& root, const LearntState& state) {
  if (state.background_names.empty()) return {};
  EVEIL_TRY(const store::Group group, root.create("background"));
  std::vector<std::uint32_t> length;
  std::vector<geo::LinkId> links;
  for (const std::vector<geo::LinkId>& route : state.background_routes) {
    length.push_back(static_cast<std::uint32_t>(route.size()));
    links.insert(links.end(), route.begin(), route.end());
  }
  EVEIL_CHECK(group.write(names_spec(), state.background_names));
  EVEIL_CHECK(group.write(length_spec(), length));
  return group.write(links_spec(), links);
}

bool is_way(std::span<const geo::LinkId> route, const geo::Network& network) {
  for (std::size_t i = 0; i < route.size(); ++i) {
    if (route[i].value >= network.link_count()) return false;
    if (i > 0 && network.to[route[i - 1]] != network.from[route[i]]) return false;
  }
  return true;
}

Expected<void> read_background(const store::Group& root,
                               const geo::Network& network,
                               LearntState& state) {
  if (!root.has("background")) return {};
  EVEIL_TRY(const store::Group group, root.open("background"));
  EVEIL_TRY(state.background_names, group.read<std::uint64_t>("name"));
  EVEIL_TRY(const std::vector<std::uint32_t> length, group.read<std::uint32_t>("length"));
  EVEIL_TRY(const std::vector<std::uint32_t> rows, group.read<std::uint32_t>("links"));
  std::uint64_t total = 0;
  for (const std::uint32_t links : length) total += links;
  if (length.size() != state.background_names.size() || total != rows.size()) {
    return bad_input(group.where("length"), "doesn't fit `name` and `links`: the file is damaged");
  }
  std::size_t first = 0;
  for (const std::uint32_t count : length) {
    std::vector<geo::LinkId> route;
    for (std::size_t i = first; i < first + count; ++i) route.emplace_back(std::size_t{rows[i]});
    first += count;
    if (!is_way(route, network)) {
      return bad_input(fmt::format("{}:{}", group.where("links"), first - count),
                       "is not a way on the territory's network: it was learnt on another "
                       "territory, or is damaged; learn it again");
    }
    state.background_routes.push_back(std::move(route));
  }
  return {};
}

/// Searches and traffic rely on these; a file that was changed may break them.
Expected<void> check_times(const LearntState& state,
                           const geo::Network& network,
                           const std::string& where) {
  const geo::LinkTimes& times = state.times;
  const std::size_t cells = network.link_count() * slice_count;
  if (times.ms.size() != cells || state.free_ms.size() != network.link_count()) {
    return bad_input(
        where,
        fmt::format("has {} rows where the territory's network needs {}: it was learnt "
                    "on another territory, or is damaged; learn it again",
                    times.ms.size(),
                    cells));
  }
  for (const geo::LinkId link : network.from.ids()) {
    const std::uint32_t least = state.free_ms[link.value];
    for (std::size_t slice = 0; slice < slice_count; ++slice) {
      if (times.at(link, slice) >= least) continue;
      return bad_input(fmt::format("{}:{}", where, link.value * slice_count + slice),
                       fmt::format("is {} ms, less than the {} ms of the empty link: it was learnt "
                                   "on another territory, or is damaged; learn it again",
                                   times.at(link, slice),
                                   least));
    }
  }
  return {};
}

Expected<void> check_routes(const sim::RouteBook& routes,
                            const geo::Network& network,
                            const std::string& where) {
  for (std::size_t trip = 0; trip < routes.size(); ++trip) {
    const std::span<const geo::LinkId> route = routes[scenarios::TripId(trip)];
    if (is_way(route, network)) continue;
    return bad_input(fmt::format("{}:{}", where, trip),
                     "is not a way on the territory's network: it was learnt on another "
                     "territory, or is damaged; learn it again");
  }
  return {};
}

Expected<void> check_is_state(const store::Group& root, const std::filesystem::path& path) {
  const Expected<std::string> format = root.text("format");
  if (!format || *format != state_format) {
    return bad_input(path.string(),
                     fmt::format("is {}, not a learnt state ('{}'); give the .state file that "
                                 "`eveil run` left",
                                 format ? "'" + *format + "'" : "no file of eveil",
                                 state_format));
  }
  EVEIL_CHECK(readable_version(root, *versions_of(state_format)));
  return {};
}

Expected<void> read_facts(const store::Group& root, LearntState& state) {
  EVEIL_TRY(const std::int64_t seed, root.integer("seed"));
  state.seed = static_cast<std::uint64_t>(seed);
  EVEIL_TRY(state.sample, root.number("sample"));
  EVEIL_TRY(const std::int64_t days, root.integer("days"));
  state.days = static_cast<std::uint32_t>(days);
  EVEIL_TRY(state.territory_digest, root.text("territory_digest"));
  EVEIL_TRY(state.scenario_digest, root.text("scenario_digest"));
  EVEIL_TRY(state.population_digest, root.text("population_digest"));
  EVEIL_TRY(state.modes, root.texts("modes"));
  return {};
}

Expected<void> write_facts(const store::Group& root, const LearntState& state) {
  const std::vector<std::pair<const char*, store::AttributeValue>> facts = {
      {"format", std::string(state_format)},
      {"format_version", state_format_version},
      {"program_version", std::string(program_version())},
      {"git_commit", std::string(git_commit())},
      {"seed", static_cast<std::int64_t>(state.seed)},
      {"sample", state.sample},
      {"days", std::int64_t{state.days}},
      {"territory_digest", state.territory_digest},
      {"scenario_digest", state.scenario_digest},
      {"population_digest", state.population_digest},
      {"modes", state.modes}};
  for (const auto& [name, value] : facts) EVEIL_CHECK(root.set(name, value));
  return {};
}

}  // namespace

Expected<void> write_state(const store::Group& group, const LearntState& state) {
  EVEIL_CHECK(write_facts(group, state));
  EVEIL_TRY(const store::Group times, group.create("times"));
  EVEIL_CHECK(times.write(times_spec(), state.times.ms));
  EVEIL_CHECK(times.write(free_spec(), state.free_ms));
  EVEIL_TRY(const store::Group tours, group.create("tours"));
  EVEIL_CHECK(tours.write(modes_spec(), state.tour_mode.raw()));
  EVEIL_CHECK(write_levels(group, state.levels));
  EVEIL_CHECK(write_parking(group, state.parking));
  EVEIL_CHECK(write_departures(group, state));
  EVEIL_CHECK(write_routes(group, state.routes));
  EVEIL_CHECK(write_background(group, state));
  return write_convergence(group, state.convergence, state.modes);
}

Expected<LearntState> read_state(const store::Group& group, const geo::Network& network) {
  LearntState state;
  EVEIL_CHECK(read_facts(group, state));
  EVEIL_TRY(state.times.ms, group.read<std::uint32_t>("times/ms"));
  EVEIL_TRY(state.free_ms, group.read<std::uint32_t>("times/free_ms"));
  EVEIL_TRY(std::vector<sim::Mode> modes, group.read<sim::Mode>("tours/tour_mode"));
  state.tour_mode = Column<sim::TourId, sim::Mode>(std::move(modes));
  EVEIL_TRY(state.levels, read_levels(group));
  EVEIL_TRY(state.parking, read_parking(group));
  EVEIL_CHECK(read_departures(group, state));
  EVEIL_TRY(state.routes, read_routes(group));
  EVEIL_CHECK(read_background(group, network, state));
  EVEIL_CHECK(check_times(state, network, group.where("times/ms")));
  EVEIL_CHECK(check_routes(state.routes, network, group.where("routes")));
  EVEIL_TRY(state.convergence, read_convergence(group, state.modes));
  return state;
}

Expected<void> save_state(const LearntState& state,
                          const std::filesystem::path& path,
                          store::Existing existing,
                          const Provenance& provenance) {
  EVEIL_TRY(store::File file, store::File::create(path, existing));
  const store::Group root = file.root();
  EVEIL_CHECK(write_state(root, state));
  EVEIL_TRY(const store::Group how, root.create("provenance"));
  EVEIL_CHECK(write_provenance(how, provenance));
  return file.commit();
}

Expected<StoredState> load_state(const std::filesystem::path& path, const geo::Network& network) {
  StoredState stored;
  {
    EVEIL_TRY(const store::File file, store::File::open(path));
    const store::Group root = file.root();
    EVEIL_CHECK(check_is_state(root, path));
    EVEIL_TRY(stored.program_version, root.text("program_version"));
    EVEIL_TRY(stored.state, read_state(root, network));
  }
  EVEIL_TRY(stored.digest, digest_of(path));
  return stored;
}

}  // namespace eveil::output
