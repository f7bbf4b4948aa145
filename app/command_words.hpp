// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/program_options.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.hpp"

namespace eveil::app {

namespace po = boost::program_options;
using Words = std::vector<std::string>;

/// One command's words, parsed: its own options and the common ones.
struct Parsed {
  po::variables_map values;
  Words positional;
  CommonOptions common;
  bool help = false;
};

/// The command's help with its options.
Expected<Options> with_help(const Parsed& parsed,
                            std::string_view command,
                            const po::options_description& description);

/// Adds what every command takes.
void add_common(po::options_description& description);
/// \errors usage: an option that the command doesn't have, with the nearest; a value that isn't
/// one.
Expected<Parsed> parse(const Words& words, po::options_description description);

template <class T>
void take(const Parsed& parsed, const char* name, T& target) {
  if (parsed.values.count(name) != 0) target = parsed.values[name].as<T>();
}
/// \errors usage: outside `lowest` to `highest`.
Expected<void> take_count(const Parsed& parsed,
                          const char* name,
                          std::uint64_t& target,
                          std::int64_t lowest,
                          std::int64_t highest);

void add_checkpoints(po::options_description& description);
Expected<void> take_checkpoints(const Parsed& parsed, Duration& target);

/// The one word that isn't an option. \errors usage: none, or several.
Expected<std::string> only_word(const Parsed& parsed, std::string_view what);
/// \errors usage: an empty name.
Expected<void> check_folder(const std::string& folder);

}  // namespace eveil::app
