// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/need_page.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "analysis/report/html.hpp"
#include "analysis/report/language.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/parts.hpp"

namespace eveil::analysis {

namespace {

std::string count_text(const Language& words, std::size_t count) {
  return words.number(static_cast<double>(count), 0);
}

// Beside its mark, however many lines it takes.
std::string beside_mark(const std::string& text) { return fmt::format("<span>{}</span>", text); }

std::string decides_html(const Language& words, const SharedVerdict& verdict) {
  if (verdict.answer != Answer::undecided) return "";
  const Decides decides = what_decides(verdict);
  std::vector<std::string> open;
  open.reserve(decides.open.size());
  for (const TerritoryAnswer* one : decides.open) {
    const std::string name = fmt::format("<b>{}</b>", escaped(one->territory));
    open.push_back(one->compared ? name
                                 : fmt::format("{} ({})", name, words.html("shared.not_compared")));
  }
  return shared_note_html(words.html(open.size() == 1 ? "shared.decides.one" : "shared.decides",
                                     {{"more", count_text(words, decides.more)},
                                      {"misses", count_text(words, decides.misses)},
                                      {"list", joined_list(words, open)}}));
}

std::string answer_html(const Language& words, const SharedVerdict& verdict) {
  const bool all = verdict.minimum == verdict.territories.size();
  const char* key = answer_key(verdict.answer);
  const std::string must = words.html(all ? "shared.must.all" : "shared.must",
                                      {{"minimum", count_text(words, verdict.minimum)}});
  const std::string who = verdict.variant.empty()
                              ? ""
                              : words.html("shared.who", {{"variant", escaped(verdict.variant)}});
  const std::string text = words.html(fmt::format("shared.{}", key),
                                      {{"need", escaped(verdict.need)},
                                       {"who", who},
                                       {"met", count_text(words, count_of(verdict, Answer::met))},
                                       {"all", count_text(words, verdict.territories.size())},
                                       {"must", must}});
  return answer_box_html(
      key,
      answer_mark(verdict.answer),
      beside_mark(text),
      decides_html(words, verdict) + (all ? "" : shared_note_html(words.html("shared.likelier"))));
}

std::string territory_html(const Language& words, const TerritoryAnswer& one) {
  const auto one_html = [&](const std::string& answer) {
    return beside_mark(words.html(
        "shared.one", {{"territory", escaped(one.territory)}, {"answer", words.html(answer)}}));
  };
  if (!one.compared) {
    return answer_box_html("none",
                           "·",
                           one_html("shared.not_compared"),
                           shared_note_html(words.html("shared.not_compared.under")));
  }
  const char* key = answer_key(one.answer);
  const std::string folder = std::filesystem::path(one.where).parent_path().string();
  return answer_box_html(key,
                         answer_mark(one.answer),
                         one_html(fmt::format("answer.{}", key)),
                         criteria_html(words, one.criteria) +
                             shared_note_html(words.html(
                                 "shared.with",
                                 {{"variant", escaped(one.variant)},
                                  {"where", fmt::format("<code>{}</code>", escaped(folder))}})));
}

std::string inside_html(const Language& words, const std::vector<SharedVerdict>& verdicts) {
  std::string html = fmt::format("<header class='head'>\n<p class='kicker'>{}</p>\n<h1>{}</h1>\n",
                                 words.html("shared.kicker"),
                                 escaped(verdicts.front().need));
  for (const SharedVerdict& one : verdicts) html += answer_html(words, one);
  html += fmt::format("<p class='under'>{}</p>\n</header>\n", words.html("shared.under"));
  for (const SharedVerdict& one : verdicts) {
    html += fmt::format("<section class='territories'><h2>{}{}</h2>\n",
                        words.html("shared.territories"),
                        one.variant.empty() || verdicts.size() == 1
                            ? ""
                            : fmt::format(" · {}", escaped(one.variant)));
    for (const TerritoryAnswer& territory : one.territories)
      html += territory_html(words, territory);
    html += "</section>\n";
  }
  return html;
}

}  // namespace

std::string shared_need_html(const std::vector<SharedVerdict>& verdicts) {
  const SharedVerdict& first = verdicts.front();
  Page page;
  for (const Language& words : {Language::english(), Language::french()}) {
    const std::string title = words.html(
        "shared.title",
        {{"need", escaped(first.need)}, {"all", count_text(words, first.territories.size())}});
    if (page.english_title.empty()) page.english_title = title;
    page.articles += article_html(words, title, inside_html(words, verdicts));
    page.data["texts"][std::string(words.code())] = Json::object();
  }
  return whole_page(page);
}

}  // namespace eveil::analysis
