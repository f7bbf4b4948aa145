// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/feed_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

#include "geo/base/file.hpp"
#include "geo/io/path.hpp"
#include "geo/io/zip.hpp"

namespace eveil::geo {

namespace {

constexpr std::uint64_t largest_file = 2'000'000'000;
constexpr std::array<std::string_view, 5> signs{
    "agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt"};

Expected<FeedFiles> files_of_folder(const std::string& path) {
  namespace fs = std::filesystem;
  FeedFiles files;
  files.name = path;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(path, problem)) {
    files.files.push_back(entry.path().filename().string());
  }
  if (problem) return failed(path, fmt::format("cannot be listed: {}", problem.message()));
  std::sort(files.files.begin(), files.files.end());
  files.read = [path](const std::string& file) -> Expected<std::string> {
    EVEIL_TRY(const std::string real, io::local_file((fs::path(path) / file).string()));
    return read_text_file(real, largest_file);
  };
  return files;
}

Expected<FeedFiles> files_of_zip(const std::string& path) {
  EVEIL_TRY(const auto entries, io::list_zip(path));
  // Archives made on a Mac have a second folder of the same names' shadows, so names alone decide.
  std::map<std::string, std::size_t> folders;
  for (const io::ZipEntry& entry : entries) {
    const std::size_t slash = entry.name.rfind('/');
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    std::size_t& count = folders[entry.name.substr(0, begin)];
    if (std::find(signs.begin(), signs.end(), entry.name.substr(begin)) != signs.end()) ++count;
  }
  std::string folder;
  std::size_t most = 0;
  for (const auto& [name, count] : folders) {
    if (count <= most) continue;
    folder = name;
    most = count;
  }
  FeedFiles files;
  files.name = path;
  for (const io::ZipEntry& entry : entries) {
    if (entry.name.size() <= folder.size() || entry.name.compare(0, folder.size(), folder) != 0) {
      continue;
    }
    const std::string name = entry.name.substr(folder.size());
    if (name.find('/') == std::string::npos) files.files.push_back(name);
  }
  files.read = [path, folder](const std::string& file) {
    return io::read_zip_entry(path, folder + file, largest_file);
  };
  return files;
}

}  // namespace

Expected<FeedFiles> files_of_feed(const std::string& path) {
  std::error_code problem;
  return std::filesystem::is_directory(path, problem) ? files_of_folder(path) : files_of_zip(path);
}

Expected<ReadFeed> read_feed(const std::string& path, const FeedOptions& options) {
  EVEIL_TRY(const FeedFiles files, files_of_feed(path));
  return read_feed(files, options);
}

}  // namespace eveil::geo
