// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/index.hpp"
#include "geo/store/group.hpp"

/// How the columns of a territory's file are written and read; for geo/territory_*.cpp.
namespace eveil::geo::detail {

template <class Words>
std::vector<std::string> strings(const Words& words) {
  return std::vector<std::string>(words.begin(), words.end());
}

/// Writes columns of one group and remembers the first that fails.
class ColumnWriter {
 public:
  explicit ColumnWriter(const store::Group& group) : group_(group) {}

  ColumnWriter& column(std::string name,
                       std::string units,
                       std::string description,
                       store::Values values) {
    return write({std::move(name), values.type, std::move(units), std::move(description), {}},
                 values);
  }
  template <class Words>
  ColumnWriter& words(std::string name,
                      std::string description,
                      const Words& words,
                      store::Values values) {
    return write({std::move(name),
                  store::ValueType::enumeration,
                  "1",
                  std::move(description),
                  strings(words)},
                 values);
  }
  ColumnWriter& points(const std::vector<Point>& points,
                       const std::string& prefix,
                       const std::string& what) {
    std::vector<double> x;
    std::vector<double> y;
    for (const Point point : points) {
      x.push_back(point.x);
      y.push_back(point.y);
    }
    column(prefix + "x", "m", what + ", east in the territory's CRS", x);
    return column(prefix + "y", "m", what + ", north in the territory's CRS", y);
  }
  Expected<void> done() { return std::move(result_); }

 private:
  ColumnWriter& write(const store::ColumnSpec& spec, store::Values values) {
    if (result_) result_ = group_.write(spec, values);
    return *this;
  }

  const store::Group& group_;
  Expected<void> result_;
};

template <class T>
Expected<void> read_column(const store::Group& group,
                           std::string_view name,
                           std::vector<T>& values) {
  EVEIL_TRY(values, group.read<T>(name));
  return {};
}

template <class Id, class T>
Expected<void> read_column(const store::Group& group,
                           std::string_view name,
                           Column<Id, T>& column) {
  return read_column(group, name, column.raw());
}

/// Ids and quantities, from the number they hold.
template <class Number, class Id, class T>
Expected<void> read_wrapped(const store::Group& group,
                            std::string_view name,
                            Column<Id, T>& column) {
  EVEIL_TRY(const std::vector<Number> numbers, group.read<Number>(name));
  column.raw().clear();
  column.reserve(numbers.size());
  for (const Number number : numbers) {
    T value;
    value.value = number;
    column.push_back(value);
  }
  return {};
}

template <class T, class Words, class Id>
Expected<void> read_words(const store::Group& group,
                          std::string_view name,
                          const Words& words,
                          Column<Id, T>& column) {
  EVEIL_TRY(const std::vector<std::uint8_t> rows, group.read_enumeration(name, words));
  for (const std::uint8_t row : rows) column.push_back(static_cast<T>(row));
  return {};
}

inline Expected<std::vector<Point>> read_points(const store::Group& group,
                                                const std::string& prefix = "") {
  EVEIL_TRY(const std::vector<double> x, group.read<double>(prefix + "x"));
  EVEIL_TRY(const std::vector<double> y, group.read<double>(prefix + "y"));
  if (x.size() != y.size())
    return bad_input(group.where(prefix + "y"), "has another length than x");
  std::vector<Point> points(x.size());
  for (std::size_t row = 0; row < points.size(); ++row) points[row] = {x[row], y[row]};
  return points;
}

}  // namespace eveil::geo::detail
