// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "geo/store/table.hpp"
#include "sim/events.hpp"

namespace eveil::output {

/// `/events` while it grows. \threads one.
class EventTable {
 public:
  static Expected<EventTable> create(const store::Group& root,
                                     const std::vector<std::string>& modes);
  /// A batch of a chunk's rows costs the least: it is packed as it comes.
  Expected<void> append(const sim::EventBatch& batch);
  Expected<void> close();

 private:
  explicit EventTable(store::TableWriter writer) : writer_(std::move(writer)) {}
  store::TableWriter writer_;
};

}  // namespace eveil::output
