// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/sites.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "analysis/detail/site_sums.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// One pair of runs, sites in the same order on both sides.
struct Pair {
  std::vector<SiteSums> base;
  std::vector<SiteSums> variant;
  std::vector<std::string> base_modes;
  std::vector<std::string> variant_modes;
};

using Measure = std::function<double(const SiteSums&)>;

Interval interval_of(const std::vector<double>& values) {
  for (const double one : values) {
    if (!std::isfinite(one)) return {nothing, nothing, nothing};
  }
  return t_interval(values);
}

Both both_of(const std::vector<Pair>& pairs,
             std::size_t row,
             const Measure& base,
             const Measure& variant) {
  std::vector<double> before;
  std::vector<double> after;
  std::vector<double> change;
  for (const Pair& pair : pairs) {
    before.push_back(base(pair.base[row]));
    after.push_back(variant(pair.variant[row]));
    change.push_back(after.back() - before.back());
  }
  return {interval_of(before), interval_of(after), interval_of(change)};
}

Both both_of(const std::vector<Pair>& pairs, std::size_t row, const Measure& measure) {
  return both_of(pairs, row, measure, measure);
}

// Arrivals by a mode, which one side may not have.
Measure by_mode(const std::vector<std::string>& modes, const std::string& mode) {
  const auto found = std::find(modes.begin(), modes.end(), mode);
  const auto place = static_cast<std::size_t>(found - modes.begin());
  return
      [place](const SiteSums& sums) { return place < sums.modes.size() ? sums.modes[place] : 0.0; };
}

void set_hours(const std::vector<Pair>& pairs, std::size_t row, SiteDetail& site) {
  std::vector<Both> all;
  for (std::size_t hour = 0; hour < hours_of_a_day; ++hour) {
    all.push_back(both_of(pairs, row, [hour](const SiteSums& sums) { return sums.hours[hour]; }));
  }
  const auto busy = [](const Both& hour) {
    return hour.base.mean > 0.0 || hour.variant.mean > 0.0;
  };
  const auto first = std::find_if(all.begin(), all.end(), busy);
  const auto last = std::find_if(all.rbegin(), all.rend(), busy).base();
  if (first == all.end()) return;
  site.first_hour = static_cast<std::size_t>(first - all.begin());
  site.hours.assign(first, last);
}

SiteDetail detail_of(const std::vector<Pair>& pairs, std::size_t row) {
  const Pair& first = pairs.front();
  SiteDetail site;
  site.name = first.variant[row].name;
  site.kind = first.variant[row].kind;
  site.parking = first.variant[row].parking;
  site.arrivals = both_of(pairs, row, [](const SiteSums& sums) { return sums.arrivals; });
  for (const std::string& mode : first.variant_modes) {
    Both arrivals =
        both_of(pairs, row, by_mode(first.base_modes, mode), by_mode(first.variant_modes, mode));
    if (arrivals.base.mean > 0.0 || arrivals.variant.mean > 0.0)
      site.modes.emplace_back(mode, arrivals);
  }
  set_hours(pairs, row, site);
  site.co2e_kg = both_of(pairs, row, [](const SiteSums& sums) { return sums.co2e_kg; });
  for (std::size_t trait = 0; trait < arrivers.size(); ++trait) {
    site.people[trait] = both_of(pairs, row, [trait](const SiteSums& sums) {
      return sums.arrivals > 0.0 ? sums.people[trait] / sums.arrivals : nothing;
    });
  }
  site.parked_most = both_of(pairs, row, [](const SiteSums& sums) { return sums.parked_most; });
  site.parking_refused =
      both_of(pairs, row, [](const SiteSums& sums) { return sums.parking_refused; });
  site.parking_street =
      both_of(pairs, row, [](const SiteSums& sums) { return sums.parking_street; });
  return site;
}

bool same_sites(const std::vector<SiteSums>& one, const std::vector<SiteSums>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](auto& a, auto& b) {
    return a.name == b.name;
  });
}

}  // namespace

Expected<std::vector<SiteDetail>> read_sites(const PairedFiles& files) {
  std::vector<Pair> pairs;
  for (std::size_t row = 0; row < files.variant.size(); ++row) {
    EVEIL_TRY(const output::RunFile base, output::open_run(files.base[row]));
    EVEIL_TRY(const output::RunFile variant, output::open_run(files.variant[row]));
    Pair pair;
    EVEIL_TRY(pair.base, read_site_sums(base));
    EVEIL_TRY(pair.variant, read_site_sums(variant));
    pair.base_modes = base.modes();
    pair.variant_modes = variant.modes();
    const bool same = same_sites(pair.base, pair.variant) &&
                      (row == 0 || same_sites(pairs.front().variant, pair.variant));
    if (!same) return std::vector<SiteDetail>();
    pairs.push_back(std::move(pair));
  }
  std::vector<SiteDetail> sites;
  if (pairs.empty()) return sites;
  for (std::size_t row = 0; row < pairs.front().variant.size(); ++row)
    sites.push_back(detail_of(pairs, row));
  return sites;
}

}  // namespace eveil::analysis
