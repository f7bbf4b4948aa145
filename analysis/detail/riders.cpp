// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/riders.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

// Rows of persons and trips of the rides served.
struct Rides {
  std::vector<std::size_t> persons;
  std::vector<std::size_t> trips;
};

Expected<Rides> read_rides(const output::RunFile& run, const std::string& table) {
  EVEIL_TRY(const std::uint64_t rows, run.rows(table));
  EVEIL_TRY(const auto person, run.integers(table, "person"));
  EVEIL_TRY(const auto trip, run.integers(table, "trip"));
  EVEIL_TRY(const auto outcome, run.words(table, "outcome"));
  const std::size_t served = outcome.code_of("served");
  Rides rides;
  for (std::size_t row = 0; row < rows; ++row) {
    if (outcome.codes[row] != served || person[row] < 0 || trip[row] < 0) continue;
    rides.persons.push_back(static_cast<std::size_t>(person[row]));
    rides.trips.push_back(static_cast<std::size_t>(trip[row]));
  }
  return rides;
}

// Shares of one replication.
struct Shares {
  std::map<std::string, double> before;
  bool comparable = true;
  double not_made = 0.0;
  double without_car = 0.0;
  double students = 0.0;
  double older = 0.0;
};

Expected<void> add_people(const output::RunFile& run, const Rides& rides, Shares& shares) {
  EVEIL_TRY(const auto age, run.numbers("persons", "age"));
  EVEIL_TRY(const auto car, run.flags("persons", "car"));
  EVEIL_TRY(const auto student, run.flags("persons", "student"));
  const double each = 1.0 / static_cast<double>(rides.persons.size());
  for (const std::size_t person : rides.persons) {
    if (person >= age.size() || person >= car.size() || person >= student.size()) continue;
    if (car[person] == 0) shares.without_car += each;
    if (student[person] != 0) shares.students += each;
    if (age[person] >= age_of_the_older) shares.older += each;
  }
  return {};
}

Expected<void> add_before(const output::RunFile& base,
                          const output::RunFile& variant,
                          const Rides& rides,
                          Shares& shares) {
  EVEIL_TRY(const auto person, base.integers("trips", "person"));
  EVEIL_TRY(const auto same_person, variant.integers("trips", "person"));
  EVEIL_TRY(const auto number, base.integers("trips", "number"));
  EVEIL_TRY(const auto same_number, variant.integers("trips", "number"));
  if (person != same_person || number != same_number) {
    shares.comparable = false;
    return {};
  }
  EVEIL_TRY(const auto mode, base.words("trips", "mode"));
  EVEIL_TRY(const auto status, base.words("trips", "status"));
  const std::size_t done = status.code_of("done");
  const double each = 1.0 / static_cast<double>(rides.trips.size());
  for (const std::size_t trip : rides.trips) {
    if (trip >= mode.codes.size()) continue;
    if (status.codes[trip] == done) {
      shares.before[mode[trip]] += each;
    } else {
      shares.not_made += each;
    }
  }
  return {};
}

Interval interval_of(const std::vector<Shares>& all, double Shares::*part) {
  std::vector<double> values;
  values.reserve(all.size());
  for (const Shares& one : all) values.push_back(one.*part);
  return t_interval(values);
}

Riders riders_of(const std::vector<Shares>& all, const std::vector<std::string>& modes) {
  Riders riders;
  bool comparable = true;
  for (const Shares& one : all) comparable = comparable && one.comparable;
  for (const std::string& mode : modes) {
    std::vector<double> values;
    double sum = 0.0;
    for (const Shares& one : all) {
      const auto found = one.before.find(mode);
      values.push_back(found == one.before.end() ? 0.0 : found->second);
      sum += values.back();
    }
    if (comparable && sum > 0.0) riders.before.emplace_back(mode, t_interval(values));
  }
  riders.not_made = interval_of(all, &Shares::not_made);
  riders.without_car = interval_of(all, &Shares::without_car);
  riders.students = interval_of(all, &Shares::students);
  riders.older = interval_of(all, &Shares::older);
  return riders;
}

}  // namespace

Expected<Riders> read_riders(const PairedFiles& files, const std::string& service) {
  const std::string table = output::RunFile::service_group(service) + "/requests";
  std::vector<Shares> all;
  std::vector<std::string> modes;
  for (std::size_t pair = 0; pair < files.variant.size(); ++pair) {
    EVEIL_TRY(const output::RunFile base, output::open_run(files.base[pair]));
    EVEIL_TRY(const output::RunFile variant, output::open_run(files.variant[pair]));
    EVEIL_TRY(const Rides rides, read_rides(variant, table));
    if (rides.persons.empty()) continue;
    Shares shares;
    EVEIL_CHECK(add_people(variant, rides, shares));
    EVEIL_CHECK(add_before(base, variant, rides, shares));
    all.push_back(std::move(shares));
    modes = base.modes();
  }
  return riders_of(all, modes);
}

}  // namespace eveil::analysis
