// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/random.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/travellers/modes.hpp"
#include "sim/travellers/tours.hpp"

namespace eveil::sim {

/// The name of each mode's nest: alternatives of one nest share a part of their charm.
std::vector<std::string> nest_names(const scenarios::Scenario& scenario);

/// What the nest adds to the error terms of its alternatives: `nest_parameter` × the logarithm of a
/// positive stable draw, so that it plus nest_parameter × Gumbel(0, 1) is again Gumbel(0, 1).
///
/// \param draw            two numbers of it are taken.
/// \param nest_parameter  over 0 to 1; 1 gives 0.
/// \source Cardell 1997; the stable law by Kanter 1975.
double nest_term(Draw& draw, double nest_parameter);

/// The frozen error terms of the nested logit: of each person, tour and mode.
///
/// Keyed by (seed, replication, person, tour, name of the mode or of its nest), without the day:
/// the same on every day, in base and variant, and whatever other alternatives there are. Pure.
class Tastes {
 public:
  Tastes(const scenarios::Population& population,
         const scenarios::Scenario& scenario,
         const Tours& tours,
         std::uint64_t replication);

  double of(TourId tour, Mode mode) const;
  std::size_t mode_count() const { return mode_hash_.size(); }

 private:
  const scenarios::Population* population_;
  const Tours* tours_;
  std::uint64_t seed_;
  double nest_parameter_;
  std::uint64_t replication_;
  std::vector<std::uint64_t> mode_hash_;
  std::vector<std::uint64_t> nest_hash_;
};

}  // namespace eveil::sim
