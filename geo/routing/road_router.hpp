// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/routing/landmarks.hpp"

namespace eveil::geo {

/// Travel time of every link by the slice of 15 minutes in which it is entered, in milliseconds.
///
/// Layout: `ms[link * slice_count + slice]`; at least `least_ms` of the link, so at least 1.
/// Between slices the time is a step function, made first-in-first-out on reading: nobody who
/// enters later leaves earlier.
struct LinkTimes {
  std::vector<std::uint32_t> ms;

  /// Free-flow times: length / free speed, rounded up to a millisecond, at least 1.
  static LinkTimes free_flow(const Network& network);
  std::uint32_t at(LinkId link, std::size_t slice) const {
    return ms[link.value * slice_count + slice];
  }
  std::uint32_t& at(LinkId link, std::size_t slice) { return ms[link.value * slice_count + slice]; }
  /// When a vehicle that enters `link` at `entry` leaves it; saturates at the largest TimeOfDay.
  ///
  /// min(entry + time of its slice, start of the next slice + its time, …): first in, first out.
  TimeOfDay leave(LinkId link, TimeOfDay entry) const;
};

/// The free-flow time of a link: length / free speed, rounded up to a millisecond, at least 1.
std::uint32_t free_flow_ms(const Network& network, LinkId link);

/// No link time may be below this: free flow rounded down to a millisecond, at least 1.
///
/// Whoever makes LinkTimes guarantees it; searches assert it, since their lower bounds rest on it.
std::uint32_t least_ms(const Network& network, LinkId link);

/// A route and when it ends.
struct Route {
  std::vector<LinkId> links;  ///< first: where it starts; last: where it ends; one: already there
  TimeOfDay arrival;
  Metres distance;  ///< all links but the first (a trip starts at the end of its first link)
};

/// What a search of one to many, or of many to one, holds fixed.
struct Reach {
  LinkId place;
  TimeOfDay when;
  Duration longest;  ///< no further than this
};

/// The facts of a network that searches share: adjacency, lower bounds to landmarks.
///
/// Immutable, any thread. The network must outlive it.
class RoadGraph {
 public:
  /// Only links with all bits of `access` are used. Landmarks make searches faster, never
  /// different. \threads parallel over landmarks; the same bytes at any thread count.
  RoadGraph(const Network& network, std::uint8_t access);
  ~RoadGraph();
  RoadGraph(const RoadGraph&) = delete;
  RoadGraph& operator=(const RoadGraph&) = delete;

  const Network& network() const { return *network_; }
  const Adjacency& adjacency() const { return adjacency_; }
  bool usable(LinkId link) const { return usable_[link] != 0; }
  /// The usable links that leave, or enter, a node, each in link order, with their other ends.
  std::span<const Arc> leaving(NodeId node) const { return leaving_[node]; }
  std::span<const Arc> entering(NodeId node) const { return entering_[node]; }
  /// Whether a route may begin by going on from `link` to `next`: turns that the network forbids to
  /// cars are no way for them. \pre both are usable and meet.
  bool may_begin(LinkId link, LinkId next) const {
    return !has_turns(network_->to[link]) || !network_->forbids(link, next);
  }
  /// Whether it may do so later on: U-turns only where there is no other way on.
  bool may_follow(LinkId link, LinkId next) const {
    if (!may_begin(link, next)) return false;
    return network_->reverse[link] != next || only_way_on(link, next);
  }
  /// Whether some turn at the node is forbidden to whom this graph is for.
  bool has_turns(NodeId node) const { return has_turns_[node] != 0; }
  /// The one usable link that must not follow, or not precede, `link`: its reverse, or none.
  /// \pre no turn at the node between them is forbidden.
  LinkId forbidden_after(LinkId link) const { return turn(link, network_->to[link]); }
  LinkId forbidden_before(LinkId link) const { return turn(link, network_->from[link]); }
  /// Never more than the true time from `from`'s end to `to`'s end at any hour, in ms of free flow;
  /// at least `no_way_ms` where there is known to be no way.
  std::int64_t lower_bound_ms(NodeId from, NodeId to) const { return landmarks_.bound(from, to); }
  const Landmarks& landmarks() const { return landmarks_; }

 private:
  LinkId turn(LinkId link, NodeId at) const {
    const LinkId reverse = network_->reverse[link];
    const bool forbidden = reverse.valid() && usable(reverse) && leaving_[at].size() > 1;
    return forbidden ? reverse : LinkId::none();
  }

  bool only_way_on(LinkId link, LinkId next) const;

  const Network* network_;
  Adjacency adjacency_;
  Column<LinkId, std::uint8_t> usable_;
  Column<NodeId, std::uint8_t> has_turns_;
  Ragged<NodeId, Arc> leaving_;
  Ragged<NodeId, Arc> entering_;
  Landmarks landmarks_;
};

/// Scratch space of one thread's searches; reused, never shared. The graph must outlive it.
///
/// Nothing is found beyond `search_horizon` after the start.
class RoadSearch {
 public:
  explicit RoadSearch(const RoadGraph& graph);
  ~RoadSearch();
  RoadSearch(RoadSearch&&) noexcept;

  /// The earliest arrival: leaving the end of `from` at `departure`, arriving at the end of `to`.
  ///
  /// Time-dependent A* with landmarks; ties broken by link row, so that the answer does not depend
  /// on threads. No turn that `forbidden_next` names (for cars); no U-turn (link to its `reverse`)
  /// but where there is no other way on or as the first move.
  /// \return  an empty route where there is none, also where `from` or `to` is not usable.
  /// \source  Goldberg, Harrelson 2005 (ALT); the U-turn rule by one pending link a node is ours,
  ///          as are labels of links at nodes with forbidden turns only.
  /// \param avoid  links that the way must not use.
  Route fastest(LinkId from,
                LinkId to,
                TimeOfDay departure,
                const LinkTimes& times,
                std::span<const LinkId> avoid = {});
  /// The same by plain time-dependent Dijkstra over links: the reference in the tests.
  Route fastest_by_dijkstra(LinkId from, LinkId to, TimeOfDay departure, const LinkTimes& times);

  /// Arrival at the end of each of `targets`, leaving the end of `from.place` at `from.when`; a
  /// target that isn't reached within `from.longest` gets none (`ms` = -1). One search for all of
  /// them. \pre travel.size() == targets.size().
  void to_many(const Reach& from,
               std::span<const LinkId> targets,
               const LinkTimes& times,
               std::span<Duration> travel);
  /// Travel from each of `sources` to `to.place`, all link times taken of the slice of `to.when` (a
  /// static search backwards: an estimate that an operator may use); -1 where not reached within
  /// `to.longest`. \pre travel.size() == sources.size().
  void from_many(std::span<const LinkId> sources,
                 const Reach& to,
                 const LinkTimes& times,
                 std::span<Duration> travel);

 private:
  struct Scratch;
  struct Start;
  template <class Bound, class Settled>
  void search(const Start& start, const Bound& bound, const Settled& settled);
  struct Back;
  void search_back(LinkId to, std::size_t slice, const LinkTimes& times, Back back);
  Route route_to(LinkId to, TimeOfDay departure) const;

  std::unique_ptr<Scratch> scratch_;
  const RoadGraph* graph_;
};

/// Longer travel times than this (12 days) count as no way at all.
inline constexpr Duration search_horizon{1LL << 30U};

}  // namespace eveil::geo
