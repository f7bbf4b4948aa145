// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "geo/base/error.hpp"

namespace eveil {

/// SHA-256 of bytes given piece by piece: how they are cut makes no difference.
///
/// The one place that names OpenSSL. Not shared between threads.
/// \source FIPS 180-4.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&& other) noexcept;
  Sha256& operator=(Sha256&& other) noexcept;

  void update(std::span<const std::byte> bytes);
  void update(std::string_view text);
  /// The hash of all given so far, as 64 lower-case hexadecimal digits; more may follow.
  std::string hex() const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// \errors bad_input: the file cannot be opened; failed: it cannot be read to its end.
Expected<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace eveil
