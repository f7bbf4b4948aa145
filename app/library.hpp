// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "geo/base/error.hpp"

namespace eveil::app {

/// The folder of ready-made files and the embedded territory: beside the program as installed,
/// where it was to be installed, or in the source tree, the first that is there. \errors failed:
/// none of them, each named.
Expected<std::string> library_folder();

}  // namespace eveil::app
