// SPDX-License-Identifier: Apache-2.0
#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <optional>
#include <string_view>

#include "geo/io/dataset.hpp"
#include "geo/io/osm_file.hpp"
#include "geo/io/pbf.hpp"

namespace eveil::io {

namespace {

// The format's own limits (PBF_Format): anything above isn't a PBF file.
constexpr std::uint32_t largest_header = 64U << 10U;
constexpr std::uint64_t largest_blob = 32U << 20U;

struct BlobHeader {
  std::string_view type;
  std::optional<std::uint64_t> size;
};

// Fields 1 (type, text) and 3 (size of the blob, number); others are stepped over.
std::optional<BlobHeader> parse_header(std::string_view bytes) {
  BlobHeader header;
  pbf::Fields fields(bytes);
  while (const auto field = fields.next()) {
    if (field->number == 3) header.size = field->value;
    if (field->number == 1) header.type = field->bytes;
  }
  if (fields.broken()) return std::nullopt;
  return header;
}

// Fields 1 (bytes as they are), 2 (size when unpacked) and 3 (packed by zlib).
std::optional<std::string> unpack(std::string_view blob) {
  std::string_view raw;
  std::string_view packed;
  std::uint64_t size = 0;
  pbf::Fields fields(blob);
  while (const auto field = fields.next()) {
    if (field->number == 1) raw = field->bytes;
    if (field->number == 2) size = field->value;
    if (field->number == 3) packed = field->bytes;
  }
  if (fields.broken() || size > largest_blob) return std::nullopt;
  if (packed.data() == nullptr) {
    if (raw.data() == nullptr) return std::nullopt;
    return std::string(raw);
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  std::size_t got = 0;
  if (CPLZLibInflate(packed.data(), packed.size(), bytes.data(), bytes.size(), &got) == nullptr ||
      got != bytes.size()) {
    return std::nullopt;
  }
  return bytes;
}

class Walk {
 public:
  /// \param take  takes the bytes of a block of data, false where they are damaged; none: they are
  ///               not looked at.
  Walk(const std::string& path, const std::string& real, const TakeOsmBlock* take)
      : path_(path), take_(take), file_(real, std::ios::binary) {
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
    if (take_ == nullptr || header->type != "OSMData") {
      at_ += *header->size;
      return {};
    }
    EVEIL_TRY(const std::string blob, read(*header->size, block));
    const auto unpacked = unpack(blob);
    if (!unpacked || !(*take_)(*unpacked)) return damaged(block);
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
  const TakeOsmBlock* take_;
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
  return Walk(path, real, nullptr).run();
}

Expected<void> each_osm_block(const std::string& path,
                              const std::string& real,
                              const TakeOsmBlock& take) {
  const QuietGdal quiet;
  return Walk(path, real, &take).run();
}

std::string gdal_name(const std::string& real, OsmForm form) {
  return (form == OsmForm::xml_in_gzip ? "/vsigzip/" : "") + real;
}

}  // namespace eveil::io
