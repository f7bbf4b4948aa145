// SPDX-License-Identifier: Apache-2.0
#include "geo/io/zip_directory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <optional>
#include <string_view>

namespace eveil::io {

namespace {

constexpr std::size_t end_record_size = 22;
constexpr std::size_t directory_row_size = 46;
constexpr std::size_t local_header_size = 30;
constexpr std::uint64_t longest_comment = 65535;
// 64 files with names of at most 64 kB each would fit; more is refused before memory is taken.
constexpr std::uint64_t longest_directory = 16'000'000;

std::uint64_t little(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i > 0; --i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + i - 1]);
  }
  return value;
}

std::optional<std::string> bytes_at(std::ifstream& file, std::uint64_t first, std::uint64_t count) {
  std::string bytes(count, '\0');
  file.clear();
  file.seekg(static_cast<std::streamoff>(first));
  if (count > 0) file.read(bytes.data(), static_cast<std::streamsize>(count));
  if (!file) return std::nullopt;
  return bytes;
}

std::uint64_t size_of(std::ifstream& file) {
  file.seekg(0, std::ios::end);
  const auto end = file.tellg();
  return end < 0 ? 0 : static_cast<std::uint64_t>(end);
}

struct Directory {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t rows = 0;
};

// The end record stands last, before a comment of any content: the last place that fits is it.
std::optional<Directory> find_directory(std::string_view tail) {
  if (tail.size() < end_record_size) return std::nullopt;
  for (std::size_t at = tail.size() - end_record_size + 1; at-- > 0;) {
    if (tail.substr(at, 4) != std::string_view("PK\5\6", 4)) continue;
    if (at + end_record_size + little(tail, at + 20, 2) != tail.size()) continue;
    return Directory{little(tail, at + 16, 4), little(tail, at + 12, 4), little(tail, at + 10, 2)};
  }
  return std::nullopt;
}

std::optional<std::vector<PackedEntry>> rows_of(std::string_view bytes, std::uint64_t rows) {
  std::vector<PackedEntry> entries;
  std::size_t at = 0;
  for (std::uint64_t row = 0; row < rows; ++row) {
    if (at + directory_row_size > bytes.size()) return std::nullopt;
    if (bytes.substr(at, 4) != std::string_view("PK\1\2", 4)) return std::nullopt;
    const std::size_t name_length = little(bytes, at + 28, 2);
    const std::size_t length =
        directory_row_size + name_length + little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
    if (length > bytes.size() - at) return std::nullopt;
    PackedEntry entry;
    entry.flags = static_cast<std::uint16_t>(little(bytes, at + 8, 2));
    entry.method = static_cast<std::uint16_t>(little(bytes, at + 10, 2));
    entry.crc = static_cast<std::uint32_t>(little(bytes, at + 16, 4));
    entry.packed = little(bytes, at + 20, 4);
    entry.size = little(bytes, at + 24, 4);
    entry.offset = little(bytes, at + 42, 4);
    entry.name = bytes.substr(at + directory_row_size, name_length);
    entries.push_back(std::move(entry));
    at += length;
  }
  return entries;
}

}  // namespace

Expected<std::vector<PackedEntry>> read_zip_directory(const std::string& path,
                                                      const std::string& real) {
  std::ifstream file(real, std::ios::binary);
  if (!file) return bad_input(path, "cannot be opened for reading; check its rights");
  const std::uint64_t size = size_of(file);
  const std::uint64_t tail_size = std::min(size, longest_comment + end_record_size);
  const auto tail = bytes_at(file, size - tail_size, tail_size);
  const auto directory = tail ? find_directory(*tail) : std::nullopt;
  if (!directory)
    return bad_input(path, "is not a zip archive, or its end is missing; download it again");
  if (directory->offset == 0xFFFFFFFFU || directory->rows == 0xFFFFU) {
    return bad_input(
        path, "is a zip archive of the 64-bit form, which isn't read; pack it again with `zip`");
  }
  const bool inside = directory->offset <= size && directory->size <= size - directory->offset;
  if (!inside || directory->size > longest_directory) {
    return bad_input(path, "has a damaged directory; download it again");
  }
  const auto bytes = bytes_at(file, directory->offset, directory->size);
  auto entries = bytes ? rows_of(*bytes, directory->rows) : std::nullopt;
  if (!entries) return bad_input(path, "has a damaged directory; download it again");
  return *std::move(entries);
}

Expected<std::string> read_packed(const std::string& where,
                                  const std::string& real,
                                  const PackedEntry& entry) {
  std::ifstream file(real, std::ios::binary);
  if (!file) return bad_input(where, "cannot be opened for reading; check its rights");
  const std::uint64_t size = size_of(file);
  const auto damaged = [&] {
    return bad_input(where, "lies outside the archive, which is damaged; download it again");
  };
  if (entry.offset > size || size - entry.offset < local_header_size) return damaged();
  const auto header = bytes_at(file, entry.offset, local_header_size);
  if (!header || std::string_view(*header).substr(0, 4) != std::string_view("PK\3\4", 4))
    return damaged();
  const std::uint64_t first =
      entry.offset + local_header_size + little(*header, 26, 2) + little(*header, 28, 2);
  if (first > size || entry.packed > size - first) return damaged();
  auto bytes = bytes_at(file, first, entry.packed);
  if (!bytes) return damaged();
  return *std::move(bytes);
}

}  // namespace eveil::io
