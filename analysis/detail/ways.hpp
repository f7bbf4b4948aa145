// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/detail/geography.hpp"
#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// One directed link.
struct WayLink {
  std::uint32_t from_node = 0;
  std::uint32_t to_node = 0;
  Point start;
  Point end;
  double length_m = 0.0;
  double free_speed = 0.0;  ///< m/s
};

/// The links of a run as a graph on which ways are sought; refers to the places it is made of.
class Ways {
 public:
  /// \pre nodes are numbered from 0 without large gaps; a link a row of `places.road_of_link`.
  static Ways of(std::vector<WayLink> links, const Geography& places);
  /// No link where the file has none.
  /// \errors bad_input: a table is damaged.
  static Expected<Ways> read(const output::RunFile& run, const Geography& places);

  std::size_t link_count() const { return links_.size(); }
  /// Where a link ends. \pre link < link_count().
  Point end_of(std::size_t link) const { return links_[link].end; }
  /// From the end of one link to the end of another, the fastest at free speed; the straight line
  /// where there is none.
  /// \source Hart, Nilsson, Raphael 1968 (A*), bound: straight line at the highest free speed.
  /// \threads pure.
  std::vector<Point> between(std::size_t from_link, std::size_t to_link) const;

 private:
  explicit Ways(const Geography& places) : places_(&places) {}
  std::vector<std::size_t> links_between(std::size_t from_link, std::size_t to_link) const;
  void append(std::size_t link, std::vector<Point>& path) const;

  const Geography* places_;
  std::vector<WayLink> links_;
  double fastest_ = 1.0;  // m/s
  // Links that leave node n: out_[first_out_[n]] up to before out_[first_out_[n + 1]].
  std::vector<std::uint32_t> first_out_;
  std::vector<std::uint32_t> out_;
};

}  // namespace eveil::analysis
