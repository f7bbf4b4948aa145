// SPDX-License-Identifier: Apache-2.0
#include "geo/base/math.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace eveil;

namespace {

struct Case {
  double x;
  double expected;
};

}  // namespace

// The bits are part of every result: another build or processor that gives others would change them
// all. Each value was compared with 200-bit arithmetic and is within 1 unit of the last place.
TEST_CASE("exp and log have pinned bits", "[base][math]") {
  const Case exps[] = {{1.0, 0x1.5bf0a8b14576ap+1},
                       {-0.5, 0x1.368b2fc6f960ap-1},
                       {10.0, 0x1.5829dcf95056p+14},
                       {-700.0, 0x1.14f2b0fb9307fp-1010},
                       {0x1.0624dd2f1a9fcp-10, 0x1.0041919b7ee34p+0}};
  for (const Case& c : exps) CHECK(math::exp(c.x) == c.expected);
  const Case logs[] = {{2.0, 0x1.62e42fefa39efp-1},
                       {10.0, 0x1.26bb1bbb55516p+1},
                       {0x1.56e1fc2f8f359p-997, -0x1.5963447f87fb5p+9},
                       {0x1.999999999999ap-4, -0x1.26bb1bbb55515p+1}};
  for (const Case& c : logs) CHECK(math::log(c.x) == c.expected);
}

TEST_CASE("sin and cos have pinned bits", "[base][math]") {
  const Case sines[] = {{1.0, 0x1.aed548f090ceep-1},
                        {-0x1.0b9999999999ap+5, -0x1.ca081198e3f66p-1},
                        {100'000.0, 0x1.24daa9c527e96p-5}};
  for (const Case& c : sines) CHECK(math::sin(c.x) == c.expected);
  const Case cosines[] = {{1.0, 0x1.14a280fb5068cp-1},
                          {-0x1.0b9999999999ap+5, -0x1.c99b7d1c2d159p-2},
                          {100'000.0, -0x1.ffac3841b3da7p-1}};
  for (const Case& c : cosines) CHECK(math::cos(c.x) == c.expected);
}

TEST_CASE("pow and atan2 have pinned bits", "[base][math]") {
  CHECK(math::pow(0x1.199999999999ap+0, 4.0) == 0x1.76cf41f212d79p+0);
  CHECK(math::pow(2.0, 0.5) == 0x1.6a09e667f3bcdp+0);
  CHECK(math::pow(0x1.3333333333333p-2, -0x1.599999999999ap+1) == 0x1.9cf20361e0165p+4);
  CHECK(math::atan2(1.0, 2.0) == 0x1.dac670561bb4fp-2);
  CHECK(math::atan2(-3.0, -4.0) == -0x1.3fc176b7a856p+1);
}

TEST_CASE("the ends of the range are as in the C library", "[base][math]") {
  CHECK(std::isinf(math::exp(800.0)));
  CHECK(math::exp(-800.0) == 0.0);
  CHECK(math::exp(0.0) == 1.0);
  CHECK(math::log(1.0) == 0.0);
  CHECK((std::isinf(math::log(0.0)) && math::log(0.0) < 0.0));
  CHECK(std::isnan(math::log(-1.0)));
  CHECK(math::pow(0.0, 0.0) == 1.0);
}
