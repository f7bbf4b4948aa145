// SPDX-License-Identifier: Apache-2.0
#include "output/copy.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace eveil::output {
namespace {

using store::ColumnSpec;
using store::ValueType;

template <class T>
Expected<void> copy_values(const store::Group& from,
                           const store::Group& to,
                           const ColumnSpec& spec) {
  EVEIL_TRY(const std::vector<T> values, from.read<T>(spec.name));
  return to.write(spec, values);
}

Expected<void> copy_words(const store::Group& from, const store::Group& to, ColumnSpec spec) {
  EVEIL_TRY(store::EnumerationColumn column, from.read_enumeration(spec.name));
  spec.words = std::move(column.words);
  return to.write(spec, column.values);
}

Expected<void> copy_column(const store::Group& from,
                           const store::Group& to,
                           const std::string& name) {
  EVEIL_TRY(const store::ColumnInfo info, from.column(name));
  const ColumnSpec spec{name, info.type, info.units, info.description, {}};
  switch (info.type) {
    case ValueType::int8:
      return copy_values<std::int8_t>(from, to, spec);
    case ValueType::int16:
      return copy_values<std::int16_t>(from, to, spec);
    case ValueType::int32:
      return copy_values<std::int32_t>(from, to, spec);
    case ValueType::int64:
      return copy_values<std::int64_t>(from, to, spec);
    case ValueType::uint8:
    case ValueType::boolean:
      return copy_values<std::uint8_t>(from, to, spec);
    case ValueType::uint16:
      return copy_values<std::uint16_t>(from, to, spec);
    case ValueType::uint32:
      return copy_values<std::uint32_t>(from, to, spec);
    case ValueType::uint64:
      return copy_values<std::uint64_t>(from, to, spec);
    case ValueType::float32:
      return copy_values<float>(from, to, spec);
    case ValueType::float64:
      return copy_values<double>(from, to, spec);
    case ValueType::text:
      return copy_values<std::string>(from, to, spec);
    case ValueType::enumeration:
      return copy_words(from, to, spec);
  }
  return failed(from.where(name), "has a type that cannot be copied");
}

Expected<void> copy_attributes(const store::Group& from, const store::Group& to) {
  EVEIL_TRY(const std::vector<std::string> names, from.attribute_names());
  for (const std::string& name : names) {
    EVEIL_TRY(const store::AttributeValue value, from.attribute(name));
    EVEIL_CHECK(to.set(name, value));
  }
  return {};
}

}  // namespace

Expected<void> copy_content(const store::Group& from, const store::Group& to) {
  EVEIL_TRY(const std::vector<std::string> names, from.names());
  for (const std::string& name : names) {
    EVEIL_TRY(const store::ObjectKind kind, from.kind(name));
    if (kind == store::ObjectKind::column) {
      EVEIL_CHECK(copy_column(from, to, name));
      continue;
    }
    EVEIL_TRY(const store::Group below, from.open(name));
    EVEIL_TRY(const store::Group made, to.create(name));
    EVEIL_CHECK(copy_attributes(below, made));
    EVEIL_CHECK(copy_content(below, made));  // as deep as this program's own schema
  }
  return {};
}

}  // namespace eveil::output
