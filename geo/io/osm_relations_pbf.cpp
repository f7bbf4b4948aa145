// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <optional>

#include "geo/io/osm_file.hpp"
#include "geo/io/osm_relations.hpp"
#include "geo/io/pbf.hpp"

namespace eveil::io {

namespace {

using pbf::Field;
using pbf::Fields;

// Numbers of fields: https://wiki.openstreetmap.org/wiki/PBF_Format.
enum BlockField : std::uint64_t { strings = 1, group = 2, granularity = 17, lat0 = 19, lon0 = 20 };
enum GroupField : std::uint64_t { single_node = 1, dense_nodes = 2, relation = 4 };

/// Packed numbers, each the difference from the one before.
std::optional<std::vector<std::int64_t>> differences(std::string_view bytes) {
  std::vector<std::int64_t> values;
  std::uint64_t sum = 0;  // wraps where a broken file overflows
  while (!bytes.empty()) {
    const auto value = pbf::take_varint(bytes);
    if (!value) return std::nullopt;
    sum += static_cast<std::uint64_t>(pbf::zigzag(*value));
    values.push_back(static_cast<std::int64_t>(sum));
  }
  return values;
}

std::optional<std::vector<std::uint64_t>> numbers(std::string_view bytes) {
  std::vector<std::uint64_t> values;
  while (!bytes.empty()) {
    const auto value = pbf::take_varint(bytes);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

/// One block: its texts, and how its places are scaled.
struct Block {
  std::vector<std::string_view> texts;
  std::vector<std::string_view> groups;
  std::int64_t scale = 100;  ///< 10^-9 degrees
  std::int64_t lat = 0;
  std::int64_t lon = 0;

  bool has(std::uint64_t row) const { return row < texts.size(); }
};

std::optional<Block> block_of(std::string_view bytes) {
  Block block;
  Fields fields(bytes);
  while (const auto field = fields.next()) {
    if (field->number == group) block.groups.push_back(field->bytes);
    if (field->number == granularity) block.scale = static_cast<std::int64_t>(field->value);
    if (field->number == lat0) block.lat = static_cast<std::int64_t>(field->value);
    if (field->number == lon0) block.lon = static_cast<std::int64_t>(field->value);
    if (field->number != strings) continue;
    Fields texts(field->bytes);
    while (const auto text = texts.next()) block.texts.push_back(text->bytes);
    if (texts.broken()) return std::nullopt;
  }
  if (fields.broken()) return std::nullopt;
  return block;
}

class Reader {
 public:
  explicit Reader(std::string_view type) : type_(type) {}

  bool take_relations(std::string_view bytes) {
    return each_group(bytes, [&](const Block& block, const Field& field) {
      return field.number != relation || take_relation(block, field.bytes);
    });
  }

  bool take_nodes(std::string_view bytes) {
    return each_group(bytes, [&](const Block& block, const Field& field) {
      if (field.number == single_node) return take_node(block, field.bytes);
      return field.number != dense_nodes || take_dense(block, field.bytes);
    });
  }

  /// Sorts the ids of the nodes whose places are wanted. \return whether there are any.
  bool want_places() {
    wanted_ = member_nodes(found.relations);
    return !wanted_.empty();
  }

  OsmRelations found;

 private:
  template <class Take>
  static bool each_group(std::string_view bytes, const Take& take) {
    const auto block = block_of(bytes);
    if (!block) return false;
    for (const std::string_view one : block->groups) {
      Fields fields(one);
      while (const auto field = fields.next()) {
        if (!take(*block, *field)) return false;
      }
      if (fields.broken()) return false;
    }
    return true;
  }

  bool take_relation(const Block& block, std::string_view bytes) {
    OsmRelation one;
    std::vector<std::uint64_t> keys, values, roles, kinds;
    std::vector<std::int64_t> ids;
    bool whole = true;
    const auto unpack = [&](const Field& field, std::vector<std::uint64_t>& into) {
      auto read = numbers(field.bytes);
      whole = whole && read;
      if (read) into.insert(into.end(), read->begin(), read->end());
    };
    Fields fields(bytes);
    while (const auto field = fields.next()) {
      if (field->number == 1) one.id = static_cast<std::int64_t>(field->value);
      if (field->number == 2) unpack(*field, keys);
      if (field->number == 3) unpack(*field, values);
      if (field->number == 8) unpack(*field, roles);
      if (field->number == 10) unpack(*field, kinds);
      if (field->number != 9) continue;
      auto read = differences(field->bytes);
      whole = whole && read;
      if (read) ids = std::move(*read);
    }
    whole = whole && !fields.broken() && keys.size() == values.size() &&
            roles.size() == ids.size() && kinds.size() == ids.size();
    if (!whole) return false;
    for (std::size_t row = 0; row < keys.size(); ++row) {
      if (!block.has(keys[row]) || !block.has(values[row])) return false;
      one.tags.emplace_back(block.texts[keys[row]], block.texts[values[row]]);
    }
    if (one["type"] != type_) return true;
    for (std::size_t row = 0; row < ids.size(); ++row) {
      if (!block.has(roles[row]) || kinds[row] > 2) return false;
      one.members.push_back({static_cast<OsmMember::Kind>(kinds[row]),
                             ids[row],
                             std::string(block.texts[roles[row]])});
    }
    found.relations.push_back(std::move(one));
    return true;
  }

  bool take_node(const Block& block, std::string_view bytes) {
    std::int64_t id = 0, lat = 0, lon = 0;
    Fields fields(bytes);
    while (const auto field = fields.next()) {
      if (field->number == 1) id = pbf::zigzag(field->value);
      if (field->number == 8) lat = pbf::zigzag(field->value);
      if (field->number == 9) lon = pbf::zigzag(field->value);
    }
    if (fields.broken()) return false;
    place(block, id, lat, lon);
    return true;
  }

  bool take_dense(const Block& block, std::string_view bytes) {
    std::optional<std::vector<std::int64_t>> ids, lats, lons;
    Fields fields(bytes);
    while (const auto field = fields.next()) {
      if (field->number == 1) ids = differences(field->bytes);
      if (field->number == 8) lats = differences(field->bytes);
      if (field->number == 9) lons = differences(field->bytes);
    }
    if (fields.broken() || !ids || !lats || !lons) return false;
    if (lats->size() != ids->size() || lons->size() != ids->size()) return false;
    for (std::size_t row = 0; row < ids->size(); ++row)
      place(block, (*ids)[row], (*lats)[row], (*lons)[row]);
    return true;
  }

  void place(const Block& block, std::int64_t id, std::int64_t lat, std::int64_t lon) {
    if (!std::binary_search(wanted_.begin(), wanted_.end(), id)) return;
    const auto degrees = [&](std::int64_t start, std::int64_t value) {
      const double steps = static_cast<double>(value) * static_cast<double>(block.scale);
      return (static_cast<double>(start) + steps) / 1e9;
    };
    const auto at = on_osm_grid(degrees(block.lon, lon), degrees(block.lat, lat));
    if (at) found.places.emplace_back(id, *at);
  }

  std::string_view type_;
  std::vector<std::int64_t> wanted_;
};

}  // namespace

Expected<OsmRelations> relations_of_pbf(const std::string& path,
                                        const std::string& real,
                                        std::string_view type) {
  Reader reader(type);
  EVEIL_CHECK(each_osm_block(
      path, real, [&](std::string_view bytes) { return reader.take_relations(bytes); }));
  if (reader.want_places()) {
    EVEIL_CHECK(each_osm_block(
        path, real, [&](std::string_view bytes) { return reader.take_nodes(bytes); }));
  }
  return std::move(reader.found);
}

}  // namespace eveil::io
