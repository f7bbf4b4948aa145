// SPDX-License-Identifier: Apache-2.0
#include "geo/io/path.hpp"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <system_error>

namespace eveil::io {

namespace {

// "http:", "PG:", "GPKG:" …: a letter, then letters, digits, + - . up to a colon.
bool has_scheme(const std::string& path) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto c = static_cast<unsigned char>(path[i]);
    if (c == ':') return i > 0;
    const bool in_scheme = std::isalpha(c) != 0 ||
                           (i > 0 && (std::isdigit(c) != 0 || c == '+' || c == '-' || c == '.'));
    if (!in_scheme) return false;
  }
  return false;
}

// Messages stay readable when a whole document was given as a name.
std::string shortened(const std::string& path) {
  return path.size() <= 200 ? path : path.substr(0, 200) + "…";
}

}  // namespace

Expected<std::string> local_file(const std::string& path) {
  const std::string name = shortened(path);
  if (path.empty()) return bad_input("file", "the name is empty; expected a file on this machine");
  if (path.find('\0') != std::string::npos) {
    return bad_input(name, "the name holds a NUL byte; expected a file on this machine");
  }
  const std::size_t first = path.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && (path[first] == '{' || path[first] == '[')) {
    return bad_input(name,
                     "a JSON text stands where a file name is expected; save it as a .geojson "
                     "file and name that");
  }
  if (path.rfind("/vsi", 0) == 0) {
    return bad_input(name,
                     "virtual file systems are not read; unpack or download the data and name "
                     "the file");
  }
  if (has_scheme(path)) {
    return bad_input(name,
                     "an address stands where a file name is expected; download the data and "
                     "name the file");
  }
  std::error_code problem;
  const std::filesystem::path real = std::filesystem::canonical(path, problem);
  if (problem) {
    return bad_input(name,
                     fmt::format("cannot be opened: {}; check the path, which is relative to "
                                 "the file that names it",
                                 problem.message()));
  }
  if (!std::filesystem::is_regular_file(real, problem)) {
    return bad_input(name, "is not a regular file; name a file, not a folder or a device");
  }
  if (real.native().rfind("/vsi", 0) == 0) {
    return bad_input(name,
                     "lies in a folder whose name GDAL takes for a virtual file system; move it");
  }
  return real.string();
}

}  // namespace eveil::io
