// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace eveil::store {

/// What a column holds. `enumeration` is a word of a fixed list, stored as one byte with the words
/// beside it; `boolean` is the enumeration FALSE, TRUE that numpy reads as bool; `text` is UTF-8.
enum class ValueType : std::uint8_t {
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float32,
  float64,
  boolean,
  enumeration,
  text
};

/// Declares one column.
///
/// `units` are UDUNITS words (`s`, `m`, `m s-1`, `EUR`) or "1" where there is none; `description`
/// is one sentence. Neither may be empty. `words` are those of an enumeration (1 to 256, all
/// different): the byte stored is the position in the list.
struct ColumnSpec {
  std::string name;
  ValueType type = ValueType::float64;
  std::string units;
  std::string description;
  std::vector<std::string> words;
};

/// How columns are laid on disk; neither changes a digest.
struct Layout {
  std::uint32_t chunk_rows = 65536;
  int deflate = 1;  ///< 1..4; shuffled first
};

namespace detail {
template <class T>
consteval ValueType value_type() {
  using Bare = std::remove_cv_t<T>;
  if constexpr (std::is_same_v<Bare, std::string>) {
    return ValueType::text;
  } else if constexpr (std::is_same_v<Bare, bool>) {
    return ValueType::boolean;
  } else if constexpr (std::is_enum_v<Bare>) {
    return value_type<std::underlying_type_t<Bare>>();
  } else if constexpr (std::is_floating_point_v<Bare>) {
    static_assert(sizeof(Bare) <= 8);
    return sizeof(Bare) == 4 ? ValueType::float32 : ValueType::float64;
  } else if constexpr (std::is_integral_v<Bare>) {
    constexpr int first = std::is_signed_v<Bare> ? 0 : 4;
    constexpr int step = sizeof(Bare) == 1 ? 0 : sizeof(Bare) == 2 ? 1 : sizeof(Bare) == 4 ? 2 : 3;
    return static_cast<ValueType>(first + step);
  } else {  // a quantity or an id: one number in a struct
    static_assert(sizeof(Bare) == sizeof(Bare::value) && std::is_trivially_copyable_v<Bare>);
    return value_type<decltype(Bare::value)>();
  }
}
}  // namespace detail

/// How a C++ type is stored: numbers, `bool`, enums by their underlying type, quantities and ids by
/// the number they hold, `std::string` as text.
template <class T>
inline constexpr ValueType value_type_of = detail::value_type<T>();

/// A view of values to be written: any contiguous range of a type that `value_type_of` knows.
/// The range must outlive the call it is given to.
struct Values {
  ValueType type = ValueType::float64;
  const void* data = nullptr;
  std::size_t count = 0;

  template <class T>
  Values(std::span<const T> values)  // NOLINT(google-explicit-constructor)
      : type(value_type_of<T>), data(values.data()), count(values.size()) {}
  template <class T>
  Values(const std::vector<T>& values)  // NOLINT(google-explicit-constructor)
      : Values(std::span<const T>(values)) {}
};

/// A column of words: `values[row]` is a position in `words`.
struct EnumerationColumn {
  std::vector<std::uint8_t> values;
  std::vector<std::string> words;
};

/// Bytes of one value; 0 for text, whose width is that of the column.
std::size_t size_of(ValueType type);

/// `int8`, `float64`, `enumeration` …, as digests and listings name them.
std::string_view name_of(ValueType type);

}  // namespace eveil::store
