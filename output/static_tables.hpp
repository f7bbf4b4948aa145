// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "sim/world.hpp"

namespace eveil::output {

/// What doesn't change from day to day: /links and its shapes, /zones, /stops, the services'
/// descriptions as attributes of their groups, /parameters, /emission_curves.
Expected<void> write_static_tables(const store::Group& root, const sim::World& world);

/// /persons. \param utility  of the day, one a person.
Expected<void> write_persons(const store::Group& root,
                             const sim::World& world,
                             std::span<const double> utility);

}  // namespace eveil::output
