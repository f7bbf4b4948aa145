// SPDX-License-Identifier: Apache-2.0
// refused with: (no match for|invalid operands)
#include "geo/base/units.hpp"

using namespace eveil;

Metres sum(Metres length, [[maybe_unused]] Seconds time) {
#ifdef BAD_LINE
  return length + time;
#else
  return length + length;
#endif
}
