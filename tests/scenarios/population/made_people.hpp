// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "scenarios/population/population.hpp"

namespace eveil::tests {

inline scenarios::Population people_of(const geo::Territory& territory,
                                       const scenarios::PopulationParameters& parameters = {}) {
  auto made = scenarios::synthesise(territory, parameters);
  INFO((made ? "" : describe(made.error())));
  REQUIRE(made);
  return std::move(*made);
}

inline std::string refusal(const geo::Territory& territory,
                           const scenarios::PopulationParameters& parameters = {}) {
  const auto made = scenarios::synthesise(territory, parameters);
  return made ? "" : describe(made.error());
}

}  // namespace eveil::tests
