// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>

namespace eveil::analysis {

/// A number in the shortest form that reads back equal; empty where there is none.
inline std::string csv_cell(double value) {
  return std::isfinite(value) ? fmt::format("{}", value) : "";
}

/// A text, quoted where it must be.
/// \source RFC 4180.
inline std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace eveil::analysis
