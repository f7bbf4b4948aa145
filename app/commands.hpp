// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "app/options.hpp"
#include "geo/base/error.hpp"

namespace eveil::app {

/// What commands get from `main` besides their own options.
struct Context {
  CommonOptions common;
  std::vector<std::string> command_line;
  const std::atomic<bool>& stop;
};

// Each does its job and prints what its user asked for on standard output.
Expected<void> territory_command(const TerritoryCommand& command, const Context& context);
Expected<void> run_command(const RunCommand& command, const Context& context);
Expected<void> compare_command(const CompareCommand& command, const Context& context);
Expected<void> demo_command(const DemoCommand& command, const Context& context);
Expected<void> import_matsim_command(const ImportMatsimCommand& command, const Context& context);
Expected<void> export_command(const ExportCommand& command, const Context& context);
Expected<void> need_command(const NeedCommand& command, const Context& context);
Expected<void> info_command(const InfoCommand& command, const Context& context);
Expected<void> digest_command(const DigestCommand& command, const Context& context);

/// The whole program without its process: words in, exit code out.
int run_program(const std::vector<std::string>& words);

}  // namespace eveil::app
