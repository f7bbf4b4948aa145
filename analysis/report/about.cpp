// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"

namespace eveil::analysis {

namespace {

constexpr std::size_t digits_shown = 16;

std::string row(const std::string& title, const std::string& text) {
  return text.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", title, text);
}

std::string code(std::string_view text) { return fmt::format("<code>{}</code>", escaped(text)); }

std::string digest(const Language& words, const std::string& value) {
  if (value.empty()) return "";
  return words.html("facts.digest", {{"digest", code(value.substr(0, digits_shown))}});
}

std::string joined_by(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    text += (text.empty() ? "" : between) + part;
  }
  return text;
}

std::string list_of(const std::vector<std::int64_t>& numbers) {
  std::vector<std::string> texts;
  texts.reserve(numbers.size());
  for (const std::int64_t number : numbers) texts.push_back(fmt::to_string(number));
  return joined_by(texts, ", ");
}

// A word as a shell takes it back.
std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789_-./=:,+%@") == std::string::npos;
  if (plain) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

// The file keeps the words after the program's name.
std::string command_of(const std::vector<std::string>& line) {
  std::vector<std::string> words = {"eveil"};
  for (const std::string& word : line) words.push_back(quoted(word));
  return joined_by(words, " ");
}

std::string list_html(const std::vector<std::string>& items) {
  std::string html = "<ul>\n";
  for (const std::string& item : items) html += fmt::format("<li>{}</li>\n", item);
  return html + "</ul>\n";
}

}  // namespace

std::string limits_html(const Part& part) {
  const Language& words = part.words;
  const Source& source = part.comparison.source;
  std::vector<std::string> items;
  if (!source.fleet_not_scaled.empty())
    items.push_back(words.html(
        "limits.sample", {{"sample", words.number(fmt::format("{:g}", source.sample * 100.0))}}));
  items.push_back(words.html("limits.coefficients"));
  if (const std::string missing = missing_modes(words, source); !missing.empty())
    items.push_back(words.html("limits.missing", {{"modes", escaped(missing)}}));
  if (source.learnt_from.empty()) items.push_back(words.html("limits.unlearnt"));
  if (!source.also_differs.empty())
    items.push_back(words.html("limits.also", {{"list", english_list(source.also_differs)}}));
  for (const char* key : {"limits.chance", "limits.many", "limits.awareness", "limits.days"})
    items.push_back(words.html(key));
  return fmt::format("<section class='limits'><h2>{}</h2>\n{}</section>\n",
                     words.html("limits.heading"),
                     list_html(items));
}

std::string facts_html(const Part& part) {
  const Language& words = part.words;
  const Source& source = part.comparison.source;
  const RunRecord& run = part.detail.variant;
  std::vector<std::string> years;
  years.reserve(source.data_years.size() + 1);
  for (const std::string& one : source.data_years)
    years.push_back(words.html("facts.transit", {{"years", escaped(one)}}));
  if (years.empty()) years.push_back(words.html("facts.years.none"));
  std::vector<std::string> licences;
  licences.reserve(source.licences.size() + 1);
  for (const std::string& one : source.licences) licences.push_back(escaped(one));
  licences.push_back(words.html("facts.map"));
  std::string rows =
      row(words.html("facts.territory"),
          joined_by({escaped(source.territory), digest(words, source.territory_digest)}, ", ")) +
      row(words.html("facts.scenarios"),
          joined_by(
              {joined_by(
                   {escaped(source.base_scenario), digest(words, part.detail.base.scenario_digest)},
                   ", "),
               joined_by({escaped(source.variant_scenario), digest(words, source.scenario_digest)},
                         ", ")},
              "<br>")) +
      row(words.html("facts.seed"),
          words.html(
              "facts.seed.value",
              {{"seed", fmt::to_string(source.seed)}, {"list", list_of(source.replications)}})) +
      row(words.html("facts.sample"),
          words.html("facts.sample.value",
                     {{"sample", words.number(fmt::format("{:g}", source.sample * 100.0))}})) +
      row(words.html("facts.days"),
          words.html("facts.days.value",
                     {{"fork", fmt::to_string(source.fork_days)},
                      {"average", fmt::to_string(source.average_days)}})) +
      row(words.html("facts.state"),
          source.learnt_from.empty() ? "" : digest(words, source.learnt_from)) +
      row(words.html("facts.version"),
          joined_by({"Éveil " + escaped(source.program_version),
                     run.git_commit.empty() ? "" : code(run.git_commit.substr(0, digits_shown))},
                    ", ")) +
      row(words.html("facts.crs"), escaped(run.crs_name)) +
      row(words.html("facts.years"), joined_by(years, "<br>")) +
      row(words.html("facts.licences"), joined_by(licences, "<br>"));
  if (!run.command_line.empty())
    rows += row(words.html("facts.command"), code(command_of(run.command_line)));
  return fmt::format("<section class='facts'><h2>{}</h2>\n<dl>\n{}</dl></section>\n",
                     words.html("facts.heading"),
                     rows);
}

}  // namespace eveil::analysis
