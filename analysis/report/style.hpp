// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace eveil::analysis {

/// The report's style sheet: system fonts only, a table that becomes cards on a narrow screen.
inline constexpr std::string_view report_style = R"(
:root { --ink: #1d2733; --quiet: #56626f; --line: #d9dfe5; --told: #0b5fa5; --open: #7d8996; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f5f7; color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
main { max-width: 56rem; margin: 0 auto; background: var(--paper); padding: 2rem clamp(1rem, 5vw, 3.5rem) 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 2.2rem 0 .6rem; }
.under, .legend, .small { color: var(--quiet); }
.under { margin: 0 0 1.2rem; }
.legend, .small { font-size: .86rem; }
.findings { border-left: 4px solid var(--told); padding: .1rem 0 .1rem 1.1rem; max-width: 46rem; }
.findings p { margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: baseline; }
thead th { color: var(--quiet); font-weight: 600; border-bottom: 2px solid var(--line); }
th:first-child, td:first-child, th:last-child, td:last-child { text-align: left; }
th:first-child, td:first-child { padding-left: 0; }
tr.scope th { padding-top: 1.5rem; font-size: 1rem; border-bottom: 2px solid var(--line); }
tr.scope .small { font-weight: 400; display: block; }
td { white-space: nowrap; }
td:first-child, td:last-child { white-space: normal; }
td:last-child, .unit, .interval { color: var(--quiet); }
.interval { display: block; font-size: .82rem; }
tr.told .change, tr.told td:last-child { color: var(--told); font-weight: 650; }
svg { width: 100%; max-width: 34rem; height: auto; display: block; margin: .8rem 0; overflow: visible; }
svg text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink); }
svg .value { text-anchor: end; fill: var(--quiet); font-variant-numeric: tabular-nums; }
svg .value.told { fill: var(--told); font-weight: 650; }
svg .tick { text-anchor: middle; font-size: 11.5px; fill: var(--quiet); }
svg .grid { stroke: var(--line); }
svg .zero { stroke: var(--quiet); }
svg .label, svg .value { paint-order: stroke; stroke: var(--paper); stroke-width: 5px; }
svg line.told { stroke: var(--told); stroke-width: 4; }
svg line.open, svg line.none { stroke: var(--open); stroke-width: 2.5; stroke-dasharray: 5 3; }
svg circle.told { fill: var(--told); }
svg circle.open, svg circle.none { fill: var(--paper); stroke: var(--open); stroke-width: 2.5; }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 600; }
dl { font-size: .9rem; } dt { font-weight: 600; margin-top: .6rem; } dd { margin: 0; color: var(--quiet); }
ul { padding-left: 1.2rem; } li { margin: .3rem 0; }
@media (max-width: 640px) {
  thead { position: absolute; left: -999rem; }
  tr { display: grid; grid-template-columns: 1fr 1fr 1.5fr; column-gap: .6rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tr.scope { display: block; padding: 0; border: 0; }
  tr.scope th { display: block; text-align: left; }
  td { border: 0; padding: 0; text-align: left; white-space: normal; }
  td:nth-child(n + 2) { order: 2; }
  td:first-child { grid-column: 1 / 3; font-weight: 600; }
  td:last-child { order: 1; }
  td[data-label]::before { content: attr(data-label); display: block; font-size: .78rem; color: var(--quiet); font-weight: 400; }
}
@media print { body { background: #fff; font-size: 11pt; } main { padding: 0; max-width: none; } tr, svg, .findings p { break-inside: avoid; } }
)";

}  // namespace eveil::analysis
