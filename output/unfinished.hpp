// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/error.hpp"
#include "geo/base/json.hpp"

namespace eveil::output {

/// What a run that isn't finished has on the disk (`OUT.parts`), without reading values.
///
///     {"file", "parts", "complete": false, "in_use",
///      "days": [as info_of], "checkpoints": [{"file", "bytes", "days", "second"}],
///      "not_closed": [name], "unreadable": [message]}
///
/// `days` are the closed segments; `checkpoints` those that count, newest first, `second` after
/// midnight of the day under way or null between two days; `not_closed` what was being written.
/// Files may come and go meanwhile: what can't be read is told in `unreadable`.
/// \errors failed: the folder can't be listed.
Expected<Json> unfinished_of(const std::filesystem::path& parts);

/// The same for people.
std::string listing_of_unfinished(const Json& info);

}  // namespace eveil::output
