// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace eveil::analysis {

/// One text of the report in one language; `{name}` marks what is filled in.
struct Text {
  std::string_view key;
  std::string_view text;
};

// All languages have the same keys with the same marks, in any order.
std::span<const Text> english_texts();
std::span<const Text> french_texts();
// The same of the parts in depth: people, distributions, variants, the day, generators.
std::span<const Text> english_depth_texts();
std::span<const Text> french_depth_texts();

/// Of answers to needs, shared ones too.
std::span<const Text> english_verdict_texts();
std::span<const Text> french_verdict_texts();
/// Of how sure it is: precision, looks, no effect, drift.
std::span<const Text> english_sure_texts();
std::span<const Text> french_sure_texts();
/// Of the sensitivity table.
std::span<const Text> english_sensitivity();
std::span<const Text> french_sensitivity();

/// French titles and meanings of indicators: `KEY` and `KEY?`; English ones stand in wording.cpp.
std::span<const Text> french_indicators();

}  // namespace eveil::analysis
