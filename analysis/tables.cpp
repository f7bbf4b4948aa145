// SPDX-License-Identifier: Apache-2.0
#include "analysis/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/compare.hpp"
#include "analysis/csv.hpp"
#include "analysis/json_number.hpp"
#include "analysis/sensitivity.hpp"
#include "geo/base/json_text.hpp"
#include "geo/base/parallel.hpp"

namespace eveil::analysis {

namespace {

// The finding, the many indicators of its family considered.
std::string_view after_correction(const Entry& entry) {
  if (entry.finding != Finding::different || lasts_correction(entry)) return name_of(entry.finding);
  return "different, but not after correction";
}

// How narrow the entry's interval was asked to be; null where nobody asked.
Json precision_json(const Comparison& comparison, const Entry& entry) {
  Json found;
  for (const Precision& one : comparison.precisions) {
    if (one.indicator != entry.indicator || one.scope != entry.scope) continue;
    found["asked"] = number(one.asked);
    found["seen"] = number(one.seen);
    found["units"] = one.units;
    found["of"] = one.of_level ? "variant" : "difference";
    found["reached"] = one.reached;
    const bool told = !one.reached && one.more > 0 && one.have + one.more <= most_replications;
    found["more_replications"] = one.reached ? Json(0) : told ? Json(one.more) : Json(nullptr);
  }
  return found;
}

// The entry with the service's constant where it was moved to; null where it wasn't.
Json sensitivity_json(const Comparison& comparison, const Entry& entry) {
  Json list;
  for (const Shifted& shifted : comparison.sensitivity) {
    const Entry* there = find(shifted, entry);
    if (there == nullptr) continue;
    Json one;
    one["shift"] = shifted.shift;
    one["service_constant"] = shifted.service_constant;
    one["base"] = number(there->base);
    one["variant"] = number(there->variant);
    one["variant_low"] = number(there->variant_low);
    one["variant_high"] = number(there->variant_high);
    one["difference"] = number(there->difference);
    one["low"] = number(there->low);
    one["high"] = number(there->high);
    one["replications"] = there->replications;
    one["finding"] = name_of(there->finding);
    if (!shifted.verdict.empty() && !entry.verdict.empty()) one["need"] = shifted.verdict;
    list.push_back(std::move(one));
  }
  return list;
}

// An object within a list as text, key by key: of a million a tree of each would take the longest.
class JsonRow {
 public:
  JsonRow() { text_.reserve(1024); }

  void number(std::string_view key, double value) {
    begin(key);
    append_json(text_, value);
  }
  void text(std::string_view key, std::string_view value) {
    begin(key);
    append_json(text_, value);
  }
  void count(std::string_view key, std::uint32_t value) {
    begin(key);
    text_ += fmt::to_string(value);
  }
  // What has an inside of its own stands four blanks further in.
  void tree(std::string_view key, const Json& value) {
    begin(key);
    std::string inside = to_text(value);
    inside.pop_back();
    for (const char c : inside) {
      text_ += c;
      if (c == '\n') text_ += "    ";
    }
  }
  std::string closed() && { return std::move(text_ += "\n  }"); }

 private:
  void begin(std::string_view key) {
    text_ += text_.empty() ? "  {\n    \"" : ",\n    \"";
    text_ += key;
    text_ += "\": ";
  }

