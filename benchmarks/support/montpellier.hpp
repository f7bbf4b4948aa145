// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "geo/base/error.hpp"
#include "geo/network/network.hpp"

namespace eveil::benchmarks {

/// The road network of Montpellier for cars, read and built as a territory's.
///
/// \param shared  the folder of the shared data
/// \errors bad_input: the extract isn't there, with the place where it was looked for.
Expected<geo::Network> montpellier(const std::filesystem::path& shared);

}  // namespace eveil::benchmarks
