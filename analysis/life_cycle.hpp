// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/trips.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// CO2e of each trip done over the life of what carries it, in g; 0 of trips that weren't made.
///
/// Cars and services by vehicle-km, a service's empty way shared by its riders by distance as in
/// `co2_g`; public transport by passenger-km and kind of line; nobody's share of walking, of a
/// bicycle, or of a seat in a car that somebody else of the household drives.
/// \source ADEME, Impact CO2: use, upstream of the tank included, and making of the vehicle.
Expected<std::vector<double>> life_cycle_g(const output::RunFile& run, const Trips& trips);

}  // namespace eveil::analysis
