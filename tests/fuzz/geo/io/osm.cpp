// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "geo/io/osm_file.hpp"
#include "geo/io/osm_relations.hpp"

namespace {

/// A file of this process, removed with it.
class Scratch {
 public:
  Scratch()
      : path_(std::filesystem::temp_directory_path() /
              ("eveil_fuzz_" + std::to_string(::getpid()))) {}
  ~Scratch() { std::filesystem::remove(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string write(const char* bytes, std::size_t size) const {
    std::ofstream(path_, std::ios::binary).write(bytes, static_cast<std::streamsize>(size));
    return path_.string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

/// Any bytes are an OpenStreetMap file of some form or a reason why not, which names the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eveil::io;
  static const Scratch scratch;
  const std::string file = scratch.write(reinterpret_cast<const char*>(data), size);
  const auto form = form_of_osm("input", file);
  if (!form) {
    if (form.error().message.empty()) std::abort();
    return 0;
  }
  if (*form == OsmForm::pbf) {
    const auto checked = check_osm_pbf("input", file);
    if (!checked && checked.error().where.rfind("input", 0) != 0) std::abort();
  } else {
    const auto checked = check_osm_xml("input", file);
    if (!checked && checked.error().where.rfind("input", 0) != 0) std::abort();
  }
  const auto relations = read_osm_relations(file, "restriction");
  if (!relations && relations.error().where.rfind(file, 0) != 0) std::abort();
  return 0;
}
