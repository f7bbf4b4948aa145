// SPDX-License-Identifier: Apache-2.0
// refused with: (no match for|invalid operands)
#include "geo/base/index.hpp"

using namespace eveil;
using LinkId = Index<struct LinkTag>;

LinkId next(LinkId link) {
#ifdef BAD_LINE
  return link + 1;
#else
  return LinkId(link.value + std::size_t{1});
#endif
}
