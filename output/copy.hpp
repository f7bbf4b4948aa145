// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"

namespace eveil::output {

/// Copies all groups and columns below `from`, with the attributes of those groups, column by
/// column; attributes of `from` itself are left to the caller.
Expected<void> copy_content(const store::Group& from, const store::Group& to);

}  // namespace eveil::output