  std::string text_;
};

std::string json_row(const Comparison& comparison, const Entry& entry) {
  JsonRow row;
  row.text("indicator", entry.indicator);
  row.text("scope", entry.scope);
  row.text("units", entry.units);
  row.number("base", entry.base);
  row.number("variant", entry.variant);
  row.number("difference", entry.difference);
  row.number("low", entry.low);
  row.number("high", entry.high);
  row.count("replications", entry.replications);
  row.text("finding", name_of(entry.finding));
  if (!entry.verdict.empty()) row.text("verdict", entry.verdict);
  const Json precision = precision_json(comparison, entry);
  if (!precision.is_null()) row.tree("precision", precision);
  const Json sensitivity = sensitivity_json(comparison, entry);
  if (!sensitivity.is_null()) row.tree("sensitivity", sensitivity);
  row.text("base_name", comparison.source.base_scenario);
  row.text("variant_name", comparison.source.variant_scenario);
  row.text("definition", entry.definition);
  row.number("variant_low", entry.variant_low);
  row.number("variant_high", entry.variant_high);
  row.number("drift", entry.drift);
  row.number("drift_low", entry.drift_low);
  row.number("drift_high", entry.drift_high);
  row.number("base_drift", entry.base_drift);
  row.number("variant_drift", entry.variant_drift);
  row.number("variance_ratio", entry.variance_ratio);
  row.text("interval", name_of(entry.interval));
  row.number("level", entry.level);
  row.number("p_value", entry.p_value);
  row.number("p_adjusted", entry.p_adjusted);
  row.text("after_correction", after_correction(entry));
  row.text("equivalence", name_of(entry.equivalence));
  row.tree("changes", comparison.source.changes);
  row.tree("also_differs", comparison.source.also_differs);
  return std::move(row).closed();
}

std::string csv_row(const Comparison& comparison, const Entry& entry) {
  return fmt::format(
      "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},"
      "{},{},{},{},{},{},{}\n",
      csv_cell(comparison.source.base_scenario),
      csv_cell(comparison.source.variant_scenario),
      csv_cell(entry.scope),
      csv_cell(entry.indicator),
      csv_cell(entry.units),
      csv_cell(entry.base),
      csv_cell(entry.variant),
      csv_cell(entry.difference),
      csv_cell(entry.low),
      csv_cell(entry.high),
      entry.replications,
      csv_cell(name_of(entry.finding)),
      csv_cell(entry.variant_low),
      csv_cell(entry.variant_high),
      csv_cell(entry.drift),
      csv_cell(entry.drift_low),
      csv_cell(entry.drift_high),
      csv_cell(entry.base_drift),
      csv_cell(entry.variant_drift),
      csv_cell(entry.variance_ratio),
      name_of(entry.interval),
      csv_cell(entry.level),
      csv_cell(entry.p_value),
      csv_cell(entry.p_adjusted),
      csv_cell(after_correction(entry)),
      name_of(entry.equivalence));
}

// Hands over the rows of all entries in their order; they are made side by side.
template <class Row>
void write_rows(const Comparison& comparison, const Row& row_of, const TextSink& sink) {
  constexpr std::size_t at_once = 8192;
  const std::vector<Entry>& entries = comparison.entries;
  std::vector<std::string> rows;
  for (std::size_t first = 0; first < entries.size(); first += at_once) {
    rows.resize(std::min(at_once, entries.size() - first));
    parallel::for_each_row(rows.size(), [&](std::size_t row) {
      rows[row] = row_of(comparison, entries[first + row]);
    });
    std::string piece;
    for (const std::string& row : rows) piece += row;
    sink(piece);
  }
}

}  // namespace

void write_json(const std::vector<Comparison>& comparisons, const TextSink& sink) {
  bool first = true;
  for (const Comparison& comparison : comparisons) {
    if (comparison.entries.empty()) continue;
    const Entry* const leading = first ? &comparison.entries.front() : nullptr;
    first = false;
    write_rows(
        comparison,
        [&](const Comparison& of, const Entry& entry) {
          return (&entry == leading ? "[\n" : ",\n") + json_row(of, entry);
        },
        sink);
  }
  sink(first ? "[]\n" : "\n]\n");
}

void write_csv(const std::vector<Comparison>& comparisons, const TextSink& sink) {
  sink(
      "base_name,variant_name,scope,indicator,units,base,variant,difference,low,high,replications,"
      "finding,variant_low,variant_high,drift,drift_low,drift_high,base_drift,variant_drift,"
      "variance_ratio,interval,level,p_value,p_adjusted,after_correction,equivalence\n");
  for (const Comparison& comparison : comparisons) write_rows(comparison, csv_row, sink);
}

std::string to_csv(const std::vector<Comparison>& comparisons) {
  std::string text;
  write_csv(comparisons, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace eveil::analysis
