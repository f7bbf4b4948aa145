// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "geo/base/error.hpp"

namespace eveil::io {

/// Text with `& < > " '` written as XML wants them, without characters that XML has no way to
/// write.
std::string xml_text(std::string_view text);

/// Writes a file packed as gzip in a stream; it never holds half under its final name.
class GzipWriter {
 public:
  /// Writes PATH.part. \errors failed: with the system's reason.
  static Expected<GzipWriter> create(const std::string& path);
  GzipWriter(GzipWriter&&) noexcept;
  GzipWriter& operator=(GzipWriter&&) noexcept;
  /// Removes what wasn't committed.
  ~GzipWriter();

  /// \errors failed: the disk is full or gone.
  Expected<void> write(std::string_view text);
  /// Ends the file and gives it its final name. \errors failed, likewise.
  Expected<void> commit();

 private:
  struct Stream;
  explicit GzipWriter(std::unique_ptr<Stream> stream);
  std::unique_ptr<Stream> stream_;
};

}  // namespace eveil::io
