// SPDX-License-Identifier: Apache-2.0
#include "geo/store/types.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace eveil::store {
namespace {

// Digests and chunks are the bytes in memory.
static_assert(std::endian::native == std::endian::little);

struct TypeRow {
  std::string_view name;
  std::size_t size;
};
constexpr std::array<TypeRow, 13> rows = {{{"int8", 1},
                                           {"int16", 2},
                                           {"int32", 4},
                                           {"int64", 8},
                                           {"uint8", 1},
                                           {"uint16", 2},
                                           {"uint32", 4},
                                           {"uint64", 8},
                                           {"float32", 4},
                                           {"float64", 8},
                                           {"boolean", 1},
                                           {"enumeration", 1},
                                           {"text", 0}}};

bool is_signed(ValueType type) { return type <= ValueType::int64; }
bool is_unsigned(ValueType type) { return type >= ValueType::uint8 && type <= ValueType::uint64; }

Handle number_on_disk(ValueType type) {
  switch (type) {
    case ValueType::int8:
      return Handle(H5Tcopy(H5T_STD_I8LE));
    case ValueType::int16:
      return Handle(H5Tcopy(H5T_STD_I16LE));
    case ValueType::int32:
      return Handle(H5Tcopy(H5T_STD_I32LE));
    case ValueType::int64:
      return Handle(H5Tcopy(H5T_STD_I64LE));
    case ValueType::uint8:
      return Handle(H5Tcopy(H5T_STD_U8LE));
    case ValueType::uint16:
      return Handle(H5Tcopy(H5T_STD_U16LE));
    case ValueType::uint32:
      return Handle(H5Tcopy(H5T_STD_U32LE));
    case ValueType::uint64:
      return Handle(H5Tcopy(H5T_STD_U64LE));
    case ValueType::float32:
      return Handle(H5Tcopy(H5T_IEEE_F32LE));
    default:
      return Handle(H5Tcopy(H5T_IEEE_F64LE));
  }
}

std::optional<StoredType> recognise_integer(hid_t type) {
  const std::size_t size = H5Tget_size(type);
  if (H5Tget_precision(type) != 8 * size || H5Tget_offset(type) != 0) return std::nullopt;
  for (auto kind : {ValueType::int8, ValueType::int16, ValueType::int32, ValueType::int64}) {
    if (size_of(kind) != size) continue;
    if (H5Tget_sign(type) == H5T_SGN_2) return StoredType{kind, size, {}, {}};
    return StoredType{static_cast<ValueType>(static_cast<int>(kind) + 4), size, {}, {}};
  }
  return std::nullopt;
}

std::optional<StoredType> recognise_float(hid_t type) {
  if (H5Tequal(type, H5T_IEEE_F32LE) > 0 || H5Tequal(type, H5T_IEEE_F32BE) > 0) {
    return StoredType{ValueType::float32, 4, {}, {}};
  }
  if (H5Tequal(type, H5T_IEEE_F64LE) > 0 || H5Tequal(type, H5T_IEEE_F64BE) > 0) {
    return StoredType{ValueType::float64, 8, {}, {}};
  }
  return std::nullopt;
}

std::optional<StoredType> recognise_enumeration(hid_t type) {
  const int count = H5Tget_nmembers(type);
  if (H5Tget_size(type) != 1 || count < 1 || count > 256) return std::nullopt;
  std::vector<std::pair<std::uint8_t, std::string>> members;
  for (unsigned i = 0; i < static_cast<unsigned>(count); ++i) {
    std::uint8_t value = 0;
    char* name = H5Tget_member_name(type, i);
    if (name == nullptr || H5Tget_member_value(type, i, &value) < 0) {
      H5free_memory(name);
      return std::nullopt;
    }
    members.emplace_back(value, name);
    H5free_memory(name);
  }
  std::sort(members.begin(), members.end());
  StoredType stored{ValueType::enumeration, 1, {}, {}};
  for (auto& [value, name] : members) {
    stored.word_values.push_back(value);
    stored.words.push_back(std::move(name));
  }
  const Handle base(H5Tget_super(type));
  const std::vector<std::string> truth = {"FALSE", "TRUE"};
  if (H5Tget_sign(base.get()) == H5T_SGN_2) {
    if (stored.words != truth || stored.word_values != std::vector<std::uint8_t>{0, 1}) {
      return std::nullopt;
    }
    stored.type = ValueType::boolean;
  }
  return stored;
}

}  // namespace

