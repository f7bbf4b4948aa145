// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eveil::geo {

/// Rows of a CSV text, one after another, without copying it.
///
/// Quotes with doubled quotes inside, a byte order mark, and any mix of line ends are read; empty
/// lines are skipped; blanks around a field without quotes are dropped. The text must outlive it.
/// \source RFC 4180, and what feeds do beside it.
class CsvRows {
 public:
  static constexpr std::size_t longest_row = 1'000'000;
  static constexpr std::size_t longest_field = 64'000;

  explicit CsvRows(std::string_view text);

  /// Goes to the next row: false at the end, or where the text is not CSV (then `error` says why).
  bool next();
  /// Valid until the next call of `next`.
  std::span<const std::string_view> fields() const { return fields_; }
  /// Line in the text where the row begins, from 1.
  std::uint64_t line() const { return row_line_; }
  /// Empty while all is well.
  const std::string& error() const { return error_; }

 private:
  bool read_field();
  bool read_quoted();
  bool end_field();
  bool fail(std::string reason);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t row_begin_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 0;
  std::vector<std::string_view> fields_;
  std::deque<std::string> unquoted_;  // of fields with doubled quotes; stays put when it grows
  std::string error_;
  bool more_fields_ = false;
};

}  // namespace eveil::geo
