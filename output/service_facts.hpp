// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "scenarios/scenario.hpp"

namespace eveil::output {

/// Whether every service's name can name a group: not empty, no '/', not '.' or '..'.
/// \errors bad_input: `where` is the scenario's file.
Expected<void> check_service_names(const scenarios::Scenario& scenario);

/// The group /services, with the services' `names` in the order of their rows, and a group each
/// with its fleet, area (WKB), hours, promises, fare and cost rates as attributes.
/// \pre check_service_names.
Expected<void> write_services(const store::Group& root, const scenarios::Scenario& scenario);

}  // namespace eveil::output
