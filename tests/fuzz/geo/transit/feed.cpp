// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/feed.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "geo/transit/feed_files.hpp"

/// Any bytes, cut into the files of a feed at form feeds, are refused or become a timetable that
/// holds its laws.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eveil::geo;
  constexpr std::array<const char*, 9> names{"agency.txt",
                                             "stops.txt",
                                             "routes.txt",
                                             "trips.txt",
                                             "stop_times.txt",
                                             "calendar.txt",
                                             "calendar_dates.txt",
                                             "frequencies.txt",
                                             "transfers.txt"};
  std::map<std::string, std::string> texts;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  FeedFiles files;
  files.name = "feed";
  for (const char* name : names) {
    const std::size_t end = rest.find('\f');
    texts[name] = rest.substr(0, end);
    if (end != 0 && !rest.empty()) files.files.emplace_back(name);  // else the file isn't there
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  files.read = [&](const std::string& name) -> eveil::Expected<std::string> {
    return texts.at(name);
  };
  const auto feed = read_feed(files, {});
  if (feed && !check_timetable(join_feeds({feed->timetable}))) std::abort();
  return 0;
}
