// SPDX-License-Identifier: Apache-2.0
#include "geo/io/osm_relations.hpp"

#include <cpl_vsi.h>
#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>

#include "geo/base/text.hpp"
#include "geo/io/dataset.hpp"
#include "geo/io/osm_file.hpp"
#include "geo/io/path.hpp"

namespace eveil::io {

namespace {

constexpr std::array<std::string_view, 3> kinds{"node", "way", "relation"};

std::string_view attribute(const XML_Char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (name == attributes[0]) return attributes[1];
  }
  return {};
}

/// One passage through an XML file: of relations, or of the places of the nodes wanted.
class Passage {
 public:
  /// \param wanted  ids of nodes in order; none: relations are taken.
  Passage(std::string_view type, const std::vector<std::int64_t>* wanted)
      : type_(type), wanted_(wanted), parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  /// \return the line where reading stops, 0 where it went to the end.
  std::uint64_t run(VSILFILE* file) {
    std::vector<char> buffer(1U << 16U);
    for (bool last = false; !last;) {
      const std::size_t got = VSIFReadL(buffer.data(), 1, buffer.size(), file);
      last = got < buffer.size();
      const XML_Status status =
          XML_Parse(parser_.get(), buffer.data(), static_cast<int>(got), last ? 1 : 0);
      if (status == XML_STATUS_ERROR) return XML_GetCurrentLineNumber(parser_.get());
    }
    return 0;
  }

  OsmRelations found;

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  static Passage& of(void* data) { return *static_cast<Passage*>(data); }
  static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    of(data).start(name, attributes);
  }
  static void XMLCALL on_end(void* data, const XML_Char*) { of(data).end(); }
  static void XMLCALL
  on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    of(data).stop();  // entities are never expanded
  }
  void stop() { XML_StopParser(parser_.get(), XML_FALSE); }

  void start(std::string_view name, const XML_Char** attributes) {
    ++depth_;
    if (depth_ == 2 && name == "node" && wanted_ != nullptr) return take_node(attributes);
    if (wanted_ != nullptr) return;
    if (depth_ == 2 && name == "relation") {
      const auto id = parse_int(attribute(attributes, "id"));
      if (!id) return stop();
      relation_.emplace();
      relation_->id = *id;
    } else if (depth_ == 3 && relation_ && name == "tag") {
      relation_->tags.emplace_back(attribute(attributes, "k"), attribute(attributes, "v"));
    } else if (depth_ == 3 && relation_ && name == "member") {
      take_member(attributes);
    }
  }

  void end() {
    --depth_;
    if (depth_ != 1 || !relation_) return;
    if ((*relation_)["type"] == type_) {
      if (broken_member_) stop();
      found.relations.push_back(std::move(*relation_));
    }
    relation_.reset();
    broken_member_ = false;
  }

  void take_member(const XML_Char** attributes) {
    const auto id = parse_int(attribute(attributes, "ref"));
    const auto kind = std::find(kinds.begin(), kinds.end(), attribute(attributes, "type"));
    if (!id || kind == kinds.end()) {
      broken_member_ = true;  // of no interest where the relation is of another type
      return;
    }
    relation_->members.push_back({static_cast<OsmMember::Kind>(kind - kinds.begin()),
                                  *id,
                                  std::string(attribute(attributes, "role"))});
  }

  void take_node(const XML_Char** attributes) {
    const auto id = parse_int(attribute(attributes, "id"));
    if (!id || !std::binary_search(wanted_->begin(), wanted_->end(), *id)) return;
    const auto lon = parse_double(attribute(attributes, "lon"));
    const auto lat = parse_double(attribute(attributes, "lat"));
    const auto at = lon && lat ? on_osm_grid(*lon, *lat) : std::nullopt;
    if (at) found.places.emplace_back(*id, *at);
  }

  std::string_view type_;
  const std::vector<std::int64_t>* wanted_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  int depth_ = 0;
  std::optional<OsmRelation> relation_;
  bool broken_member_ = false;
};

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

Expected<OsmRelations> pass(const std::string& path,
                            const std::string& opened,
                            std::string_view type,
                            const std::vector<std::int64_t>* wanted) {
  const QuietGdal quiet;
  const std::unique_ptr<VSILFILE, CloseFile> file(VSIFOpenL(opened.c_str(), "rb"));
  if (!file) return bad_input(path, "can't be opened; check that it may be read");
  Passage passage(type, wanted);
  const std::uint64_t line = passage.run(file.get());
  if (line == 0) return std::move(passage.found);
  return bad_input(fmt::format("{}:line {}", path, line),
                   fmt::format("isn't well-formed XML, or a relation with `type={}` has an id, a "
                               "reference or a type of member that is none; correct it, or "
                               "download the file again",
                               type));
}

Expected<OsmRelations> relations_of_xml(const std::string& path,
                                        const std::string& opened,
                                        std::string_view type) {
  EVEIL_TRY(OsmRelations found, pass(path, opened, type, nullptr));
  const std::vector<std::int64_t> wanted = member_nodes(found.relations);
  if (wanted.empty()) return found;
  EVEIL_TRY(OsmRelations nodes, pass(path, opened, type, &wanted));
  found.places = std::move(nodes.places);
  return found;
}

}  // namespace

std::vector<std::int64_t> member_nodes(const std::vector<OsmRelation>& relations) {
  std::vector<std::int64_t> nodes;
  for (const OsmRelation& one : relations) {
    for (const OsmMember& member : one.members) {
      if (member.kind == OsmMember::Kind::node) nodes.push_back(member.id);
    }
  }
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

Expected<OsmRelations> read_osm_relations(const std::string& file, std::string_view type) {
  EVEIL_TRY(const std::string real, local_file(file));
  EVEIL_TRY(const OsmForm form, form_of_osm(file, real));
  EVEIL_TRY(OsmRelations found,
            form == OsmForm::pbf ? relations_of_pbf(file, real, type)
                                 : relations_of_xml(file, gdal_name(real, form), type));
  std::sort(found.places.begin(), found.places.end(), [](const auto& a, const auto& b) {
    return a.first < b.first;
  });
  return found;
}

}  // namespace eveil::io
