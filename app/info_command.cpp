// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "app/commands.hpp"
#include "geo/base/json.hpp"
#include "output/digest.hpp"
#include "output/info.hpp"

namespace eveil::app {

Expected<void> info_command(const InfoCommand& command, const Context& context) {
  EVEIL_TRY(const Json info, output::info_of(command.file));
  fmt::print("{}", context.common.json ? to_text(info) : output::listing(info));
  return {};
}

Expected<void> digest_command(const DigestCommand& command, const Context& context) {
  EVEIL_TRY(const std::string digest, output::digest_of(command.file));
  if (context.common.json) {
    Json json;
    json["file"] = command.file;
    json["digest"] = digest;
    fmt::print("{}", to_text(json));
  } else {
    fmt::print("{} {}\n", command.file, digest);
  }
  return {};
}

}  // namespace eveil::app
