// SPDX-License-Identifier: Apache-2.0
// refused with: (could not convert|cannot convert|no viable conversion)
#include "geo/base/index.hpp"

using namespace eveil;
using LinkId = Index<struct LinkTag>;

LinkId first() {
#ifdef BAD_LINE
  return std::size_t{0};
#else
  return LinkId(0);
#endif
}
