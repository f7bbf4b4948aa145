// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/pool_file.hpp"

#include <cstdint>
#include <fstream>
#include <vector>

#include "geo/base/random.hpp"

namespace eveil::benchmarks {

namespace {

/// What a pool was made from; places and lengths are in the network's bytes.
std::uint64_t name_of(const Tiles& pattern, const PoolWish& wish) {
  std::uint64_t length_mm = 0;
  for (const Metres length : pattern.network().length) {
    length_mm += static_cast<std::uint64_t>(length.value * 1000.0);
  }
  return stable_name({pattern.network().link_count(),
                      pattern.network().forbidden_next.values().size(),
                      length_mm,
                      wish.routes,
                      wish.shortest,
                      wish.longest,
                      static_cast<std::uint64_t>(wish.peak_trips * 1000.0),
                      static_cast<std::uint64_t>(wish.filling * 1e6),
                      wish.seed});
}

template <class T>
void write(std::ofstream& file, const std::vector<T>& values) {
  const std::uint64_t count = values.size();
  file.write(reinterpret_cast<const char*>(&count), sizeof(count));
  file.write(reinterpret_cast<const char*>(values.data()),
             static_cast<std::streamsize>(count * sizeof(T)));
}

template <class T>
bool read(std::ifstream& file, std::vector<T>& values) {
  constexpr std::uint64_t most = 1'000'000'000;
  std::uint64_t count = 0;
  if (!file.read(reinterpret_cast<char*>(&count), sizeof(count)) || count > most) return false;
  values.resize(count);
  file.read(reinterpret_cast<char*>(values.data()),
            static_cast<std::streamsize>(count * sizeof(T)));
  return file.good();
}

}  // namespace

Expected<RoutePool> kept_route_pool(const std::filesystem::path& file,
                                    const Tiles& pattern,
                                    const PoolWish& wish) {
  const std::uint64_t name = name_of(pattern, wish);
  if (std::filesystem::exists(file)) {
    std::ifstream in(file, std::ios::binary);
    RoutePool pool;
    std::vector<std::uint64_t> names;
    if (!read(in, names) || names != std::vector<std::uint64_t>{name} || !read(in, pool.first) ||
        !read(in, pool.step) || !read(in, pool.span) || !read(in, pool.asked)) {
      return bad_input(file.string(), "holds no routes for these roads and wishes; remove it");
    }
    return pool;
  }
  EVEIL_TRY(RoutePool pool, make_route_pool(pattern, wish));
  std::ofstream out(file, std::ios::binary);
  write(out, std::vector<std::uint64_t>{name});
  write(out, pool.first);
  write(out, pool.step);
  write(out, pool.span);
  write(out, pool.asked);
  if (!out.flush()) return failed(file.string(), "could not be written");
  return pool;
}

}  // namespace eveil::benchmarks
