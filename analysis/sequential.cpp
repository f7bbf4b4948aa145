// SPDX-License-Identifier: Apache-2.0
#include "analysis/sequential.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/statistics.hpp"
#include "geo/base/math.hpp"

namespace eveil::analysis {

namespace {

double spent(Spending spending, double share, double error) {
  if (share >= 1.0) return error;
  if (spending == Spending::pocock) return error * math::log(1.0 + (std::numbers::e - 1.0) * share);
  // Each side spends half of the error by itself.
  return 4.0 * normal_below(-normal_beyond(error / 4.0) / std::sqrt(share));
}

// The part of the sum's density that crossed no bound so far, at the points of a grid.
struct Density {
  std::vector<double> place;
  std::vector<double> mass;  // density × weight of the point
};

constexpr std::size_t grid = 401;  // odd, for Simpson's rule

Density start() { return {{0.0}, {1.0}}; }

// The chance to be beyond ±bound after one more step of this standard deviation.
double crossing(const Density& before, double bound, double step) {
  double total = 0.0;
  for (std::size_t row = 0; row < before.place.size(); ++row) {
    const double place = before.place[row];
    total += before.mass[row] *
             (normal_below((-bound - place) / step) + normal_below((place - bound) / step));
  }
  return total;
}

Density step_within(const Density& before, double bound, double step) {
  Density after;
  const double width = 2.0 * bound / static_cast<double>(grid - 1);
  const double scale = 1.0 / (step * std::sqrt(2.0 * std::numbers::pi));
  for (std::size_t row = 0; row < grid; ++row) {
    const double place = -bound + width * static_cast<double>(row);
    double density = 0.0;
    for (std::size_t from = 0; from < before.place.size(); ++from) {
      const double z = (place - before.place[from]) / step;
      density += before.mass[from] * scale * math::exp(-0.5 * z * z);
    }
    const bool end = row == 0 || row + 1 == grid;
    const double simpson = end ? 1.0 : (row % 2 == 1 ? 4.0 : 2.0);
    after.place.push_back(place);
    after.mass.push_back(density * simpson * width / 3.0);
  }
  return after;
}

}  // namespace

std::string_view name_of(Spending spending) {
  return spending == Spending::pocock ? "pocock" : "obrien-fleming";
}

std::vector<double> look_errors(const Looks& looks, double error) {
  std::vector<double> errors;
  Density density = start();
  const auto last = static_cast<double>(looks.at.back());
  double share_before = 0.0;
  double spent_before = 0.0;
  for (const std::uint32_t at : looks.at) {
    const double share = static_cast<double>(at) / last;
    const double step = std::sqrt(share - share_before);
    const double spends = spent(looks.spending, share, error);
    // Between a bound that spends more than all and one that spends nothing.
    double low = 0.0;
    double high = 9.0;
    for (int turn = 0; turn < 60; ++turn) {
      const double z = (low + high) / 2.0;
      const bool too_much = crossing(density, z * std::sqrt(share), step) > spends - spent_before;
      (too_much ? low : high) = z;
    }
    errors.push_back(2.0 * normal_below(-high));
    density = step_within(density, high * std::sqrt(share), step);
    share_before = share;
    spent_before = spends;
  }
  return errors;
}

double corrected_confidence(const Looks& looks, std::uint32_t pairs, double confidence) {
  if (looks.at.size() < 2 || pairs > looks.at.back() || confidence <= 0.0) return confidence;
  const auto look = std::lower_bound(looks.at.begin(), looks.at.end(), pairs);
  const auto row = static_cast<std::size_t>(look - looks.at.begin());
  // An early look may be left next to no error, at which no interval of t has an end.
  constexpr double least_error = 1e-9;
  return 1.0 - std::max(look_errors(looks, 1.0 - confidence)[row], least_error);
}

}  // namespace eveil::analysis
