// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "geo/store/column.hpp"

/// Short ways to spell the columns of the result file.
namespace eveil::output {

inline store::ColumnSpec number(std::string name, std::string units, std::string description) {
  return {std::move(name), store::ValueType::float64, std::move(units), std::move(description), {}};
}
/// A row of another table, or -1.
inline store::ColumnSpec row(std::string name, std::string description) {
  return {std::move(name), store::ValueType::int32, "1", std::move(description), {}};
}
inline store::ColumnSpec whole(std::string name,
                               store::ValueType type,
                               std::string units,
                               std::string description) {
  return {std::move(name), type, std::move(units), std::move(description), {}};
}
inline store::ColumnSpec words(std::string name,
                               std::vector<std::string> list,
                               std::string description) {
  return {
      std::move(name), store::ValueType::enumeration, "1", std::move(description), std::move(list)};
}
inline store::ColumnSpec text(std::string name, std::string description) {
  return {std::move(name), store::ValueType::text, "1", std::move(description), {}};
}
inline store::ColumnSpec flag(std::string name, std::string description) {
  return {std::move(name), store::ValueType::boolean, "1", std::move(description), {}};
}

}  // namespace eveil::output
