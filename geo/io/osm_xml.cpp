// SPDX-License-Identifier: Apache-2.0
#include <cpl_vsi.h>
#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

#include "geo/base/text.hpp"
#include "geo/io/dataset.hpp"
#include "geo/io/osm_file.hpp"

namespace eveil::io {

namespace {

// OSM in gzip packs about 15 to 1.
constexpr std::uint64_t largest_ratio = 200;
constexpr std::uint64_t small_enough = 1U << 20U;

std::string_view attribute(const XML_Char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (name == attributes[0]) return attributes[1];
  }
  return {};
}

bool has(const XML_Char** attributes, std::string_view name) {
  return attribute(attributes, name).data() != nullptr;
}

class Checker {
 public:
  explicit Checker(std::string path) : path_(std::move(path)), parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  /// \return false where reading stops: `result` says why.
  bool feed(std::string_view bytes, bool last) {
    if (XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0) !=
        XML_STATUS_ERROR) {
      return true;
    }
    if (message_.empty()) {
      refuse(
          fmt::format("isn't well-formed XML ({}): the file is cut short or damaged; download "
                      "or copy it again",
                      XML_ErrorString(XML_GetErrorCode(parser_.get()))));
    }
    return false;
  }

  Expected<OsmGaps> result() const {
    if (message_.empty()) return gaps_;
    return bad_input(fmt::format("{}:line {}", path_, line_), message_);
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  static Checker& of(void* data) { return *static_cast<Checker*>(data); }
  static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    of(data).start(name, attributes);
  }
  static void XMLCALL on_end(void* data, const XML_Char* name) { of(data).end(name); }
  static void XMLCALL on_text(void* data, const XML_Char* text, int length) {
    Checker& checker = of(data);
    if (checker.in_remark_) checker.remark_.append(text, static_cast<std::size_t>(length));
  }
  static void XMLCALL
  on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    of(data).refuse(
        "declares a document type, which no OpenStreetMap file has: entities are never expanded; "
        "take the declaration out");
  }

  void refuse(std::string message) {
    if (!message_.empty()) return;
    message_ = std::move(message);
    line_ = XML_GetCurrentLineNumber(parser_.get());
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void start(std::string_view name, const XML_Char** attributes) {
    ++depth_;
    if (depth_ == 1) return root(name, attributes);
    if (depth_ == 2) {
      way_highway_ = way_gap_ = false;
      in_remark_ = name == "remark";
      if (name == "node") return node(attributes);
      if (name != "way") return;
      in_way_ = true;
      way_id_ = number(attributes, "way", "id");
      finish_nodes();
    } else if (depth_ == 3 && in_way_ && name == "nd") {
      const std::int64_t ref = number(attributes, "nd", "ref");
      way_gap_ = way_gap_ || !std::binary_search(nodes_.begin(), nodes_.end(), ref);
    } else if (depth_ == 3 && in_way_ && name == "tag") {
      way_highway_ = way_highway_ || attribute(attributes, "k") == "highway";
    }
  }

  void end(std::string_view) {
    --depth_;
    if (depth_ != 1) return;
    if (in_way_ && way_highway_ && way_gap_ && ++gaps_.ways == 1) gaps_.first_way = way_id_;
    in_way_ = false;
    // Overpass says so where it gave up, and sends what it has until then.
    if (in_remark_ && remark_.find("error") != std::string::npos) {
      refuse(
          fmt::format("the server broke off (`{}`), so roads are missing; ask for a smaller "
                      "area or again",
                      trim(std::string_view(remark_).substr(0, 200))));
    }
    in_remark_ = false;
  }

  void root(std::string_view name, const XML_Char** attributes) {
    if (name == "osmChange") {
      return refuse(
          "is a file of changes (osmChange); expected a whole extract, for example by "
          "`osmium apply-changes`");
    }
    if (name != "osm") {
      return refuse(fmt::format("the outermost element is <{}>, expected <osm>", name));
    }
    const std::string_view version = attribute(attributes, "version");
    if (version == "0.6") return;
    refuse(fmt::format("the version of the format is `{}`, expected 0.6; download the extract anew",
                       version));
  }

  std::int64_t number(const XML_Char** attributes, std::string_view element, std::string_view key) {
    const auto value = parse_int(attribute(attributes, key));
    if (value) return *value;
    refuse(fmt::format("the `{}` of a {} is `{}`, expected a whole number",
                       key,
                       element,
                       attribute(attributes, key)));
    return 0;
  }

  void node(const XML_Char** attributes) {
    const std::int64_t id = number(attributes, "node", "id");
    if (attribute(attributes, "visible") == "false") {
      return refuse(
          fmt::format("node {} is deleted, so this is a file of history; take one moment out of "
                      "it, for example with `osmium time-filter`",
                      id));
    }
    if (nodes_done_) {
      return refuse(
          fmt::format("node {} stands after the ways; put the file in order, for "
                      "example with `osmium sort`",
                      id));
    }
    for (const auto& [key, most] : {std::pair{"lon", 180.0}, std::pair{"lat", 90.0}}) {
      const std::string_view text = attribute(attributes, key);
      const auto degrees = parse_double(text);
      if (degrees && std::fabs(*degrees) <= most) continue;
      return refuse(fmt::format("the `{}` of node {} is `{}`, expected degrees from -{} to {}{}",
                                key,
                                id,
                                text,
                                most,
                                most,
                                has(attributes, key) ? "" : "; take the node out"));
    }
    nodes_.push_back(id);
  }

  void finish_nodes() {
    if (nodes_done_) return;
    nodes_done_ = true;
    std::sort(nodes_.begin(), nodes_.end());
    const auto twice = std::adjacent_find(nodes_.begin(), nodes_.end());
    if (twice == nodes_.end()) return;
    refuse(
        fmt::format("node {} stands before this place twice; leave one of each, for example "
                    "with `osmium sort` and `osmium merge`",
                    *twice));
  }

  std::string path_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  std::string message_;
  std::uint64_t line_ = 0;
  int depth_ = 0;
  std::vector<std::int64_t> nodes_;
  bool nodes_done_ = false;
  bool in_way_ = false;
  bool way_highway_ = false;
  bool way_gap_ = false;
  std::int64_t way_id_ = 0;
  bool in_remark_ = false;
  std::string remark_;
  OsmGaps gaps_;
};

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

}  // namespace

