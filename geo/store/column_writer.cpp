// SPDX-License-Identifier: Apache-2.0
#include "geo/store/column_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "geo/store/attributes.hpp"
#include "geo/store/types.hpp"

namespace eveil::store {
namespace {

Handle column_properties(const ColumnWriter::Shape& shape) {
  Handle properties(H5Pcreate(H5P_DATASET_CREATE));
  const hsize_t chunk = shape.chunk_rows;
  bool good = H5Pset_obj_track_times(properties.get(), false) >= 0 &&
              H5Pset_fill_time(properties.get(), H5D_FILL_TIME_NEVER) >= 0 &&
              H5Pset_chunk(properties.get(), 1, &chunk) >= 0;
  if (shape.deflate == 0) return good ? std::move(properties) : Handle();
  if (shape.width > 1) good = good && H5Pset_shuffle(properties.get()) >= 0;
  good = good && H5Pset_deflate(properties.get(), static_cast<unsigned>(shape.deflate)) >= 0;
  return good ? std::move(properties) : Handle();
}

bool fits(ValueType declared, ValueType given) {
  const bool byte = declared == ValueType::boolean || declared == ValueType::enumeration;
  return declared == given || (byte && given == ValueType::uint8);
}

}  // namespace

Expected<void> check_spec(const ColumnSpec& spec, const std::string& where) {
  if (spec.name.empty() || spec.name.find('/') != std::string::npos || spec.name == "." ||
      spec.name == ".." || !is_plain_utf8(spec.name)) {
    return failed(where, fmt::format("'{}' cannot be the name of a column", spec.name));
  }
  if (spec.units.empty() || spec.description.empty()) {
    return failed(where, "a column needs units (\"1\" for none) and a description");
  }
  const bool has_words = spec.type == ValueType::enumeration;
  if (has_words == spec.words.empty() || spec.words.size() > 256) {
    return failed(where,
                  fmt::format("an enumeration, and only that, has 1 to 256 words; here {}",
                              spec.words.size()));
  }
  std::set<std::string_view> seen;
  for (const auto& word : spec.words) {
    if (word.empty() || !is_plain_utf8(word) || !seen.insert(word).second) {
      return failed(where, fmt::format("'{}' is empty, not UTF-8 or twice among the words", word));
    }
  }
  return {};
}

Expected<void> check_values(const ColumnSpec& spec,
                            const Values& values,
                            const std::string& where) {
  if (!fits(spec.type, values.type)) {
    return failed(
        where,
        fmt::format(
            "is declared as {} and was given {}", name_of(spec.type), name_of(values.type)));
  }
  if (spec.type == ValueType::boolean || spec.type == ValueType::enumeration) {
    const std::size_t words = spec.type == ValueType::boolean ? 2 : spec.words.size();
    const auto* bytes = static_cast<const std::uint8_t*>(values.data);
    const auto* bad =
        std::find_if(bytes, bytes + values.count, [&](std::uint8_t b) { return b >= words; });
    if (bad == bytes + values.count) return {};
    return failed(fmt::format("{}:{}", where, bad - bytes),
                  fmt::format("is {}, and there are {} words", *bad, words));
  }
  if (spec.type == ValueType::text) {
    const auto* texts = static_cast<const std::string*>(values.data);
    const auto* bad =
        std::find_if(texts, texts + values.count, [](const auto& t) { return !is_plain_utf8(t); });
    if (bad == texts + values.count) return {};
    return bad_input(fmt::format("{}:{}", where, bad - texts), "is not UTF-8 or has a NUL inside");
  }
  return {};
}

std::size_t text_width(std::span<const std::string> texts) {
  std::size_t width = 1;
  for (const auto& text : texts) width = std::max(width, text.size());
  return width;
}

std::vector<std::byte> padded(std::span<const std::string> texts, std::size_t width) {
  std::vector<std::byte> bytes(texts.size() * width);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::transform(texts[i].begin(),
                   texts[i].end(),
                   bytes.begin() + static_cast<std::ptrdiff_t>(i * width),
                   [](char c) { return static_cast<std::byte>(c); });
  }
  return bytes;
}

