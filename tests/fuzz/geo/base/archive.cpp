// SPDX-License-Identifier: Apache-2.0
#include "geo/base/archive.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

namespace {

struct Row {
  std::uint32_t a = 0;
  std::uint16_t b = 0;
};

struct Nest {
  std::vector<std::vector<Row>> rows;
  eveil::Column<eveil::Index<struct RowTag>, std::uint8_t> column;
  bool flag = false;

  void visit(eveil::Archive& archive) {
    archive.part("nest");
    archive(rows, column, flag);
    archive.require(column.size() < 1000, "fewer than 1000");
  }
};

}  // namespace

// What is read is never larger than what it was read from.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eveil;
  Nest nest;
  Archive archive = Archive::reader(std::as_bytes(std::span(data, size)));
  archive(nest);
  if (nest.rows.size() > size || nest.column.size() > size) std::abort();
  static_cast<void>(archive.finish("fuzz"));
  return 0;
}
