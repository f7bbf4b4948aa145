// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/index.hpp"

namespace eveil {

/// State to bytes, or bytes to state: one `visit` names each field once, for both.
///
///     void Parking::visit(Archive& archive) {
///       archive.part("parking");
///       archive(taken_, cars_);
///       archive.require(taken_.size() == sites_, "as many sites as the territory has");
///     }
///
/// Values are laid down as they lie in memory, vectors of plain ones in one block with their number
/// and the size of one: for the program that wrote them, on machines of its kind. When reading,
/// what the bytes claim is not trusted: no read goes beyond them, no memory is taken for more than
/// they hold, and the first fault (of `require` too) ends the reading: what is visited later stays
/// as it is. What a value means is for the owner to check, by `require`.
///
/// \threads one.
class Archive {
 public:
  /// Takes a piece of what is written; its failure ends the writing.
  using Take = std::function<Expected<void>(std::span<const std::byte>)>;

  static Archive writer(Take take) { return Archive(std::move(take)); }
  /// The bytes must outlive it.
  static Archive reader(std::span<const std::byte> bytes) { return Archive(bytes); }

  bool reading() const { return !take_; }
  /// Whether nothing has failed yet.
  bool good() const { return !error_; }

  /// A mark that is looked for when reading, so that a shift is found where it begins.
  void part(std::string_view name);
  /// Any number of values: numbers, enums, plain structs, vectors and columns of those, and
  /// whatever has a `visit(Archive&)`.
  template <class... Fields>
  void operator()(Fields&... fields) {
    (one(fields), ...);
  }
  /// When reading: refuses the bytes unless `holds`. `what` says what was expected.
  void require(bool holds, std::string_view what);

  /// Hands out what is left, or holds that all was read.
  /// \errors bad_input at `where`: the bytes aren't what such a state is; what `take` returned.
  Expected<void> finish(std::string_view where);

 private:
  explicit Archive(Take take) : take_(std::move(take)) {}
  explicit Archive(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  struct IsVector : std::false_type {};
  template <class T, class Memory>
  struct IsVector<std::vector<T, Memory>> : std::true_type {};

  template <class T>
  static constexpr bool visits = requires(T& value, Archive& archive) {
    value.visit(archive);
  };
  template <class T>
  static constexpr bool plain =
      std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> && !visits<T>;

  template <class T>
  void one(T& value) {
    if constexpr (visits<T>) {
      value.visit(*this);
    } else if constexpr (IsVector<T>::value) {
      list(value);
    } else if constexpr (std::is_same_v<T, bool>) {
      auto byte = static_cast<std::uint8_t>(value);
      raw(&byte, 1);
      require(byte <= 1, "a flag of 0 or 1");
      if (good()) value = byte == 1;
    } else {
      static_assert(plain<T>, "give it a visit(Archive&)");
      raw(&value, sizeof(T));
    }
  }
  template <class Id, class T>
  void one(Column<Id, T>& column) {
    list(column.raw());
  }
  template <class T, class Memory>
  void list(std::vector<T, Memory>& values) {
    std::uint64_t count = values.size();
    if constexpr (plain<T>) {
      count = block(count, sizeof(T));
      if (reading() && good()) values.resize(static_cast<std::size_t>(count));
      raw(values.data(), values.size() * sizeof(T));
    } else {
      raw(&count, sizeof(count));
      if (reading() && good()) values.clear();
      for (std::uint64_t row = 0; row < count && good(); ++row) {
        if (reading()) values.emplace_back();
        one(values[static_cast<std::size_t>(row)]);
      }
    }
  }

  /// The head of a block of plain values. \return how many follow.
  std::uint64_t block(std::uint64_t count, std::uint32_t size);
  void raw(void* data, std::size_t size);
  void hand_out();
  void fail(std::string_view what);

  Take take_;
  std::vector<std::byte> gathered_;
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  std::string part_;
  std::optional<Error> error_;
};

}  // namespace eveil