ColumnWriter::ColumnWriter(const OpenFile& file, std::string where, Shape shape)
    : file_(&file), where_(std::move(where)), shape_(shape) {}

Expected<ColumnWriter> ColumnWriter::create(const OpenFile& file,
                                            const std::string& group,
                                            const ColumnSpec& spec,
                                            Shape shape) {
  EVEIL_CHECK(file.writable());
  shape.deflate = file.packs ? std::clamp(shape.deflate, 1, 4) : 0;
  const bool grows = shape.rows == unknown;
  if (!grows) shape.chunk_rows = std::min(shape.chunk_rows, shape.rows);
  shape.chunk_rows = std::max<std::uint64_t>(shape.chunk_rows, 1);
  ColumnWriter writer(file, file.path.string() + ":" + join(group, spec.name), shape);
  EVEIL_TRY(const Handle parent, open_object(file, group));
  if (H5Lexists(parent.get(), spec.name.c_str(), H5P_DEFAULT) > 0) {
    return failed(writer.where_, "exists already");
  }
  const hsize_t rows = grows ? 0 : shape.rows;
  // A fixed size of 0 could not have chunks of 1.
  const hsize_t most = grows || rows == 0 ? H5S_UNLIMITED : rows;
  const Handle space(H5Screate_simple(1, &rows, &most));
  const Handle type = disk_type(spec.type, spec.words, shape.width);
  const Handle properties = column_properties(shape);
  writer.dataset_ = Handle(H5Dcreate2(parent.get(),
                                      spec.name.c_str(),
                                      type.get(),
                                      space.get(),
                                      H5P_DEFAULT,
                                      properties.get(),
                                      H5P_DEFAULT));
  if (!writer.dataset_ || file.disk->error != 0) {
    return file.write_error(writer.where_, "this column cannot be created");
  }
  const hid_t dataset = writer.dataset_.get();
  EVEIL_CHECK(set_attribute(file, dataset, writer.where_, "units", spec.units));
  EVEIL_CHECK(set_attribute(file, dataset, writer.where_, "description", spec.description));
  return writer;
}

Chunk ColumnWriter::chunk(std::span<const std::byte> rows) const {
  // Chunks are stored whole; the rows beyond the end are zeros.
  return {rows, shape_.width, shape_.chunk_rows * shape_.width, shape_.deflate};
}

Expected<void> ColumnWriter::append(std::span<const std::byte> packed, std::uint64_t rows) {
  EVEIL_CHECK(file_->writable());
  const hsize_t first = rows_;
  rows_ += rows;
  const hsize_t extent = rows_;
  const bool grown = shape_.rows != unknown || H5Dset_extent(dataset_.get(), &extent) >= 0;
  if (packed.empty() || !grown ||
      H5Dwrite_chunk(dataset_.get(), H5P_DEFAULT, 0, &first, packed.size(), packed.data()) < 0 ||
      file_->disk->error != 0) {
    return file_->write_error(where_, "the values cannot be written");
  }
  return {};
}

Expected<void> append_all(ChunkPacker& packer, std::span<const ColumnChunk> chunks) {
  std::vector<Chunk> some;
  for (std::size_t at = 0; at < chunks.size(); at += most_at_once) {
    const auto group = chunks.subspan(at, std::min(most_at_once, chunks.size() - at));
    some.clear();
    for (const ColumnChunk& one : group) some.push_back(one.writer->chunk(one.rows));
    const auto packed = packer.pack(some);
    for (std::size_t i = 0; i < group.size(); ++i) {
      EVEIL_CHECK(group[i].writer->append(packed[i], some[i].rows.size() / some[i].width));
    }
  }
  return {};
}

}  // namespace eveil::store
