// SPDX-License-Identifier: Apache-2.0
#include "geo/base/json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// What is read must be written and read back equal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = eveil::parse_json(text, "fuzz");
  if (!value) return 0;
  const auto again = eveil::parse_json(eveil::to_text(*value), "own");
  if (!again || *again != *value) std::abort();
  return 0;
}
