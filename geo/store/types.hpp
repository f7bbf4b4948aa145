// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/utf8.hpp"
#include "geo/store/column.hpp"
#include "geo/store/handle.hpp"

namespace eveil::store {

/// The HDF5 type on disk: little endian, no padding. `width` is that of text, in bytes.
Handle disk_type(ValueType type, const std::vector<std::string>& words, std::size_t width);
/// UTF-8 of variable length, for attributes.
Handle free_text_type();

/// What this module makes of a type found in a file; empty where it is none of ours.
struct StoredType {
  ValueType type = ValueType::float64;
  std::size_t width = 0;                  ///< bytes of one value
  std::vector<std::string> words;         ///< of an enumeration, by their numbers
  std::vector<std::uint8_t> word_values;  ///< the number of each word, increasing
};
std::optional<StoredType> recognise(hid_t type);

/// The HDF5 type of a number in memory; `type` is neither text nor enumeration nor boolean.
hid_t memory_type(ValueType type);

/// True if every value of `stored` is one of `wanted`: the same, or a narrower number.
bool widens(ValueType stored, ValueType wanted);

}  // namespace eveil::store
