// SPDX-License-Identifier: Apache-2.0
#include "geo/store/open_file.hpp"

#include <fmt/format.h>

#include <string_view>
#include <system_error>

namespace eveil::store {

void OpenFile::abandon() {
  file.close();
  driver = Driver();
  disk.reset();
  if (!part.empty()) {
    std::error_code ignored;  // nothing better can be done about a leftover part
    std::filesystem::remove(part, ignored);
    part.clear();
  }
}

Expected<void> OpenFile::usable() const {
  quiet();
  if (!file) return failed(path.string(), "is already closed");
  if (disk->error != 0) return write_error(path.string(), "");
  return {};
}

Expected<void> OpenFile::writable() const {
  EVEIL_CHECK(usable());
  if (!writing()) return failed(path.string(), "is open for reading only");
  return {};
}

Unexpected OpenFile::write_error(std::string where, const std::string& what) const {
  if (disk != nullptr && disk->error != 0) {
    const char* remedy = disk->error == ENOSPC || disk->error == EDQUOT
                             ? "free some space or choose another folder, then run again"
                             : "check the disk, then run again";
    return failed(path.string(),
                  fmt::format("cannot be {}: {}; {}",
                              writing() ? "written" : "read",
                              std::generic_category().message(disk->error),
                              remedy));
  }
  return failed(std::move(where), fmt::format("{} ({})", what, reason()));
}

Unexpected OpenFile::read_error(std::string where, const std::string& what) const {
  if (disk != nullptr && disk->error != 0) return write_error(std::move(where), what);
  return bad_input(
      std::move(where),
      fmt::format(
          "{} ({}); the file is damaged or not one of ours: make it again", what, reason()));
}

Expected<Handle> open_object(const OpenFile& file, const std::string& path) {
  EVEIL_CHECK(file.usable());
  const std::string where = file.path.string() + ":" + path;
  Handle object(H5Oopen(file.file.get(), "/", H5P_DEFAULT));
  if (!object) return file.read_error(where, "the root cannot be opened");
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string name(rest.substr(0, slash));
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    if (name.empty()) continue;
    if (H5Iget_type(object.get()) != H5I_GROUP) return bad_input(where, "does not exist");
    H5L_info_t link{};
    if (name == "." || name == ".." || H5Lexists(object.get(), name.c_str(), H5P_DEFAULT) <= 0 ||
        H5Lget_info(object.get(), name.c_str(), &link, H5P_DEFAULT) < 0) {
      return bad_input(where, "does not exist");
    }
    if (link.type != H5L_TYPE_HARD) {
      return bad_input(where,
                       "is a soft or external link, which is not followed; copy what it points to");
    }
    Handle next(H5Oopen(object.get(), name.c_str(), H5P_DEFAULT));
    if (!next) return file.read_error(where, "cannot be opened");
    object = std::move(next);
  }
  return object;
}

std::string join(const std::string& group, std::string_view child) {
  while (!child.empty() && child.front() == '/') child.remove_prefix(1);
  while (!child.empty() && child.back() == '/') child.remove_suffix(1);
  if (child.empty()) return group;
  return group == "/" ? "/" + std::string(child) : group + "/" + std::string(child);
}

}  // namespace eveil::store
