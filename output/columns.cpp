// SPDX-License-Identifier: Apache-2.0
#include "output/columns.hpp"

namespace eveil::output {

Expected<store::TableWriter> open_table(const store::Group& root, const TableSpec& table) {
  EVEIL_TRY(store::TableWriter writer, store::TableWriter::create(root, table.path, table.columns));
  EVEIL_CHECK(writer.group().set("description", table.description));
  return writer;
}

Expected<void> Columns::write(const store::Group& root) const {
  EVEIL_TRY(store::TableWriter writer, open_table(root, *table_));
  EVEIL_CHECK(append_to(writer));
  EVEIL_CHECK(writer.close());
  return {};
}

}  // namespace eveil::output
