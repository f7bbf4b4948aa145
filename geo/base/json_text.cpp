// SPDX-License-Identifier: Apache-2.0
#include "geo/base/json_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "geo/base/json.hpp"

namespace eveil {

void append_json(std::string& text, double value) {
  if (!std::isfinite(value)) {
    text += "null";
    return;
  }
  // What `dump` itself calls: its digits and its ".0" are the library's own.
  std::array<char, 64> digits{};
  char* const begin = digits.data();
  const char* const end = nlohmann::detail::to_chars(begin, begin + digits.size(), value);
  text.append(begin, static_cast<std::size_t>(end - begin));
}

void append_json(std::string& text, std::string_view value) {
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  });
  if (!plain) {
    text += to_line(Json(std::string(value)));
    return;
  }
  text += '"';
  text += value;
  text += '"';
}

}  // namespace eveil
