// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/text.hpp"
#include "geo/io/osm_file.hpp"
#include "geo/io/xml.hpp"

namespace eveil::io {

namespace {

class Checker : public XmlHandler {
 public:
  const OsmGaps& gaps() const { return gaps_; }

  void document_type() override {
    refuse(
        "declares a document type, which no OpenStreetMap file has: entities are never expanded; "
        "take the declaration out");
  }

  void text(std::string_view piece) override {
    if (in_remark_) remark_ += piece;
  }

  void start(std::string_view name, const XmlAttributes& attributes) override {
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
      way_highway_ = way_highway_ || attributes["k"] == "highway";
    }
  }

  void end(std::string_view) override {
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

 private:
  void root(std::string_view name, const XmlAttributes& attributes) {
    if (name == "osmChange") {
      return refuse(
          "is a file of changes (osmChange); expected a whole extract, for example by "
          "`osmium apply-changes`");
    }
    if (name != "osm") {
      return refuse(fmt::format("the outermost element is <{}>, expected <osm>", name));
    }
    const std::string_view version = attributes["version"];
    if (version == "0.6") return;
    refuse(fmt::format("the version of the format is `{}`, expected 0.6; download the extract anew",
                       version));
  }

  std::int64_t number(const XmlAttributes& attributes,
                      std::string_view element,
                      std::string_view key) {
    const auto value = parse_int(attributes[key]);
    if (value) return *value;
    refuse(fmt::format(
        "the `{}` of a {} is `{}`, expected a whole number", key, element, attributes[key]));
    return 0;
  }

  void node(const XmlAttributes& attributes) {
    const std::int64_t id = number(attributes, "node", "id");
    if (attributes["visible"] == "false") {
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
      const std::string_view text = attributes[key];
      const auto degrees = parse_double(text);
      if (degrees && std::fabs(*degrees) <= most) continue;
      return refuse(fmt::format("the `{}` of node {} is `{}`, expected degrees from -{} to {}{}",
                                key,
                                id,
                                text,
                                most,
                                most,
                                attributes.has(key) ? "" : "; take the node out"));
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

}  // namespace

Expected<OsmGaps> check_osm_xml(const std::string& path, const std::string& real) {
  Checker checker;
  XmlLimits limits;
  limits.what = "map";
  EVEIL_CHECK(read_xml(path, real, limits, checker));
  return checker.gaps();
}

}  // namespace eveil::io
