// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace eveil::scenarios {

/// What flows are balanced between: rows are origins, columns destinations.
struct GravityInput {
  std::vector<double> origins;       ///< one a row, >= 0
  std::vector<double> destinations;  ///< one a column, >= 0; their sum is that of the origins
  std::vector<double> distance_m;    ///< row by row
  double scale_m = 5000.0;           ///< deterrence is exp(-distance / scale)
};

/// Where people of one origin go: cumulative shares, row by row, each row ending at 1.
class DestinationShares {
 public:
  DestinationShares() = default;
  DestinationShares(std::size_t columns, std::vector<double> cumulative)
      : columns_(columns), cumulative_(std::move(cumulative)) {}

  /// The column at which a uniform number of [0, 1) falls.
  std::size_t column_at(std::size_t row, double uniform) const;
  double share(std::size_t row, std::size_t column) const;
  std::size_t columns() const { return columns_; }

 private:
  std::size_t columns_ = 0;
  std::vector<double> cumulative_;
};

/// A doubly balanced gravity model: both margins are met, so that a destination attracts what it
/// states in expectation.
///
/// \threads serial; balances until both margins fit to 10^-9 or for 1000 rounds.
/// \source Furness 1965; exponential deterrence: Wilson 1967.
DestinationShares balanced_gravity(const GravityInput& input);

}  // namespace eveil::scenarios
