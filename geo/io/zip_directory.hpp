// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"

namespace eveil::io {

/// One row of an archive's central directory, as stated there: nothing is believed yet.
struct PackedEntry {
  std::string name;
  std::uint64_t size = 0;
  std::uint64_t packed = 0;
  std::uint64_t offset = 0;  ///< of the local header
  std::uint32_t crc = 0;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
};

/// \param path  for messages; `real` is what is opened.
/// \errors      bad_input: not a zip archive, truncated, in parts, of the 64-bit form.
/// \source      PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16.
Expected<std::vector<PackedEntry>> read_zip_directory(const std::string& path,
                                                      const std::string& real);

/// The packed bytes of one entry.
/// \errors bad_input: the entry lies outside the file.
Expected<std::string> read_packed(const std::string& where,
                                  const std::string& real,
                                  const PackedEntry& entry);

}  // namespace eveil::io
