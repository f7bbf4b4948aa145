// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

/// Where tests find what they don't carry in themselves.
namespace eveil::tests {

inline std::filesystem::path source_dir() { return EVEIL_SOURCE_DIR; }

/// A file or folder of the shared data: EVEIL_SHARED, or `shared` beside the clone.
///
/// None where it isn't there: the test then returns, and CTest shows it as skipped because of the
/// line printed here.
inline std::optional<std::filesystem::path> shared_data(const std::string& name) {
  const char* place = std::getenv("EVEIL_SHARED");
  const std::filesystem::path folder =
      place != nullptr ? std::filesystem::path(place) : source_dir().parent_path() / "shared";
  const std::filesystem::path path = folder / name;
  if (std::filesystem::exists(path)) return path;
  std::cout << "skipped: needs " << name << " of the shared data, looked for at " << path << '\n';
  return std::nullopt;
}

}  // namespace eveil::tests
