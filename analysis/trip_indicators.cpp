// SPDX-License-Identifier: Apache-2.0
#include "analysis/trip_indicators.hpp"

#include <cstddef>
#include <map>
#include <string>
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

  std::size_t size() const { return weight.size(); }
  bool is_done(std::size_t row) const { return status.codes[row] == done; }
};

Expected<Trips> read_trips(const output::RunFile& run) {
  Trips trips;
  EVEIL_TRY(const auto weights, run.numbers("persons", "weight"));
  EVEIL_TRY(const auto person, run.integers("trips", "person"));
  EVEIL_TRY(trips.travel_s, run.numbers("trips", "travel_time_s"));
  EVEIL_TRY(trips.distance_m, run.numbers("trips", "distance_m"));
  EVEIL_TRY(trips.co2_g, run.numbers("trips", "co2_g"));
  EVEIL_TRY(trips.generator, run.integers("trips", "generator"));
  EVEIL_TRY(trips.mode, run.words("trips", "mode"));
  EVEIL_TRY(trips.status, run.words("trips", "status"));
  trips.done = trips.status.code_of("done");
  for (const double weight : weights) trips.people += weight;
  for (const std::int64_t row : person) {
    if (row < 0 || static_cast<std::size_t>(row) >= weights.size()) {
      return bad_input(run.path().string() + ":trips/person",
                       fmt::format("{} is no row of /persons", row));
    }
    trips.weight.push_back(weights[static_cast<std::size_t>(row)]);
  }
  return trips;
}

struct Sums {
  double trips = 0.0;
  double metres = 0.0;
  double co2_g = 0.0;
  std::uint64_t count = 0;
};

void add_shares(const Trips& trips, const std::vector<std::string>& modes, IndicatorList& list) {
  std::vector<Sums> by_mode(modes.size());
  Sums all;
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (!trips.is_done(row)) continue;
    for (Sums* sums : {&by_mode[trips.mode.codes[row]], &all}) {
      sums->trips += trips.weight[row];
      sums->metres += trips.weight[row] * trips.distance_m[row];
      sums->co2_g += trips.weight[row] * trips.co2_g[row];
      ++sums->count;
    }
  }
  list.add("trip_rate", ratio(all.trips, trips.people), "1", all.count);
  for (std::size_t mode = 0; mode < modes.size(); ++mode) {
    list.add("mode_share." + modes[mode],
             ratio(by_mode[mode].trips, all.trips),
             "1",
             by_mode[mode].count,
             "mode_share");
  }
  for (std::size_t mode = 0; mode < modes.size(); ++mode) {
    list.add("mode_share_distance." + modes[mode],
             ratio(by_mode[mode].metres, all.metres),
             "1",
             by_mode[mode].count,
             "mode_share_distance");
  }
  list.add("passenger_km", all.metres / 1000.0, "km", all.count);
  list.add("co2e", all.co2_g / 1000.0, "kg", all.count);
}

void add_times(const Trips& trips, IndicatorList& list) {
  std::vector<double> seconds;
  double weighted = 0.0;
  double weight = 0.0;
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (!trips.is_done(row)) continue;
    seconds.push_back(trips.travel_s[row]);
    weighted += trips.weight[row] * trips.travel_s[row];
    weight += trips.weight[row];
  }
  list.add("travel_time.mean", ratio(weighted, weight), "s", seconds.size());
  list.add("travel_time.median", quantile(seconds, 0.5), "s", seconds.size());
}

void add_failures(const Trips& trips, IndicatorList& list) {
  for (const std::string status : {"refused", "stranded", "stuck", "not_made"}) {
    double weight = 0.0;
    std::uint64_t count = 0;
    const std::size_t code = trips.status.code_of(status);
    for (std::size_t row = 0; row < trips.size(); ++row) {
      if (trips.status.codes[row] != code) continue;
      weight += trips.weight[row];
      ++count;
    }
    list.add("trips." + status, weight, "1", count, "trips.failed");
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
      return bad_input(run.path().string() + ":links/by_time/link",
                       fmt::format("{} is no row of /links", link[row]));
    }
    const double weight = vehicle_class.codes[row] == car ? car_weight : 1.0;
    lost_s += weight * volume[row] * (time[row] - length[place] / speed[place]);
    count += static_cast<std::uint64_t>(volume[row]);
  }
  list.add("delay", lost_s / 3600.0, "h", count);
  return {};
}

Expected<void> add_generators(const output::RunFile& run,
                              const Trips& trips,
                              const std::vector<std::string>& modes,
                              IndicatorList& list) {
  EVEIL_TRY(const auto site, run.integers("generators", "site"));
  EVEIL_TRY(const auto names, run.texts("generators", "name"));
  std::map<std::int64_t, std::string> name_of;
  for (std::size_t row = 0; row < site.size(); ++row) name_of[site[row]] = names[row];
  for (const auto& [number, name] : name_of) {
    std::vector<Sums> by_mode(modes.size());
    Sums all;
    for (std::size_t row = 0; row < trips.size(); ++row) {
      if (!trips.is_done(row) || trips.generator[row] != number) continue;
      for (Sums* sums : {&by_mode[trips.mode.codes[row]], &all}) {
        sums->trips += trips.weight[row];
        sums->co2_g += trips.weight[row] * trips.co2_g[row];
        ++sums->count;
      }
    }
    list.scope = "generator:" + name;
    list.add("arrivals", all.trips, "1", all.count);
    for (std::size_t mode = 0; mode < modes.size(); ++mode) {
      list.add("mode_share." + modes[mode],
               ratio(by_mode[mode].trips, all.trips),
               "1",
               by_mode[mode].count,
               "mode_share");
    }
    list.add("co2e", all.co2_g / 1000.0, "kg", all.count);
  }
  return {};
}

}  // namespace

Expected<void> add_trip_indicators(const output::RunFile& run, IndicatorList& list) {
  EVEIL_TRY(const Trips trips, read_trips(run));
  EVEIL_TRY(const double sample, run.number_attribute("", "sample"));
  list.scope = "territory";
  add_shares(trips, run.modes(), list);
  add_times(trips, list);
  EVEIL_CHECK(add_vehicle_km(run, trips, list));
  EVEIL_CHECK(add_delay(run, 1.0 / sample, list));
  add_failures(trips, list);
  return add_generators(run, trips, run.modes(), list);
}

}  // namespace eveil::analysis
