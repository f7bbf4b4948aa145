// SPDX-License-Identifier: Apache-2.0
#include "output/parts_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace eveil::output {
namespace {

namespace fs = std::filesystem;

constexpr const char* lock_name = "lock";

std::string system_message(int error) { return std::generic_category().message(error); }

bool is_ours(const fs::path& entry) {
  const std::string name = entry.filename().string();
  const bool stored = name.ends_with(".h5") || name.ends_with(".h5.part");
  const bool named =
      name.starts_with("day-") || name.starts_with("checkpoint-") || name.starts_with("closed-");
  return name == lock_name || (stored && named);
}

Expected<std::vector<fs::path>> entries(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    found.push_back(at->path());
  }
  if (error) return failed(folder.string(), fmt::format("cannot be listed: {}", error.message()));
  return found;
}

Expected<void> check_entries(const fs::path& folder) {
  EVEIL_TRY(const std::vector<fs::path> found, entries(folder));
  for (const fs::path& entry : found) {
    if (is_ours(entry)) continue;
    return failed(entry.string(),
                  "was not written by a run and stands where parts of this result will; move it "
                  "away or choose another name for the result");
  }
  return {};
}

}  // namespace

Expected<void> PartsFolder::clear() {
  EVEIL_TRY(const std::vector<fs::path> found, entries(folder_));
  for (const fs::path& entry : found) {
    if (entry.filename() == lock_name) continue;
    std::error_code error;
    fs::remove(entry, error);
    if (error) return failed(entry.string(), fmt::format("cannot be removed: {}", error.message()));
  }
  kept_ = false;
  return {};
}

Expected<PartsFolder> PartsFolder::create(const fs::path& output) {
  EVEIL_TRY(PartsFolder folder, open(output));
  EVEIL_CHECK(folder.clear());
  return folder;
}

Expected<PartsFolder> PartsFolder::open(const fs::path& output) {
  const fs::path folder = output.string() + ".parts";
  std::error_code error;
  fs::create_directory(folder, error);
  if (error || !fs::is_directory(fs::symlink_status(folder, error))) {
    return failed(folder.string(),
                  fmt::format("cannot be made: {}; check that the folder above it exists, may be "
                              "written and isn't full",
                              error ? error.message() : "something else has that name"));
  }
  const fs::path lock_path = folder / lock_name;
  const int lock = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (lock < 0) {
    return failed(lock_path.string(), fmt::format("cannot be made: {}", system_message(errno)));
  }
  // File systems without locks (some clusters') say so; two runs to one name are then not noticed.
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(lock);
    return failed(folder.string(),
                  "another run is writing this result; wait for it or choose another name");
  }
  PartsFolder opened(folder, lock);
  EVEIL_CHECK(check_entries(folder));
  return opened;
}

fs::path segment_in(const fs::path& parts, std::uint32_t day) {
  return parts / fmt::format("day-{:03}.h5", day);
}

fs::path PartsFolder::segment(std::uint32_t day) const { return segment_in(folder_, day); }

void PartsFolder::remove_segment(std::uint32_t day) const {
  std::error_code ignored;  // a file that stays is removed with the folder, or by the next run
  fs::remove(segment(day), ignored);
}

void PartsFolder::remove_segments_but(const std::vector<std::uint32_t>& days) const {
  std::vector<fs::path> kept;
  kept.reserve(days.size());
  for (const std::uint32_t day : days) kept.push_back(segment(day));
  std::error_code ignored;
  const auto found = entries(folder_);
  if (!found) return;
  for (const fs::path& entry : *found) {
    if (!entry.filename().string().starts_with("day-") || !is_ours(entry)) continue;
    if (std::find(kept.begin(), kept.end(), entry) == kept.end()) fs::remove(entry, ignored);
  }
}

void PartsFolder::remove() {
  if (lock_ < 0) return;
  std::error_code ignored;
  if (const auto found = entries(folder_)) {
    for (const fs::path& entry : *found) {
      if (is_ours(entry)) fs::remove(entry, ignored);
    }
  }
  fs::remove(folder_, ignored);
  ::close(std::exchange(lock_, -1));
}

PartsFolder::PartsFolder(PartsFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      lock_(std::exchange(other.lock_, -1)),
      kept_(other.kept_) {}

PartsFolder::~PartsFolder() {
  if (!kept_) remove();
  if (lock_ >= 0) ::close(lock_);
}

PartsFolder& PartsFolder::operator=(PartsFolder&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(lock_, other.lock_);
  std::swap(kept_, other.kept_);
  return *this;
}

fs::path parts_of(const fs::path& output) {
  std::error_code error;
  fs::path named = output.has_filename() ? output : output.parent_path();
  if (named.extension() == ".parts" && fs::is_directory(named, error)) return named;
  fs::path beside = named.string() + ".parts";
  return fs::is_directory(beside, error) ? beside : fs::path();
}

bool in_use(const fs::path& parts) {
  const int lock = ::open((parts / lock_name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (lock < 0) return false;
  const bool used = ::flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(lock);
  return used;
}

Expected<void> check_output(const fs::path& path, bool force) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (fs::exists(status)) {
    if (fs::is_directory(status)) {
      return bad_input(path.string(), "is a folder; give the name of a file");
    }
    if (!fs::is_regular_file(status) && !fs::is_symlink(status)) {
      return bad_input(path.string(), "is a device or the like; give the name of a file");
    }
    if (!force) {
      return bad_input(path.string(),
                       "exists already; choose another name, or replace it with --force");
    }
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) {
    return bad_input(
        path.string(),
        fmt::format("the folder {} does not exist; create it or choose another", folder.string()));
  }
  if (::access(folder.c_str(), W_OK) != 0) {
    return failed(path.string(),
                  fmt::format("the folder {} may not be written ({}); choose another",
                              folder.string(),
                              system_message(errno)));
  }
  return {};
}

}  // namespace eveil::output
