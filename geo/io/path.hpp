// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "geo/base/error.hpp"

namespace eveil::io {

/// The real path of a regular file on this machine; the first check of every reader of geodata.
///
/// \errors  bad_input: a name with a scheme (`http:`), a virtual file system of GDAL (`/vsi…`), a
/// text
///          instead of a name, no such file, a folder or a device; each with the remedy.
/// \source  GDAL takes all of these as a "file name" and would follow them, even to the network.
Expected<std::string> local_file(const std::string& path);

}  // namespace eveil::io
