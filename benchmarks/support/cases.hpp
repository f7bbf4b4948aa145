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

struct CaseWish {
  std::uint64_t trips = 0;         ///< of routes made for the case's own number of trips
  double filling = usual_filling;  ///< the most of its capacity asked of a link, expected
  std::filesystem::path shared;    ///< the folder of the data
  std::filesystem::path routes;    ///< a file to keep the routes in; empty: none
};

/// Montpellier, tiled, with keyed trips.
/// \errors as `montpellier` and `kept_route_pool`.
Expected<Case> make_case(const CaseFacts& facts, const CaseWish& wish);

}  // namespace eveil::benchmarks
