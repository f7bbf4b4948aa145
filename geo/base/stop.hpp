// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "geo/base/error.hpp"

namespace eveil {

/// Set when the user asks to end; long work asks it at natural points. Null: never.
using StopFlag = const std::atomic<bool>*;

inline bool stopped(StopFlag stop) {
  return stop != nullptr && stop->load(std::memory_order_relaxed);
}

/// \errors interrupted: the flag was set; what was under way is dropped.
inline Expected<void> go_on(StopFlag stop) {
  if (!stopped(stop)) return {};
  return Unexpected(Error{ErrorKind::interrupted, "", "interrupted", {}});
}

}  // namespace eveil
