// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

/// Zip archives drawn byte by byte, so that they may lie.
namespace eveil::drawn {

inline std::string little(std::uint64_t value, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i) bytes.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
  return bytes;
}

struct ZipEntry {
  std::string name;
  std::string packed;
  std::uint32_t crc = 0;
  std::uint64_t size = 0;
  int method = 0;
};

inline std::uint32_t crc_32(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

/// The text as it is, not packed.
inline ZipEntry stored(const std::string& name, const std::string& text) {
  return {name, text, crc_32(text), text.size(), 0};
}

inline std::string archive(const std::vector<ZipEntry>& entries) {
  std::string bytes;
  std::string directory;
  for (const ZipEntry& entry : entries) {
    const std::string facts = little(20, 2) + little(0, 2) +
                              little(static_cast<std::uint64_t>(entry.method), 2) + little(0, 4) +
                              little(entry.crc, 4) + little(entry.packed.size(), 4) +
                              little(entry.size, 4) + little(entry.name.size(), 2) + little(0, 2);
    directory += "PK\1\2" + little(20, 2) + facts + little(0, 2) + little(0, 2) + little(0, 2) +
                 little(0, 4) + little(bytes.size(), 4) + entry.name;
    bytes += "PK\3\4" + facts + entry.name + entry.packed;
  }
  const std::size_t start = bytes.size();
  return bytes + directory + "PK\5\6" + little(0, 4) + little(entries.size(), 2) +
         little(entries.size(), 2) + little(directory.size(), 4) + little(start, 4) + little(0, 2);
}

class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() / ("eveil_zip_" + name)) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace eveil::drawn
