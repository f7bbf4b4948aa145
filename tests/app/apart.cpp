// SPDX-License-Identifier: Apache-2.0
#include "app/apart.hpp"

#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>

#include "geo/store/file.hpp"
#include "tests/support/folder.hpp"

using namespace eveil;
using namespace eveil::tests;

TEST_CASE("work done apart returns its error as it was, and changes nothing here", "[app][apart]") {
  int here = 1;
  const auto done = app::apart("run.h5", nullptr, [&]() -> Expected<void> {
    here = 2;
    return bad_input("run.h5:/trips", "is missing");
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::bad_input);
  CHECK(describe(done.error()) == "run.h5:/trips: is missing");
  CHECK(here == 1);
  CHECK(app::apart("run.h5", nullptr, [] { return Expected<void>(); }));
}

TEST_CASE("a file that crashes its reader is bad input by its name", "[app][apart]") {
  const int signal = GENERATE(SIGSEGV, SIGABRT, SIGBUS, SIGKILL);
  const auto done = app::apart("evil.h5", nullptr, [&]() -> Expected<void> {
    std::signal(signal, SIG_DFL);  // a sanitizer's own handler would exit
    ::raise(signal);
    return {};
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::bad_input);
  CHECK(done.error().where == "evil.h5");
  CHECK_THAT(
      done.error().message,
      Catch::Contains("made to do harm: what read it crashed") && Catch::Contains("make it again"));
}

TEST_CASE("a reader that ends without a word is a crash too", "[app][apart]") {
  const auto done = app::apart("evil.h5", nullptr, []() -> Expected<void> { ::_exit(0); });
  REQUIRE_FALSE(done);
  CHECK_THAT(done.error().message, Catch::Contains("ended with code 0"));
}

TEST_CASE("an interruption ends the reader at once", "[app][apart]") {
  const std::atomic<bool> stop{true};
  const auto done = app::apart("slow.h5", &stop, []() -> Expected<void> {
    ::sleep(100);
    return {};
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::interrupted);
}

TEST_CASE("only a file that can be read to its end may be read here", "[app][apart]") {
  const Folder folder;
  for (const std::string& file :
       {folder.path("missing.h5"), folder.write("text.h5", "not a result")}) {
    const auto refused = app::survives(file, nullptr);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::bad_input);
    CHECK_THAT(refused.error().message, Catch::StartsWith(file + ": "));
  }
  auto file = store::File::create(folder / "good.h5");
  REQUIRE(file);
  REQUIRE(file->commit());
  CHECK(app::survives(folder.path("good.h5"), nullptr));
}
