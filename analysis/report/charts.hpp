// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "analysis/detail/demand.hpp"
#include "analysis/detail/learning.hpp"
#include "analysis/detail/sites.hpp"
#include "analysis/detail/winners.hpp"
#include "analysis/report/language.hpp"

namespace eveil::analysis {

/// Requests served, refused and unfinished by hour as columns, with the mean wait above, as inline
/// SVG; empty where there is no request.
std::string hours_chart(const Language& words, const ServiceDetail& service);

/// One small curve a measure, base and variant by day; empty where there is none.
std::string learning_charts(const Language& words, const Learning& learning);

/// Shares of winners and losers by group of people, as inline SVG; empty where there is none.
std::string groups_chart(const Language& words, const Winners& winners);
/// Changes of those who gain or lose, lined up from the greatest loss to the greatest gain.
std::string parade_chart(const Language& words, const Winners& winners);
/// Share of all gains against share of people, from the lowest incomes on; empty where incomes are
/// not known or no gain of all can be told. \source Lorenz 1905, ordered by income.
std::string equity_chart(const Language& words, const Winners& winners);

/// Arrivals at a generator by hour, base and variant side by side; empty of none.
std::string arrivals_chart(const Language& words, const SiteDetail& site);

/// A line across a chart from `left` to `right` at the height `y`, the value that it stands for
/// before it.
std::string level_line(double left, double right, double y, const std::string& value);
/// The hour of the clock below a chart of hours, at every third; empty at the others.
std::string hour_label(const Language& words, double x, double y, std::size_t clock);

/// A round step that gives four to six ticks over a span. \pre span > 0.
double tick_step(double span);

}  // namespace eveil::analysis
