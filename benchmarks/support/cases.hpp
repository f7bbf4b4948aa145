// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "benchmarks/support/demand.hpp"
#include "benchmarks/support/route_pool.hpp"
#include "benchmarks/support/tiles.hpp"
#include "geo/base/error.hpp"

namespace eveil::benchmarks {

/// A tiled network and its demand, as the figures are stated for.
struct CaseFacts {
  const char* name;
  TileCounts tiles;
  std::uint64_t trips;
  std::size_t shortest;  ///< links a trip, drawn evenly
  std::size_t longest;
};
inline constexpr CaseFacts case_a{"A", {2, 1}, 1'000'000, 5, 45};    // mean 25
inline constexpr CaseFacts case_b{"B", {6, 5}, 10'000'000, 10, 70};  // mean 40

/// The most of its capacity that a link is asked for in the busiest hour, by expectation.
inline constexpr double usual_filling = 0.6;

/// What was made for a case; immutable, any thread.
struct Case {
  std::string name;
  std::unique_ptr<const Tiles> tiles;
  std::unique_ptr<const RoutePool> pool;
  std::unique_ptr<const Demand> demand;
};

/// Montpellier, tiled, with `trips` keyed trips of routes made for the case's own number of trips.
/// `filling`: the most of its capacity that a link is asked for in the busiest hour.
/// \errors as `montpellier`; failed: the roads can't carry the trips.
Expected<Case> make_case(const CaseFacts& facts,
                         std::uint64_t trips,
                         double filling,
                         const std::filesystem::path& shared);

}  // namespace eveil::benchmarks
