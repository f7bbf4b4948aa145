// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// Protocol buffers, as far as OpenStreetMap's format needs them. Any bytes are safe to read.
/// \source https://protobuf.dev/programming-guides/encoding
namespace eveil::io::pbf {

/// A number of 7 bits a byte, taken off the front; none where the bytes end within it.
inline std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

/// A signed number as `sint` types write it.
inline std::int64_t zigzag(std::uint64_t value) {
  return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
}

struct Field {
  std::uint64_t number = 0;
  std::uint64_t value = 0;  ///< of a number
  std::string_view bytes;   ///< of a text, a message or packed numbers
};

/// The fields of a message, one by one.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : rest_(bytes) {}

  /// The next field, none at the end or where the bytes are no message: `broken` tells which.
  std::optional<Field> next() {
    if (rest_.empty()) return std::nullopt;
    Field field;
    const auto key = take_varint(rest_);
    if (!key) return fail();
    field.number = *key >> 3U;
    switch (*key & 7U) {
      case 0:
        return number(field);
      case 1:
        return bytes(field, 8);
      case 2: {
        const auto size = take_varint(rest_);
        return size ? bytes(field, *size) : fail();
      }
      case 5:
        return bytes(field, 4);
      default:
        return fail();
    }
  }
  bool broken() const { return broken_; }

 private:
  std::optional<Field> number(Field field) {
    const auto value = take_varint(rest_);
    if (!value) return fail();
    field.value = *value;
    return field;
  }
  std::optional<Field> bytes(Field field, std::uint64_t size) {
    if (size > rest_.size()) return fail();
    field.bytes = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(field.bytes.size());
    return field;
  }
  std::optional<Field> fail() {
    broken_ = true;
    return std::nullopt;
  }

  std::string_view rest_;
  bool broken_ = false;
};

}  // namespace eveil::io::pbf
