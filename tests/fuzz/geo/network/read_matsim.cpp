// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "geo/network/matsim.hpp"

/// Any bytes are a network of MATSim that holds its invariants, or a reason why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eveil::geo;
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("eveil_fuzz_network_" + std::to_string(::getpid()));
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto network = read_matsim_network(path.string());
  std::filesystem::remove(path);
  if (network ? !check_network(network->network) : network.error().message.empty()) std::abort();
  return 0;
}
