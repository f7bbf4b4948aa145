// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/bare_queues.hpp"

#include <algorithm>
#include <bit>

#include "geo/base/error.hpp"
#include "geo/routing/road_router.hpp"

namespace eveil::benchmarks {

namespace {

constexpr std::uint32_t none = 0xffffffffU;
constexpr std::uint32_t end_of_route = 0xfffffffeU;

}  // namespace

BareQueues::BareQueues(const geo::Network& network, std::size_t route_room)
    : routes_(std::bit_ceil(route_room), end_of_route),
      buckets_(span_s, none),
      starts_(span_s, none),
      free_vehicle_(none),
      now_s_(day_start.ms / 1000) {
  for (const geo::LinkId link : network.from.ids()) {
    const auto free_ms = static_cast<std::int32_t>(geo::free_flow_ms(network, link));
    EVEIL_ASSERT(free_ms < (span_s - 1) * 1000);
    links_.push_back({none, none, none, free_ms, 0, 0});
  }
}

std::uint64_t BareQueues::arrival_mark(TimeOfDay at, std::uint64_t trip) {
  // Odd multipliers: any two arrivals that differ in one of the two differ in their mark.
  return (static_cast<std::uint64_t>(at.ms) * 0x9e3779b97f4a7c15ULL) ^
         ((trip + 1) * 0xc2b2ae3d27d4eb4fULL);
}

void BareQueues::depart(TimeOfDay at, std::uint32_t trip, std::span<const geo::LinkId> route) {
  std::uint32_t vehicle = free_vehicle_;
  if (vehicle == none) {
    vehicle = static_cast<std::uint32_t>(vehicles_.size());
    vehicles_.emplace_back();
  } else {
    free_vehicle_ = vehicles_[vehicle].next;
  }
  const auto mask = static_cast<std::uint32_t>(routes_.size() - 1);
  const std::uint32_t first = route_end_ & mask;
  for (const geo::LinkId link : route.subspan(1)) routes_[route_end_++ & mask] = link.value;
  routes_[route_end_++ & mask] = end_of_route;
  const auto bucket = static_cast<std::size_t>(at.ms / 1000 % span_s);
  vehicles_[vehicle] = {starts_[bucket], at.ms, first, trip};
  starts_[bucket] = vehicle;
}

void BareQueues::due(std::uint32_t link, std::int32_t ready_ms) {
  const std::int32_t second = std::max(ready_ms / 1000, now_s_ + 1);
  std::uint32_t& bucket = buckets_[static_cast<std::size_t>(second % span_s)];
  links_[link].next_due = bucket;
  bucket = link;
}

/// From where it is, at its time, into the next link of its route.
void BareQueues::go_on(std::uint32_t vehicle) {
  Vehicle& row = vehicles_[vehicle];
  const std::uint32_t into = routes_[row.cursor];
  row.cursor = (row.cursor + 1) & static_cast<std::uint32_t>(routes_.size() - 1);
  if (into == end_of_route) {
    ++arrived_;
    answer_ += arrival_mark({row.ready_ms}, row.trip);
    row.next = free_vehicle_;
    free_vehicle_ = vehicle;
    return;
  }
  Link& link = links_[into];
  row.ready_ms += link.free_ms;
  row.next = none;
  ++link.entries;
  if (link.head == none) {
    link.head = vehicle;
    due(into, row.ready_ms);
  } else {
    vehicles_[link.tail].next = vehicle;
  }
  link.tail = vehicle;
}

void BareQueues::run_window() {
  const std::int32_t end_ms = (now_s_ + 1) * 1000;
  const auto now = static_cast<std::size_t>(now_s_ % span_s);
  std::uint32_t vehicle = starts_[now];
  starts_[now] = none;
  while (vehicle != none) {
    const std::uint32_t next = vehicles_[vehicle].next;
    go_on(vehicle);
    vehicle = next;
  }
  std::uint32_t at = buckets_[now];
  buckets_[now] = none;
  while (at != none) {
    Link& link = links_[at];
    const std::uint32_t next_due = link.next_due;
    while (link.head != none && vehicles_[link.head].ready_ms < end_ms) {
      const std::uint32_t first = link.head;
      link.head = vehicles_[first].next;
      go_on(first);
    }
    if (link.head != none) due(at, vehicles_[link.head].ready_ms);
    at = next_due;
  }
  ++now_s_;
}

std::uint64_t BareQueues::entries() const {
  std::uint64_t sum = 0;
  for (const Link& link : links_) sum += link.entries;
  return sum;
}

}  // namespace eveil::benchmarks
