// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/key_tables.hpp"

namespace eveil::scenarios {

// clang-format off
std::vector<Key> need_keys() {
  using T = KeyType;
  constexpr TomlFile need = TomlFile::need;
  const std::string c = "criterion";
  return {
      {need, "", "name", T::text, "", 0, 0, "required", "What the territory asks for, in a few words."},
      {need, "", "territories", T::texts, "", 0, 0, "any",
       "Territory files on which it is asked, each by itself; another territory is refused."},
      {need, "", "minimum_territories", T::whole, "", 1, 10000, "all",
       "How many of the territories must meet it; `eveil need` puts their answers together."},
      {need, "", c, T::sections, "", 0, 0, "required", "What must hold, one and all."},
      {need, c, "indicator", T::text, "", 0, 0, "required",
       "Key of an indicator, as in docs/indicators.md."},
      {need, c, "scope", T::text, "", 0, 0, "territory",
       "`territory`, `zone:ID`, `service:NAME`, `generator:NAME` or `class:KIND=VALUE`."},
      {need, c, "at_most", T::quantity, "", 0, 0, "one of the seven",
       "The variant's level is no higher."},
      {need, c, "at_least", T::quantity, "", 0, 0, "one of the seven",
       "The variant's level is no lower."},
      {need, c, "decreases_by_at_least", T::quantity, "", 0, 0, "one of the seven",
       "It falls from base to variant by this or more; `%` of the base, `points` of a share."},
      {need, c, "increases_by_at_least", T::quantity, "", 0, 0, "one of the seven",
       "It rises by this or more."},
      {need, c, "decreases_by_at_most", T::quantity, "", 0, 0, "one of the seven",
       "It falls by no more than this, or rises."},
      {need, c, "increases_by_at_most", T::quantity, "", 0, 0, "one of the seven",
       "It rises by no more than this, or falls."},
      {need, c, "changes_by_at_most", T::quantity, "", 0, 0, "one of the seven",
       "It neither rises nor falls by more than this: shown to have no effect that matters."},
      {need, c, "confidence", T::number, "1", 0.5, 0.999, "0.95",
       "Of the two-sided interval whose bound decides."},
  };
}
// clang-format on

}  // namespace eveil::scenarios
