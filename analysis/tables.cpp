// SPDX-License-Identifier: Apache-2.0
#include "analysis/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/compare.hpp"
#include "analysis/csv.hpp"
#include "analysis/json_number.hpp"
#include "analysis/sensitivity.hpp"
#include "geo/base/parallel.hpp"

namespace eveil::analysis {

namespace {

// The finding, the many indicators of its family considered.
std::string_view after_correction(const Entry& entry) {
  if (entry.finding != Finding::different || lasts_correction(entry)) return name_of(entry.finding);
  return "different, but not after correction";
}

// How narrow the entry's interval was asked to be; nothing where nobody asked.
void add_precision(const Comparison& comparison, const Entry& entry, Json& json) {
  for (const Precision& one : comparison.precisions) {
    if (one.indicator != entry.indicator || one.scope != entry.scope) continue;
    Json& found = json["precision"];
    found["asked"] = number(one.asked);
    found["seen"] = number(one.seen);
    found["units"] = one.units;
    found["of"] = one.of_level ? "variant" : "difference";
    found["reached"] = one.reached;
    const bool told = !one.reached && one.more > 0 && one.have + one.more <= most_replications;
    found["more_replications"] = one.reached ? Json(0) : told ? Json(one.more) : Json(nullptr);
  }
}

// The entry with the service's constant where it was moved to; nothing where it wasn't.
void add_sensitivity(const Comparison& comparison, const Entry& entry, Json& json) {
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
    json["sensitivity"].push_back(std::move(one));
  }
}

Json entry_json(const Comparison& comparison, const Entry& entry) {
  Json json;
  json["indicator"] = entry.indicator;
  json["scope"] = entry.scope;
  json["units"] = entry.units;
  json["base"] = number(entry.base);
  json["variant"] = number(entry.variant);
  json["difference"] = number(entry.difference);
  json["low"] = number(entry.low);
  json["high"] = number(entry.high);
  json["replications"] = entry.replications;
  json["finding"] = name_of(entry.finding);
  if (!entry.verdict.empty()) json["verdict"] = entry.verdict;
  add_precision(comparison, entry, json);
  add_sensitivity(comparison, entry, json);
  json["base_name"] = comparison.source.base_scenario;
  json["variant_name"] = comparison.source.variant_scenario;
  json["definition"] = entry.definition;
  json["variant_low"] = number(entry.variant_low);
  json["variant_high"] = number(entry.variant_high);
  json["drift"] = number(entry.drift);
  json["drift_low"] = number(entry.drift_low);
  json["drift_high"] = number(entry.drift_high);
  json["base_drift"] = number(entry.base_drift);
  json["variant_drift"] = number(entry.variant_drift);
  json["variance_ratio"] = number(entry.variance_ratio);
  json["interval"] = name_of(entry.interval);
  json["level"] = entry.level;
  json["p_value"] = number(entry.p_value);
  json["p_adjusted"] = number(entry.p_adjusted);
  json["after_correction"] = after_correction(entry);
  json["equivalence"] = name_of(entry.equivalence);
  json["changes"] = comparison.source.changes;
  json["also_differs"] = comparison.source.also_differs;
  return json;
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

// The entry's object as one of a list: two blanks further in, without the line's end.
std::string json_row(const Comparison& comparison, const Entry& entry) {
  std::string text = "  ";
  for (const char c : to_text(entry_json(comparison, entry))) {
    text += c;
    if (c == '\n') text += "  ";
  }
  text.resize(text.size() - 3);
  return text;
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

Json to_json(const std::vector<Comparison>& comparisons) {
  Json list = Json::array();
  for (const Comparison& comparison : comparisons) {
    for (const Entry& entry : comparison.entries) list.push_back(entry_json(comparison, entry));
  }
  return list;
}

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
