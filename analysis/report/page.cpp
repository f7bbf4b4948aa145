// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/page.hpp"

#include <fmt/format.h>

#include "analysis/report/assets.hpp"

namespace eveil::analysis {

namespace {

// JSON inside a page: no text of it can end the element that holds it.
std::string inlined(const Json& json) {
  std::string text;
  for (const char c : to_line(json)) text += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return text;
}

std::string switch_html(std::string_view code, const char* name, bool first) {
  return fmt::format(
      "<input type='radio' name='lang' class='lang-input' id='lang-{0}' value='{0}' "
      "autocomplete='off'{1} aria-label='{2}'>\n",
      code,
      first ? " checked" : "",
      name);
}

std::string script(std::string_view text) { return fmt::format("<script>{}</script>\n", text); }

}  // namespace

std::string article_html(const Language& words,
                         const std::string& title,
                         const std::string& inside) {
  return fmt::format(
      "<article class='page' id='page-{0}' lang='{0}' data-title='{1}'>\n{2}</article>\n",
      words.code(),
      title,
      inside);
}

std::string whole_page(const Page& page) {
  std::string html = fmt::format(
      "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
      "<meta name='viewport' content='width=device-width, initial-scale=1'>"
      "<title>{}</title>\n<style>",
      page.english_title);
  for (const std::string_view style : page.styles) html += style;
  html += assets::report_css();
  html += "</style></head>\n<body>\n";
  html += switch_html("en", "English", true) + switch_html("fr", "Français", false);
  html +=
      "<nav class='langs'><label for='lang-en' lang='en'>English</label>"
      "<label for='lang-fr' lang='fr'>Français</label></nav>\n<main>\n";
  html += page.articles;
  html += fmt::format("</main>\n<script type='application/json' id='report-data'>{}</script>\n",
                      inlined(page.data));
  for (const std::string_view one : page.scripts) html += script(one);
  return html + script(assets::page_js()) + "</body></html>\n";
}

}  // namespace eveil::analysis
