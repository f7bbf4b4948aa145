// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The functions whose last bit differs between processors in the C library, with pinned bits.
///
/// Model code calls these and never std::exp and its kin. They are pure and thread-safe.
/// \source SLEEF 3.5, deterministic scalar family `cinz_…_u10purec` (error at most 1.0 ulp).
namespace eveil::math {

double exp(double x);
double log(double x);
double pow(double x, double y);
double sin(double x);
double cos(double x);
double atan2(double y, double x);

}  // namespace eveil::math
