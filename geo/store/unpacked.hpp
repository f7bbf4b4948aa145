// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/store/group.hpp"

namespace eveil::store {

/// Columns that are created from now on in this file are stored as they are: for a file that lives
/// shortly, where packing would cost more than the disk. `Group::copy` packs them on their way into
/// a file that isn't left so.
void leave_unpacked(const Group& root);

}  // namespace eveil::store
