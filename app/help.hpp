// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace eveil::app {

/// What `--help` prints before a command's options: what it does, an example. Empty: the whole
/// program.
std::string help_for(std::string_view command);
/// `eveil 0.1.0 (commit)`.
std::string version_line();

}  // namespace eveil::app
