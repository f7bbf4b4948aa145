// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "geo/network/network.hpp"
#include "geo/network/road_source.hpp"
#include "geo/places/sites.hpp"
#include "geo/places/zone_source.hpp"
#include "geo/places/zones.hpp"
#include "geo/transit/feed_audit.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

/// One declared mobility generator, as written in the file; degrees until the territory is built.
struct SiteSource {
  std::string name;
  SiteKind kind = SiteKind::office;
  std::optional<std::array<double, 2>> at;  ///< lon, lat
  std::string zone;                         ///< or the code of a zone: its centroid
  std::array<double, role_count> attendees{};
  double parking = -1.0;
  TimeOfDay opens = time_of_day(0);
  TimeOfDay closes = time_of_day(24);
  std::string group;
  std::string where;  ///< the place in the user's file, for messages
};

/// One declared gate at the edge of the network.
struct GateSource {
  std::string name;
  std::array<double, 2> at{};   ///< lon, lat
  double joins_within_m = 0.0;  ///< roads that the extract cuts off within this are joined; 0: none
  std::string where;            ///< the place in the user's file, for messages
};

struct FeedSource {
  std::string file;
  std::optional<Date> date;
};

/// What `territory.toml` says: a plain value, paths already resolved.
struct TerritorySources {
  std::string file;  ///< the toml itself, for messages
  std::string name;
  std::string crs;  ///< empty: a metric CRS is chosen from the extent
  RoadSource roads;
  ZoneSource zones;
  std::vector<FeedSource> feeds;
  std::vector<SiteSource> sites;
  std::vector<GateSource> gates;
};

/// One line of what was read, completed or dropped, for `territory check` and the report.
struct Finding {
  enum class Severity : std::uint8_t { note, warning } severity = Severity::note;
  std::string subject;  ///< roads, zones, transit, generators
  std::string reason;   ///< short key: speed_from_class_median, not_strongly_connected …
  std::uint64_t count = 0;
  double length_km = -1.0;  ///< < 0 where it makes no sense
  std::string text;  ///< one plain sentence: what, how many, what it costs, where to get better
};

/// A compiled, checked territory: immutable, the same value whatever machine built it.
struct Territory {
  std::string name;
  std::string crs_wkt;
  std::string crs_name;  ///< EPSG:…
  Network network;
  Zones zones;
  Sites sites;
  Gates gates;
  Column<SiteId, LinkId> site_link;  ///< the link where each generator's cars arrive
  std::vector<FeedAudit> feeds;
  Timetable timetable;  ///< of all feeds, each on the day read
  std::vector<Finding> findings;
  std::vector<std::string> licences;  ///< one line a source, where it states one
  std::string sources_digest;         ///< SHA-256 over the sources and the compiler's version
  std::string digest;                 ///< SHA-256 over the compiled content

  /// Degrees of a place, for maps; and back. Filled when built from the CRS.
  std::vector<double> map_lon;  ///< one a network node, degrees WGS 84
  std::vector<double> map_lat;
};

/// The named facts that hold of every Territory; several broken ones at once.
Expected<void> check_territory(const Territory& territory);

/// SHA-256 over the content of every source file and the version of the compiler of territories.
Expected<std::string> digest_of_sources(const TerritorySources& sources);

/// Reads, completes, checks and projects all sources.
/// \errors bad_input: file, layer, feature and column; all errors of one file together.
/// \threads serial reading, parallel over rows; the same bytes at any thread count.
Expected<Territory> build_territory(const TerritorySources& sources);

/// One HDF5 file under its final name only when complete. Overwrites: the caller asks first.
Expected<void> save_territory(const Territory& territory, const std::string& path);
/// \errors bad_input: not a territory, incomplete, damaged, or of another format version.
Expected<Territory> load_territory(const std::string& path);

/// The links that a person or a site may be attached to: open to cars, not motorways or their slip
/// roads; found by a grid over their shapes.
class LinkFinder {
 public:
  explicit LinkFinder(const Network& network);
  /// The nearest such link by distance to its shape, lowest row first on a tie; never none.
  LinkId nearest(Point p) const;

 private:
  struct Segment {
    LinkId link;
    Point a;
    Point b;
  };
  const Network* network_;
  Point low_;
  double cell_ = 250.0;
  std::size_t columns_ = 1;
  std::size_t rows_ = 1;
  std::vector<std::uint32_t> cell_first_;
  std::vector<Segment> segments_;
};

/// A gate further than this from every road is at the wrong place.
inline constexpr double far_gate_m = 2000.0;

/// The link by which traffic enters and leaves at a gate: what joins roads there (`OutsideJoin`);
/// else of the roads of secondary class and above that are open to cars the nearest, of any class
/// where there is none within `far_gate_m`; of its two ways the one that ends nearer to the gate.
/// None where no link is open to cars.
LinkId gate_link(const Network& network, Point gate);

}  // namespace eveil::geo
