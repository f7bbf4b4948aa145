// SPDX-License-Identifier: Apache-2.0
#include "geo/store/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

#include "geo/base/hash.hpp"
#include "geo/store/attributes.hpp"
#include "geo/store/column_reader.hpp"
#include "geo/store/open_file.hpp"

namespace eveil::store {
namespace {

/// A file that is deeper than this is damaged: hard links can make a ring.
constexpr int deepest = 64;

/// Hashes items so that no two sequences of items give the same bytes: each text has its length
/// before it, each number is 8 bytes, each list its count.
class Digester {
 public:
  Digester(const OpenFile& file, const DigestOptions& options) : file_(&file), options_(&options) {}

  Expected<void> group(const Group& group, const std::string& path, int depth);
  std::string hex() const { return sha_.hex(); }

 private:
  Expected<void> column(const std::string& actual, const std::string& path);
  Expected<void> values(const ColumnReader& column);
  Expected<void> words(const ColumnReader& column);
  Expected<void> attributes(hid_t object, const std::string& where, bool root);

  void number(std::uint64_t value) { sha_.update(std::as_bytes(std::span(&value, 1))); }
  void text(std::string_view value) {
    number(value.size());
    sha_.update(value);
  }
  void attribute_value(const AttributeValue& value);
  static bool holds(const std::vector<std::string>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  }

  const OpenFile* file_;
  const DigestOptions* options_;
  Sha256 sha_;
};

void Digester::attribute_value(const AttributeValue& value) {
  number(value.index());
  std::visit(
      [&](const auto& v) {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, bool>) {
          number(v ? 1 : 0);
        } else if constexpr (std::is_same_v<T, std::string>) {
          text(v);
        } else if constexpr (std::is_arithmetic_v<T>) {
          sha_.update(std::as_bytes(std::span(&v, 1)));
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
          number(v.size());
          for (const auto& one : v) text(one);
        } else {
          number(v.size());
          sha_.update(std::as_bytes(std::span(v)));
        }
      },
      value);
}

Expected<void> Digester::attributes(hid_t object, const std::string& where, bool root) {
  EVEIL_TRY(auto names, attribute_names_of(*file_, object, where));
  if (root) {
    const auto out = [&](const auto& name) {
      return holds(options_->without_root_attributes, name);
    };
    names.erase(std::remove_if(names.begin(), names.end(), out), names.end());
  }
  number(names.size());
  for (const auto& name : names) {
    EVEIL_TRY(const AttributeValue value, read_attribute(*file_, object, where, name));
    text(name);
    attribute_value(value);
  }
  return {};
}

Expected<void> Digester::group(const Group& group, const std::string& path, int depth) {
  if (depth > deepest) return bad_input(group.where(), "is nested too deeply");
  EVEIL_TRY(const Handle object, open_object(*file_, group.path()));
  text("group");
  text(path);
  EVEIL_CHECK(attributes(object.get(), group.where(), depth == 0));
  EVEIL_TRY(const auto names, group.names());
  for (const auto& name : names) {
    const std::string child = join(path, name);
    if (holds(options_->without_groups, child)) continue;
    EVEIL_TRY(const ObjectKind kind, group.kind(name));
    if (kind == ObjectKind::group) {
      EVEIL_TRY(const Group below, group.open(name));
      EVEIL_CHECK(this->group(below, child, depth + 1));
    } else {
      EVEIL_CHECK(column(join(group.path(), name), child));
    }
  }
  text("end");
  return {};
}

Expected<void> Digester::column(const std::string& actual, const std::string& path) {
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, actual));
  text("column");
  text(path);
  EVEIL_CHECK(attributes(column.dataset(), column.where(), false));
  text(name_of(column.stored().type));
  number(column.rows());
  if (column.stored().type == ValueType::enumeration) return words(column);
  return values(column);
}

/// Rows to take at once: whole chunks, so that none is unpacked twice.
std::uint64_t step_of(const ColumnReader& column) {
  const std::uint64_t chunk = std::max<std::uint64_t>(column.chunk_rows(), 1);
  return chunk * std::max<std::uint64_t>(1, 65536 / chunk);
}

Expected<void> Digester::values(const ColumnReader& column) {
  const ValueType type =
      column.stored().type == ValueType::boolean ? ValueType::uint8 : column.stored().type;
  std::vector<std::byte> bytes;
  for (std::uint64_t first = 0; first < column.rows(); first += step_of(column)) {
    const std::uint64_t count = std::min(step_of(column), column.rows() - first);
    if (type == ValueType::text) {
      EVEIL_TRY(const auto texts, column.read_texts(first, count));
      for (const auto& one : texts) text(one);
    } else {
      EVEIL_CHECK(column.check_rows(first, count, size_of(type)));
      bytes.resize(count * size_of(type));
      EVEIL_CHECK(column.read(type, bytes.data(), first, count));
      sha_.update(bytes);
    }
  }
  return {};
}

/// The words in byte order, then every value as its word's place in that order: the numbers that
/// stand for the words in the file don't count.
Expected<void> Digester::words(const ColumnReader& column) {
  const auto& words = column.stored().words;
  std::vector<std::size_t> sorted(words.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::sort(sorted.begin(), sorted.end(), [&](auto a, auto b) { return words[a] < words[b]; });
  std::array<std::uint8_t, 256> rank{};
  number(words.size());
  for (std::size_t place = 0; place < sorted.size(); ++place) {
    text(words[sorted[place]]);
    rank[sorted[place]] = static_cast<std::uint8_t>(place);
  }
  for (std::uint64_t first = 0; first < column.rows(); first += step_of(column)) {
    const std::uint64_t count = std::min(step_of(column), column.rows() - first);
    EVEIL_TRY(auto values, column.read_words(first, count));
    for (auto& value : values) value = rank[value];
    sha_.update(std::as_bytes(std::span(values)));
  }
  return {};
}

}  // namespace

Expected<std::string> digest_of(const Group& group, const DigestOptions& options) {
  Digester digester(group.file(), options);
  EVEIL_CHECK(digester.group(group, "/", 0));
  return digester.hex();
}

Expected<std::string> digest_of(const std::filesystem::path& path, const DigestOptions& options) {
  EVEIL_TRY(const File file, File::open(path));
  return digest_of(file.root(), options);
}

}  // namespace eveil::store
