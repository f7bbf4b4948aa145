// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/csv.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes are rows or a reason why not; fields never leave their limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eveil::geo::CsvRows rows({reinterpret_cast<const char*>(data), size});
  std::uint64_t line = 0;
  while (rows.next()) {
    if (rows.line() <= line || rows.fields().empty()) std::abort();
    line = rows.line();
    for (const std::string_view field : rows.fields()) {
      if (field.size() > eveil::geo::CsvRows::longest_field) std::abort();
    }
  }
  return 0;
}