std::size_t size_of(ValueType type) { return rows[static_cast<std::size_t>(type)].size; }
std::string_view name_of(ValueType type) { return rows[static_cast<std::size_t>(type)].name; }

Handle disk_type(ValueType type, const std::vector<std::string>& words, std::size_t width) {
  if (type == ValueType::text) {
    Handle text(H5Tcopy(H5T_C_S1));
    H5Tset_size(text.get(), width);
    H5Tset_strpad(text.get(), H5T_STR_NULLPAD);
    H5Tset_cset(text.get(), H5T_CSET_UTF8);
    return text;
  }
  if (type != ValueType::boolean && type != ValueType::enumeration) return number_on_disk(type);
  const bool boolean = type == ValueType::boolean;
  Handle enumeration(H5Tenum_create(boolean ? H5T_STD_I8LE : H5T_STD_U8LE));
  const std::vector<std::string> truth = {"FALSE", "TRUE"};
  const auto& names = boolean ? truth : words;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto value = static_cast<std::uint8_t>(i);
    H5Tenum_insert(enumeration.get(), names[i].c_str(), &value);
  }
  return enumeration;
}

Handle free_text_type() {
  Handle text(H5Tcopy(H5T_C_S1));
  H5Tset_size(text.get(), H5T_VARIABLE);
  H5Tset_cset(text.get(), H5T_CSET_UTF8);
  return text;
}

std::optional<StoredType> recognise(hid_t type) {
  switch (H5Tget_class(type)) {
    case H5T_INTEGER:
      return recognise_integer(type);
    case H5T_FLOAT:
      return recognise_float(type);
    case H5T_ENUM:
      return recognise_enumeration(type);
    case H5T_STRING:
      if (H5Tis_variable_str(type) != 0 || H5Tget_size(type) == 0) return std::nullopt;
      return StoredType{ValueType::text, H5Tget_size(type), {}, {}};
    default:
      return std::nullopt;
  }
}

hid_t memory_type(ValueType type) {
  switch (type) {
    case ValueType::int8:
      return H5T_NATIVE_INT8;
    case ValueType::int16:
      return H5T_NATIVE_INT16;
    case ValueType::int32:
      return H5T_NATIVE_INT32;
    case ValueType::int64:
      return H5T_NATIVE_INT64;
    case ValueType::uint8:
      return H5T_NATIVE_UINT8;
    case ValueType::uint16:
      return H5T_NATIVE_UINT16;
    case ValueType::uint32:
      return H5T_NATIVE_UINT32;
    case ValueType::uint64:
      return H5T_NATIVE_UINT64;
    case ValueType::float32:
      return H5T_NATIVE_FLOAT;
    default:
      return H5T_NATIVE_DOUBLE;
  }
}

bool widens(ValueType stored, ValueType wanted) {
  if (stored == wanted) return true;
  if (stored == ValueType::boolean) return wanted == ValueType::uint8;
  const bool integer = is_signed(stored) || is_unsigned(stored);
  if (is_signed(wanted)) {
    return integer && size_of(stored) < size_of(wanted);
  }
  if (is_unsigned(wanted)) return is_unsigned(stored) && size_of(stored) < size_of(wanted);
  if (wanted == ValueType::float32) return integer && size_of(stored) <= 2;
  if (wanted == ValueType::float64) {
    return stored == ValueType::float32 || (integer && size_of(stored) <= 4);
  }
  return false;
}

}  // namespace eveil::store
