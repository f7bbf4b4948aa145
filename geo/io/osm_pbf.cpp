// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <optional>
#include <string_view>

#include "geo/io/osm_file.hpp"

namespace eveil::io {

namespace {

// The format's own limits (PBF_Format): anything above isn't a PBF file.
constexpr std::uint32_t largest_header = 64U << 10U;
constexpr std::uint64_t largest_blob = 32U << 20U;

struct BlobHeader {
  std::string_view type;
  std::optional<std::uint64_t> size;
};

std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

// Fields 1 (type, text) and 3 (size of the blob, number); others are stepped over.
std::optional<BlobHeader> parse_header(std::string_view bytes) {
  BlobHeader header;
  while (!bytes.empty()) {
    const auto key = take_varint(bytes);
    const auto value = key ? take_varint(bytes) : std::nullopt;
    if (!value) return std::nullopt;
    const std::uint64_t field = *key >> 3U;
    const std::uint64_t wire = *key & 7U;
    if (wire == 0) {
      if (field == 3) header.size = *value;
    } else if (wire == 2 && *value <= bytes.size()) {
      const auto length = static_cast<std::size_t>(*value);
      if (field == 1) header.type = bytes.substr(0, length);
      bytes.remove_prefix(length);
    } else {
      return std::nullopt;
    }
  }
  return header;
}

class Walk {
 public:
  Walk(const std::string& path, const std::string& real)
      : path_(path), file_(real, std::ios::binary) {
    file_.seekg(0, std::ios::end);
    size_ = static_cast<std::uint64_t>(std::max<std::streamoff>(0, file_.tellg()));
  }

  Expected<void> run() {
    for (std::uint64_t block = 0; at_ < size_; ++block) EVEIL_CHECK(pass(block));
    return {};
  }

 private:
  Expected<std::string> read(std::uint64_t bytes, std::uint64_t block) {
    if (bytes > size_ - at_) return cut_short(block);
    std::string text(static_cast<std::size_t>(bytes), '\0');
    file_.seekg(static_cast<std::streamoff>(at_));
    if (!file_.read(text.data(), static_cast<std::streamsize>(bytes)))
      return failed(path_, fmt::format("can't be read at byte {}", at_));
    at_ += bytes;
    return text;
  }

  Expected<void> pass(std::uint64_t block) {
    EVEIL_TRY(const std::string prefix, read(4, block));
    std::uint32_t length = 0;
    for (const char c : prefix) length = (length << 8U) | static_cast<unsigned char>(c);
    if (length == 0 || length > largest_header) return damaged(block);
    EVEIL_TRY(const std::string bytes, read(length, block));
    const auto header = parse_header(bytes);
    if (!header || !header->size || *header->size > largest_blob) return damaged(block);
    if ((block == 0) != (header->type == "OSMHeader")) return damaged(block);
    if (*header->size > size_ - at_) return cut_short(block);
    at_ += *header->size;
    return {};
  }

  Unexpected cut_short(std::uint64_t block) const {
    return bad_input(path_,
                     fmt::format("is cut short: it ends inside block {} after {} bytes; download "
                                 "or copy it again",
                                 block + 1,
                                 size_));
  }
  Unexpected damaged(std::uint64_t block) const {
    return bad_input(
        path_,
        fmt::format("is damaged: no block of OpenStreetMap's PBF format ends at byte {} (block "
                    "{}); download or copy it again",
                    at_,
                    block + 1));
  }

  const std::string& path_;
  std::ifstream file_;
  std::uint64_t size_ = 0;
  std::uint64_t at_ = 0;
};

bool starts(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

}  // namespace

Expected<OsmForm> form_of_osm(const std::string& path, const std::string& real) {
  std::array<char, 64> buffer{};
  std::ifstream file(real, std::ios::binary);
  file.read(buffer.data(), buffer.size());
  std::string_view head(buffer.data(), static_cast<std::size_t>(file.gcount()));
  if (head.empty()) return bad_input(path, "is empty (0 bytes); download or copy it again");
  if (starts(head, "\x1F\x8B")) return OsmForm::xml_in_gzip;
  if (head.size() > 15 && starts(head.substr(4), "\n\x09OSMHeader")) return OsmForm::pbf;
  const std::string_view name = "osm.pbf";
  if (starts(head, "BZh") || starts(head, "PK\x03\x04") || starts(head, "\xFF\xE0")) {
    return bad_input(
        path,
        fmt::format("is a bzip2, zip or o5m file; unpack it or convert it, for example with "
                    "`osmium cat FILE -o {}`",
                    name));
  }
  if (starts(head, "\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && head[first] == '<') return OsmForm::xml;
  return bad_input(path,
                   "isn't OpenStreetMap data: neither a PBF file nor XML; expected roads as "
                   ".osm.pbf, .osm or .osm.gz (other formats go under `source`)");
}

Expected<void> check_osm_pbf(const std::string& path, const std::string& real) {
  return Walk(path, real).run();
}

std::string gdal_name(const std::string& real, OsmForm form) {
  return (form == OsmForm::xml_in_gzip ? "/vsigzip/" : "") + real;
}

}  // namespace eveil::io
