// SPDX-License-Identifier: Apache-2.0
#include "geo/store/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

#include "geo/store/open_file.hpp"

namespace eveil::store {
namespace {

constexpr std::array<unsigned char, 8> signature = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

std::string system_message(int error) { return std::generic_category().message(error); }

bool starts_as_hdf5(int descriptor) {
  std::array<unsigned char, 8> start{};
  return ::pread(descriptor, start.data(), start.size(), 0) == 8 && start == signature;
}

/// O_NONBLOCK so that a pipe under the name does not wait for a writer.
int open_to_read(const std::filesystem::path& path) {
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

/// Opens NAME.part and makes sure that no other program is writing it.
Expected<std::shared_ptr<Disk>> open_part(const std::filesystem::path& part) {
  // A second turn only where another program put its part in place between our open and our lock.
  for (int turn = 0; turn < 100; ++turn) {
    auto disk = std::make_shared<Disk>();
    disk->writable = true;
    disk->descriptor = ::open(part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (disk->descriptor < 0) {
      return failed(part.string(),
                    fmt::format("cannot be created: {}; check that the folder exists and may be "
                                "written",
                                system_message(errno)));
    }
    if (::flock(disk->descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      return failed(part.string(),
                    "is being written by another program; wait for it or choose another name");
    }
    struct stat ours {};
    struct stat named {};
    if (::fstat(disk->descriptor, &ours) != 0 || ::stat(part.c_str(), &named) != 0 ||
        ours.st_ino != named.st_ino || ours.st_dev != named.st_dev) {
      continue;
    }
    if (::ftruncate(disk->descriptor, 0) != 0) {
      return failed(part.string(), fmt::format("cannot be emptied: {}", system_message(errno)));
    }
    return disk;
  }
  return failed(part.string(), "keeps being replaced by another program; choose another name");
}

Expected<void> refuse_existing(const std::filesystem::path& path) {
  return bad_input(path.string(),
                   "exists already; choose another name, or ask to replace it (--force)");
}

Expected<void> put_in_place(const OpenFile& file) {
  if (file.existing == Existing::replace) {
    if (std::rename(file.part.c_str(), file.path.c_str()) == 0) return {};
    return failed(file.path.string(),
                  fmt::format("cannot be put in place: {}", system_message(errno)));
  }
  if (::renameat2(AT_FDCWD, file.part.c_str(), AT_FDCWD, file.path.c_str(), RENAME_NOREPLACE) ==
      0) {
    return {};
  }
  if (errno == EEXIST) return refuse_existing(file.path);
  // The file system does not know this kind of rename: look first.
  struct stat found {};
  if (::lstat(file.path.c_str(), &found) == 0) return refuse_existing(file.path);
  if (std::rename(file.part.c_str(), file.path.c_str()) == 0) return {};
  return failed(file.path.string(),
                fmt::format("cannot be put in place: {}", system_message(errno)));
}

void sync_folder(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;  // the rename is done; only its survival of a power cut is less sure
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

bool is_hdf5(const std::filesystem::path& path) {
  const int descriptor = open_to_read(path);
  if (descriptor < 0) return false;
  const bool is = starts_as_hdf5(descriptor);
  ::close(descriptor);
  return is;
}

Expected<File> File::create(const std::filesystem::path& path, Existing existing) {
  struct stat found {};
  if (existing == Existing::refuse && ::lstat(path.c_str(), &found) == 0) {
    return Unexpected(refuse_existing(path).error());
  }
  // A rename would put the file in the place of a device or fail on a folder, at the very end.
  if (::lstat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode) && !S_ISLNK(found.st_mode)) {
    return bad_input(path.string(), "is a folder or a device; give the name of a file");
  }
  auto file = std::make_shared<OpenFile>();
  file->path = path;
  file->existing = existing;
  const std::filesystem::path part = path.string() + ".part";
  EVEIL_TRY(file->disk, open_part(part));
  file->part = part;  // only now is it ours to remove
  quiet();
  H5PLset_loading_state(0);
  file->driver = driver_for(file->disk);
  const Handle creation(H5Pcreate(H5P_FILE_CREATE));
  H5Pset_obj_track_times(creation.get(), false);
  file->file =
      Handle(H5Fcreate(part.c_str(), H5F_ACC_TRUNC, creation.get(), file->driver.access.get()));
  if (!file->file || file->disk->error != 0) {
    return file->write_error(path.string(), "cannot be created");
  }
  return File(std::move(file));
}

Expected<File> File::open(const std::filesystem::path& path, ReadLimits limits) {
  auto file = std::make_shared<OpenFile>();
  file->path = path;
  file->limits = limits;
  file->disk = std::make_shared<Disk>();
  file->disk->descriptor = open_to_read(path);
  if (file->disk->descriptor < 0) {
    return bad_input(path.string(), fmt::format("cannot be opened: {}", system_message(errno)));
  }
  struct stat found {};
  if (::fstat(file->disk->descriptor, &found) != 0 || !S_ISREG(found.st_mode)) {
    return bad_input(path.string(), "is not a file; give the name of an HDF5 file");
  }
  file->disk->size = static_cast<std::uint64_t>(found.st_size);
  if (!starts_as_hdf5(file->disk->descriptor)) {
    return bad_input(path.string(),
                     "is not an HDF5 file (its first bytes are not \\x89HDF); give a file that "
                     "eveil wrote");
  }
  quiet();
  H5PLset_loading_state(0);  // no filter code from outside is loaded for a file's sake
  file->driver = driver_for(file->disk);
  file->file = Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, file->driver.access.get()));
  if (!file->file) return file->read_error(path.string(), "cannot be read: truncated or damaged");
  return File(std::move(file));
}

Group File::root() const { return {file_, "/"}; }

const std::filesystem::path& File::path() const { return file_->path; }

Expected<void> File::commit() {
  EVEIL_CHECK(file_->writable());
  if (file_->open_tables > 0 || file_->table_lost) {
    file_->abandon();
    return failed(file_->path.string(), "a table of it was not closed: the file is not complete");
  }
  auto result = root().set("complete", true);
  const bool closed = file_->file.close();
  if (result && (!closed || file_->disk->error != 0)) {
    result = file_->write_error(file_->path.string(), "cannot be closed");
  }
  if (result && ::fsync(file_->disk->descriptor) != 0) {
    file_->disk->error = errno;
    result = file_->write_error(file_->path.string(), "");
  }
  if (result) result = put_in_place(*file_);
  if (result) {
    file_->part.clear();
    sync_folder(file_->path);
  }
  file_->abandon();
  return result;
}

File::File(std::shared_ptr<OpenFile> file) : file_(std::move(file)) {}
File::File(File&&) noexcept = default;

File& File::operator=(File&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

File::~File() {
  if (file_ != nullptr && file_->writing()) file_->abandon();
}

}  // namespace eveil::store
