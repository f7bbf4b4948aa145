// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/route_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "geo/routing/road_router.hpp"

namespace eveil::benchmarks {

namespace {

constexpr std::size_t searches_a_batch = 512;
constexpr std::size_t searches_a_task = 64;
constexpr std::size_t most_batches = 400;
constexpr double within_a_tile = 0.75;  // share of searches with both ends in one tile

class Maker {
 public:
  Maker(const Tiles& pattern, const PoolWish& wish)
      : tiles_(pattern),
        wish_(wish),
        graph_(pattern.network(), geo::access_car),
        times_(geo::LinkTimes::free_flow(pattern.network())),
        free_(times_),
        peak_(wish.peak_trips / static_cast<double>(wish.routes)) {
    pool_.asked.assign(tiles_.local_count(), 0.0);
    for (std::uint32_t local = 0; local < tiles_.local_count(); ++local) {
      const geo::LinkId link = tiles_.link({0, 0, local});
      limit_.push_back(wish.filling * in_vehicles_per_hour(pattern.network().capacity[link]));
    }
  }

  Expected<RoutePool> run() {
    std::vector<std::vector<geo::LinkId>> found(searches_a_batch);
    for (std::size_t batch = 0; batch < most_batches; ++batch) {
      parallel::for_each_chunk(
          searches_a_batch, searches_a_task, [&](std::size_t first, std::size_t last) {
            geo::RoadSearch search(graph_);
            for (std::size_t row = first; row < last; ++row) {
              found[row] = route(search, batch * searches_a_batch + row);
            }
          });
      for (const auto& links : found) {
        cut(links);
        if (pool_.size() == wish_.routes) return std::move(pool_);
      }
      raise_times();
    }
    return failed(
        "demand",
        fmt::format(
            "only {} of {} routes found within the roads' capacity", pool_.size(), wish_.routes));
  }

 private:
  std::vector<geo::LinkId> route(geo::RoadSearch& search, std::uint64_t name) const {
    Draw draw(wish_.seed, Purpose::sample, name);
    const std::size_t here = draw.below(4);
    const std::size_t there = draw.uniform() < within_a_tile ? here : draw.below(4);
    const auto any = [&](std::size_t tile) {
      return geo::LinkId(tile * tiles_.tile_links() + draw.below(tiles_.tile_links()));
    };
    const geo::LinkId from = any(here);
    return search.fastest(from, any(there), time_of_day(8), times_).links;
  }

  std::size_t wanted_length() const {
    Draw draw(wish_.seed, Purpose::chain, pool_.size());
    return wish_.shortest + draw.below(wish_.longest - wish_.shortest + 1);
  }

  /// As many pieces as fit, one behind the other; behind a link that is asked for enough after it.
  void cut(std::span<const geo::LinkId> links) {
    std::size_t from = 0;
    while (pool_.size() < wish_.routes) {
      const std::size_t length = wanted_length();
      if (from + length + 1 > links.size()) return;
      const auto piece = links.subspan(from, length + 1);
      const std::size_t full = behind_full(piece);
      if (full == 0) take(piece);
      from += full == 0 ? length : full;
    }
  }

  /// Behind the last link that is asked for enough; 0 if none is. A vehicle departs at the end of
  /// the first link, with that link's capacity.
  std::size_t behind_full(std::span<const geo::LinkId> piece) const {
    for (std::size_t at = piece.size(); at-- > 0;) {
      const std::uint32_t local = tiles_.place_of(piece[at]).local;
      if (pool_.asked[local] + peak_ > limit_[local]) return at + 1;
    }
    return 0;
  }

  void take(std::span<const geo::LinkId> piece) {
    TileLink low{2, 2, 0};
    TileLink high{0, 0, 0};
    for (const geo::LinkId link : piece) {
      const TileLink at = tiles_.place_of(link);
      low = {std::min(low.column, at.column), std::min(low.row, at.row), 0};
      // A joint needs the next tile, too.
      const std::size_t joint = at.local < tiles_.tile_links() ? 0 : at.local - tiles_.tile_links();
      const bool is_joint = at.local >= tiles_.tile_links();
      const bool north = joint >= (tiles_.local_count() - tiles_.tile_links()) / 2;
      high = {std::max(high.column, at.column + (is_joint && !north ? 1 : 0)),
              std::max(high.row, at.row + (is_joint && north ? 1 : 0)),
              0};
    }
    for (const geo::LinkId link : piece) {
      const TileLink at = tiles_.place_of(link);
      const std::size_t tile = (at.column - low.column) + 2 * (at.row - low.row);
      pool_.step.push_back(static_cast<std::uint32_t>(at.local + tiles_.local_count() * tile));
      pool_.asked[at.local] += peak_;
    }
    pool_.first.push_back(pool_.step.size());
    pool_.span.push_back({static_cast<std::uint8_t>(high.column - low.column + 1),
                          static_cast<std::uint8_t>(high.row - low.row + 1)});
  }

  /// Four times free flow where a link is asked for all it may be.
  void raise_times() {
    parallel::for_each_row(tiles_.network().link_count(), [&](std::size_t row) {
      const geo::LinkId link(row);
      const std::uint32_t local = tiles_.place_of(link).local;
      const double share = pool_.asked[local] / limit_[local];
      const double factor = 1.0 + 3.0 * share * share;
      for (std::size_t slice = 0; slice < slice_count; ++slice) {
        times_.at(link, slice) =
            static_cast<std::uint32_t>(static_cast<double>(free_.at(link, slice)) * factor);
      }
    });
  }

  const Tiles& tiles_;
  const PoolWish& wish_;
  geo::RoadGraph graph_;
  geo::LinkTimes times_;
  geo::LinkTimes free_;
  double peak_;
  std::vector<double> limit_;  // by local link
  RoutePool pool_;
};

}  // namespace

Expected<RoutePool> make_route_pool(const Tiles& pattern, const PoolWish& wish) {
  return Maker(pattern, wish).run();
}

}  // namespace eveil::benchmarks
