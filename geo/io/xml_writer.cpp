// SPDX-License-Identifier: Apache-2.0
#include "geo/io/xml_writer.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

#include "geo/base/file.hpp"
#include "geo/io/dataset.hpp"

namespace eveil::io {

namespace {

constexpr std::size_t piece = 1U << 16U;

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') out += c;
    }
  }
  return out;
}

struct GzipWriter::Stream {
  std::string path;
  std::string part;
  VSILFILE* file = nullptr;
  std::string waiting;
  bool committed = false;

  Expected<void> flush() {
    const std::size_t written = VSIFWriteL(waiting.data(), 1, waiting.size(), file);
    if (written != waiting.size()) {
      return failed(path, "can't be written; check the space on the disk and the right to write");
    }
    waiting.clear();
    return {};
  }
};

GzipWriter::GzipWriter(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}
GzipWriter::GzipWriter(GzipWriter&&) noexcept = default;
GzipWriter& GzipWriter::operator=(GzipWriter&&) noexcept = default;

GzipWriter::~GzipWriter() {
  if (!stream_) return;
  if (stream_->file != nullptr) VSIFCloseL(stream_->file);
  std::error_code ignored;
  if (!stream_->committed) std::filesystem::remove(stream_->part, ignored);
}

Expected<GzipWriter> GzipWriter::create(const std::string& path) {
  const QuietGdal quiet;
  auto stream = std::make_unique<Stream>();
  stream->path = path;
  stream->part = path + ".part";
  stream->file = VSIFOpenL(("/vsigzip/" + stream->part).c_str(), "wb");
  if (stream->file == nullptr) {
    return failed(
        path, "can't be written; check the folder, the space on the disk and the right to write");
  }
  return GzipWriter(std::move(stream));
}

Expected<void> GzipWriter::write(std::string_view text) {
  stream_->waiting += text;
  return stream_->waiting.size() < piece ? Expected<void>() : stream_->flush();
}

Expected<void> GzipWriter::commit() {
  EVEIL_CHECK(stream_->flush());
  const int closed = VSIFCloseL(stream_->file);
  stream_->file = nullptr;
  if (closed != 0)
    return failed(stream_->path, "can't be written to its end; check the space on the disk");
  EVEIL_CHECK(rename_whole_file(stream_->part, stream_->path));
  stream_->committed = true;
  return {};
}

}  // namespace eveil::io
