// SPDX-License-Identifier: Apache-2.0
// refused with: (could not convert|cannot convert|no matching function|no viable conversion)
#include "geo/base/index.hpp"

using namespace eveil;
using NodeId = Index<struct NodeTag>;
using LinkId = Index<struct LinkTag>;

bool is_first(LinkId link) { return link == LinkId(0); }

bool asked([[maybe_unused]] NodeId node, [[maybe_unused]] LinkId link) {
#ifdef BAD_LINE
  return is_first(node);
#else
  return is_first(link);
#endif
}
