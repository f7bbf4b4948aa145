// SPDX-License-Identifier: Apache-2.0
#include "geo/store/ragged.hpp"

#include <fmt/format.h>

#include <utility>

namespace eveil::store {

Expected<void> write_offsets(const Group& group, std::span<const std::uint64_t> offsets) {
  return group.write({"offsets",
                      ValueType::uint64,
                      "1",
                      "row i is the values from offsets[i] up to, without, offsets[i + 1]",
                      {}},
                     offsets);
}

Expected<std::vector<std::uint64_t>> read_offsets(const Group& group, std::uint64_t values) {
  EVEIL_TRY(auto offsets, group.read<std::uint64_t>("offsets"));
  const std::string where = group.where("offsets");
  if (offsets.empty() || offsets.front() != 0) return bad_input(where, "does not start with 0");
  for (std::size_t row = 1; row < offsets.size(); ++row) {
    if (offsets[row] < offsets[row - 1]) {
      return bad_input(fmt::format("{}:{}", where, row),
                       fmt::format("falls from {} to {}", offsets[row - 1], offsets[row]));
    }
  }
  if (offsets.back() != values) {
    return bad_input(where,
                     fmt::format("ends at {} and there are {} values", offsets.back(), values));
  }
  return offsets;
}

Expected<void> write_ragged(const Group& parent,
                            std::string_view name,
                            ColumnSpec spec,
                            std::span<const std::uint64_t> offsets,
                            Values values) {
  EVEIL_TRY(const Group group, parent.create(name));
  EVEIL_CHECK(write_offsets(group, offsets));
  spec.name = "values";
  return group.write(spec, values);
}

}  // namespace eveil::store
