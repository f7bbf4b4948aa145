// SPDX-License-Identifier: Apache-2.0
#include "geo/store/group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "geo/store/attributes.hpp"
#include "geo/store/column_reader.hpp"
#include "geo/store/open_file.hpp"
#include "geo/store/repack.hpp"

namespace eveil::store {
namespace {

template <class T>
Expected<T> taken(const Group& group, std::string_view name, const char* kind) {
  EVEIL_TRY(AttributeValue value, group.attribute(name));
  if (auto* found = std::get_if<T>(&value)) return std::move(*found);
  return bad_input(fmt::format("{}@{}", group.where(), name), fmt::format("is not {}", kind));
}

Expected<Handle> create_one(const OpenFile& file,
                            hid_t parent,
                            const std::string& name,
                            const std::string& where) {
  Handle properties(H5Pcreate(H5P_GROUP_CREATE));
  H5Pset_obj_track_times(properties.get(), false);
  Handle group(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, properties.get(), H5P_DEFAULT));
  if (!group || file.disk->error != 0)
    return file.write_error(where, "this group cannot be created");
  return group;
}

}  // namespace

Group::Group(std::shared_ptr<OpenFile> file, std::string path)
    : file_(std::move(file)), path_(std::move(path)) {}

std::string Group::where(std::string_view child) const {
  return file_->path.string() + ":" + join(path_, child);
}

Expected<Group> Group::create(std::string_view path) const {
  EVEIL_CHECK(file_->writable());
  Group group = *this;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string name(path.substr(0, slash));
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    if (name.empty()) continue;
    EVEIL_TRY(const Handle parent, open_object(*file_, group.path_));
    const bool exists = H5Lexists(parent.get(), name.c_str(), H5P_DEFAULT) > 0;
    if (name == "." || name == "..") return failed(group.where(name), "is not a name");
    if (!exists) EVEIL_CHECK(create_one(*file_, parent.get(), name, group.where(name)));
    group.path_ = join(group.path_, name);
  }
  return group.open("");
}

Expected<Group> Group::open(std::string_view path) const {
  Group group(file_, join(path_, path));
  EVEIL_TRY(const Handle object, open_object(*file_, group.path_));
  if (H5Iget_type(object.get()) != H5I_GROUP) return bad_input(group.where(), "is not a group");
  return group;
}

Expected<std::vector<std::string>> Group::names() const {
  EVEIL_TRY(const Handle group, open_object(*file_, path_));
  std::vector<std::string> names;
  const H5L_iterate_t keep =
      [](hid_t, const char* name, const H5L_info_t*, void* target) -> herr_t {
    static_cast<std::vector<std::string>*>(target)->emplace_back(name);
    return 0;
  };
  hsize_t position = 0;
  // Not in order of names: HDF5 1.10 makes a table for that and frees what it never filled if the
  // file is damaged.
  if (H5Literate(group.get(), H5_INDEX_NAME, H5_ITER_NATIVE, &position, keep, &names) < 0) {
    return file_->read_error(where(), "the names in it cannot be listed");
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool Group::has(std::string_view path) const {
  return open_object(*file_, join(path_, path)).has_value();
}

Expected<ObjectKind> Group::kind(std::string_view path) const {
  EVEIL_TRY(const Handle object, open_object(*file_, join(path_, path)));
  switch (H5Iget_type(object.get())) {
    case H5I_GROUP:
      return ObjectKind::group;
    case H5I_DATASET:
      return ObjectKind::column;
    default:
      return bad_input(where(path), "is neither a group nor a column");
  }
}

Expected<void> Group::set(std::string_view name, const AttributeValue& value) const {
  EVEIL_TRY(const Handle group, open_object(*file_, path_));
  return set_attribute(*file_, group.get(), where(), std::string(name), value);
}

bool Group::has_attribute(std::string_view name) const {
  const auto group = open_object(*file_, path_);
  return group && H5Aexists(group->get(), std::string(name).c_str()) > 0;
}

Expected<std::vector<std::string>> Group::attribute_names() const {
  EVEIL_TRY(const Handle group, open_object(*file_, path_));
  return attribute_names_of(*file_, group.get(), where());
}

Expected<AttributeValue> Group::attribute(std::string_view name) const {
  EVEIL_TRY(const Handle group, open_object(*file_, path_));
  return read_attribute(*file_, group.get(), where(), std::string(name));
}

Expected<std::string> Group::text(std::string_view name) const {
  return taken<std::string>(*this, name, "text");
}

Expected<std::int64_t> Group::integer(std::string_view name) const {
  return taken<std::int64_t>(*this, name, "an integer");
}

Expected<double> Group::number(std::string_view name) const {
  EVEIL_TRY(const AttributeValue value, attribute(name));
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return taken<double>(*this, name, "a number");
}

Expected<bool> Group::flag(std::string_view name) const {
  return taken<bool>(*this, name, "true or false");
}

Expected<std::vector<std::string>> Group::texts(std::string_view name) const {
  return taken<std::vector<std::string>>(*this, name, "a list of texts");
}

Expected<std::vector<std::byte>> Group::bytes(std::string_view name) const {
  return taken<std::vector<std::byte>>(*this, name, "a list of bytes");
}

Expected<void> Group::copy(const Group& from, std::string_view name) const {
  EVEIL_CHECK(file_->writable());
  EVEIL_TRY(const ObjectKind kind, from.kind(name));
  if (kind != ObjectKind::column) return bad_input(from.where(name), "is not a column");
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*from.file_, join(from.path_, name)));
  if (file_->packs && !column.packed()) {
    EVEIL_TRY(const ColumnInfo info, from.column(name));
    return repack(column, info, *this, name);
  }
  EVEIL_TRY(const Handle source, open_object(*from.file_, from.path_));
  EVEIL_TRY(const Handle target, open_object(*file_, path_));
  const std::string child(name);
  const bool copied =
      H5Ocopy(source.get(), child.c_str(), target.get(), child.c_str(), H5P_DEFAULT, H5P_DEFAULT) >=
      0;
  if (!copied || file_->disk->error != 0) {
    return file_->write_error(where(name), "this column cannot be copied");
  }
  return {};
}

Expected<std::uint64_t> Group::table_rows() const {
  EVEIL_TRY(const auto children, names());
  bool first = true;
  std::uint64_t rows = 0;
  for (const auto& name : children) {
    EVEIL_TRY(const ObjectKind child, kind(name));
    if (child != ObjectKind::column) continue;
    EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, join(path_, name)));
    if (!first && column.rows() != rows) {
      return bad_input(where(name),
                       fmt::format("has {} rows where its table has {}", column.rows(), rows));
    }
    rows = column.rows();
    first = false;
  }
  return rows;
}

}  // namespace eveil::store
