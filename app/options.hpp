// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analysis/compare.hpp"
#include "geo/base/error.hpp"
#include "geo/base/units.hpp"

namespace eveil::app {

/// What every command takes.
struct CommonOptions {
  bool quiet = false;
  bool json = false;
  std::uint32_t threads = 0;  ///< 0: all cores
};

/// A kill within a long day loses at most so much work; what is kept is written in seconds.
inline constexpr Duration default_checkpoint_every = minutes(10);

struct HelpCommand {
  std::string text;  ///< what to print on standard output
};
struct TerritoryCommand {
  enum class Verb : std::uint8_t { check, build, info } verb = Verb::check;
  std::string file;
  std::string output;  ///< build: empty means beside the toml, ending in .territory
  bool force = false;
};
struct RunCommand {
  std::string scenario;
  std::string output = "run.h5";
  std::uint64_t replication = 0;
  std::string from;  ///< a learnt state; empty: learn first
  std::optional<std::uint64_t> seed;
  std::vector<std::string> settings;
  bool force = false;
  bool resume = false;
  Duration checkpoint_every = default_checkpoint_every;
};
struct CompareCommand {
  std::vector<std::string> base;      ///< one scenario.toml, or finished run files
  std::vector<std::string> variants;  ///< scenario files, or run files of one variant
  std::uint32_t replications = 5;
  std::string output = "comparison";
  std::vector<std::string> settings;
  bool force = false;
  bool resume = false;
  Duration checkpoint_every = default_checkpoint_every;
  std::string need;            ///< a need.toml; empty: none
  bool sensitivity = false;    ///< once more with the service's constant moved
  bool fail_if_unmet = false;  ///< exit code 5 unless every variant meets the need
  analysis::Method method;     ///< looks, below what an effect doesn't matter, precision
};
struct DemoCommand {
  std::string output = "demo";
  bool quick = false;
  bool force = false;
  bool resume = false;
  Duration checkpoint_every = default_checkpoint_every;
};
struct ImportMatsimCommand {
  std::string network;
  std::string plans;
  std::string schedule;  ///< empty: none
  std::string vehicles;  ///< of public transport; empty: none
  std::string crs;       ///< empty: what the files state
  std::string output;
  double sample = 1.0;  ///< share of people that the plans stand for
  bool force = false;
};
struct ExportCommand {
  std::string run;
  std::string output;
  bool force = false;
};
struct NeedCommand {
  std::string need;                  ///< a need.toml
  std::vector<std::string> folders;  ///< of finished comparisons, one a territory
  bool fail_if_unmet = false;
  std::string report;  ///< a page of HTML; empty: none
  bool force = false;  ///< replace it
};
struct InfoCommand {
  std::string file;
};
struct DigestCommand {
  std::string file;
};

using Command = std::variant<HelpCommand,
                             TerritoryCommand,
                             RunCommand,
                             CompareCommand,
                             DemoCommand,
                             ImportMatsimCommand,
                             ExportCommand,
                             NeedCommand,
                             InfoCommand,
                             DigestCommand>;

struct Options {
  CommonOptions common;
  Command command;
};

/// Words (without the program's name) to a typed command; pure.
/// \errors usage: unknown command or option with the nearest known one, what a later version
/// brings, missing or
///         surplus words, a number out of range.
Expected<Options> parse_options(const std::vector<std::string>& words);

}  // namespace eveil::app
