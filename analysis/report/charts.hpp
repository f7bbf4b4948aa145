// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/detail/demand.hpp"
#include "analysis/detail/learning.hpp"
#include "analysis/report/language.hpp"

namespace eveil::analysis {

/// Requests served, refused and unfinished by hour as columns, with the mean wait above, as inline
/// SVG; empty where there is no request.
std::string hours_chart(const Language& words, const ServiceDetail& service);

/// One small curve a measure, base and variant by day; empty where there is none.
std::string learning_charts(const Language& words, const Learning& learning);

/// A round step that gives four to six ticks over a span. \pre span > 0.
double tick_step(double span);

}  // namespace eveil::analysis
