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
  /// The first failure since construction: the cause, where the last complaint is a consequence.
  const std::string& failure() const { return failure_; }
  void clear() { message_.clear(); }
  void take(bool fails, const char* message) {
    message_ = message;
    if (fails && failure_.empty()) failure_ = message;
  }

 private:
  std::string message_;
  std::string failure_;
};

struct CloseDataset {
  void operator()(GDALDataset* dataset) const;
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// Opens a vector file read-only with the formats of the allow-list, PROJ's network off.
/// \errors bad_input: as `local_file`; not one of the formats.
Expected<Dataset> open_vector(const std::string& file);

/// Registers the formats that may be read, once a process; the first call of whoever opens one.
void register_formats();

}  // namespace eveil::io
