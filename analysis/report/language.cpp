// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/catalogue.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/texts.hpp"
#include "analysis/wording.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

namespace {

constexpr std::string_view no_break = "\u00a0";
constexpr std::string_view narrow_no_break = "\u202f";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string filled(std::string_view text, std::initializer_list<Fill> fills) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (text.empty() || close == std::string_view::npos) break;
    const std::string_view mark = text.substr(1, close - 1);
    const auto found = std::find_if(
        fills.begin(), fills.end(), [&](const Fill& fill) { return fill.first == mark; });
    if (found != fills.end()) out += found->second;
    text.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

Language::Language(std::string_view code) : code_(code) {
  const auto add = [&](std::span<const Text> texts) {
    for (const Text& one : texts) texts_.emplace(one.key, one.text);
  };
  add(is_french() ? french_texts() : english_texts());
  add(is_french() ? french_depth_texts() : english_depth_texts());
  add(is_french() ? french_verdict_texts() : english_verdict_texts());
  add(is_french() ? french_sure_texts() : english_sure_texts());
  add(is_french() ? french_sensitivity() : english_sensitivity());
  if (is_french()) add(french_indicators());
}

// French sets a blank that doesn't break before its double marks and the per cent sign.
std::string Language::spaced(std::string text) const {
  if (!is_french()) {
    replace_all(text, " %", "\u202f%");
    return text;
  }
  for (const char* mark : {":", "»", "%"})
    replace_all(text, fmt::format(" {}", mark), fmt::format("{}{}", no_break, mark));
  for (const char* mark : {";", "!", "?"})
    replace_all(text, fmt::format(" {}", mark), fmt::format("{}{}", narrow_no_break, mark));
  replace_all(text, "« ", fmt::format("«{}", no_break));
  return text;
}

std::string Language::template_of(std::string_view key) const {
  const auto found = texts_.find(key);
  EVEIL_ASSERT(found != texts_.end());
  return spaced(std::string(found == texts_.end() ? key : found->second));
}

std::string Language::say(std::string_view key, std::initializer_list<Fill> fills) const {
  return filled(template_of(key), fills);
}

std::string Language::html(std::string_view key, std::initializer_list<Fill> fills) const {
  return filled(escaped(template_of(key)), fills);
}

std::string Language::say_or(std::string_view key, std::string_view otherwise) const {
  return texts_.contains(key) ? say(key) : std::string(otherwise);
}

std::string Language::number(std::string english) const {
  if (!is_french()) return english;
  std::string text;
  for (const char c : english) {
    if (c == ',') {
      text += narrow_no_break;
    } else {
      text += c == '.' ? ',' : c;
    }
  }
  return text;
}

std::string Language::number(double value, int decimals) const {
  if (!std::isfinite(value)) return "–";
  std::string digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
  const bool negative = value < 0.0 && digits.find_first_not_of("0.") != std::string::npos;
  for (std::size_t at = std::min(digits.find('.'), digits.size()); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return (negative ? "−" : "") + number(std::move(digits));
}

std::string Language::difference(double value, int decimals) const {
  const std::string text = number(value, decimals);
  const bool shows = value > 0.0 && text.find_first_of("123456789") != std::string::npos;
  return (shows ? "+" : "") + text;
}

std::string Language::unit(const Entry& entry, bool difference) const {
  const std::string unit = unit_of(entry, difference);
  return unit.empty() ? unit : say_or("unit." + unit, unit);
}

std::string Language::level(const Entry& entry, double value) const {
  std::string number_text = number(readable(entry, value));
  const std::string unit_text = unit(entry, false);
  if (unit_text.empty() || !std::isfinite(value)) return number_text;
  return fmt::format("{}{}{}", number_text, no_break, unit_text);
}

std::string Language::change(const Entry& entry, double value) const {
  std::string number_text = number(readable_difference(entry, value));
  const std::string unit_text = unit(entry, true);
  if (unit_text.empty() || !std::isfinite(value)) return number_text;
  return fmt::format("{}{}{}", number_text, no_break, unit_text);
}

std::string Language::level_interval(const Entry& entry) const {
  if (!std::isfinite(entry.variant_low)) return "";
  return say("interval",
             {{"low", number(readable(entry, entry.variant_low))},
              {"high", number(readable(entry, entry.variant_high))}});
}

std::string Language::change_interval(const Entry& entry) const {
  if (!std::isfinite(entry.low)) return "";
  return say("interval",
             {{"low", number(readable_difference(entry, entry.low))},
              {"high", number(readable_difference(entry, entry.high))}});
}

std::string Language::mode(std::string_view mode) const {
  return say_or(fmt::format("mode.{}", mode), mode);
}

std::string Language::by_mode(std::string_view mode) const {
  const std::string key = fmt::format("by.{}", mode);
  if (texts_.contains(key)) return say(key);
  return say("by.other", {{"mode", std::string(mode)}});
}

std::string Language::title(const Entry& entry) const {
  Entry plain = entry;
  plain.indicator = plain.definition;
  std::string title = is_french() ? say_or(entry.definition, title_of(plain)) : title_of(plain);
  if (entry.indicator.size() <= entry.definition.size()) return title;
  // The variable part of a mode may have points of its own; causes and statuses have none.
  if (const IndicatorFact* fact = fact_of(entry.definition);
      fact != nullptr && fact->part == KeyPart::mode)
    return title + " " + by_mode(entry.indicator.substr(entry.definition.size() + 1));
  std::string part = entry.indicator.substr(entry.indicator.rfind('.') + 1);
  const std::string key = "cause." + part;
  std::replace(part.begin(), part.end(), '_', ' ');
  return fmt::format("{}{}: {}", title, is_french() ? no_break : "", say_or(key, part));
}

std::string Language::meaning(std::string_view definition) const {
  const std::string english = std::string(meaning_of(definition));
  return is_french() ? say_or(std::string(definition) + "?", english) : english;
}

}  // namespace eveil::analysis
