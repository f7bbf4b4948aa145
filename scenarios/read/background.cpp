// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/background.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "geo/base/file.hpp"
#include "geo/base/random.hpp"
#include "geo/base/text.hpp"
#include "geo/transit/csv.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::size_t largest_file = 500'000'000;
constexpr std::size_t most_errors = 20;
constexpr std::uint32_t last_hour = 29;

constexpr std::array<std::string_view, 5> column_names{
    "from", "to", "hour", "vehicle_class", "vehicles"};
enum ColumnRow : std::uint8_t { from_column, to_column, hour_column, class_column, count_column };

/// Reads one matrix row by row and gathers its errors.
class FlowReader {
 public:
  FlowReader(const BackgroundSource& source, const geo::Territory& territory) : source_(source) {
    for (const geo::ZoneId zone : territory.zones.code.ids()) {
      ends_[territory.zones.code[zone]] = {zone, geo::GateId::none()};
      known_.push_back(territory.zones.code[zone]);
    }
    for (const geo::GateId gate : territory.gates.name.ids()) {
      ends_[territory.gates.name[gate]] = {geo::ZoneId::none(), gate};
      known_.push_back(territory.gates.name[gate]);
    }
  }

  Expected<std::vector<BackgroundFlow>> run(std::string_view text) {
    geo::CsvRows rows(text);
    if (!rows.next()) {
      return bad_input(source_.file, "has no header, expected from,to,hour,vehicle_class,vehicles");
    }
    EVEIL_CHECK(read_header(rows));
    while (errors_.size() < most_errors && rows.next()) read_row(rows);
    if (!rows.error().empty()) {
      return bad_input(fmt::format("{}:{}", source_.file, rows.line()), rows.error());
    }
    if (!errors_.empty()) return joined(std::move(errors_));
    return std::move(flows_);
  }

 private:
  Expected<void> read_header(const geo::CsvRows& rows) {
    const auto fields = rows.fields();
    width_ = fields.size();
    std::vector<std::string_view> missing;
    for (std::size_t row = 0; row < column_names.size(); ++row) {
      const auto found = std::find(fields.begin(), fields.end(), column_names[row]);
      if (found == fields.end()) missing.push_back(column_names[row]);
      column_[row] = static_cast<std::size_t>(found - fields.begin());
    }
    if (missing.empty()) return {};
    return bad_input(fmt::format("{}:{}", source_.file, rows.line()),
                     fmt::format("has no column {}; its columns are {}, expected "
                                 "from,to,hour,vehicle_class,vehicles",
                                 fmt::join(missing, ", "),
                                 fmt::join(fields, ", ")));
  }

  void wrong(const geo::CsvRows& rows, ColumnRow column, std::string message) {
    errors_.push_back({ErrorKind::bad_input,
                       fmt::format("{}:{}:{}", source_.file, rows.line(), column_names[column]),
                       std::move(message),
                       {}});
  }

  std::optional<BackgroundEnd> end_of(const geo::CsvRows& rows, ColumnRow column) {
    const std::string name(rows.fields()[column_[column]]);
    const auto found = ends_.find(name);
    if (found != ends_.end()) return found->second;
    const std::string_view near = nearest(name, known_);
    wrong(rows,
          column,
          fmt::format("the territory has no zone and no gate \"{}\"{}",
                      name,
                      near.empty() ? std::string("; declare it as a [[gate]] of territory.toml")
                                   : fmt::format("; did you mean \"{}\"?", near)));
    return std::nullopt;
  }

  void read_hour(const geo::CsvRows& rows, BackgroundFlow& flow) {
    const std::string_view text = rows.fields()[column_[hour_column]];
    const auto hour = parse_int(text);
    if (!hour || *hour < 0 || *hour > last_hour) {
      return wrong(rows,
                   hour_column,
                   fmt::format("found \"{}\", expected a whole hour from 0 to 29; 24 and more are "
                               "after midnight",
                               text));
    }
    flow.hour = static_cast<std::uint32_t>(*hour);
  }

