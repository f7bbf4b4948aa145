// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/error.hpp"

namespace eveil::output {

/// The digest of a result, state or territory file: SHA-256 of its content without what the wall
/// clock, the machine and the checkout put there (`/provenance`, the root's `started`, `ended` and
/// `git_commit`).
///
/// Equal inputs, seed and version give equal digests, whatever the threads and the processor.
/// \errors bad_input: missing, not HDF5, damaged, of a later version, or not complete.
Expected<std::string> digest_of(const std::filesystem::path& path);

}  // namespace eveil::output
