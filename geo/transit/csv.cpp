// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/csv.hpp"

#include <fmt/format.h>

#include <utility>

namespace eveil::geo {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

CsvRows::CsvRows(std::string_view text) : text_(text) {
  if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
}

bool CsvRows::fail(std::string reason) {
  error_ = std::move(reason);
  fields_.clear();
  return false;
}

bool CsvRows::next() {
  if (!error_.empty()) return false;
  for (;;) {
    if (at_ >= text_.size()) return false;
    fields_.clear();
    unquoted_.clear();
    row_begin_ = at_;
    row_line_ = line_;
    do {
      if (!read_field()) return false;
    } while (more_fields_);
    if (fields_.size() > 1 || !fields_.front().empty()) return true;
  }
}

bool CsvRows::read_field() {
  std::size_t begin = at_;
  while (begin < text_.size() && is_blank(text_[begin])) ++begin;
  if (begin < text_.size() && text_[begin] == '"') {
    at_ = begin;
    return read_quoted() && end_field();
  }
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == ',' || c == '\n' || c == '\r') break;
    if (c == '\0') return fail("has a NUL byte: save it as UTF-8 text");
    ++at_;
  }
  std::string_view field = begin < at_ ? text_.substr(begin, at_ - begin) : std::string_view();
  while (!field.empty() && is_blank(field.back())) field.remove_suffix(1);
  fields_.push_back(field);
  return end_field();
}

bool CsvRows::read_quoted() {
  const std::size_t begin = ++at_;
  bool doubled = false;
  for (;; ++at_) {
    if (at_ >= text_.size()) return fail("ends inside of quotes: a closing quote is missing");
    const char c = text_[at_];
    if (c == '\0') return fail("has a NUL byte: save it as UTF-8 text");
    if (c == '\n' || (c == '\r' && text_.substr(at_ + 1, 1) != "\n")) ++line_;
    if (at_ - begin > longest_field) break;  // end_field refuses it
    if (c != '"') continue;
    if (text_.substr(at_ + 1, 1) != "\"") break;
    doubled = true;
    ++at_;
  }
  const std::string_view raw = text_.substr(begin, at_ - begin);
  if (raw.size() > longest_field) {
    fields_.push_back(raw);
    return true;
  }
  ++at_;
  if (!doubled) {
    fields_.push_back(raw);
  } else {
    std::string& plain = unquoted_.emplace_back();
    for (std::size_t i = 0; i < raw.size(); ++i) {
      plain.push_back(raw[i]);
      if (raw[i] == '"') ++i;
    }
    fields_.push_back(plain);
  }
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  return true;
}

bool CsvRows::end_field() {
  if (fields_.back().size() > longest_field) {
    return fail(
        fmt::format("has a field of more than {} bytes: is a quote missing?", longest_field));
  }
  if (at_ - row_begin_ > longest_row) {
    return fail(fmt::format("has a row of more than {} bytes", longest_row));
  }
  more_fields_ = false;
  if (at_ >= text_.size()) return true;
  const char c = text_[at_];
  if (c == ',') {
    ++at_;
    more_fields_ = true;
    return true;
  }
  if (c != '\n' && c != '\r') return fail("has text after a closing quote: double a quote inside");
  at_ += c == '\r' && text_.substr(at_ + 1, 1) == "\n" ? 2U : 1U;
  ++line_;
  return true;
}

}  // namespace eveil::geo
