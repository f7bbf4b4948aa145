// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analysis/detail/flows.hpp"
#include "analysis/statistics.hpp"
#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::analysis {

/// What a service is, as the run file states it.
struct ServiceFacts {
  std::string kind;
  Area area;  ///< empty where the file has none
  double vehicles = 0.0;
  double seats = 0.0;
  std::vector<std::string> hours;  ///< "06:00:00-22:00:00"
  double max_wait_s = 0.0;
  double fare_eur = 0.0;
  double fare_eur_per_km = 0.0;
};

/// A day's requests of one place or hour: means over replications with their 95 % intervals.
struct Demand {
  Interval requests;
  Interval served;
  Interval refusal_rate;  ///< NaN where nobody asked
  Interval wait_s;        ///< mean wait of those served; NaN where nobody was
};

/// Who rides: shares of the rides served, from 0 to 1.
struct Riders {
  std::vector<std::pair<std::string, Interval>> before;  ///< mode of the same trip in the base
  Interval not_made;                                     ///< the base's trip wasn't made
  Interval without_car;
  Interval students;
  Interval older;  ///< 65 and over
};

/// The recorded day of a service.
struct ServiceDetail {
  std::string name;
  ServiceFacts facts;
  std::size_t first_hour = 0;
  std::vector<Demand> hours;  ///< by hour of request, from `first_hour`
  std::vector<Demand> zones;  ///< by zone of the origin, a row a zone of /zones
  Riders riders;
};

/// Reads what the variant's runs tell of a service; the base's say how its riders went before.
/// \errors bad_input: a table is damaged.
Expected<ServiceDetail> read_service(const PairedFiles& files,
                                     const std::string& service,
                                     std::size_t zones);

}  // namespace eveil::analysis
