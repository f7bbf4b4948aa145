// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"

namespace eveil {

/// Names one row of one table. Ids of different tables don't mix, and there is no arithmetic on
/// them.
template <class Tag>
struct Index {
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

  constexpr Index() = default;
  constexpr explicit Index(std::size_t row) : value(static_cast<std::uint32_t>(row)) {}
  static constexpr Index none() { return Index(); }
  constexpr bool valid() const { return value != std::numeric_limits<std::uint32_t>::max(); }
  constexpr auto operator<=>(const Index&) const = default;
};

/// The rows 0..count-1 of a table, for range-for.
template <class Id>
struct IdRange {
  struct Iterator {
    std::uint32_t row;
    Id operator*() const { return Id(row); }
    Iterator& operator++() {
      ++row;
      return *this;
    }
    bool operator==(const Iterator&) const = default;
  };
  std::uint32_t count;
  Iterator begin() const { return {0}; }
  Iterator end() const { return {count}; }
};

/// One fact of every row of a table; only that table's id addresses it.
template <class Id, class T>
class Column {
 public:
  Column() = default;
  explicit Column(std::size_t rows, T value = T()) : values_(rows, value) {}
  explicit Column(std::vector<T> values) : values_(std::move(values)) {}

  T& operator[](Id id) {
    EVEIL_ASSERT(id.value < values_.size());
    return values_[id.value];
  }
  const T& operator[](Id id) const {
    EVEIL_ASSERT(id.value < values_.size());
    return values_[id.value];
  }
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  void reserve(std::size_t rows) { values_.reserve(rows); }
  void resize(std::size_t rows, T value = T()) { values_.resize(rows, value); }
  void assign(std::size_t rows, T value) { values_.assign(rows, value); }
  Id push_back(T value) {
    values_.push_back(std::move(value));
    return Id(values_.size() - 1);
  }
  IdRange<Id> ids() const { return {static_cast<std::uint32_t>(values_.size())}; }
  /// The bare values in row order, for storing and for loops that need no id.
  std::vector<T>& raw() { return values_; }
  const std::vector<T>& raw() const { return values_; }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  std::vector<T> values_;
};

/// A variable number of values a row: `offsets` has one entry more than there are rows.
///
///     offsets  0    2  2      5        row 0 = values[0,2), row 1 is empty, row 2 = values[2,5)
///     values   a b     c d e
template <class Id, class T>
class Ragged {
 public:
  Ragged() : offsets_(1, 0) {}
  /// \pre offsets starts at 0, never falls, and ends at values.size().
  Ragged(std::vector<std::uint64_t> offsets, std::vector<T> values)
      : offsets_(std::move(offsets)), values_(std::move(values)) {
    EVEIL_ASSERT(!offsets_.empty() && offsets_.back() == values_.size());
  }

  std::span<const T> operator[](Id id) const {
    EVEIL_ASSERT(id.value + 1 < offsets_.size());
    const std::size_t first = offsets_[id.value];
    return {values_.data() + first, static_cast<std::size_t>(offsets_[id.value + 1] - first)};
  }
  std::span<T> operator[](Id id) {
    EVEIL_ASSERT(id.value + 1 < offsets_.size());
    const std::size_t first = offsets_[id.value];
    return {values_.data() + first, static_cast<std::size_t>(offsets_[id.value + 1] - first)};
  }
  Id push_row(std::span<const T> row) {
    values_.insert(values_.end(), row.begin(), row.end());
    offsets_.push_back(values_.size());
    return Id(offsets_.size() - 2);
  }
  std::size_t size() const { return offsets_.size() - 1; }
  IdRange<Id> ids() const { return {static_cast<std::uint32_t>(size())}; }
  const std::vector<std::uint64_t>& offsets() const { return offsets_; }
  const std::vector<T>& values() const { return values_; }
  std::vector<T>& values() { return values_; }

 private:
  std::vector<std::uint64_t> offsets_;
  std::vector<T> values_;
};

}  // namespace eveil
