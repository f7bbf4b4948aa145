// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/column.hpp"

namespace eveil::store {

struct OpenFile;  // private to geo/store

/// `texts` keeps its order. Unsigned numbers are cast to int64 by the caller.
using AttributeValue = std::variant<bool,
                                    std::int64_t,
                                    double,
                                    std::string,
                                    std::vector<std::string>,
                                    std::vector<std::int64_t>,
                                    std::vector<double>,
                                    std::vector<std::byte>>;

enum class ObjectKind : std::uint8_t { group, column };

struct ColumnInfo {
  ValueType type = ValueType::float64;
  std::uint64_t rows = 0;
  std::string units;
  std::string description;
};

/// A group of a file: the root or any path below it. Cheap to copy; keeps its file open.
///
/// Paths are relative to the group (`links/by_time`) and are followed through hard links only: a
/// soft or external link, external storage, a virtual dataset or a filter other than deflate,
/// shuffle and fletcher32 is refused.
///
/// \errors   bad_input: what is read is missing, of another type or damaged; failed: what is
/// written
///           could not be (disk). `where` is `FILE:/path/of/object`.
/// \threads  HDF5 has one lock: correct from any thread, faster from none. One thread a file.
class Group {
 public:
  /// Creates a group and those above it that are missing. An existing group is returned as it is.
  Expected<Group> create(std::string_view path) const;
  Expected<Group> open(std::string_view path) const;
  /// The file's root.
  Group root() const { return {file_, "/"}; }
  /// Children in name order (bytes).
  Expected<std::vector<std::string>> names() const;
  bool has(std::string_view path) const;
  Expected<ObjectKind> kind(std::string_view path) const;
  /// `/` or `/links/by_time`.
  const std::string& path() const { return path_; }
  /// `FILE:/path`, for errors.
  std::string where(std::string_view child = {}) const;

  /// Sets an attribute of this group; an existing one is replaced.
  Expected<void> set(std::string_view name, const AttributeValue& value) const;
  bool has_attribute(std::string_view name) const;
  Expected<std::vector<std::string>> attribute_names() const;
  Expected<AttributeValue> attribute(std::string_view name) const;
  Expected<std::string> text(std::string_view name) const;
  Expected<std::int64_t> integer(std::string_view name) const;
  Expected<double> number(std::string_view name) const;  ///< an integer is taken too
  Expected<bool> flag(std::string_view name) const;
  Expected<std::vector<std::string>> texts(std::string_view name) const;
  Expected<std::vector<std::byte>> bytes(std::string_view name) const;

  /// Writes a whole column. Text is stored with the width of the longest value (no NUL inside,
  /// valid UTF-8), padded with NUL and compressed: h5py's `.asstr()` and R read it, and equal
  /// values are equal bytes, which variable-length strings in HDF5's heap would not be.
  Expected<void> write(const ColumnSpec& spec, Values values, Layout layout = {}) const;

  /// Copies a column from another file: as it is stored, or packed where it isn't (unpacked.hpp).
  Expected<void> copy(const Group& from, std::string_view name) const;

  /// Type, rows, units and description, without reading values.
  Expected<ColumnInfo> column(std::string_view path) const;
  Expected<std::uint64_t> rows(std::string_view path) const;
  /// The rows of a table: this group's columns must all have as many. 0 without columns.
  Expected<std::uint64_t> table_rows() const;

  /// A whole column; the stored type may be narrower, never wider (int32 into int64, uint8 into
  /// int16, float into double; int32 into double; boolean into uint8). Text into std::string.
  template <class T>
  Expected<std::vector<T>> read(std::string_view path) const {
    EVEIL_TRY(const std::uint64_t count, rows(path));
    return read<T>(path, 0, count);
  }
  /// Rows first .. first+count-1; refused where they don't all exist.
  template <class T>
  Expected<std::vector<T>> read(std::string_view path,
                                std::uint64_t first,
                                std::uint64_t count) const {
    EVEIL_CHECK(readable(path, value_type_of<T>, first, count));
    if constexpr (std::is_same_v<T, std::string>) {
      return read_texts(path, first, count);
    } else {
      std::vector<T> values(count);
      EVEIL_CHECK(read_into(path, value_type_of<T>, values.data(), first, count));
      return values;
    }
  }
  /// A column of words with its own list; every value is checked to be one of them.
  Expected<EnumerationColumn> read_enumeration(std::string_view path) const;
  /// The same as positions in the caller's list; a word that is used and not in it is refused.
  Expected<std::vector<std::uint8_t>> read_enumeration(
      std::string_view path, std::span<const std::string_view> words) const;
  /// Some rows of a column of words, as positions in its own list.
  Expected<std::vector<std::uint8_t>> read_words(std::string_view path,
                                                 std::uint64_t first,
                                                 std::uint64_t count) const;

  Group(std::shared_ptr<OpenFile> file, std::string path);
  /// For the other parts of geo/store.
  OpenFile& file() const { return *file_; }

 private:
  Expected<void> readable(std::string_view path,
                          ValueType wanted,
                          std::uint64_t first,
                          std::uint64_t count) const;
  Expected<void> read_into(std::string_view path,
                           ValueType type,
                           void* values,
                           std::uint64_t first,
                           std::uint64_t count) const;
  Expected<std::vector<std::string>> read_texts(std::string_view path,
                                                std::uint64_t first,
                                                std::uint64_t count) const;
  std::shared_ptr<OpenFile> file_;
  std::string path_;
};

}  // namespace eveil::store
