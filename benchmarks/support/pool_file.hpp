// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "benchmarks/support/route_pool.hpp"
#include "geo/base/error.hpp"

namespace eveil::benchmarks {

/// `make_route_pool` once, then read from `file`: for runs that an instrument makes fifty times
/// slower.
/// \errors as make_route_pool; bad_input: a file of other roads or wishes; failed: not written.
Expected<RoutePool> kept_route_pool(const std::filesystem::path& file,
                                    const Tiles& pattern,
                                    const PoolWish& wish);

}  // namespace eveil::benchmarks
