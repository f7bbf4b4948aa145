// SPDX-License-Identifier: Apache-2.0
#include "geo/base/hash.hpp"

#include <openssl/evp.h>

#include <array>
#include <new>

#include "geo/base/file.hpp"

namespace eveil {

namespace {

// The library fails here only where memory does.
void check(int result) {
  if (result != 1) throw std::bad_alloc();
}

struct Free {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Handle = std::unique_ptr<EVP_MD_CTX, Free>;

Handle made() {
  Handle handle(EVP_MD_CTX_new());
  if (!handle) throw std::bad_alloc();
  return handle;
}

}  // namespace

struct Sha256::Context {
  Handle handle = made();
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  check(EVP_DigestInit_ex(context_->handle.get(), EVP_sha256(), nullptr));
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&& other) noexcept = default;
Sha256& Sha256::operator=(Sha256&& other) noexcept = default;

void Sha256::update(std::span<const std::byte> bytes) {
  check(EVP_DigestUpdate(context_->handle.get(), bytes.data(), bytes.size()));
}

void Sha256::update(std::string_view text) { update(std::as_bytes(std::span(text))); }

std::string Sha256::hex() const {
  const Handle copy = made();
  check(EVP_MD_CTX_copy_ex(copy.get(), context_->handle.get()));
  std::array<unsigned char, 32> digest{};
  check(EVP_DigestFinal_ex(copy.get(), digest.data(), nullptr));
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

Expected<std::string> sha256_of_file(const std::filesystem::path& path) {
  Sha256 hash;
  EVEIL_CHECK(read_pieces(path, [&](std::string_view piece) {
    hash.update(piece);
    return true;
  }));
  return hash.hex();
}

}  // namespace eveil
