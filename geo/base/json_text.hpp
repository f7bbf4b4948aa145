// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace eveil {

// Single values as `to_text` of geo/base/json.hpp writes them, without a value in between: for
// texts of a million rows.

/// Null where it is not finite.
void append_json(std::string& text, double value);
void append_json(std::string& text, std::string_view value);

}  // namespace eveil
