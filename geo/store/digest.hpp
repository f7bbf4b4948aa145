// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/file.hpp"

namespace eveil::store {

/// What a digest leaves out: whole groups by path (`/provenance`), attributes of the root by name.
struct DigestOptions {
  std::vector<std::string> without_groups;
  std::vector<std::string> without_root_attributes;
};

/// SHA-256, in hexadecimal, over every path below `group`, in byte order, with its kind,
/// attributes, type and uncompressed values; enumerations and text by their words. Chunks,
/// compression, the order of creation and the numbers behind an enumeration's words don't change
/// it. \errors bad_input: the file is damaged or holds a type that this module does not write.
Expected<std::string> digest_of(const Group& group, const DigestOptions& options);
Expected<std::string> digest_of(const std::filesystem::path& path, const DigestOptions& options);

}  // namespace eveil::store
