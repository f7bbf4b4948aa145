// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/site_sums.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "analysis/detail/riders.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t no_place = std::numeric_limits<std::size_t>::max();

struct Sites {
  std::vector<SiteSums> sums;         // one a name
  std::vector<std::size_t> place_of;  // of each site's number; no_place: none
};

// Places by name, with what the table of generators alone tells.
Expected<Sites> read_table(const output::RunFile& run) {
  EVEIL_TRY(const std::uint64_t rows, run.rows("generators"));
  EVEIL_TRY(const auto site, run.integers("generators", "site"));
  EVEIL_TRY(const auto name, run.texts("generators", "name"));
  EVEIL_TRY(const auto kind, run.words("generators", "kind"));
  EVEIL_TRY(const auto parking, run.numbers("generators", "parking"));
  EVEIL_TRY(const auto used, run.numbers("generators", "parking_used"));
  EVEIL_TRY(const auto refused, run.numbers("generators", "parking_refused"));
  EVEIL_TRY(const auto street, run.numbers("generators", "parking_to_street"));
  EVEIL_TRY(const double sample, run.number_attribute("", "sample"));
  Sites sites;
  for (std::size_t row = 0; row < rows; ++row) {
    if (site[row] < 0 || static_cast<std::uint64_t>(site[row]) >= rows) {
      return bad_input(run.path().string() + ":/generators/site",
                       fmt::format("{} is no number of a generator", site[row]));
    }
    const auto number = static_cast<std::size_t>(site[row]);
    const auto known = std::find_if(sites.sums.begin(), sites.sums.end(), [&](const SiteSums& one) {
      return one.name == name[row];
    });
    const auto place = static_cast<std::size_t>(known - sites.sums.begin());
    if (known == sites.sums.end()) {
      sites.sums.emplace_back();
      SiteSums& one = sites.sums.back();
      one.name = name[row];
      one.kind = kind[row];
      one.modes.resize(run.modes().size());
    }
    const bool is_new = number >= sites.place_of.size() || sites.place_of[number] == no_place;
    if (number >= sites.place_of.size()) sites.place_of.resize(number + 1, no_place);
    sites.place_of[number] = place;
    SiteSums& one = sites.sums[place];
    if (is_new) one.parking += parking[row];
    one.parked_most += used[row] / sample;
    one.parking_refused += refused[row] / sample;
    one.parking_street += street[row] / sample;
  }
  for (SiteSums& one : sites.sums) {
    if (!std::isfinite(one.parking))
      one.parked_most = one.parking_refused = one.parking_street = nothing;
  }
  return sites;
}

// What of persons is asked for.
struct People {
  std::vector<double> weight;
  std::vector<double> age;
  std::vector<std::uint8_t> car;
  std::vector<std::int64_t> site;
  output::EnumColumn sex;
  output::EnumColumn role;
};

Expected<People> read_people(const output::RunFile& run) {
  People people;
  EVEIL_CHECK(run.rows("persons"));
  EVEIL_TRY(people.weight, run.numbers("persons", "weight"));
  EVEIL_TRY(people.age, run.numbers("persons", "age"));
  EVEIL_TRY(people.car, run.flags("persons", "car"));
  EVEIL_TRY(people.site, run.integers("persons", "generator"));
  EVEIL_TRY(people.sex, run.words("persons", "sex"));
  EVEIL_TRY(people.role, run.words("persons", "role"));
  return people;
}

// In the order of `arrivers`.
std::array<bool, arrivers.size()> traits(const People& people, std::size_t of, std::int64_t site) {
  const bool at_home_here = people.site[of] == site;
  const bool employee = at_home_here && people.role[of] == "employee";
  const bool student = at_home_here && people.role[of] == "student";
  return {employee,
          student,
          !employee && !student,
          people.car[of] == 0,
          people.sex[of] == "female",
          people.age[of] >= age_of_the_older};
}

}  // namespace

Expected<std::vector<SiteSums>> read_site_sums(const output::RunFile& run) {
  if (!run.has("generators/site") || !run.has("trips/generator") || !run.has("persons/weight"))
    return std::vector<SiteSums>();
  EVEIL_TRY(Sites sites, read_table(run));
  EVEIL_TRY(const People people, read_people(run));
  EVEIL_CHECK(run.rows("trips"));
  EVEIL_TRY(const auto person, run.integers("trips", "person"));
  EVEIL_TRY(const auto site, run.integers("trips", "generator"));
  EVEIL_TRY(const auto departure, run.numbers("trips", "departure_s"));
  EVEIL_TRY(const auto travel, run.numbers("trips", "travel_time_s"));
  EVEIL_TRY(const auto co2, run.numbers("trips", "co2_g"));
  EVEIL_TRY(const auto mode, run.words("trips", "mode"));
  EVEIL_TRY(const auto status, run.words("trips", "status"));
  const std::size_t done = status.code_of("done");
  for (std::size_t row = 0; row < site.size(); ++row) {
    const auto number = static_cast<std::size_t>(site[row]);
    const auto of = static_cast<std::size_t>(person[row]);
    if (status.codes[row] != done || site[row] < 0 || number >= sites.place_of.size()) continue;
    if (sites.place_of[number] == no_place || person[row] < 0 || of >= people.weight.size())
      continue;
    SiteSums& sums = sites.sums[sites.place_of[number]];
    const double weight = people.weight[of];
    sums.arrivals += weight;
    if (std::isfinite(co2[row])) sums.co2e_kg += weight * co2[row] / 1000.0;
    if (mode.codes[row] < sums.modes.size()) sums.modes[mode.codes[row]] += weight;
    const double hour = std::floor((departure[row] + travel[row]) / 3600.0);
    if (std::isfinite(hour))
      sums.hours[static_cast<std::size_t>(std::clamp(hour, 0.0, hours_of_a_day - 1.0))] += weight;
    const auto of_whom = traits(people, of, site[row]);
    for (std::size_t trait = 0; trait < of_whom.size(); ++trait)
      sums.people[trait] += of_whom[trait] ? weight : 0.0;
  }
  return std::move(sites.sums);
}

}  // namespace eveil::analysis
