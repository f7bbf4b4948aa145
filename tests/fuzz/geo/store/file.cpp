// SPDX-License-Identifier: Apache-2.0
#include "geo/store/file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

#include "geo/store/digest.hpp"
#include "tests/fuzz/support/hdf5_file.hpp"
#include "tests/geo/store/sample.hpp"

// Any bytes are a file of columns or a reason why not, which names the file.

/// HDF5 1.10 forgets memory of its own when it gives up on a damaged file.
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }

namespace {

using namespace eveil;

const fuzz::Seed& seed() {
  static const fuzz::Seed made([](const std::filesystem::path& file) {
    test::Sample sample;
    sample.rows = 40;
    sample.layout.chunk_rows = 16;
    return test::write_sample(file, sample).has_value();
  });
  return made;
}

bool reads(const std::filesystem::path& file) {
  const auto digest = store::digest_of(file, {});
  if (digest) return true;
  if (digest.error().where.rfind(file.string(), 0) != 0) std::abort();
  return false;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t most,
                                               unsigned number) {
  return fuzz::mutated(seed(), data, size, most, number);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto& campaign = *new fuzz::Campaign("store_");
  fuzz::write_bytes(campaign.place, {data, size});
  campaign.meet([&] { return reads(campaign.place); });
  return 0;
}
