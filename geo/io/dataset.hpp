// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "geo/base/error.hpp"

class GDALDataset;

namespace eveil::io {

/// Collects GDAL's complaints in the current thread instead of letting them reach the terminal.
class QuietGdal {
 public:
  QuietGdal();
  ~QuietGdal();
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
  /// The last complaint since construction or `clear`; empty if there was none.
  const std::string& message() const { return message_; }
  void clear() { message_.clear(); }
  void take(const char* message) { message_ = message; }

 private:
  std::string message_;
};

struct CloseDataset {
  void operator()(GDALDataset* dataset) const;
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// Opens a vector file read-only with the formats of the allow-list, PROJ's network off.
/// \errors bad_input: as `local_file`; not one of the formats.
Expected<Dataset> open_vector(const std::string& file);

}  // namespace eveil::io
