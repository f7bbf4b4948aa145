// SPDX-License-Identifier: Apache-2.0
#include "geo/io/xml.hpp"

#include <cpl_vsi.h>
#include <expat.h>
#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <system_error>
#include <type_traits>
#include <utility>

#include "geo/io/dataset.hpp"

namespace eveil::io {

namespace {

constexpr std::uint64_t small_enough = 1U << 20U;
constexpr std::size_t most_errors = 20;

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, CloseFile>;

bool is_gzip(const std::string& real) {
  const File file(VSIFOpenL(real.c_str(), "rb"));
  std::array<unsigned char, 2> first{};
  return file && VSIFReadL(first.data(), 1, first.size(), file.get()) == first.size() &&
         first[0] == 0x1f && first[1] == 0x8b;
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char** at = pairs_; *at != nullptr; at += 2) {
    if (name == at[0]) return at[1];
  }
  return std::nullopt;
}

void XmlHandler::error(std::string message) {
  if (stopped_) return;
  errors_.push_back(
      {ErrorKind::bad_input, fmt::format("{}:line {}", path_, line_), std::move(message), {}});
  stopped_ = errors_.size() >= most_errors;
}

void XmlHandler::refuse(std::string message) {
  error(std::move(message));
  stopped_ = true;
}

/// Hands what expat finds to a handler.
class XmlReading {
 public:
  XmlReading(const std::string& path, const XmlLimits& limits, XmlHandler& handler)
      : parser_(XML_ParserCreate(nullptr)), limits_(limits), handler_(handler) {
    handler_.path_ = path;
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
    XML_SetEntityDeclHandler(parser_.get(), on_entity);
    XML_SetSkippedEntityHandler(parser_.get(), on_skipped);
  }

  /// \return false where reading stops: `result` says why.
  bool feed(std::string_view bytes, bool last) {
    const auto status =
        XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    if (handler_.stopped_) return false;
    if (status != XML_STATUS_ERROR) return true;
    look();
    handler_.refuse(
        fmt::format("isn't well-formed XML ({}): the file is cut short or damaged; download "
                    "or copy it again",
                    XML_ErrorString(XML_GetErrorCode(parser_.get()))));
    return false;
  }

  Expected<void> result() {
    if (handler_.errors_.empty()) return {};
    return joined(std::move(handler_.errors_));
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  static XmlReading& of(void* data) { return *static_cast<XmlReading*>(data); }
  static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    XmlReading& reading = of(data);
    if (!reading.look()) return;
    if (++reading.depth_ > reading.limits_.depth) {
      reading.handler_.refuse(
          fmt::format("elements lie more than {} deep in each other, which no {} does",
                      reading.limits_.depth,
                      reading.limits_.what));
    } else {
      reading.handler_.start(name, XmlAttributes(attributes));
    }
    reading.stop_if_told();
  }
  static void XMLCALL on_end(void* data, const XML_Char* name) {
    XmlReading& reading = of(data);
    if (!reading.look()) return;
    --reading.depth_;
    reading.handler_.end(name);
    reading.stop_if_told();
  }
  static void XMLCALL on_text(void* data, const XML_Char* text, int length) {
    XmlReading& reading = of(data);
    if (!reading.look()) return;
    reading.handler_.text({text, static_cast<std::size_t>(length)});
    reading.stop_if_told();
  }
  static void XMLCALL
  on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    XmlReading& reading = of(data);
    if (!reading.look()) return;
    reading.handler_.document_type();
    reading.stop_if_told();
  }
  // NOLINTNEXTLINE(readability-function-size): expat's own signature
  static void XMLCALL on_entity(void* data,
                                const XML_Char* name,
                                int,
                                const XML_Char*,
                                int,
                                const XML_Char*,
                                const XML_Char*,
                                const XML_Char*,
                                const XML_Char*) {
    of(data).refuse_entity(name, "declares");
  }
  static void XMLCALL on_skipped(void* data, const XML_Char* name, int) {
    of(data).refuse_entity(name, "names");
  }

  void refuse_entity(std::string_view name, std::string_view does) {
    if (!look()) return;
    handler_.refuse(fmt::format(
        "{} the entity `{}`: entities are never expanded; write what it stands for", does, name));
    stop_if_told();
  }

  /// Takes the line down; false once reading has stopped.
  bool look() {
    if (handler_.stopped_) return false;
    handler_.line_ = XML_GetCurrentLineNumber(parser_.get());
    return true;
  }
  void stop_if_told() {
    if (handler_.stopped_) XML_StopParser(parser_.get(), XML_FALSE);
  }

  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  const XmlLimits& limits_;
  XmlHandler& handler_;
  std::uint32_t depth_ = 0;
};

Expected<void> read_xml(const std::string& path,
                        const std::string& real,
                        const XmlLimits& limits,
                        XmlHandler& handler) {
  const QuietGdal quiet;
  const bool packed = is_gzip(real);
  const File file(VSIFOpenL((packed ? "/vsigzip/" + real : real).c_str(), "rb"));
  if (!file) return bad_input(path, "can't be opened; check that it may be read");
  std::error_code problem;
  const std::uint64_t size = std::filesystem::file_size(real, problem);
  XmlReading reading(path, limits, handler);
  std::vector<char> buffer(1U << 16U);
  std::uint64_t unpacked = 0;
  for (bool last = false; !last;) {
    const std::size_t got = VSIFReadL(buffer.data(), 1, buffer.size(), file.get());
    last = got < buffer.size();
    unpacked += got;
    if (last && !quiet.failure().empty()) {
      return bad_input(path,
                       fmt::format("is damaged or cut short: {} bytes could be unpacked; "
                                   "download or copy it again",
                                   unpacked));
    }
    if (packed && unpacked > small_enough && unpacked / limits.ratio > size) {
      return bad_input(path,
                       fmt::format("unpacks to more than {} times its size, which no {} does; "
                                   "download it from another place",
                                   limits.ratio,
                                   limits.what));
    }
    if (unpacked > limits.bytes) {
      return bad_input(
          path, fmt::format("is longer than {} bytes; split it into smaller files", limits.bytes));
    }
    if (!reading.feed({buffer.data(), got}, last)) break;
  }
  return reading.result();
}

}  // namespace eveil::io
