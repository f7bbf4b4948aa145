// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace eveil {

/// True if `text` is well-formed UTF-8 without NUL.
bool is_plain_utf8(std::string_view text);

/// Latin-1, where every byte is a character, as UTF-8.
std::string from_latin_1(std::string_view text);

}  // namespace eveil