Expected<OsmGaps> check_osm_xml(const std::string& path, const std::string& real, OsmForm form) {
  QuietGdal quiet;
  const std::unique_ptr<VSILFILE, CloseFile> file(VSIFOpenL(gdal_name(real, form).c_str(), "rb"));
  if (!file) return bad_input(path, "can't be opened; check that it may be read");
  const std::uint64_t packed = std::filesystem::file_size(real);
  Checker checker(path);
  std::vector<char> buffer(1U << 16U);
  std::uint64_t unpacked = 0;
  for (bool last = false; !last;) {
    const std::size_t got = VSIFReadL(buffer.data(), 1, buffer.size(), file.get());
    last = got < buffer.size();
    unpacked += got;
    if (last && !quiet.failure().empty()) {
      return bad_input(path,
                       fmt::format("is damaged or cut short: {} bytes could be unpacked; "
                                   "download or copy it again",
                                   unpacked));
    }
    if (form == OsmForm::xml_in_gzip && unpacked > small_enough &&
        unpacked / largest_ratio > packed) {
      return bad_input(path,
                       fmt::format("unpacks to more than {} times its size, which no map does; "
                                   "download it from another place",
                                   largest_ratio));
    }
    if (!checker.feed({buffer.data(), got}, last)) break;
  }
  return checker.result();
}

}  // namespace eveil::io
