// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// How the day of each person of the variant's /persons differs from the same person's in the base;
/// NaN where nothing can be said.
struct PersonChanges {
  std::vector<double> weight;
  std::vector<double> minutes;     ///< utility, in minutes of driving
  std::vector<double> travel_min;  ///< of those who made all their trips on both sides
  std::vector<double> cost_eur;    ///< of the same
};

/// Persons pair by `id`. Empty where the files have no utility or driving has no price in it.
/// \errors bad_input: a table is damaged.
Expected<PersonChanges> read_person_changes(const output::RunFile& base,
                                            const output::RunFile& variant);

}  // namespace eveil::analysis
