// SPDX-License-Identifier: Apache-2.0
#include "output/formats.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

#include "geo/territory_file.hpp"

namespace eveil::output {
namespace {

constexpr std::array<FormatVersions, 6> known_formats = {{
    {run_format, 1, run_format_version},
    {segment_format, 1, run_format_version},
    {state_format, state_format_version, state_format_version},
    {checkpoint_format, checkpoint_format_version, checkpoint_format_version},
    {closed_format, checkpoint_format_version, checkpoint_format_version},
    {geo::territory_format, geo::territory_format_version, geo::territory_format_version},
}};

/// `/` at the end of where a root is says nothing.
std::string file_of(const store::Group& root) {
  std::string where = root.where();
  if (where.ends_with(":/")) where.resize(where.size() - 2);
  return where;
}

std::string read_versions(const FormatVersions& known) {
  return known.oldest == known.newest
             ? fmt::format("version {}", known.newest)
             : fmt::format("versions {} to {}", known.oldest, known.newest);
}

Unexpected later(const store::Group& root, const FormatVersions& known, std::int64_t version) {
  const std::string writer = root.text("program_version").value_or("");
  return bad_input(
      file_of(root),
      fmt::format("is of version {} of the format {}, and this program reads {}; use a "
                  "later eveil{}",
                  version,
                  known.format,
                  read_versions(known),
                  writer.empty() ? "" : fmt::format(": {} wrote it", writer)));
}

}  // namespace

std::optional<FormatVersions> versions_of(std::string_view format) {
  for (const FormatVersions& known : known_formats) {
    if (known.format == format) return known;
  }
  return {};
}

Expected<std::int64_t> readable_version(const store::Group& root, const FormatVersions& known) {
  EVEIL_TRY(const std::int64_t version, root.integer("format_version"));
  if (version > known.newest) return later(root, known, version);
  if (version >= known.oldest) return version;
  return bad_input(file_of(root),
                   fmt::format("is of version {} of the format {}, and this program reads {}; make "
                               "it again",
                               version,
                               known.format,
                               read_versions(known)));
}

Expected<void> refuse_later(const store::Group& root) {
  const auto format = root.text("format");
  const auto known = format ? versions_of(*format) : std::nullopt;
  if (!known) return {};
  const auto version = root.integer("format_version");
  if (version && *version > known->newest) return later(root, *known, *version);
  return {};
}

}  // namespace eveil::output
