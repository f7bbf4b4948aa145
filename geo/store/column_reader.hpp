// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/open_file.hpp"
#include "geo/store/types.hpp"

namespace eveil::store {

/// A column of a file, its claims checked before memory is taken for them.
class ColumnReader {
 public:
  /// \errors bad_input: not a column this module knows: its type, layout, filters or sizes.
  static Expected<ColumnReader> open(const OpenFile& file, const std::string& path);

  const StoredType& stored() const { return stored_; }
  std::uint64_t rows() const { return rows_; }
  std::uint64_t chunk_rows() const { return chunk_rows_; }
  bool packed() const { return packed_; }
  hid_t dataset() const { return dataset_.get(); }
  const std::string& where() const { return where_; }

  /// Rows as numbers of `type`, which must widen the stored one (boolean as uint8, checked).
  Expected<void> read(ValueType type, void* values, std::uint64_t first, std::uint64_t count) const;
  /// Enumeration bytes as positions in `stored().words`; a byte that is no word is refused.
  Expected<std::vector<std::uint8_t>> read_words(std::uint64_t first, std::uint64_t count) const;
  Expected<std::vector<std::string>> read_texts(std::uint64_t first, std::uint64_t count) const;
  /// That rows first .. first+count-1 exist and take no more memory than allowed.
  Expected<void> check_rows(std::uint64_t first, std::uint64_t count, std::size_t width) const;

 private:
  explicit ColumnReader(const OpenFile& file) : file_(&file) {}
  Expected<void> check_layout();
  Expected<void> read_raw(hid_t type, void* values, std::uint64_t first, std::uint64_t count) const;

  const OpenFile* file_;
  std::string where_;
  Handle dataset_;
  Handle type_;
  StoredType stored_;
  std::uint64_t rows_ = 0;
  std::uint64_t chunk_rows_ = 0;
  bool packed_ = false;
};

}  // namespace eveil::store
