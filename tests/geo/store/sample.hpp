// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "geo/store/file.hpp"
#include "geo/store/ragged.hpp"
#include "geo/store/table.hpp"

namespace eveil::test {

/// A small file with everything in it; each field is one thing that a test may change.
struct Sample {
  store::Layout layout{64, 1};
  std::size_t batch = 37;  ///< rows handed over at once
  std::size_t rows = 300;
  double first_value = 0.5;
  std::string column = "length_m";
  std::string units = "m";
  std::string title = "a sample";
  std::vector<std::string> words = {"walk", "car", "bicycle"};
  bool links_first = true;
  std::string started = "08:00";
};

inline Expected<void> write_links(const store::Group& root, const Sample& sample) {
  EVEIL_TRY(auto table,
            store::TableWriter::create(
                root,
                "links",
                {{"id", store::ValueType::int64, "1", "number of the link", {}},
                 {sample.column, store::ValueType::float64, sample.units, "length", {}},
                 {"mode", store::ValueType::enumeration, "1", "who may use it", sample.words},
                 {"open", store::ValueType::boolean, "1", "whether it is open", {}},
                 {"name", store::ValueType::text, "1", "what people call it", {}}},
                sample.layout));
  for (std::size_t first = 0; first < sample.rows; first += sample.batch) {
    std::vector<std::int64_t> id;
    std::vector<double> length;
    std::vector<std::uint8_t> mode;
    std::vector<std::uint8_t> open;
    std::vector<std::string> name;
    for (std::size_t row = first; row < std::min(sample.rows, first + sample.batch); ++row) {
      id.push_back(static_cast<std::int64_t>(row) - 7);
      length.push_back(row == 0 ? sample.first_value : 1.25 * static_cast<double>(row));
      // Rows go through walk, car, bicycle whatever the order of the words.
      const std::string word = row % 3 == 0 ? "walk" : row % 3 == 1 ? "car" : "bicycle";
      for (std::size_t w = 0; w < sample.words.size(); ++w) {
        if (sample.words[w] == word) mode.push_back(static_cast<std::uint8_t>(w));
      }
      open.push_back(row % 2);
      name.push_back(row % 5 == 0 ? "" : "rue d'Été " + std::to_string(row));
    }
    EVEIL_CHECK(table.append({id, length, mode, open, name}));
  }
  EVEIL_TRY([[maybe_unused]] const auto stored, table.close());
  return {};
}

inline Expected<void> write_zones(const store::Group& root, const Sample& sample) {
  EVEIL_TRY(const auto zones, root.create("zones"));
  EVEIL_CHECK(zones.set("title", sample.title));
  EVEIL_CHECK(zones.write({"people", store::ValueType::uint32, "1", "inhabitants", {}},
                          std::vector<std::uint32_t>{12, 0, 4000000000U},
                          sample.layout));
  return store::write_ragged(zones,
                             "shape",
                             {"", store::ValueType::float32, "m", "outline", {}},
                             std::vector<std::uint64_t>{0, 2, 2, 5},
                             std::vector<float>{1, 2, 3, 4, 5});
}

inline Expected<void> write_sample(const std::filesystem::path& path, const Sample& sample = {}) {
  EVEIL_TRY(auto file, store::File::create(path, store::Existing::replace));
  const auto root = file.root();
  EVEIL_CHECK(root.set("format", std::string("eveil-sample")));
  EVEIL_CHECK(root.set("format_version", std::int64_t{1}));
  EVEIL_CHECK(root.set("started", sample.started));
  if (sample.links_first) EVEIL_CHECK(write_links(root, sample));
  EVEIL_CHECK(write_zones(root, sample));
  if (!sample.links_first) EVEIL_CHECK(write_links(root, sample));
  EVEIL_TRY(const auto provenance, root.create("provenance"));
  EVEIL_CHECK(provenance.set("at", sample.started));
  return file.commit();
}

}  // namespace eveil::test
