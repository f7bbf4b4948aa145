// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// The columns of a service's requests that indicators are taken of.
struct Requests {
  std::vector<std::int64_t> trip;
  std::vector<double> time_s;
  std::vector<double> pickup_s;
  std::vector<double> ride_s;
  std::vector<double> direct_s;
  std::vector<double> direct_m;
  std::vector<double> ridden_m;
  std::vector<double> fare_eur;
  std::vector<std::uint8_t> shared;
  output::EnumColumn outcome;
  output::EnumColumn cause;

  std::size_t size() const { return time_s.size(); }
};

Expected<Requests> read_requests(const output::RunFile& run, const std::string& table);

/// What became of those that were served.
struct Served {
  void add(const Requests& requests, std::size_t row);

  std::uint64_t count = 0;
  std::uint64_t shared = 0;
  std::vector<double> wait_s;
  std::vector<double> detour_time;
  std::vector<double> detour_distance;
  double revenue_eur = 0.0;
};

Served served_of(const Requests& requests);

}  // namespace eveil::analysis
