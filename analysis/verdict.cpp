// SPDX-License-Identifier: Apache-2.0
#include "analysis/verdict.hpp"

namespace eveil::analysis {

std::string_view name_of(Answer answer) {
  switch (answer) {
    case Answer::met:
      return "met";
    case Answer::not_met:
      return "not met";
    case Answer::undecided:
      return "undecided";
  }
  return "";
}

}  // namespace eveil::analysis
