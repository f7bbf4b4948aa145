// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "geo/base/file.hpp"
#include "geo/transit/csv.hpp"
#include "geo/transit/feed.hpp"
#include "geo/transit/feed_files.hpp"
#include "tests/support/drawn_zip.hpp"

/// What becomes of each feed of ../shared/data/fuzz: fuzz_outcomes.csv, checked by eye.
using namespace eveil;
using namespace eveil::geo;

namespace {

namespace fs = std::filesystem;

struct Row {
  std::string outcome;  ///< refused, repaired, clean
  std::string place;    ///< in the feed; `warning` for what was repaired
  std::string text;

  bool operator==(const Row&) const = default;
};
using Table = std::map<std::string, std::vector<Row>>;

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.outcome << "," << row.place << "," << row.text;
}

fs::path folder() { return fs::path(EVEIL_SOURCE_DIR) / "../shared/data/fuzz"; }

Table expected_outcomes() {
  const std::string file = std::string(EVEIL_SOURCE_DIR) + "/tests/geo/transit/fuzz_outcomes.csv";
  const std::string text = read_text_file(file, 1'000'000).value();
  CsvRows rows(text);
  REQUIRE(rows.next());
  Table table;
  while (rows.next()) {
    const auto fields = rows.fields();
    REQUIRE(fields.size() == 4);
    table[std::string(fields[0])].push_back(
        {std::string(fields[1]), std::string(fields[2]), std::string(fields[3])});
  }
  REQUIRE(rows.error().empty());
  return table;
}

/// What the table says of one feed.
std::vector<Row> outcome_of(const std::string& path) {
  const auto feed = read_feed(path, {});
  std::vector<Row> rows;
  if (!feed) {
    CHECK(feed.error().kind == ErrorKind::bad_input);
    const auto add = [&](const Error& error) {
      REQUIRE(error.where.rfind(path, 0) == 0);
      const std::string place = error.where.substr(path.size());
      rows.push_back({"refused", place.empty() ? "" : place.substr(1), error.message});
    };
    add(feed.error());
    for (const Error& more : feed.error().more) add(more);
    return rows;
  }
  const FeedAudit& audit = feed->audit;
  const std::string outcome = audit.warnings.empty() ? "clean" : "repaired";
  rows.push_back({outcome,
                  "",
                  fmt::format("{} trips on {}: {} lines, {} stops, {} patterns",
                              audit.trips_used,
                              iso(audit.day),
                              audit.lines_used,
                              audit.stops_used,
                              feed->timetable.table.pattern_count())});
  for (const std::string& warning : audit.warnings) rows.push_back({outcome, "warning", warning});
  CHECK(check_timetable(join_feeds({feed->timetable})));
  return rows;
}

std::string packed(const std::string& path) {
  const FeedFiles files = files_of_feed(path).value();
  std::vector<drawn::ZipEntry> entries;
  for (const std::string& file : files.files) {
    entries.push_back(drawn::stored("feed/" + file, files.read(file).value()));
  }
  return drawn::archive(entries);
}

}  // namespace

TEST_CASE("each bad feed is refused, repaired or read as the table says", "[transit][feed][fuzz]") {
  if (!fs::exists(folder())) {
    WARN("skipped: ../shared isn't there");
    return;
  }
  const Table expected = expected_outcomes();
  std::size_t feeds = 0;
  for (const char* kind : {"gtfs", "gtfs-zip"}) {
    for (const auto& entry : fs::directory_iterator(folder() / kind)) {
      const std::string name = fmt::format("{}/{}", kind, entry.path().filename().string());
      INFO(name);
      REQUIRE(expected.count(name) == 1);
      ++feeds;
      const std::string path = entry.path().string();
      CHECK(outcome_of(path) == expected.at(name));
      if (!entry.is_directory()) continue;
      // The same in a zip, as feeds come.
      const drawn::TemporaryFile zip("fuzz.zip", packed(path));
      CHECK(outcome_of(zip.path()) == expected.at(name));
    }
  }
  CHECK(feeds == expected.size());
}

TEST_CASE("a feed cut short anywhere is refused", "[transit][feed][fuzz]") {
  const std::string path = EVEIL_SOURCE_DIR "/scenarios/library/coquimbo/gtfs.zip";
  const std::string whole = read_text_file(path, 100'000'000).value();
  REQUIRE(read_feed(path, {}));
  for (int part = 0; part < 20; ++part) {
    const std::size_t length = whole.size() * static_cast<std::size_t>(part) / 20;
    const drawn::TemporaryFile cut("cut_feed.zip", whole.substr(0, length));
    const auto feed = read_feed(cut.path(), {});
    REQUIRE_FALSE(feed);
    CHECK(feed.error().kind == ErrorKind::bad_input);
  }
}

TEST_CASE("a feed that unpacks absurdly is refused before it is unpacked",
          "[transit][feed][fuzz]") {
  drawn::ZipEntry bomb = drawn::stored("stop_times.txt", "trip_id");
  bomb.method = 8;
  bomb.size = 3'000'000'000;
  const drawn::TemporaryFile zip("bomb_feed.zip", drawn::archive({bomb}));
  const auto feed = read_feed(zip.path(), {});
  REQUIRE_FALSE(feed);
  CHECK(feed.error().message.find("200 to 1") != std::string::npos);
}
