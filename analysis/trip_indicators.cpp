// SPDX-License-Identifier: Apache-2.0
#include "analysis/trip_indicators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analysis/statistics.hpp"

namespace eveil::analysis {

namespace {

// The columns of /trips that indicators are taken of, and the weight of each trip's person.
struct Trips {
  std::vector<double> weight;
  std::vector<double> travel_s;
  std::vector<double> distance_m;
  std::vector<double> co2_g;
  std::vector<std::int64_t> generator;
  output::EnumColumn mode;
  output::EnumColumn status;
  std::size_t done = 0;  // code of that status
  double people = 0.0;
  std::vector<bool> by_service;  // of each mode: its vehicles count as simulated, unexpanded

  std::size_t size() const { return weight.size(); }
  bool is_done(std::size_t row) const { return status.codes[row] == done; }
  // A person stands for others; a service's vehicle that carries them only for itself.
  double vehicle_weight(std::size_t row) const {
    return by_service[mode.codes[row]] ? 1.0 : weight[row];
  }
};

Expected<void> set_weights(const output::RunFile& run, Trips& trips) {
  EVEIL_TRY(const auto weights, run.numbers("persons", "weight"));
  EVEIL_TRY(const auto person, run.integers("trips", "person"));
  for (const double weight : weights) trips.people += weight;
  for (const std::int64_t row : person) {
    if (row < 0 || static_cast<std::size_t>(row) >= weights.size()) {
      return bad_input(run.path().string() + ":/trips/person",
                       fmt::format("{} is no row of /persons", row));
    }
    trips.weight.push_back(weights[static_cast<std::size_t>(row)]);
  }
  return {};
}

Expected<Trips> read_trips(const output::RunFile& run) {
  Trips trips;
  EVEIL_CHECK(run.rows("trips"));  // columns of one length
  EVEIL_CHECK(set_weights(run, trips));
  EVEIL_TRY(trips.travel_s, run.numbers("trips", "travel_time_s"));
  EVEIL_TRY(trips.distance_m, run.numbers("trips", "distance_m"));
  EVEIL_TRY(trips.co2_g, run.numbers("trips", "co2_g"));
  EVEIL_TRY(trips.generator, run.integers("trips", "generator"));
  EVEIL_TRY(trips.mode, run.words("trips", "mode"));
  EVEIL_TRY(trips.status, run.words("trips", "status"));
  if (trips.mode.names != run.modes()) {
    return bad_input(run.path().string() + ":/trips/mode",
                     "its words aren't the root's `modes`: the file is damaged; run it again");
  }
  trips.done = trips.status.code_of("done");
  const std::vector<std::string>& services = run.services();
  for (const std::string& mode : run.modes()) {
    trips.by_service.push_back(std::find(services.begin(), services.end(), mode) != services.end());
  }
  return trips;
}

struct Sums {
  double trips = 0.0;
  double metres = 0.0;
  double co2_g = 0.0;
  std::uint64_t count = 0;

  void add(const Trips& of, std::size_t row) {
    trips += of.weight[row];
    metres += of.weight[row] * of.distance_m[row];
    co2_g += of.vehicle_weight(row) * of.co2_g[row];
    ++count;
  }
};

// Sums of trips done, of each mode and of all.
struct ModeSums {
  explicit ModeSums(std::size_t modes) : by_mode(modes) {}
  void add(const Trips& trips, std::size_t row) {
    by_mode[trips.mode.codes[row]].add(trips, row);
    all.add(trips, row);
  }

  std::vector<Sums> by_mode;
  Sums all;
};

using Part = double Sums::*;

void add_shares(const ModeSums& sums,
                const std::vector<std::string>& modes,
                const std::pair<const char*, Part>& share,
                IndicatorList& list) {
  const auto& [key, part] = share;
  for (std::size_t mode = 0; mode < modes.size(); ++mode) {
    list.add(fmt::format("{}.{}", key, modes[mode]),
             ratio(sums.by_mode[mode].*part, sums.all.*part),
             "1",
             sums.by_mode[mode].count,
             key);
  }
}

void add_totals(const Trips& trips, const std::vector<std::string>& modes, IndicatorList& list) {
  ModeSums sums(modes.size());
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (trips.is_done(row)) sums.add(trips, row);
  }
  const std::uint64_t count = sums.all.count;
  list.add("trip_rate", ratio(sums.all.trips, trips.people), "1", count);
  add_shares(sums, modes, {"mode_share", &Sums::trips}, list);
  add_shares(sums, modes, {"mode_share_distance", &Sums::metres}, list);
  list.add("passenger_km", sums.all.metres / 1000.0, "km", count);
  list.add("co2e", sums.all.co2_g / 1000.0, "kg", count);
}

void add_times(const Trips& trips, IndicatorList& list) {
  std::vector<double> seconds;
  std::vector<double> weights;
  double weighted = 0.0;
  double weight = 0.0;
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (!trips.is_done(row)) continue;
    seconds.push_back(trips.travel_s[row]);
    weights.push_back(trips.weight[row]);
    weighted += trips.weight[row] * trips.travel_s[row];
    weight += trips.weight[row];
  }
  list.add("travel_time.mean", ratio(weighted, weight), "s", seconds.size());
  list.add("travel_time.median", weighted_quantile(seconds, weights, 0.5), "s", seconds.size());
}

void add_failures(const Trips& trips, IndicatorList& list) {
  for (const char* status : {"refused", "stranded", "stuck", "not_made"}) {
    double weight = 0.0;
    std::uint64_t count = 0;
    const std::size_t code = trips.status.code_of(status);
    for (std::size_t row = 0; row < trips.size(); ++row) {
      if (trips.status.codes[row] != code) continue;
      weight += trips.weight[row];
      ++count;
    }
    list.add(fmt::format("trips.{}", status), weight, "1", count, "trips.failed");
  }
}

