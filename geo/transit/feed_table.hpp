// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/transit/csv.hpp"

namespace eveil::geo {

/// The files of a feed, wherever they are: a zip, or strings in a test.
struct FeedFiles {
  std::string name;                ///< of the feed, for messages
  std::vector<std::string> files;  ///< names such as `stops.txt`, without folder
  std::function<Expected<std::string>(const std::string& file)> read;
};

/// What is wrong with a feed: the first errors in full, the rest counted.
class FeedProblems {
 public:
  static constexpr std::size_t most_shown = 20;

  void add(std::string where, std::string message);
  bool any() const { return !errors_.empty(); }
  /// \pre any()
  Unexpected result(const std::string& feed) &&;

 private:
  std::vector<Error> errors_;
  std::uint64_t hidden_ = 0;
};

/// One file of a feed, row by row, its fields by the names of their columns.
class FeedTable {
 public:
  /// Column of a field; absent columns read as empty.
  using ColumnOf = std::size_t;

  /// \param text  must outlive it.
  FeedTable(std::string place, std::string_view text, FeedProblems& problems);

  /// False where the header lacks any of them or cannot be read; the problems then say so.
  bool has_columns(std::initializer_list<std::string_view> required);
  ColumnOf column(std::string_view name) const;
  /// Next row, or false at the end; text that is not CSV is a problem.
  bool next();
  std::string_view get(ColumnOf column) const {
    const auto fields = rows_.fields();
    return column < fields.size() ? fields[column] : std::string_view();
  }
  std::uint64_t line() const { return rows_.line(); }
  std::uint64_t rows_with_extra_fields() const { return extra_; }
  std::uint64_t rows_with_fewer_fields() const { return fewer_; }
  void problem(std::string_view column, std::string message) const;
  void problem_at(std::uint64_t line, std::string_view column, std::string message) const;

 private:
  std::string place_;
  CsvRows rows_;
  FeedProblems* problems_;
  std::vector<std::string> header_;
  std::uint64_t extra_ = 0;
  std::uint64_t fewer_ = 0;
};

/// Rows by their external ids.
class FeedIds {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  FeedIds() = default;
  FeedIds(FeedIds&&) = default;
  FeedIds& operator=(FeedIds&&) = default;

  /// The row of the id, or none.
  std::uint32_t find(std::string_view id) const {
    const auto found = rows_.find(id);
    return found == rows_.end() ? none : found->second;
  }
  /// A new row for the id, or none where it has one.
  std::uint32_t add(std::string_view id) {
    const auto row = static_cast<std::uint32_t>(rows_.size());
    const auto [at, added] = rows_.emplace(std::string(id), row);
    if (!added) return none;
    ids_.push_back(&at->first);
    return row;
  }
  const std::string& id(std::uint32_t row) const { return *ids_[row]; }
  std::size_t size() const { return rows_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>()(id); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> rows_;
  std::vector<const std::string*> ids_;  // keys of the map stay put when it grows
};

}  // namespace eveil::geo
