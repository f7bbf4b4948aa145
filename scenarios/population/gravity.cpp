// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/gravity.hpp"

#include <algorithm>
#include <cmath>

#include "geo/base/math.hpp"

namespace eveil::scenarios {

std::size_t DestinationShares::column_at(std::size_t row, double uniform) const {
  const auto first = cumulative_.begin() + static_cast<std::ptrdiff_t>(row * columns_);
  const auto last = first + static_cast<std::ptrdiff_t>(columns_);
  const auto found = std::upper_bound(first, last, uniform);
  // A row that ends a rounding error below 1 gives its last column with a share.
  if (found == last)
    return static_cast<std::size_t>(std::lower_bound(first, last, *(last - 1)) - first);
  return static_cast<std::size_t>(found - first);
}

double DestinationShares::share(std::size_t row, std::size_t column) const {
  const double here = cumulative_[row * columns_ + column];
  return column == 0 ? here : here - cumulative_[row * columns_ + column - 1];
}

DestinationShares balanced_gravity(const GravityInput& input) {
  const std::size_t rows = input.origins.size();
  const std::size_t columns = input.destinations.size();
  // Distances are taken from each row's nearest, which cancels in the balance and keeps exp() away
  // from zero in territories that are large against the scale.
  std::vector<double> weight(rows * columns);
  for (std::size_t row = 0; row < rows; ++row) {
    double nearest = input.distance_m[row * columns];
    for (std::size_t column = 0; column < columns; ++column) {
      nearest = std::min(nearest, input.distance_m[row * columns + column]);
    }
    for (std::size_t column = 0; column < columns; ++column) {
      const double d = (input.distance_m[row * columns + column] - nearest) / input.scale_m;
      weight[row * columns + column] = math::exp(-std::min(d, 200.0));
    }
  }
  std::vector<double> a(rows, 1.0);
  std::vector<double> b = input.destinations;
  std::vector<double> reached(columns);
  for (int round = 0; round < 1000; ++round) {
    std::fill(reached.begin(), reached.end(), 0.0);
    for (std::size_t row = 0; row < rows; ++row) {
      double sum = 0.0;
      const double* w = &weight[row * columns];
      for (std::size_t column = 0; column < columns; ++column) sum += w[column] * b[column];
      a[row] = sum > 0.0 ? input.origins[row] / sum : 0.0;
      for (std::size_t column = 0; column < columns; ++column)
        reached[column] += a[row] * w[column];
    }
    double error = 0.0;
    for (std::size_t column = 0; column < columns; ++column) {
      if (reached[column] <= 0.0 || input.destinations[column] <= 0.0) continue;
      const double wanted = input.destinations[column] / reached[column];
      error = std::max(error, std::fabs(wanted - b[column]) / wanted);
      b[column] = wanted;
    }
    if (error < 1e-9) break;
  }
  std::vector<double> cumulative(rows * columns);
  for (std::size_t row = 0; row < rows; ++row) {
    double sum = 0.0;
    for (std::size_t column = 0; column < columns; ++column) {
      sum += weight[row * columns + column] * b[column];
      cumulative[row * columns + column] = sum;
    }
    for (std::size_t column = 0; column < columns && sum > 0.0; ++column) {
      cumulative[row * columns + column] /= sum;
    }
  }
  return {columns, std::move(cumulative)};
}

}  // namespace eveil::scenarios
