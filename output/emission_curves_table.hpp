// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"

namespace eveil::output {

/// /emission_curves: what vehicles emit by speed, as `scenarios::emission_curves` has it, with
/// trust and source.
Expected<void> write_emission_curves(const store::Group& root);

}  // namespace eveil::output
