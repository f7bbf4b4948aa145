// SPDX-License-Identifier: Apache-2.0
#include "geo/store/unpacked.hpp"

#include "geo/store/open_file.hpp"

namespace eveil::store {

void leave_unpacked(const Group& root) { root.file().packs = false; }

}  // namespace eveil::store
