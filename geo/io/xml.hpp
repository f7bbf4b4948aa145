// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"

namespace eveil::io {

/// The attributes of one element, valid while its handler runs.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// Empty where absent; `has` tells the two apart.
  std::string_view operator[](std::string_view name) const {
    return find(name).value_or(std::string_view());
  }
  bool has(std::string_view name) const { return find(name).has_value(); }
  std::optional<std::string_view> find(std::string_view name) const;

 private:
  const char** pairs_;
};

/// What a reader of XML does at each element; it keeps its own errors, with their lines.
class XmlHandler {
 public:
  XmlHandler() = default;
  virtual ~XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;

  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// A piece of text; one text may come in several.
  virtual void text(std::string_view) {}
  /// A document type is declared; entities are refused whatever this does.
  virtual void document_type() {}

  /// Line under the reader's eye, from 1.
  std::uint64_t line() const { return line_; }
  /// Whether reading goes on.
  bool stopped() const { return stopped_; }

 protected:
  /// One more error of the file, with its line; after the twentieth reading stops.
  void error(std::string message);
  /// The same, and reading stops.
  void refuse(std::string message);

 private:
  friend class XmlReading;
  std::string path_;
  std::uint64_t line_ = 0;
  bool stopped_ = false;
  std::vector<Error> errors_;
};

/// What an XML file may hold before it is refused as hostile.
struct XmlLimits {
  std::uint64_t ratio = 200;                ///< unpacked over packed, once more than 1 MB came out
  std::uint64_t bytes = 1'000'000'000'000;  ///< unpacked
  std::uint32_t depth = 64;                 ///< of elements in elements
  std::string what = "file";                ///< what it should be, for messages: "map", "plan"
};

/// Reads an XML file, plain or in gzip (told by its first bytes), in a stream, element by element.
///
/// External entities are never read. A declared entity, or a reference to one that isn't XML's own,
/// is refused: nothing is ever expanded.
///
/// \param path  for messages; `real` is what is opened.
/// \errors bad_input: with the line: not well-formed or cut short, an entity, elements too deep,
///         whatever the handler refuses; a gzip file that is damaged or packed absurdly.
Expected<void> read_xml(const std::string& path,
                        const std::string& real,
                        const XmlLimits& limits,
                        XmlHandler& handler);

}  // namespace eveil::io
