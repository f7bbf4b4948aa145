// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "geo/base/text.hpp"

namespace eveil::scenarios {

namespace {

constexpr TomlFile file = TomlFile::scenario;

using Target = ChangeTarget;

/// "1800 veh/h", "60 places": a number and one unit that is known from what is changed.
Parsed<double> parse_plain(std::string_view text, std::string_view unit) {
  const std::string_view whole = trim(text);
  if (whole.size() > unit.size() && whole.ends_with(unit)) {
    const auto number = parse_double(trim(whole.substr(0, whole.size() - unit.size())));
    if (number) return *number;
  }
  return tl::unexpected(
      fmt::format("found \"{}\", expected a number with the unit {}", text, unit));
}

Parsed<double> parse_euros(std::string_view text) {
  const auto money = parse_money(text);
  if (!money) return tl::unexpected(money.error());
  if (money->currency == "EUR") return money->amount;
  return tl::unexpected(
      fmt::format("found \"{}\": the currency {} is not taken, since the coefficients are in EUR; "
                  "convert it and write EUR",
                  text,
                  money->currency));
}

/// The amount of `value` or `add` in SI units, by what is changed.
Parsed<double> parse_amount(Target target, std::string_view text) {
  switch (target) {
    case Target::links_speed: {
      const auto speed = parse_speed(text);
      if (!speed) return tl::unexpected(speed.error());
      return speed->value;
    }
    case Target::links_capacity: {
      const auto flow = parse_plain(text, "veh/h");
      if (!flow) return tl::unexpected(flow.error());
      return vehicles_per_hour(*flow).value;
    }
    case Target::transit_headway: {
      const auto time = parse_duration(text);
      if (!time) return tl::unexpected(time.error());
      return time->seconds();
    }
    case Target::transit_capacity:
      return parse_plain(text, "places");
    default:
      return parse_euros(text);
  }
}

void read_target(Section& section, Change& change) {
  std::string word;
  section.read("target", word);
  if (word.empty()) return;
  std::vector<std::string_view> known;
  for (std::size_t row = 0; row < change_target_count; ++row) {
    known.push_back(name_of(static_cast<Target>(row)));
    if (known.back() != word) continue;
    change.target = static_cast<Target>(row);
    return;
  }
  section.fail("target",
               fmt::format("found \"{}\", expected one of {}", word, fmt::join(known, ", ")));
}

void check_amount(Section& section, const char* key, const Change& change) {
  const bool must_be_positive =
      change.by != ChangeBy::add &&
      (on_links(change.target) || change.target == Target::transit_headway);
  if (must_be_positive && !(change.amount > 0.0)) {
    section.fail(
        key,
        fmt::format("found {}, which would leave nothing of {}; write more than 0{}",
                    change.amount,
                    name_of(change.target),
                    on_links(change.target) ? ", or close the links with links:closed" : ""));
  } else if (change.by == ChangeBy::value && change.amount < 0.0) {
    section.fail(key, fmt::format("found {}, allowed is 0 or more", change.amount));
  } else if (std::abs(change.amount) > 1e6) {
    section.fail(key, fmt::format("found {}, allowed is up to a million", change.amount));
  }
}

void read_amount(Section& section, Change& change) {
  constexpr std::pair<const char*, ChangeBy> ways[] = {
      {"factor", ChangeBy::factor}, {"value", ChangeBy::value}, {"add", ChangeBy::add}};
  const char* found = nullptr;
  for (const auto& [key, by] : ways) {
    if (!section.has(key)) continue;
    if (change.target == Target::links_closed) {
      return section.fail(key, "links:closed takes none; remove it");
    }
    if (found != nullptr) {
      return section.fail(
          key, fmt::format("both `{}` and `{}` are given; remove one of them", found, key));
    }
    found = key;
    change.by = by;
  }
  if (change.target == Target::links_closed) return;
  if (found == nullptr) {
    return section.fail("factor", "missing: give one of `factor`, `value` and `add`");
  }
  if (change.by == ChangeBy::factor) {
    section.read("factor", change.amount);
    return check_amount(section, found, change);
  }
  if (change.target == Target::car_time) {
    return section.fail(found, "car:time takes a `factor` only: links have times of their own");
  }
  const Value* text = section.get(found, Value::Type::text);
  if (text == nullptr) return;
  const auto amount = parse_amount(change.target, text->text);
  if (!amount) return section.fail(found, amount.error());
  change.amount = *amount;
  check_amount(section, found, change);
}

void read_classes(Section& section, std::vector<geo::RoadClass>& classes) {
  std::vector<std::string> words;
  section.read_texts("classes", words);
  std::vector<std::string_view> known;
  for (std::size_t row = 0; row < geo::road_class_count; ++row) {
    known.push_back(geo::name_of(static_cast<geo::RoadClass>(row)));
  }
  for (const std::string& word : words) {
    if (std::find(known.begin(), known.end(), word) == known.end()) {
      const std::string_view near = nearest(word, known);
      section.fail("classes",
                   fmt::format("there is no road class \"{}\"{}",
                               word,
                               near.empty() ? fmt::format("; known are {}", fmt::join(known, ", "))
                                            : fmt::format("; did you mean \"{}\"?", near)));
      continue;
    }
    classes.push_back(geo::road_class_of(word));
  }
}

void read_ids(Section& section, std::vector<std::int64_t>& ids) {
  const Value* list = section.get("ids", Value::Type::array);
  if (list == nullptr) return;
  for (const Value& item : list->items) {
    if (item.type != Value::Type::whole) {
      return section.fail("ids",
                          fmt::format("found {} in the list, expected whole numbers", shown(item)));
    }
    ids.push_back(item.whole);
  }
  if (ids.empty()) section.fail("ids", "found an empty list; write its entries or remove the key");
}

void read_where(const Value& table, Change& change, AreaSource& area, std::vector<Error>& errors) {
  Section section(table, file, "change.where", errors);
  read_classes(section, change.where.classes);
  read_ids(section, change.where.ids);
  section.read_path("area", area.file);
  section.read_texts("lines", change.where.lines);
  for (const char* key : {"classes", "ids", "area"}) {
    if (section.has(key) && !on_links(change.target)) {
      section.fail(key, fmt::format("{} is not about links; remove it", name_of(change.target)));
    }
  }
  if (section.has("lines") && !on_lines(change.target)) {
    section.fail("lines",
                 fmt::format("{} is not about transit lines; remove it", name_of(change.target)));
  } else if (section.has("lines") && change.target == Target::transit_fare) {
    section.fail("lines", "the fare is one for all lines in this version; remove it");
  }
}

Change read_change(const Value& table, AreaSource& area, std::vector<Error>& errors) {
  Section section(table, file, "change", errors);
  Change change;
  section.read("name", change.name);
  const std::size_t errors_before = errors.size();
  read_target(section, change);
  change.place = section.where("target");
  if (errors.size() > errors_before) return change;
  read_amount(section, change);
  area.where = section.where("where");
  if (const Value* where = section.get("where", Value::Type::table)) {
    read_where(*where, change, area, errors);
    area.where += ".area";
  }
  if (change.target == Target::links_closed && change.where.everything() && area.file.empty() &&
      errors.size() == errors_before) {
    section.fail("where",
                 "missing: say which links are closed, as in where = { ids = [123] } or "
                 "{ area = \"centre.geojson\" }");
  }
  if (section.has("hours") && !takes_hours(change.target)) {
    section.fail("hours",
                 fmt::format("{} holds the whole day in this version; remove it (hours are for "
                             "transit:fare, transit:headway, fuel:price and car:cost)",
                             name_of(change.target)));
  } else {
    read_open_hours(section, change.hours);
  }
  return change;
}

}  // namespace

void read_open_hours(Section& section, std::vector<OpenHours>& hours) {
  std::vector<std::string> ranges;
  section.read_texts("hours", ranges);
  if (!ranges.empty()) hours.clear();
  for (const std::string& text : ranges) {
    const auto range = parse_time_range(text);
    if (!range) {
      section.fail("hours", range.error());
    } else if (range->from < day_start || range->until > day_end) {
      section.fail("hours",
                   fmt::format("found \"{}\", allowed is 03:00 to 30:00, the simulated "
                               "day; hours after midnight are 24:00 and more",
                               text));
    } else {
      hours.push_back({range->from, range->until});
    }
  }
  std::sort(hours.begin(), hours.end(), [](const OpenHours& a, const OpenHours& b) {
    return a.from < b.from;
  });
  for (std::size_t row = 1; row < hours.size(); ++row) {
    if (hours[row].from < hours[row - 1].to) section.fail("hours", "two ranges overlap; join them");
  }
}

void read_changes(Section& top, ScenarioSources& sources, std::vector<Error>& errors) {
  for (const Value* entry : top.sections("change")) {
    AreaSource area;
    sources.scenario.changes.push_back(read_change(*entry, area, errors));
    sources.change_areas.push_back(std::move(area));
  }
}

}  // namespace eveil::scenarios
