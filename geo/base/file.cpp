// SPDX-License-Identifier: Apache-2.0
#include "geo/base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace eveil {

namespace {

// Closes on every way out; `close_now` where a failure of closing counts.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool close_now() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

std::string reason(int error) { return std::generic_category().message(error); }

std::string remedy(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "free some space or choose another place";
    case ENOENT:
    case ENOTDIR:
      return "make the folder first or choose another place";
    case EACCES:
    case EPERM:
    case EROFS:
      return "choose a place where you may write";
    case EISDIR:
      return "it is a folder: give a file name in it";
    default:
      return "choose another place";
  }
}

Unexpected not_written(const std::filesystem::path& path, int error) {
  return failed(path.string(), "cannot be written: " + reason(error) + "; " + remedy(error));
}

Unexpected not_opened(const std::filesystem::path& path, int error) {
  const std::string what = error == EACCES ? "; check its permissions" : "; check the name";
  return bad_input(path.string(), "cannot be read: " + reason(error) + what);
}

// 0, or the error's number.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int write_part(const std::filesystem::path& part,
               const std::function<void(const TextSink&)>& make) {
  Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (file.number() < 0) return errno;
  int error = 0;
  make([&](std::string_view piece) {
    if (error == 0) error = write_all(file.number(), piece);
  });
  if (error != 0) return error;
  if (::fsync(file.number()) != 0) return errno;
  return file.close_now() ? 0 : errno;
}

}  // namespace

Expected<void> rename_whole_file(const std::filesystem::path& part,
                                 const std::filesystem::path& path) {
  if (::rename(part.c_str(), path.c_str()) != 0) return not_written(path, errno);
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const Descriptor entry(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some network file systems cannot sync a folder; the file itself is whole.
  if (entry.number() >= 0) ::fsync(entry.number());
  return {};
}

Expected<void> write_whole_file(const std::filesystem::path& path, std::string_view text) {
  return write_whole_file(path, [&](const TextSink& sink) { sink(text); });
}

Expected<void> write_whole_file(const std::filesystem::path& path,
                                const std::function<void(const TextSink&)>& make) {
  std::filesystem::path part = path;
  part += ".part";
  if (const int error = write_part(part, make); error != 0) {
    ::unlink(part.c_str());
    return not_written(path, error);
  }
  auto renamed = rename_whole_file(part, path);
  if (!renamed) ::unlink(part.c_str());
  return renamed;
}

Expected<void> read_pieces(const std::filesystem::path& path,
                           const std::function<bool(std::string_view)>& take) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return not_opened(path, errno);
  struct stat status {};
  if (::fstat(file.number(), &status) == 0 && S_ISDIR(status.st_mode))
    return not_opened(path, EISDIR);
  std::vector<char> buffer(std::size_t{1} << 18U);
  while (true) {
    const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return failed(path.string(),
                    "reading stopped: " + reason(errno) + "; check the disk and try again");
    }
    if (count == 0 || !take({buffer.data(), static_cast<std::size_t>(count)})) return {};
  }
}

Expected<std::string> read_text_file(const std::filesystem::path& path, std::size_t max_bytes) {
  std::string text;
  EVEIL_CHECK(read_pieces(path, [&](std::string_view piece) {
    text += piece;
    return text.size() <= max_bytes;
  }));
  if (text.size() > max_bytes) {
    return bad_input(
        path.string(),
        fmt::format("longer than the {} bytes expected here; is it the right file?", max_bytes));
  }
  return text;
}

}  // namespace eveil
