// SPDX-License-Identifier: Apache-2.0
#include "geo/store/packing.hpp"

#include <catch2/catch.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "geo/base/parallel.hpp"
#include "geo/store/digest.hpp"
#include "geo/store/table.hpp"
#include "geo/store/unpacked.hpp"
#include "tests/geo/store/sample.hpp"
#include "tests/geo/store/scratch.hpp"

using namespace eveil;

namespace {

std::string packed_alone(const store::Chunk& chunk) {
  store::Packer packer;
  const auto bytes = packer.pack(chunk);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Five columns, of 40 chunks each: more than are packed at once.
Expected<void> write_many_chunks(const std::filesystem::path& path, std::size_t batch) {
  EVEIL_TRY(auto file, store::File::create(path));
  EVEIL_TRY(auto table,
            store::TableWriter::create(file.root(),
                                       "t",
                                       {{"a", store::ValueType::int32, "1", "row", {}},
                                        {"b", store::ValueType::float64, "m", "square", {}},
                                        {"c", store::ValueType::float64, "m", "nothing", {}},
                                        {"d", store::ValueType::uint8, "1", "low byte", {}},
                                        {"e", store::ValueType::text, "1", "its name", {}}},
                                       {.chunk_rows = 100, .deflate = 1}));
  for (std::size_t first = 0; first < 3950; first += batch) {
    std::vector<std::int32_t> a;
    std::vector<double> b;
    std::vector<std::uint8_t> d;
    std::vector<std::string> e;
    for (std::size_t row = first; row < std::min<std::size_t>(3950, first + batch); ++row) {
      a.push_back(static_cast<std::int32_t>(row));
      b.push_back(static_cast<double>(row * row));
      d.push_back(static_cast<std::uint8_t>(row));
      e.push_back("row " + std::to_string(row));
    }
    EVEIL_CHECK(table.append({a, b, std::vector<double>(a.size(), 0.0), d, e}));
  }
  EVEIL_CHECK(table.close());
  return file.commit();
}

}  // namespace

TEST_CASE("chunks packed side by side have the bytes that each has alone", "[geo/store][packing]") {
  std::vector<std::byte> noise(std::size_t{32} * 800);
  std::uint64_t state = 1;
  for (auto& byte : noise) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    byte = static_cast<std::byte>(state >> 61U);  // eight values, so that it packs
  }
  std::vector<store::Chunk> chunks;
  for (std::size_t i = 0; i < store::most_at_once; ++i) {
    // Of 8 and 4 bytes; each third one is short, and its rest zeros.
    const std::size_t rows = i % 3 == 0 ? 400 : 800;
    chunks.push_back({std::span(noise).subspan(i * 800, rows), i % 2 == 0 ? 8U : 4U, 800, 1});
  }
  for (const std::size_t threads : {1, 2, 3}) {
    const parallel::ThreadLimit limit(threads);
    store::ChunkPacker packer;
    for (int turn = 0; turn < 2; ++turn) {  // the second time with used packers
      const auto packed = packer.pack(chunks);
      REQUIRE(packed.size() == chunks.size());
      for (std::size_t i = 0; i < chunks.size(); ++i) {
        const std::string bytes(reinterpret_cast<const char*>(packed[i].data()), packed[i].size());
        CHECK(bytes == packed_alone(chunks[i]));
      }
    }
  }
}

TEST_CASE("a table has the same bytes on one, two and three threads, however its rows came",
          "[geo/store][packing]") {
  const test::Scratch scratch;
  std::vector<std::vector<char>> files;
  for (const std::size_t threads : {1, 2, 3}) {
    for (const std::size_t batch : {3950, 77}) {
      const parallel::ThreadLimit limit(threads);
      const auto path = scratch / ("t" + std::to_string(files.size()) + ".h5");
      REQUIRE(write_many_chunks(path, batch));
      files.push_back(test::bytes_of(path));
    }
  }
  for (const auto& bytes : files) CHECK(bytes == files.front());
  const auto file = store::File::open(scratch / "t1.h5");
  REQUIRE(file);
  const auto b = file->root().read<double>("t/b");
  REQUIRE(b);
  CHECK((*b)[3949] == 3949.0 * 3949.0);
  CHECK(file->root().read<std::string>("t/e")->at(3000) == "row 3000");
}

TEST_CASE("a file left unpacked has the same content, and is packed on its way into another",
          "[geo/store][packing]") {
  const test::Scratch scratch;
  auto plain = store::File::create(scratch / "plain.h5");
  REQUIRE(plain);
  store::leave_unpacked(plain->root());
  REQUIRE(test::write_links(plain->root(), {}));  // numbers, words, flags and text
  REQUIRE(test::write_zones(plain->root(), {}));
  REQUIRE(plain->commit());

  const auto from = store::File::open(scratch / "plain.h5");
  REQUIRE(from);
  auto to = store::File::create(scratch / "copy.h5");
  REQUIRE(to);
  const auto links = to->root().create("links");
  REQUIRE(links);
  for (const char* name : {"id", "length_m", "mode", "open", "name"}) {
    REQUIRE(links->copy(*from->root().open("links"), name));
  }
  REQUIRE(to->commit());
  auto direct = store::File::create(scratch / "direct.h5");
  REQUIRE(direct);
  REQUIRE(test::write_links(direct->root(), {}));
  REQUIRE(direct->commit());
  CHECK(store::digest_of(scratch / "copy.h5", {}).value() ==
        store::digest_of(scratch / "direct.h5", {}).value());
  // 300 rows of 8 + 8 + 1 + 1 + 15 bytes are 9,900 as they are.
  CHECK(std::filesystem::file_size(scratch / "plain.h5") >
        std::filesystem::file_size(scratch / "copy.h5") + 3000);
}
