// SPDX-License-Identifier: Apache-2.0
#include "geo/base/random.hpp"

#include <cmath>

#include "geo/base/error.hpp"
#include "geo/base/math.hpp"

namespace eveil {

namespace {

std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 30U;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27U;
  x *= 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53U} * counter[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57U} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

std::uint64_t stable_name(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return mixed(hash);
}

std::uint64_t stable_name(std::initializer_list<std::uint64_t> parts) {
  std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
  for (const std::uint64_t part : parts)
    hash = mixed(hash + 0x9e3779b97f4a7c15ULL) ^ mixed(part + hash);
  return mixed(hash);
}

std::uint64_t Draw::bits() {
  const auto block = philox(counter_, key_);
  ++counter_[3];
  return (std::uint64_t{block[1]} << 32U) | block[0];
}

double Draw::uniform() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }

double Draw::open_uniform() { return (static_cast<double>(bits() >> 12U) + 0.5) * 0x1.0p-52; }

std::uint64_t Draw::below(std::uint64_t count) {
  EVEIL_ASSERT(count > 0);
  const auto row = static_cast<std::uint64_t>(uniform() * static_cast<double>(count));
  return row < count ? row : count - 1;
}

double Draw::normal() {
  const double radius = std::sqrt(-2.0 * math::log(open_uniform()));
  return radius * math::cos(6.283185307179586 * uniform());
}

double Draw::gumbel() { return -math::log(-math::log(open_uniform())); }

std::size_t Draw::weighted(std::span<const double> weights) {
  double total = 0.0;
  for (const double weight : weights) total += weight;
  EVEIL_ASSERT(total > 0.0);
  double left = uniform() * total;
  std::size_t last = 0;
  for (std::size_t row = 0; row < weights.size(); ++row) {
    if (weights[row] <= 0.0) continue;
    last = row;
    left -= weights[row];
    if (left < 0.0) return row;
  }
  return last;
}

}  // namespace eveil
