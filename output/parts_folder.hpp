// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"

namespace eveil::output {

/// `OUT.parts`, where the closed days of a run under way lie until OUT is complete.
///
/// One program at a time: an advisory lock on its file `lock` says that it is in use. Anything else
/// than its own files is refused and left alone.
class PartsFolder {
 public:
  /// What an earlier run left there goes with `clear`; until then, and after `keep`, it also
  /// outlives this object. \errors failed: cannot be made, is in use, or holds files that no run
  /// wrote.
  static Expected<PartsFolder> open(const std::filesystem::path& output);
  /// Opened and cleared.
  static Expected<PartsFolder> create(const std::filesystem::path& output);

  /// Removes what an earlier run left.
  Expected<void> clear();
  /// From now on only `remove` takes the files away: a run can go on from them.
  void keep() { kept_ = true; }
  bool kept() const { return kept_; }

  const std::filesystem::path& path() const { return folder_; }

  std::filesystem::path segment(std::uint32_t day) const;
  void remove_segment(std::uint32_t day) const;
  /// Removes the segments, whole or not, of all days but those.
  void remove_segments_but(const std::vector<std::uint32_t>& days) const;
  /// Removes the folder and what this program wrote in it.
  void remove();

  PartsFolder(PartsFolder&& other) noexcept;
  PartsFolder& operator=(PartsFolder&& other) noexcept;
  ~PartsFolder();

 private:
  PartsFolder(std::filesystem::path folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

  std::filesystem::path folder_;
  int lock_ = -1;
  bool kept_ = true;
};

/// `day-007.h5` in the folder of a run's parts.
std::filesystem::path segment_in(const std::filesystem::path& parts, std::uint32_t day);
/// `OUT.parts` of a run that isn't finished, given either name; empty where there is none.
std::filesystem::path parts_of(const std::filesystem::path& output);
/// Whether some program is writing there now. Asks without waiting and changes nothing.
bool in_use(const std::filesystem::path& parts);

/// Whether a result may be written there: nothing stands under the name, or `force` allows to
/// replace a file; the folder exists and may be written.
///
/// \errors bad_input: with the remedy.
Expected<void> check_output(const std::filesystem::path& path, bool force);

}  // namespace eveil::output
