// SPDX-License-Identifier: Apache-2.0
#include "output/unfinished.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "geo/base/text.hpp"
#include "output/checkpoints.hpp"
#include "output/info.hpp"
#include "output/parts_folder.hpp"

namespace eveil::output {
namespace {

namespace fs = std::filesystem;

Expected<std::vector<std::string>> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  if (error) return failed(folder.string(), fmt::format("cannot be listed: {}", error.message()));
  std::sort(names.begin(), names.end());
  return names;
}

Json checkpoint_of(const fs::path& folder, CheckpointTime time) {
  const fs::path file = Checkpoints::file_in(folder, time);
  std::error_code ignored;
  return {{"file", file.string()},
          {"bytes", fs::file_size(file, ignored)},
          {"days", time.days},
          {"second", time.second < 0 ? Json() : Json(time.second)}};
}

std::string text_of_checkpoint(const Json& checkpoint) {
  const auto days = checkpoint["days"].get<std::int64_t>();
  std::string text = fmt::format("after {} {}", days, days == 1 ? "day" : "days");
  if (!checkpoint["second"].is_null()) {
    const TimeOfDay time{checkpoint["second"].get<std::int32_t>() * 1000};
    text += fmt::format(" and {} of day {}", to_text(time), days + 1);
  }
  return text;
}

}  // namespace

Expected<Json> unfinished_of(const fs::path& parts) {
  EVEIL_TRY(const std::vector<std::string> names, names_in(parts));
  Json info = {{"file", fs::path(parts).replace_extension().string()},
               {"parts", parts.string()},
               {"complete", false},
               {"in_use", in_use(parts)},
               {"days", Json::array()},
               {"checkpoints", Json::array()},
               {"not_closed", Json::array()},
               {"unreadable", Json::array()}};
  for (const std::string& name : names) {
    if (name.ends_with(".part")) info["not_closed"].push_back(name);
    if (!name.starts_with("day-") || !name.ends_with(".h5")) continue;
    auto day = info_of(parts / name);
    if (day) {
      info["days"].push_back(std::move(*day));
    } else {
      info["unreadable"].push_back(describe(day.error()));
    }
  }
  for (const CheckpointTime time : Checkpoints::taken(parts)) {
    info["checkpoints"].push_back(checkpoint_of(parts, time));
  }
  return info;
}

std::string listing_of_unfinished(const Json& info) {
  std::string text = fmt::format(
      "{}: a run that isn't finished; {}\n",
      info["file"].get<std::string>(),
      info["in_use"] == true ? "a program is writing it now" : "no program is writing it");
  for (const Json& checkpoint : info["checkpoints"]) {
    text += fmt::format("  checkpoint {}, {} bytes\n",
                        text_of_checkpoint(checkpoint),
                        to_line(checkpoint["bytes"]));
  }
  if (!info["checkpoints"].empty()) {
    text += "  it goes on from the newest with the words it was begun with and --resume\n";
  } else {
    text += "  no checkpoint: it can only be begun again\n";
  }
  for (const Json& name : info["not_closed"]) {
    text += fmt::format("  {} wasn't closed and is of no use\n", name.get<std::string>());
  }
  for (const Json& message : info["unreadable"]) {
    text += fmt::format("  not readable: {}\n", message.get<std::string>());
  }
  if (info["days"].empty()) text += "  no recorded day is closed\n";
  for (const Json& day : info["days"]) text += "\n" + listing(day);
  return text;
}

}  // namespace eveil::output
