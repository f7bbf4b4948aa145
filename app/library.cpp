// SPDX-License-Identifier: Apache-2.0
#include "app/library.hpp"

#include <filesystem>
#include <vector>

namespace eveil::app {

namespace fs = std::filesystem;

Expected<std::string> library_folder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const std::vector<fs::path> places = {program.parent_path() / EVEIL_LIBRARY_FROM_PROGRAM,
                                        EVEIL_LIBRARY_INSTALLED,
                                        EVEIL_LIBRARY_DIR};
  std::string tried;
  for (const fs::path& place : places) {
    if (fs::is_directory(place / "coquimbo", error)) return place.lexically_normal().string();
    tried += fmt::format("{}{}", tried.empty() ? "" : ", ", place.lexically_normal().string());
  }
  return failed("library",
                fmt::format("the folder of ready-made files is not there; looked in {}", tried));
}

}  // namespace eveil::app
