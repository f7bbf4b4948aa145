// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace eveil {

/// One block of Philox 4x32-10.
/// \source Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
/// section 3.3.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key);

/// What is decided; part of every draw's name, so that one decision never shifts another's draw.
/// Values are part of the results: append, never renumber.
enum class Purpose : std::uint32_t {
  home = 1,
  age,
  sex,
  employment,
  car,
  licence,
  chain,
  workplace,
  shop,
  school,
  departure,
  activity_duration,
  sample,
  taste,
  replan,
  merge_priority,
  vehicle_start,
  service,
  income,
  gap,
  household,
  bicycle,
  passenger,
  part_time,
  escort,
  anchor,
  background,
  nest,
  transit_pass,
  // No decision of the simulation: of its results.
  resampling = 1'000'000,
};

/// A name that does not depend on row numbers, threads or order: hash of an external id.
/// \source FNV-1a 64, then the SplitMix64 finaliser.
std::uint64_t stable_name(std::string_view text);
/// Joins names in order; stable_name({a, b}) differs from stable_name({b, a}).
std::uint64_t stable_name(std::initializer_list<std::uint64_t> parts);

/// The draws of one decision: a pure function of (seed, purpose, name, number).
///
/// Cheap to make, holds no state but a counter; copies draw the same numbers. Not shared between
/// threads.
class Draw {
 public:
  Draw(std::uint64_t seed, Purpose purpose, std::uint64_t name)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)},
        counter_{static_cast<std::uint32_t>(name),
                 static_cast<std::uint32_t>(name >> 32U),
                 static_cast<std::uint32_t>(purpose),
                 0} {}

  std::uint64_t bits();
  /// Uniform in [0, 1): 53 bits.
  double uniform();
  /// Uniform in (0, 1): never 0, for logarithms.
  double open_uniform();
  /// Uniform in 0..count-1. \pre count > 0.
  std::uint64_t below(std::uint64_t count);
  /// Standard normal (Box-Muller, one of the pair).
  double normal();
  /// Gumbel(0, 1): the error term of the logit.
  double gumbel();
  /// The row of `weights` (each >= 0) drawn in proportion. \pre their sum > 0.
  std::size_t weighted(std::span<const double> weights);

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
};

}  // namespace eveil
