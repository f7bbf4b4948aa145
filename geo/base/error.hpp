// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace eveil {

/// Whose fault a failure is; the program maps it to its exit code (docs/architecture.md).
enum class ErrorKind : std::uint8_t { failed, usage, bad_input, interrupted, need_not_met };

/// A failure as a value.
///
/// `where` is the place in the user's own file (`links.csv:17:length_m`), `message` has the value
/// found, what was expected and what to do. Several errors of one file are joined in `more`.
struct Error {
  ErrorKind kind = ErrorKind::failed;
  std::string where;
  std::string message;
  std::vector<Error> more;
};

template <class T>
using Expected = tl::expected<T, Error>;
using Unexpected = tl::unexpected<Error>;

Unexpected bad_input(std::string where, std::string message);
Unexpected failed(std::string where, std::string message);
Unexpected usage(std::string message);

/// One error from many of the same file: the first leads, the others follow in order.
/// \pre `errors` is not empty.
Unexpected joined(std::vector<Error> errors);

/// All messages, one a line, as the program prints them: `where: message`.
std::string describe(const Error& error);

/// The process exit code for an error: 1 failed, 2 usage, 3 bad input, 4 interrupted, 5 need not
/// met.
int exit_code(ErrorKind kind);

/// The nearest of `known` to `word` by edit distance, or empty if none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace eveil

/// Our own fault: stops the process where an invariant of the code is broken; on in dev and CI
/// builds.
#ifdef EVEIL_ASSERTIONS
namespace eveil {
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}
#define EVEIL_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::eveil::assertion_failed(#condition, __FILE__, __LINE__))
#else
#define EVEIL_ASSERT(condition) static_cast<void>(0)
#endif

/// Evaluates an Expected: returns its error from the calling function, else declares `name` as its
/// value.
#define EVEIL_CONCAT_(a, b) a##b
#define EVEIL_CONCAT(a, b) EVEIL_CONCAT_(a, b)
#define EVEIL_TRY(name, expression)                                                   \
  auto EVEIL_CONCAT(expected_, __LINE__) = (expression);                              \
  if (!EVEIL_CONCAT(expected_, __LINE__))                                             \
    return ::eveil::Unexpected(std::move(EVEIL_CONCAT(expected_, __LINE__)).error()); \
  name = std::move(*EVEIL_CONCAT(expected_, __LINE__))
/// The same for Expected<void>.
#define EVEIL_CHECK(expression) \
  if (auto checked = (expression); !checked) return ::eveil::Unexpected(std::move(checked).error())
