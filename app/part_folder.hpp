// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/base/error.hpp"

namespace eveil::app {

/// A folder beside the final one, gone with what is in it unless its files went there.
class PartFolder {
 public:
  /// Makes OUTPUT.part, empty. \errors failed: with the system's reason.
  static Expected<PartFolder> create(const std::filesystem::path& output);
  PartFolder(PartFolder&& other) noexcept;
  PartFolder& operator=(PartFolder&&) = delete;
  ~PartFolder();

  const std::filesystem::path& path() const { return path_; }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  /// All files to their final places: a new folder comes into being whole; of one that is there
  /// these files are replaced in their order, others are left alone. \errors failed.
  Expected<void> move_to(const std::filesystem::path& output,
                         const std::vector<std::string>& names);

 private:
  PartFolder() = default;
  std::filesystem::path path_;
};

/// Whether a folder is free of files of these names, or isn't there.
/// \errors bad_input: it is a file; a file is there, unless `force`.
Expected<void> check_folder_free(const std::filesystem::path& folder,
                                 const std::vector<std::string>& names,
                                 bool force);

}  // namespace eveil::app
