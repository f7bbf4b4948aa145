// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "output/build_facts.hpp"

namespace eveil::output {

/// How a file came about: what differs between two runs of equal content.
/// The machine's name and the user's are left out on purpose.
struct Provenance {
  std::vector<std::string> command_line;
  std::string started;  ///< as `now_utc` writes it
  std::uint32_t threads = 0;
};

/// The present moment, `2026-11-23T08:15:02Z`.
std::string now_utc();

/// Compiler and libraries with their versions at build, in a fixed order.
std::vector<std::pair<std::string, std::string>> library_versions();

/// Fills `/provenance` (command line, versions, threads) and sets the root's `started` and `ended`;
/// `ended` is the moment of the call. Digests leave all of it out.
/// \errors failed: the disk.
Expected<void> write_provenance(const store::Group& provenance, const Provenance& facts);

}  // namespace eveil::output
