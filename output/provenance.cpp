// SPDX-License-Identifier: Apache-2.0
#include "output/provenance.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <ctime>
#include <string_view>

namespace eveil::output {

std::string now_utc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text.data(), length};
}

std::vector<std::pair<std::string, std::string>> library_versions() {
  std::vector<std::pair<std::string, std::string>> versions;
  std::string_view rest = build_libraries();
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find('|'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    const std::size_t blank = one.find(' ');
    if (blank == std::string_view::npos) continue;
    versions.emplace_back(one.substr(0, blank), one.substr(blank + 1));
  }
  return versions;
}

Expected<void> write_provenance(const store::Group& provenance, const Provenance& facts) {
  std::vector<std::string> libraries;
  for (const auto& [name, version] : library_versions()) {
    libraries.push_back(fmt::format("{} {}", name, version));
  }
  EVEIL_CHECK(provenance.set("program_version", std::string(program_version())));
  EVEIL_CHECK(provenance.set("git_commit", std::string(git_commit())));
  EVEIL_CHECK(provenance.set("libraries", libraries));
  EVEIL_CHECK(provenance.set("command_line", facts.command_line));
  EVEIL_CHECK(provenance.set("threads", std::int64_t{facts.threads}));
  EVEIL_CHECK(provenance.root().set("started", facts.started));
  return provenance.root().set("ended", now_utc());
}

}  // namespace eveil::output
