// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace eveil::analysis {

/// Text made safe for HTML and SVG content and quoted attributes.
std::string escaped(std::string_view text);

}  // namespace eveil::analysis