// Kilometres driven: cars expanded like their drivers, every service vehicle once.
Expected<void> add_vehicle_km(const output::RunFile& run, const Trips& trips, IndicatorList& list) {
  const std::size_t car = trips.mode.code_of("car_driver");
  double kilometres = 0.0;
  std::uint64_t count = 0;
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (!trips.is_done(row) || trips.mode.codes[row] != car) continue;
    kilometres += trips.weight[row] * trips.distance_m[row] / 1000.0;
    ++count;
  }
  for (const std::string& service : run.services()) {
    const std::string table = output::RunFile::service_group(service) + "/vehicles";
    EVEIL_CHECK(run.rows(table));
    EVEIL_TRY(const auto loaded, run.numbers(table, "km_loaded"));
    EVEIL_TRY(const auto empty, run.numbers(table, "km_empty"));
    for (std::size_t row = 0; row < loaded.size(); ++row) kilometres += loaded[row] + empty[row];
    count += loaded.size();
  }
  list.add("vehicle_km", kilometres, "km", count);
  return {};
}

// Hours lost against free flow by cars, expanded, and by service vehicles.
Expected<void> add_delay(const output::RunFile& run, double car_weight, IndicatorList& list) {
  EVEIL_CHECK(run.rows("links"));
  EVEIL_CHECK(run.rows("links/by_time"));
  EVEIL_TRY(const auto length, run.numbers("links", "length_m"));
  EVEIL_TRY(const auto speed, run.numbers("links", "free_speed"));
  EVEIL_TRY(const auto link, run.integers("links/by_time", "link"));
  EVEIL_TRY(const auto volume, run.numbers("links/by_time", "volume"));
  EVEIL_TRY(const auto time, run.numbers("links/by_time", "travel_time_s"));
  EVEIL_TRY(const auto vehicle_class, run.words("links/by_time", "vehicle_class"));
  const std::size_t car = vehicle_class.code_of("car");
  double lost_s = 0.0;
  std::uint64_t count = 0;
  for (std::size_t row = 0; row < link.size(); ++row) {
    const auto place = static_cast<std::size_t>(link[row]);
    if (link[row] < 0 || place >= length.size()) {
      return bad_input(run.path().string() + ":/links/by_time/link",
                       fmt::format("{} is no row of /links", link[row]));
    }
    if (!(volume[row] > 0.0)) continue;
    const double weight = vehicle_class.codes[row] == car ? car_weight : 1.0;
    lost_s += weight * volume[row] * (time[row] - length[place] / speed[place]);
    count += static_cast<std::uint64_t>(volume[row]);
  }
  list.add("delay", lost_s / 3600.0, "h", count);
  return {};
}

// Names of the generators by their number; a number without rows has none.
Expected<std::vector<std::string>> generator_names(const output::RunFile& run) {
  EVEIL_CHECK(run.rows("generators"));
  EVEIL_TRY(const auto site, run.integers("generators", "site"));
  EVEIL_TRY(const auto names, run.texts("generators", "name"));
  std::vector<std::string> by_site;
  for (std::size_t row = 0; row < site.size(); ++row) {
    // Sites come by number, at least a row each.
    if (site[row] < 0 || static_cast<std::size_t>(site[row]) > row) {
      return bad_input(run.path().string() + ":/generators/site",
                       fmt::format("{} is no number of a generator", site[row]));
    }
    const auto number = static_cast<std::size_t>(site[row]);
    if (number >= by_site.size()) by_site.resize(number + 1);
    by_site[number] = names[row];
  }
  return by_site;
}

Expected<void> add_generators(const output::RunFile& run,
                              const Trips& trips,
                              const std::vector<std::string>& modes,
                              IndicatorList& list) {
  EVEIL_TRY(const std::vector<std::string> by_site, generator_names(run));
  // One scope a name, in the order of the sites: sites of one name are one generator.
  std::vector<std::string> names;
  std::vector<std::size_t> place_of;
  for (const std::string& name : by_site) {
    const auto found = std::find(names.begin(), names.end(), name);
    place_of.push_back(static_cast<std::size_t>(found - names.begin()));
    if (found == names.end()) names.push_back(name);
  }
  std::vector<ModeSums> sums(names.size(), ModeSums(modes.size()));
  for (std::size_t row = 0; row < trips.size(); ++row) {
    const std::int64_t site = trips.generator[row];
    if (!trips.is_done(row) || site < 0) continue;
    if (static_cast<std::size_t>(site) >= by_site.size()) continue;
    sums[place_of[static_cast<std::size_t>(site)]].add(trips, row);
  }
  for (std::size_t place = 0; place < names.size(); ++place) {
    if (names[place].empty()) continue;
    list.scope = "generator:" + names[place];
    list.add("arrivals", sums[place].all.trips, "1", sums[place].all.count);
    add_shares(sums[place], modes, {"mode_share", &Sums::trips}, list);
    list.add("co2e", sums[place].all.co2_g / 1000.0, "kg", sums[place].all.count);
  }
  return {};
}

}  // namespace

Expected<void> add_trip_indicators(const output::RunFile& run, IndicatorList& list) {
  EVEIL_TRY(const Trips trips, read_trips(run));
  EVEIL_TRY(const double sample, run.number_attribute("", "sample"));
  list.scope = "territory";
  add_totals(trips, run.modes(), list);
  add_times(trips, list);
  EVEIL_CHECK(add_vehicle_km(run, trips, list));
  EVEIL_CHECK(add_delay(run, 1.0 / sample, list));
  add_failures(trips, list);
  return add_generators(run, trips, run.modes(), list);
}

}  // namespace eveil::analysis
