// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/indicator_list.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// The columns of /trips that indicators are taken of, and the weight of each trip's person.
struct Trips {
  std::vector<double> person_weight;  ///< a number a person
  double people = 0.0;                ///< their sum
  // A number a trip.
  std::vector<std::size_t> person;
  std::vector<double> weight;
  std::vector<double> travel_s;
  std::vector<double> distance_m;
  std::vector<double> co2_g;
  std::vector<double> life_cycle_g;
  std::vector<double> cost_eur;
  std::vector<std::int64_t> generator;
  output::EnumColumn mode;
  output::EnumColumn status;
  std::size_t done = 0;          ///< code of that status
  std::vector<bool> by_service;  ///< of each mode: its vehicles count as simulated, unexpanded

  std::size_t size() const { return weight.size(); }
  bool is_done(std::size_t row) const { return status.codes[row] == done; }
  /// A person stands for others; a service's vehicle that carries them only for itself.
  double vehicle_weight(std::size_t row) const {
    return by_service[mode.codes[row]] ? 1.0 : weight[row];
  }
};

Expected<Trips> read_trips(const output::RunFile& run);

/// Weighted sums over trips done.
struct TripSums {
  double trips = 0.0;
  double metres = 0.0;
  double seconds = 0.0;
  double co2_g = 0.0;
  double life_cycle_g = 0.0;
  double cost_eur = 0.0;
  std::uint64_t count = 0;

  void add(const Trips& of, std::size_t row);
};

/// The same of each mode and of all.
struct ModeSums {
  explicit ModeSums(std::size_t modes) : by_mode(modes) {}
  void add(const Trips& trips, std::size_t row);

  std::vector<TripSums> by_mode;
  TripSums all;
};

/// `key.<mode>`: what each mode has of the sum of all.
void add_shares(const ModeSums& sums,
                const std::vector<std::string>& modes,
                std::string_view key,
                double TripSums::*part,
                IndicatorList& list);

}  // namespace eveil::analysis
