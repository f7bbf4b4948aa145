// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "analysis/compare.hpp"
#include "analysis/report/language.hpp"

namespace eveil::analysis {

/// Which of the planned looks a comparison is.
struct LookNow {
  std::size_t number = 0;   ///< from 1; 0: past the last
  std::uint32_t after = 0;  ///< replications of that look
  std::uint32_t pairs = 0;  ///< that there are
  double level = 0.95;      ///< of each interval that would be at 95 %
};

/// Whether more than one look was planned, so that intervals are corrected.
bool has_looks(const Source& source);
/// \pre has_looks(source).
LookNow look_now(const Source& source);
/// "5, 10 and 20".
std::string list_of_looks(const Language& words, const Looks& looks);

}  // namespace eveil::analysis
