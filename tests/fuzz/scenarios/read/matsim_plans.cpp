// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/matsim_plans.hpp"

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

/// Activities and legs take turns in whatever comes.
struct Checked : eveil::scenarios::PlanTaker {
  void take(eveil::scenarios::PlanPerson person) override {
    if (person.id.empty()) std::abort();
    const bool none = person.activities.empty() && person.legs.empty();
    if (!none && person.activities.size() != person.legs.size() + 1) std::abort();
  }
};

}  // namespace

/// Any bytes are plans of MATSim, or a reason why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("eveil_fuzz_plans_" + std::to_string(::getpid()));
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  Checked checked;
  const auto crs = eveil::scenarios::read_matsim_plans(path.string(), checked);
  std::filesystem::remove(path);
  if (!crs && crs.error().message.empty()) std::abort();
  return 0;
}
