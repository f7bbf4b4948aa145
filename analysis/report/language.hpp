// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/compare.hpp"
#include "analysis/statistics.hpp"

namespace eveil::analysis {

/// What is filled into a text: mark and value.
using Fill = std::pair<std::string_view, std::string>;

/// The report's words and the way numbers are written, in one language.
///
/// \threads immutable.
class Language {
 public:
  static Language english() { return Language("en"); }
  static Language french() { return Language("fr"); }

  /// "en", "fr"; also `lang` of its part of the page.
  std::string_view code() const { return code_; }

  /// The text of a key with its marks filled in. \pre the key exists.
  std::string say(std::string_view key, std::initializer_list<Fill> fills = {}) const;
  /// The same as HTML: the text escaped, what is filled in as it is.
  std::string html(std::string_view key, std::initializer_list<Fill> fills = {}) const;
  /// The text of a key with its marks as they are. \pre the key exists.
  std::string template_of(std::string_view key) const;
  /// The text of a key, else `otherwise`.
  std::string say_or(std::string_view key, std::string_view otherwise) const;

  /// "1,234.5" in this language's way.
  std::string number(std::string english) const;
  /// \pre a number of everyday size: it is written out.
  std::string number(double value, int decimals) const;
  /// The same of a difference, with its sign; none where it shows as zero.
  std::string difference(double value, int decimals) const;
  /// A level with its unit, "6.3 min"; a difference with its sign.
  std::string level(const Entry& entry, double value) const;
  std::string change(const Entry& entry, double value) const;
  /// "6.2 to 6.4", without units; empty where there is no interval.
  std::string level_interval(const Entry& entry) const;
  std::string change_interval(const Entry& entry) const;
  /// "min", "%", "points", "€".
  std::string unit(const Entry& entry, bool difference) const;

  /// Name of an indicator with its variable part: "Share of trips by car".
  std::string title(const Entry& entry) const;
  /// One sentence of definition; empty where none is known.
  std::string meaning(std::string_view definition) const;
  /// "Car", "On foot"; a service's name as it is.
  std::string mode(std::string_view mode) const;
  /// "by car".
  std::string by_mode(std::string_view mode) const;

  const std::map<std::string_view, std::string_view>& texts() const { return texts_; }

 private:
  explicit Language(std::string_view code);
  std::string spaced(std::string text) const;
  bool is_french() const { return code_ == "fr"; }

  std::string_view code_;
  std::map<std::string_view, std::string_view> texts_;
};

}  // namespace eveil::analysis
