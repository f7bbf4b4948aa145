// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"

namespace eveil::io {

/// One file in a zip archive; folders are left out.
struct ZipEntry {
  std::string name;          ///< as in the archive, with its folder if any: `feed/stops.txt`
  std::uint64_t size = 0;    ///< bytes when unpacked, as the archive states them
  std::uint64_t packed = 0;  ///< bytes in the archive
};

/// What an archive may hold before it is refused as hostile.
struct ZipLimits {
  std::size_t entries = 64;
  std::uint64_t total_bytes = 4'000'000'000;
  double ratio = 200.0;  ///< unpacked over packed, for entries above 1 MB
};

/// The files of an archive, at its root or in one folder, in the archive's order; without what a
/// Mac adds in `__MACOSX`.
///
/// \errors  bad_input: not a regular local file, not a zip, too many entries, too large, packed
/// more than
///          200 to 1, a name with `..`, a backslash or more than one folder, a name that occurs
///          twice.
/// \threads safe.
Expected<std::vector<ZipEntry>> list_zip(const std::string& path);
Expected<std::vector<ZipEntry>> list_zip(const std::string& path, const ZipLimits& limits);

/// The unpacked bytes of one entry; counts what really comes out, not what the archive states.
///
/// \errors  bad_input: as list_zip; no such entry (the names are listed); more than `max_bytes`
/// come out;
///          damaged (fewer bytes than stated, wrong checksum).
/// \threads safe.
Expected<std::string> read_zip_entry(const std::string& path,
                                     const std::string& entry,
                                     std::uint64_t max_bytes);

}  // namespace eveil::io
