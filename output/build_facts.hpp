// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// Defined by a source that the build writes (cmake/build_facts.cmake).
namespace eveil::output {

/// `0.1.0`.
std::string_view program_version();

/// The commit that was built, with `-changed` where the tree differed from it; `unknown` outside a
/// checkout.
std::string_view git_commit();

/// Compiler and libraries of the build: `GNU 12.2.0|HDF5 1.10.8|…`.
std::string_view build_libraries();

}  // namespace eveil::output
