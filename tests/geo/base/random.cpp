// SPDX-License-Identifier: Apache-2.0
#include "geo/base/random.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

using namespace eveil;

using Block = std::array<std::uint32_t, 4>;

// Random123, tests/kat_vectors, lines "philox4x32 10".
TEST_CASE("Philox 4x32-10 gives the published blocks", "[base][random]") {
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(philox({ones, ones, ones, ones}, {ones, ones}) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a draw depends on seed, purpose, name and number, and on nothing else",
          "[base][random]") {
  Draw draw(1, Purpose::home, 42);
  const std::uint64_t first = draw.bits();
  const std::uint64_t second = draw.bits();
  Draw same(1, Purpose::home, 42);
  CHECK(same.bits() == first);
  CHECK(same.bits() == second);
  // The block of counter (42, 0, home, 0) under key (1, 0).
  const Block block = philox({42, 0, static_cast<std::uint32_t>(Purpose::home), 0}, {1, 0});
  CHECK(first == ((std::uint64_t{block[1]} << 32U) | block[0]));
  const std::set<std::uint64_t> different{first,
                                          second,
                                          Draw(2, Purpose::home, 42).bits(),
                                          Draw(std::uint64_t{1} << 32U, Purpose::home, 42).bits(),
                                          Draw(1, Purpose::age, 42).bits(),
                                          Draw(1, Purpose::home, 43).bits(),
                                          Draw(1, Purpose::home, std::uint64_t{42} << 32U).bits()};
  CHECK(different.size() == 7);
}

TEST_CASE("names of ids and joined names stay what they are between versions", "[base][random]") {
  // FNV-1a 64 of "" is 0xcbf29ce484222325, of "a" 0xaf63dc4c8601ec8c; both then through
  // SplitMix64's finaliser.
  CHECK(stable_name("") == 0xf52a15e9a9b5e89bULL);
  CHECK(stable_name("a") == 0x02c0bdbf481420f8ULL);
  CHECK(stable_name({1, 2}) != stable_name({2, 1}));
  CHECK(stable_name({1}) != stable_name({1, 0}));
  CHECK(stable_name({7, 9}) == stable_name({7, 9}));
}

// 100 000 uniforms: mean 1/2 ± 4 · sqrt(1/12 / n) = ± 0.0037; each tenth 10 000 ± 4 · sqrt(n ·
// 0.09) = ± 380.
TEST_CASE("uniform draws fill their range evenly and stay inside", "[base][random]") {
  constexpr int count = 100'000;
  Draw draw(7, Purpose::sample, 0);
  double total = 0.0;
  std::array<int, 10> tenths{};
  for (int i = 0; i < count; ++i) {
    const double x = draw.uniform();
    REQUIRE((x >= 0.0 && x < 1.0));
    total += x;
    ++tenths[static_cast<std::size_t>(x * 10.0)];
  }
  CHECK(total / count == Approx(0.5).margin(0.0037));
  for (const int tenth : tenths) CHECK(std::abs(tenth - 10'000) < 380);
  for (int i = 0; i < 10'000; ++i) {
    REQUIRE(draw.below(3) < 3);
    REQUIRE(draw.open_uniform() > 0.0);
    REQUIRE(draw.open_uniform() < 1.0);
  }
  CHECK(draw.below(1) == 0);
}

// Margins are 4 standard errors: normal mean 4/sqrt(n) and variance 4·sqrt(2/n); Gumbel mean
// 0.57722 (Euler) with standard deviation pi/sqrt(6) = 1.28255.
TEST_CASE("normal and Gumbel draws have the moments of their law", "[base][random]") {
  constexpr int count = 100'000;
  Draw draw(11, Purpose::taste, 3);
  double sum = 0.0;
  double squares = 0.0;
  double gumbels = 0.0;
  for (int i = 0; i < count; ++i) {
    const double x = draw.normal();
    sum += x;
    squares += x * x;
    gumbels += draw.gumbel();
  }
  CHECK(sum / count == Approx(0.0).margin(4.0 / std::sqrt(count)));
  CHECK(squares / count == Approx(1.0).margin(4.0 * std::sqrt(2.0 / count)));
  CHECK(gumbels / count == Approx(0.57722).margin(4.0 * 1.28255 / std::sqrt(count)));
}

// Weights 1 : 0 : 3: a quarter, never, three quarters; margin 4 · sqrt(n · 3/16) = 548 of 100 000.
TEST_CASE("weighted draws follow their weights, and a weight of zero is never drawn",
          "[base][random]") {
  const std::vector<double> weights{1.0, 0.0, 3.0, 0.0};
  std::array<int, 4> drawn{};
  Draw draw(5, Purpose::workplace, 9);
  for (int i = 0; i < 100'000; ++i) ++drawn[draw.weighted(weights)];
  CHECK(std::abs(drawn[0] - 25'000) < 548);
  CHECK(drawn[1] == 0);
  CHECK(drawn[3] == 0);
}