  void read_class(const geo::CsvRows& rows, BackgroundFlow& flow) {
    const std::string_view text = rows.fields()[column_[class_column]];
    if (text != "car" && text != "truck") {
      return wrong(rows, class_column, fmt::format("found \"{}\", expected car or truck", text));
    }
    flow.truck = text == "truck";
    flow.size = flow.truck ? source_.truck_size : 1.0;
  }

  void read_count(const geo::CsvRows& rows, BackgroundFlow& flow) {
    const std::string_view text = rows.fields()[column_[count_column]];
    const auto vehicles = parse_double(text);
    if (!vehicles || *vehicles < 0.0 || *vehicles > 1e6) {
      return wrong(rows,
                   count_column,
                   fmt::format("found \"{}\", expected vehicles in this hour, 0 to a million; a "
                               "fraction may be written",
                               text));
    }
    flow.vehicles = *vehicles;
  }

  void read_row(const geo::CsvRows& rows) {
    if (rows.fields().size() != width_) {
      errors_.push_back(
          {ErrorKind::bad_input,
           fmt::format("{}:{}", source_.file, rows.line()),
           fmt::format("has {} fields where the header has {}", rows.fields().size(), width_),
           {}});
      return;
    }
    BackgroundFlow flow;
    const auto from = end_of(rows, from_column);
    const auto to = end_of(rows, to_column);
    read_hour(rows, flow);
    read_class(rows, flow);
    read_count(rows, flow);
    if (!from || !to) return;
    flow.from = *from;
    flow.to = *to;
    if (flow.from.gate.valid() && flow.from.gate == flow.to.gate) {
      return wrong(rows, to_column, "leaves by the gate by which it came; name another end");
    }
    const auto part = [&](ColumnRow column) { return stable_name(rows.fields()[column_[column]]); };
    flow.name = stable_name(
        {source_.number, part(from_column), part(to_column), flow.hour, part(class_column)});
    const auto [first, fresh] = line_of_.emplace(flow.name, rows.line());
    if (!fresh) {
      return wrong(rows,
                   from_column,
                   fmt::format("repeats line {}: the same ends, hour and class; add them up",
                               first->second));
    }
    if (flow.vehicles > 0.0) flows_.push_back(flow);
  }

  const BackgroundSource& source_;
  std::map<std::string, BackgroundEnd, std::less<>> ends_;
  std::vector<std::string_view> known_;
  std::array<std::size_t, column_names.size()> column_{};
  std::size_t width_ = 0;
  std::map<std::uint64_t, std::uint64_t> line_of_;
  std::vector<BackgroundFlow> flows_;
  std::vector<Error> errors_;
};

}  // namespace

void read_backgrounds(Section& top, ScenarioSources& sources, std::vector<Error>& errors) {
  for (const Value* entry : top.sections("background")) {
    Section section(*entry, TomlFile::scenario, "background", errors);
    BackgroundSource source;
    section.read_path("od", source.file);
    section.read("truck_size", source.truck_size);
    source.where = section.where("od");
    source.number = sources.backgrounds.size();
    if (std::filesystem::path(source.file).extension() == ".omx") {
      section.fail("od",
                   "OMX matrices are not read in this version; write it as CSV: "
                   "from,to,hour,vehicle_class,vehicles");
    }
    sources.backgrounds.push_back(std::move(source));
  }
}

Expected<std::vector<BackgroundFlow>> read_flows(const BackgroundSource& source,
                                                 const geo::Territory& territory) {
  auto text = read_text_file(source.file, largest_file);
  if (!text) {
    Error error = text.error();
    error.where = source.where + ": " + error.where;
    return Unexpected(std::move(error));
  }
  return FlowReader(source, territory).run(*text);
}

}  // namespace eveil::scenarios
