// SPDX-License-Identifier: Apache-2.0
#include "app/part_folder.hpp"

#include <system_error>
#include <utility>

namespace eveil::app {

namespace fs = std::filesystem;

Expected<PartFolder> PartFolder::create(const fs::path& output) {
  PartFolder folder;
  const fs::path whole = fs::absolute(output).lexically_normal();
  folder.path_ = (whole.has_filename() ? whole : whole.parent_path()).string() + ".part";
  std::error_code problem;
  fs::remove_all(folder.path_, problem);
  if (!fs::create_directory(folder.path_, problem)) {
    return failed(folder.path_.string(),
                  fmt::format("can't be made ({}); check that the folder above it exists and may "
                              "be written",
                              problem.message()));
  }
  return folder;
}

PartFolder::PartFolder(PartFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

PartFolder::~PartFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Expected<void> PartFolder::move_to(const fs::path& output, const std::vector<std::string>& names) {
  std::error_code problem;
  if (!fs::exists(output)) {
    fs::rename(path_, output, problem);
    if (!problem) path_.clear();
  } else {
    for (const std::string& name : names) {
      if (!fs::exists(path_ / name)) continue;
      if (fs::is_directory(output / name)) fs::remove_all(output / name, problem);
      fs::rename(path_ / name, output / name, problem);
      if (problem) break;
    }
  }
  if (!problem) return {};
  return failed(output.string(),
                fmt::format("can't be written ({}); check the right to write", problem.message()));
}

Expected<void> check_folder_free(const fs::path& folder,
                                 const std::vector<std::string>& names,
                                 bool force) {
  if (!fs::exists(folder)) return {};
  if (!fs::is_directory(folder)) {
    return bad_input(folder.string(), "is a file; give the name of a folder");
  }
  for (const std::string& name : names) {
    if (force || !fs::exists(folder / name)) continue;
    return bad_input((folder / name).string(),
                     "exists already; choose another folder, or replace it with --force");
  }
  return {};
}

}  // namespace eveil::app
