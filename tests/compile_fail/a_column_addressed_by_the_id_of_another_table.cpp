// SPDX-License-Identifier: Apache-2.0
// refused with: (no match for|no viable overloaded)
#include "geo/base/index.hpp"

using namespace eveil;
using NodeId = Index<struct NodeTag>;
using LinkId = Index<struct LinkTag>;

double length(const Column<LinkId, double>& lengths,
              [[maybe_unused]] NodeId node,
              [[maybe_unused]] LinkId link) {
#ifdef BAD_LINE
  return lengths[node];
#else
  return lengths[link];
#endif
}
