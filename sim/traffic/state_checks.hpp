// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"

/// What a state that was read may hold: nothing that would lead out of a table or a number's range.
namespace eveil::sim {

inline bool sane(TimeOfDay time) { return time.ms >= -1 && time.ms < (1 << 30); }
inline bool sane(Duration duration) {
  constexpr std::int64_t most = std::int64_t{1} << 30;
  return duration.ms > -most && duration.ms < most;
}
/// A row of a table, or none.
template <class Tag>
bool may_be(Index<Tag> id, std::size_t rows) {
  return !id.valid() || id.value < rows;
}

}  // namespace eveil::sim
