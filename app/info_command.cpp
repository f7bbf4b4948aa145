// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "app/apart.hpp"
#include "app/commands.hpp"
#include "geo/base/json.hpp"
#include "output/digest.hpp"
#include "output/info.hpp"
#include "output/parts_folder.hpp"
#include "output/unfinished.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

Expected<void> tell(const std::string& file, const Context& context) {
  EVEIL_TRY(const Json info, output::info_of(file));
  fmt::print("{}", context.common.json ? to_text(info) : output::listing(info));
  return {};
}

Expected<void> tell_digest(const std::string& file, const Context& context) {
  EVEIL_TRY(const std::string digest, output::digest_of(file));
  if (context.common.json) {
    Json json;
    json["file"] = file;
    json["digest"] = digest;
    fmt::print("{}", to_text(json));
  } else {
    fmt::print("{} {}\n", file, digest);
  }
  return {};
}

Expected<void> tell_unfinished(const fs::path& parts, const Context& context) {
  EVEIL_TRY(const Json info, output::unfinished_of(parts));
  fmt::print("{}", context.common.json ? to_text(info) : output::listing_of_unfinished(info));
  return {};
}

}  // namespace

Expected<void> info_command(const InfoCommand& command, const Context& context) {
  std::error_code ignored;
  const fs::path parts = output::parts_of(command.file);
  if (!parts.empty() && !fs::is_regular_file(command.file, ignored)) {
    return apart(parts.string(), &context.stop, [&] { return tell_unfinished(parts, context); });
  }
  return apart(command.file, &context.stop, [&] { return tell(command.file, context); });
}

Expected<void> digest_command(const DigestCommand& command, const Context& context) {
  return apart(command.file, &context.stop, [&] { return tell_digest(command.file, context); });
}

}  // namespace eveil::app
