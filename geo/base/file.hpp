// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "geo/base/error.hpp"

namespace eveil {

/// Writes a file so that its name never holds half of it: NAME.part, to the disk, then renamed.
///
/// Replaces an existing file: whether it may is the caller's question. One writer a name at a time.
/// \errors  failed: with the system's reason (disk full, no such folder, no right) and the remedy;
/// NAME.part is
///          removed then, and an older file under the final name is untouched.
Expected<void> write_whole_file(const std::filesystem::path& path, std::string_view text);

/// Takes a text piece by piece.
using TextSink = std::function<void(std::string_view)>;
/// The same as above of a text that is too long to have at once: `make` hands it over in pieces.
Expected<void> write_whole_file(const std::filesystem::path& path,
                                const std::function<void(const TextSink&)>& make);

/// Moves a finished NAME.part of another writer to its final name, and the folder's entry to the
/// disk. \errors  failed: with the system's reason; `part` stays.
Expected<void> rename_whole_file(const std::filesystem::path& part,
                                 const std::filesystem::path& path);

/// The bytes of a file of at most `max_bytes`, also of a pipe or a device.
/// \errors  bad_input: cannot be opened, is a folder, is longer; failed: reading stopped half-way.
Expected<std::string> read_text_file(const std::filesystem::path& path, std::size_t max_bytes);

/// Calls `take` with piece after piece of a file of any size until its end or until `take` returns
/// false. \errors  as read_text_file.
Expected<void> read_pieces(const std::filesystem::path& path,
                           const std::function<bool(std::string_view)>& take);

}  // namespace eveil
