// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/detail/detail.hpp"
#include "analysis/report/language.hpp"
#include "analysis/verdict.hpp"

namespace eveil::analysis {

/// What one part of the page is made from.
struct Part {
  const Language& words;
  const Comparison& comparison;
  const Detail& detail;
  const Verdict* verdict = nullptr;  ///< none where no need was given
  std::size_t number = 0;            ///< of the comparison in the report, from 0
};

// Each gives HTML in the language of `Part::words`; empty where there is nothing to show.

/// The answer to the need, criterion by criterion.
std::string verdict_html(const Part& part);
/// Plain sentences for whoever decides.
std::string summary_html(const Part& part);
/// The main figures, large.
std::string cards_html(const Part& part);
/// Who gains and who loses, person by person.
std::string winners_html(const Part& part);
std::string charts_html(const Part& part);
/// How times, waits and detours spread, not only their means.
std::string distributions_html(const Part& part);
/// Every figure by scope, drifts; zones, groups and generators in tables of their own.
std::string tables_html(const Part& part);
std::string places_html(const Part& part);
/// Each mobility generator: how, when and who arrives, parking, climate.
std::string sites_html(const Part& part);
/// Several variants side by side, and which of them none other beats; empty of one.
std::string variants_html(const std::vector<Part>& parts);
/// Precision asked for, planned looks, what is shown not to change, what still moves: each where
/// it was asked for or is so.
std::string sure_html(const Part& part);
/// What hangs on the service's constant.
std::string sensitivity_html(const Part& part);
/// What the numbers don't say.
std::string limits_html(const Part& part);
/// How to make them again.
std::string facts_html(const Part& part);

// Common to the parts.

/// Of texts and styles: "met", "not_met", "undecided".
const char* answer_key(Answer answer);
/// A sign for it, so that it isn't told by colour alone.
const char* answer_mark(Answer answer);

/// A line of a list of answers: its tag with a mark, in the colour of `style`, then the text.
std::string answer_item_html(const char* style,
                             const char* mark,
                             const std::string& tag,
                             const std::string& text);
/// A box in the colour of `style`: a mark, the answer, and what is inside.
std::string answer_box_html(const char* style,
                            const char* mark,
                            const std::string& answer,
                            const std::string& inside);
/// What is said in such a box of a need that territories share.
std::string shared_note_html(const std::string& text);
/// A list of what was asked and found.
std::string criteria_html(const Language& words, const std::vector<CriterionVerdict>& criteria);
/// "The service navette": escaped.
std::string scope_title(const Language& words, std::string_view scope);
/// " · The service navette"; nothing of the territory, which is meant where nothing is said.
std::string scope_after(const Language& words, std::string_view scope);
/// A level, or a difference, in bold with its interval.
std::string level_html(const Language& words, const Entry& entry);
std::string change_html(const Language& words, const Entry& entry);
/// The same of a share from 0 to 1, in percent.
std::string share_html(const Language& words, const Interval& share);
/// "(6.2 to 6.4)" in small print; empty where there is none.
std::string in_brackets(const std::string& interval);
/// "2", of a margin of 0.02 of the base: a change within it is too small to matter.
std::string margin_text(const Language& words, double margin);
/// Modes of everyday life that the runs didn't have, in words.
std::string missing_modes(const Language& words, const Source& source);
/// What run files say in English, one after the other.
std::string english_list(const std::vector<std::string>& sentences);
/// "People of 15 to 29", "Women": escaped; of class:KIND=VALUE.
std::string class_title(const Language& words, std::string_view scope);
/// The name of zone:ID, its code where it has none: escaped.
std::string zone_title(const Part& part, std::string_view scope);
/// "a, b and c".
std::string joined_list(const Language& words, const std::vector<std::string>& items);
/// A figure with its heading and a line under it; empty where there is nothing inside.
std::string panel_html(const std::string& title,
                       const std::string& under,
                       const std::string& inside);
/// A colour of a chart and what it stands for.
std::string key_html(const std::string& style, const std::string& text);
std::string years_of_data(const Language& words, const Source& source);

}  // namespace eveil::analysis
