// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"

/// The kinds of file that the program writes, and which versions of each it reads.
///
/// The root's `format` says the kind, `format_version` counts its changes: any new or gone table,
/// column, attribute or word raises it by one, and so does a new meaning. A run file of every
/// version from the first is read (older.hpp has what stands in for what it lacks); what only the
/// program that wrote it can go on from (a state, a checkpoint, a compiled territory) is read in
/// its own version, and says how to make it again. A later version is refused by every reader.
namespace eveil::output {

inline constexpr std::string_view run_format = "eveil-run";
/// One closed day of a run under way: the same tables under another name, so that nobody takes it
/// for a finished run.
inline constexpr std::string_view segment_format = "eveil-run-day";
inline constexpr std::int64_t run_format_version = 3;

inline constexpr std::string_view state_format = "eveil-state";
inline constexpr std::int64_t state_format_version = 3;

inline constexpr std::string_view checkpoint_format = "eveil-checkpoint";
inline constexpr std::string_view closed_format = "eveil-closed";
inline constexpr std::int64_t checkpoint_format_version = 4;

struct FormatVersions {
  std::string_view format;
  std::int64_t oldest = 1;  ///< that is read
  std::int64_t newest = 1;  ///< that is known: the one written
};

/// The row of a kind of file; none where it isn't one of ours.
std::optional<FormatVersions> versions_of(std::string_view format);

/// The version of a file of that kind, which must be one that is read.
/// \errors bad_input: of a later version (with the program that wrote it), or of one that is no
///         longer read.
Expected<std::int64_t> readable_version(const store::Group& root, const FormatVersions& known);

/// Refuses a file of ours that is of a later version than this program's; what was written by other
/// programs passes.
Expected<void> refuse_later(const store::Group& root);

}  // namespace eveil::output
