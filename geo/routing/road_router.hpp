// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"

namespace eveil::geo {

/// Travel time of every link by the slice of 15 minutes in which it is entered, in milliseconds.
///
/// Layout: `ms[link * slice_count + slice]`; at least 1. Between slices the time is a step function, made
/// first-in-first-out on reading: nobody who enters later leaves earlier.
struct LinkTimes {
  std::vector<std::uint32_t> ms;

  /// Free-flow times: length / free speed, rounded up to a millisecond, at least 1.
  static LinkTimes free_flow(const Network& network);
  std::uint32_t at(LinkId link, std::size_t slice) const { return ms[link.value * slice_count + slice]; }
  std::uint32_t& at(LinkId link, std::size_t slice) { return ms[link.value * slice_count + slice]; }
  /// When a vehicle that enters `link` at `entry` leaves it.
  ///
  /// min(entry + time of its slice, start of the next slice + its time, …): first in, first out.
  TimeOfDay leave(LinkId link, TimeOfDay entry) const;
};

/// A route and when it ends.
struct Route {
  std::vector<LinkId> links;  ///< first: where it starts; last: where it ends; one link: already there
  TimeOfDay arrival;
  Metres distance;            ///< all links but the first (a trip starts at the end of its first link)
};

/// The facts of a network that searches share: adjacency, lower bounds to landmarks. Immutable, any thread.
class RoadGraph {
 public:
  /// Only links with all bits of `access` are used. Landmarks make searches faster, never different.
  RoadGraph(const Network& network, std::uint8_t access);
  ~RoadGraph();
  RoadGraph(const RoadGraph&) = delete;
  RoadGraph& operator=(const RoadGraph&) = delete;

  const Network& network() const { return *network_; }
  const Adjacency& adjacency() const { return adjacency_; }
  bool usable(LinkId link) const { return usable_[link] != 0; }
  /// Never more than the true time from `from`'s end to `to`'s end at any hour, in ms of free flow.
  std::int64_t lower_bound_ms(NodeId from, NodeId to) const;

 private:
  const Network* network_;
  Adjacency adjacency_;
  Column<LinkId, std::uint8_t> usable_;
  std::vector<std::vector<std::uint32_t>> to_landmark_;    // [landmark][node], free-flow ms
  std::vector<std::vector<std::uint32_t>> from_landmark_;
};

/// Scratch space of one thread's searches; reused, never shared.
class RoadSearch {
 public:
  explicit RoadSearch(const RoadGraph& graph);
  ~RoadSearch();
  RoadSearch(RoadSearch&&) noexcept;

  /// The earliest arrival: leaving the end of `from` at `departure`, arriving at the end of `to`.
  ///
  /// Time-dependent A* with landmarks; ties broken by link row, so that the answer does not depend on
  /// threads. No U-turn (link to its `reverse`) but at a dead end or as the first move.
  /// \return  an empty route where there is none.
  Route fastest(LinkId from, LinkId to, TimeOfDay departure, const LinkTimes& times);
  /// The same by plain time-dependent Dijkstra: the reference in the tests.
  Route fastest_by_dijkstra(LinkId from, LinkId to, TimeOfDay departure, const LinkTimes& times);

  /// Arrival at the end of each of `targets`, leaving the end of `from` at `departure`, searching no further
  /// than `longest`; a target that isn't reached by then gets none (`ms` = -1). One search for all of them.
  void to_many(LinkId from, std::span<const LinkId> targets, TimeOfDay departure, const LinkTimes& times,
               Duration longest, std::span<Duration> travel);
  /// Travel from each of `sources` to `to`, all link times taken of the slice of `when` (a static search
  /// backwards: an estimate that an operator may use); -1 where not reached within `longest`.
  void from_many(std::span<const LinkId> sources, LinkId to, TimeOfDay when, const LinkTimes& times,
                 Duration longest, std::span<Duration> travel);

 private:
  struct Scratch;
  std::unique_ptr<Scratch> scratch_;
  const RoadGraph* graph_;
};

}  // namespace eveil::geo
