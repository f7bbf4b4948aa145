// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "scenarios/scenario.hpp"

namespace eveil::output {

/// The group /services, with the services' `names` in the order of their rows, and a group each
/// with its fleet, area (WKB), hours, promises, fare and cost rates as attributes.
///
/// \errors bad_input: a name that cannot be the name of a group.
Expected<void> write_services(const store::Group& root, const scenarios::Scenario& scenario);

}  // namespace eveil::output
