// SPDX-License-Identifier: Apache-2.0
#include "geo/io/zip.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

#include "geo/io/path.hpp"
#include "geo/io/zip_directory.hpp"

namespace eveil::io {

namespace {

bool name_allowed(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos)
    return false;
  if (name.find('\0') != std::string_view::npos || name.find(':') != std::string_view::npos)
    return false;
  if (std::count(name.begin(), name.end(), '/') > 1) return false;
  return name != ".." && name.rfind("../", 0) != 0 && name.find("/..") == std::string_view::npos;
}

/// A Mac packs a shadow of every file in a folder of this name.
bool is_shadow(std::string_view name) {
  return name.rfind("__MACOSX/", 0) == 0 || name.find("/__MACOSX/") != std::string_view::npos;
}

Expected<void> check(const std::string& path, const PackedEntry& entry, const ZipLimits& limits) {
  const std::string where = fmt::format("{}:{}", path, entry.name);
  if (!name_allowed(entry.name)) {
    return bad_input(where,
                     "the name leaves the archive or lies deeper than one folder; pack the "
                     "files at the root");
  }
  if ((entry.flags & 1U) != 0) return bad_input(where, "is encrypted; pack it without a password");
  if (entry.method != 0 && entry.method != 8) {
    return bad_input(where,
                     fmt::format("is packed with method {}; expected 0 (stored) or 8 (deflate), "
                                 "as `zip` writes",
                                 entry.method));
  }
  constexpr std::uint64_t small = 1'000'000;
  const double most = limits.ratio * static_cast<double>(std::max<std::uint64_t>(entry.packed, 1));
  if (entry.size > small && static_cast<double>(entry.size) > most) {
    return bad_input(where,
                     fmt::format("unpacks {} bytes to {}, more than {} to 1: refused as hostile",
                                 entry.packed,
                                 entry.size,
                                 limits.ratio));
  }
  return {};
}

Expected<std::vector<PackedEntry>> checked_directory(const std::string& path,
                                                     const ZipLimits& limits) {
  EVEIL_TRY(const std::string real, local_file(path));
  EVEIL_TRY(std::vector<PackedEntry> all, read_zip_directory(path, real));
  std::vector<PackedEntry> files;
  std::set<std::string> names;
  std::uint64_t total = 0;
  for (PackedEntry& entry : all) {
    if (!entry.name.empty() && entry.name.back() == '/') continue;
    if (is_shadow(entry.name)) continue;
    EVEIL_CHECK(check(path, entry, limits));
    if (!names.insert(entry.name).second) {
      return bad_input(fmt::format("{}:{}", path, entry.name), "occurs twice in the archive");
    }
    total += entry.size;
    files.push_back(std::move(entry));
  }
  if (files.size() > limits.entries) {
    return bad_input(
        path, fmt::format("holds {} files, expected at most {}", files.size(), limits.entries));
  }
  if (total > limits.total_bytes) {
    return bad_input(
        path, fmt::format("unpacks to {} bytes, expected at most {}", total, limits.total_bytes));
  }
  return files;
}

std::string listed(const std::vector<PackedEntry>& entries) {
  std::string names;
  for (const PackedEntry& entry : entries) names += (names.empty() ? "" : ", ") + entry.name;
  return names.empty() ? "no file" : names;
}

void append_little(std::string& bytes, std::uint64_t value) {
  for (int shift = 0; shift < 32; shift += 8)
    bytes.push_back(static_cast<char>((value >> shift) & 0xFFU));
}

// A deflated entry with a gzip header and trailer around it: the inflater then checks the checksum
// too.
std::string as_gzip(const PackedEntry& entry, std::string_view deflated) {
  std::string gzip("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  gzip += deflated;
  append_little(gzip, entry.crc);
  append_little(gzip, entry.size);
  return gzip;
}

// A stored entry as the one form of deflate that packs nothing: blocks of up to 65,535 bytes.
std::string as_stored_blocks(std::string_view bytes) {
  constexpr std::size_t most = 65535;
  std::string deflated;
  std::size_t first = 0;
  do {
    const std::size_t length = std::min(most, bytes.size() - first);
    const bool last = first + length == bytes.size();
    deflated.push_back(last ? '\1' : '\0');
    for (const std::size_t half : {length, ~length}) {
      deflated.push_back(static_cast<char>(half & 0xFFU));
      deflated.push_back(static_cast<char>((half >> 8U) & 0xFFU));
    }
    deflated += bytes.substr(first, length);
    first += length;
  } while (first < bytes.size());
  return deflated;
}

Expected<std::string> inflated(const std::string& where,
                               const PackedEntry& entry,
                               std::string packed) {
  if (entry.method == 0) packed = as_stored_blocks(packed);
  const std::string gzip = as_gzip(entry, packed);
  std::string bytes(std::max<std::size_t>(entry.size, 1), '\0');
  std::size_t got = 0;
  const bool good =
      CPLZLibInflate(gzip.data(), gzip.size(), bytes.data(), bytes.size(), &got) != nullptr;
  if (!good || got != entry.size) {
    return bad_input(where,
                     fmt::format("is damaged: it doesn't unpack to the {} bytes and the checksum "
                                 "that the archive states; download it again",
                                 entry.size));
  }
  bytes.resize(got);
  return bytes;
}

}  // namespace

Expected<std::vector<ZipEntry>> list_zip(const std::string& path) { return list_zip(path, {}); }

Expected<std::vector<ZipEntry>> list_zip(const std::string& path, const ZipLimits& limits) {
  EVEIL_TRY(const std::vector<PackedEntry> files, checked_directory(path, limits));
  std::vector<ZipEntry> entries;
  entries.reserve(files.size());
  for (const PackedEntry& file : files) entries.push_back({file.name, file.size, file.packed});
  return entries;
}

Expected<std::string> read_zip_entry(const std::string& path,
                                     const std::string& entry,
                                     std::uint64_t max_bytes) {
  EVEIL_TRY(const std::vector<PackedEntry> files, checked_directory(path, {}));
  const auto found = std::find_if(
      files.begin(), files.end(), [&](const PackedEntry& file) { return file.name == entry; });
  const std::string where = fmt::format("{}:{}", path, entry);
  if (found == files.end()) {
    return bad_input(where, fmt::format("isn't in the archive, which holds {}", listed(files)));
  }
  if (found->size > max_bytes) {
    return bad_input(
        where, fmt::format("unpacks to {} bytes, expected at most {}", found->size, max_bytes));
  }
  EVEIL_TRY(std::string packed, read_packed(where, path, *found));
  return inflated(where, *found, std::move(packed));
}

}  // namespace eveil::io
