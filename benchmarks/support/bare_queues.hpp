// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/base/units.hpp"
#include "geo/network/network.hpp"

namespace eveil::benchmarks {

/// The least that a queue simulation can do: the limit that the engine is held against.
///
/// Links are lists of vehicles, first in first out, and let everybody go at the end of the free
/// travel time: no capacity, no storage, no gaps, no records but a count a link. Windows of one
/// second; one calendar bucket a second holds the links whose head can leave then. A trip arrives
/// when it departed plus the free times of its links, to the millisecond: so its answer is known.
///
///     bucket of second s ─▶ link ─▶ link          link:    32 bytes
///                            │ head … tail        vehicle: 16 bytes
///                            ▼
///                            vehicle ─▶ vehicle   route:   4 bytes a link, in a ring
class BareQueues {
 public:
  /// \param route_room  links of routes that are under way at most, and of those that departed
  /// since
  BareQueues(const geo::Network& network, std::size_t route_room);

  /// As `sim::Traffic::depart`; `at` is less than `span_s` seconds away.
  void depart(TimeOfDay at, std::uint32_t trip, std::span<const geo::LinkId> route);
  void run_window();
  TimeOfDay now() const { return {now_s_ * 1000}; }

  std::uint64_t entries() const;
  std::uint64_t arrived() const { return arrived_; }
  /// A sum over `arrival_mark` of all arrivals: the same in any order.
  std::uint64_t answer() const { return answer_; }
  static std::uint64_t arrival_mark(TimeOfDay at, std::uint64_t trip);

  static constexpr std::int32_t span_s = 1024;

 private:
  struct Link {
    std::uint32_t head;
    std::uint32_t tail;
    std::uint32_t next_due;  // in the bucket
    std::int32_t free_ms;
    std::uint64_t entries;
    std::uint64_t padding;
  };
  struct Vehicle {
    std::uint32_t next;
    std::int32_t ready_ms;
    std::uint32_t cursor;  // of the link that it enters next
    std::uint32_t trip;
  };
  static_assert(sizeof(Link) == 32 && sizeof(Vehicle) == 16);

  void due(std::uint32_t link, std::int32_t ready_ms);
  void go_on(std::uint32_t vehicle);

  std::vector<Link> links_;
  std::vector<Vehicle> vehicles_;
  std::vector<std::uint32_t> routes_;   // a ring
  std::vector<std::uint32_t> buckets_;  // [second % span_s]: links
  std::vector<std::uint32_t> starts_;   // [second % span_s]: vehicles
  std::uint32_t free_vehicle_;
  std::uint32_t route_end_ = 0;
  std::int32_t now_s_;
  std::uint64_t arrived_ = 0;
  std::uint64_t answer_ = 0;
};

}  // namespace eveil::benchmarks
