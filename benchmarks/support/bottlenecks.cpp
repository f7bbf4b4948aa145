// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/bottlenecks.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace eveil::benchmarks {

namespace {

constexpr double asked = 1.3;  // of the capacity
constexpr double longest = 2000.0;

class Finder {
 public:
  explicit Finder(const geo::Network& network)
      : network_(network), adjacency_(geo::adjacency_of(network)), taken_(network.node_count()) {}

  std::vector<Bottleneck> run() {
    std::vector<Bottleneck> found;
    for (const geo::LinkId link : network_.from.ids()) {
      if (auto jam = at(link)) {
        // Nothing of another one may come near.
        for (const Bottleneck::Way& way : jam->ways) {
          for (const geo::LinkId part : way.route) {
            taken_[network_.from[part]] = taken_[network_.to[part]] = 1;
          }
        }
        found.push_back(std::move(*jam));
      }
    }
    return found;
  }

 private:
  bool free(geo::LinkId link) const {
    return taken_[network_.from[link]] == 0 && taken_[network_.to[link]] == 0;
  }
  bool may_follow(geo::LinkId link, geo::LinkId next) const {
    return network_.reverse[link] != next && !network_.forbids(link, next);
  }

  std::optional<Bottleneck> at(geo::LinkId link) const {
    const VehiclesPerSecond capacity = network_.capacity[link];
    if (!free(link) || network_.length[link].value > longest) return std::nullopt;
    geo::LinkId next = geo::LinkId::none();
    for (const geo::LinkId other : adjacency_.leaving[network_.to[link]]) {
      if (may_follow(link, other) && network_.capacity[other] >= capacity && free(other)) {
        next = other;
        break;
      }
    }
    if (!next.valid()) return std::nullopt;
    Bottleneck jam;
    jam.link = link;
    VehiclesPerSecond through{};
    for (const geo::LinkId way : adjacency_.entering[network_.from[link]]) {
      if (!may_follow(way, link) || !free(way)) continue;
      jam.ways.push_back({{way, link, next}, {}});
      through += network_.capacity[way];
    }
    if (through.value < 1.5 * capacity.value) return std::nullopt;
    for (Bottleneck::Way& way : jam.ways) {
      const double rate =
          asked * capacity.value * (network_.capacity[way.route.front()].value / through.value);
      const double between_ms = 1000.0 / rate;
      const double span_ms =
          static_cast<double>((Bottleneck::last_departure - Bottleneck::first_departure).ms);
      for (double at = between_ms / 2.0; at < span_ms; at += between_ms) {
        way.departures.push_back(Bottleneck::first_departure +
                                 Duration{static_cast<std::int64_t>(at)});
      }
    }
    return jam;
  }

  const geo::Network& network_;
  geo::Adjacency adjacency_;
  Column<geo::NodeId, std::uint8_t> taken_;
};

}  // namespace

std::vector<Bottleneck> find_bottlenecks(const geo::Network& network, std::size_t most) {
  std::vector<Bottleneck> all = Finder(network).run();
  if (all.size() <= most) return all;
  std::vector<Bottleneck> some;
  for (std::size_t row = 0; row < most; ++row) {
    some.push_back(std::move(all[row * all.size() / most]));
  }
  return some;
}

}  // namespace eveil::benchmarks
