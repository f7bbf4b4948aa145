// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/language.hpp"
#include "geo/base/json.hpp"

namespace eveil::analysis {

/// What one file of HTML in two languages is made of.
struct Page {
  std::string english_title;   ///< escaped; scripts take each language's own
  std::string articles;        ///< `article_html` of each language
  Json data = Json::object();  ///< for the page's scripts
  std::vector<std::string_view> styles = {};
  std::vector<std::string_view> scripts = {};  ///< besides that of languages and tables
};

/// What the page has in one language. \param title, inside  escaped.
std::string article_html(const Language& words,
                         const std::string& title,
                         const std::string& inside);
/// The whole file, self-contained: switch of languages, articles, data, scripts.
std::string whole_page(const Page& page);

}  // namespace eveil::analysis
