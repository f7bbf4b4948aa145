// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "geo/base/error.hpp"
#include "output/run_facts.hpp"
#include "sim/records.hpp"
#include "sim/world.hpp"

namespace eveil::output {

/// One recorded day as a whole result file of its own, without indicators and convergence.
///
/// \threads one thread; the world must outlive it.
class DaySegment {
 public:
  static Expected<DaySegment> create(const std::filesystem::path& path,
                                     const sim::World& world,
                                     const RunFacts& facts,
                                     std::uint32_t day);
  /// Appends rows to their table. Trips come in the order of their ids, from the first to the last.
  /// \errors failed: the disk, or rows that are out of order.
  Expected<void> take(const sim::Batch& batch);
  /// Writes what was gathered, syncs, and puts the file under its name.
  Expected<void> close();

  DaySegment(DaySegment&&) noexcept;
  DaySegment& operator=(DaySegment&&) noexcept;
  ~DaySegment();

 private:
  struct Parts;
  explicit DaySegment(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace eveil::output
