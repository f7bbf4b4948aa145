// SPDX-License-Identifier: Apache-2.0
#include "output/event_table.hpp"

#include "output/columns.hpp"
#include "output/schema.hpp"

namespace eveil::output {

Expected<EventTable> EventTable::create(const store::Group& root,
                                        const std::vector<std::string>& modes) {
  EVEIL_TRY(store::TableWriter writer, open_table(root, events_table(modes)));
  return EventTable(std::move(writer));
}

Expected<void> EventTable::append(const sim::EventBatch& batch) {
  return writer_.append(
      {batch.time_ms, batch.type, batch.person, batch.vehicle, batch.link, batch.stop, batch.mode});
}

Expected<void> EventTable::close() {
  EVEIL_CHECK(writer_.close());
  return {};
}

}  // namespace eveil::output
