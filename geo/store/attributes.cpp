// SPDX-License-Identifier: Apache-2.0
#include "geo/store/attributes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

#include "geo/store/types.hpp"

namespace eveil::store {
namespace {

/// Up to here text is of variable length, which h5py hands out as str; longer text has a fixed
/// length, because objects of HDF5's heap are only checked up to 4096 bytes (disk.cpp).
constexpr std::size_t longest_free_text = 4000;

struct Attribute {
  Handle type;
  Handle space;
  const void* data = nullptr;
};

Handle scalar() { return Handle(H5Screate(H5S_SCALAR)); }

Handle row_of(std::size_t count) {
  const hsize_t extent = count;
  return count == 0 ? Handle(H5Screate(H5S_NULL)) : Handle(H5Screate_simple(1, &extent, nullptr));
}

bool write_now(hid_t object, const std::string& name, const Attribute& attribute) {
  if (!attribute.type || !attribute.space) return false;
  if (H5Aexists(object, name.c_str()) > 0 && H5Adelete(object, name.c_str()) < 0) return false;
  const Handle handle(H5Acreate2(
      object, name.c_str(), attribute.type.get(), attribute.space.get(), H5P_DEFAULT, H5P_DEFAULT));
  if (!handle) return false;
  return attribute.data == nullptr ||
         H5Awrite(handle.get(), attribute.type.get(), attribute.data) >= 0;
}

bool write_text(hid_t object, const std::string& name, const std::string& text) {
  if (text.size() > longest_free_text) {
    return write_now(
        object, name, {disk_type(ValueType::text, {}, text.size()), scalar(), text.data()});
  }
  const char* start = text.c_str();
  return write_now(object, name, {free_text_type(), scalar(), &start});
}

bool write_texts(hid_t object, const std::string& name, const std::vector<std::string>& texts) {
  std::size_t width = 1;
  for (const auto& text : texts) width = std::max(width, text.size());
  if (width > longest_free_text) {
    std::string padded(width * texts.size(), '\0');
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::copy(texts[i].begin(),
                texts[i].end(),
                padded.begin() + static_cast<std::ptrdiff_t>(i * width));
    }
    return write_now(
        object, name, {disk_type(ValueType::text, {}, width), row_of(texts.size()), padded.data()});
  }
  std::vector<const char*> starts;
  starts.reserve(texts.size());
  for (const auto& text : texts) starts.push_back(text.c_str());
  // A list without elements keeps its type, so that it reads back as a list of texts.
  return write_now(
      object,
      name,
      {free_text_type(), row_of(texts.size()), starts.empty() ? nullptr : starts.data()});
}

bool all_plain(const AttributeValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return is_plain_utf8(*text);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    return std::all_of(
        texts->begin(), texts->end(), [](const auto& t) { return is_plain_utf8(t); });
  }
  return true;
}

/// An attribute found in a file, with what must be known before memory is taken for it.
struct Found {
  Handle attribute;
  Handle type;
  std::uint64_t count = 0;
  bool scalar = false;
};

Expected<Found> find(const OpenFile& file,
                     hid_t object,
                     const std::string& where,
                     const std::string& name) {
  EVEIL_CHECK(file.usable());
  const std::string place = where + "@" + name;
  const htri_t exists = H5Aexists(object, name.c_str());
  if (exists == 0) return bad_input(place, "this attribute does not exist");
  Found found;
  found.attribute = Handle(H5Aopen(object, name.c_str(), H5P_DEFAULT));
  if (!found.attribute) return file.read_error(place, "cannot be opened");
  found.type = Handle(H5Aget_type(found.attribute.get()));
  const Handle space(H5Aget_space(found.attribute.get()));
  const int dimensions = H5Sget_simple_extent_ndims(space.get());
  if (!found.type || !space || dimensions < 0 || dimensions > 1) {
    return bad_input(place, "is neither one value nor a list of them");
  }
  found.scalar = H5Sget_simple_extent_type(space.get()) == H5S_SCALAR;
  const hssize_t count = H5Sget_simple_extent_npoints(space.get());
  if (count < 0) return file.read_error(place, "has no size");
  found.count =
      H5Sget_simple_extent_type(space.get()) == H5S_NULL ? 0 : static_cast<std::uint64_t>(count);
  const std::uint64_t width = std::max<std::uint64_t>(H5Tget_size(found.type.get()), 8);
  if (found.count > file.limits.attribute_bytes / width) {
    return bad_input(place,
                     fmt::format("claims {} values, more than the limit of {} bytes",
                                 found.count,
                                 file.limits.attribute_bytes));
  }
  return found;
}

bool read_now(const Found& found, hid_t type, void* target) {
  return found.count == 0 || H5Aread(found.attribute.get(), type, target) >= 0;
}

template <class T>
AttributeValue one_or_list(const Found& found, std::vector<T> values) {
  if constexpr (!std::is_same_v<T, std::byte>) {
    if (found.scalar) return std::move(values.front());
  }
  return values;
}

Expected<AttributeValue> read_free_texts(const OpenFile& file,
                                         const Found& found,
                                         const std::string& place) {
  std::vector<char*> starts(found.count, nullptr);
  const Handle type = free_text_type();
  H5Tset_cset(type.get(), H5Tget_cset(found.type.get()));
  if (!read_now(found, type.get(), starts.data())) return file.read_error(place, "cannot be read");
  std::vector<std::string> texts;
  bool plain = true;
  for (char* start : starts) {
    texts.emplace_back(start == nullptr ? "" : start);
    plain = plain && is_plain_utf8(texts.back());
    H5free_memory(start);
  }
  if (!plain) return bad_input(place, "is not UTF-8");
  return one_or_list(found, std::move(texts));
}

Expected<AttributeValue> read_fixed_texts(const OpenFile& file,
                                          const Found& found,
                                          const std::string& place) {
  const std::size_t width = H5Tget_size(found.type.get());
  std::string bytes(found.count * width, '\0');
  if (!read_now(found, found.type.get(), bytes.data()))
    return file.read_error(place, "cannot be read");
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < found.count; ++i) {
    const char* start = bytes.data() + i * width;
    texts.emplace_back(start, strnlen(start, width));
    if (!is_plain_utf8(texts.back())) return bad_input(place, "is not UTF-8");
  }
  return one_or_list(found, std::move(texts));
}

template <class T>
Expected<AttributeValue> read_numbers(const OpenFile& file,
                                      const Found& found,
                                      const std::string& place) {
  std::vector<T> values(found.count);
  if (!read_now(found, memory_type(value_type_of<T>), values.data())) {
    return file.read_error(place, "cannot be read");
  }
  return one_or_list(found, std::move(values));
}

Expected<AttributeValue> read_boolean(const OpenFile& file,
                                      const Found& found,
                                      const std::string& place) {
  std::uint8_t value = 0;
  if (!found.scalar) return bad_input(place, "is a list of booleans, which is not known here");
  if (!read_now(found, found.type.get(), &value)) return file.read_error(place, "cannot be read");
  return AttributeValue(value != 0);
}

}  // namespace

Expected<void> set_attribute(const OpenFile& file,
                             hid_t object,
                             const std::string& where,
                             const std::string& name,
                             const AttributeValue& value) {
  EVEIL_CHECK(file.writable());
  if (!all_plain(value)) return bad_input(where + "@" + name, "is not UTF-8 or has a NUL inside");
  const bool written = std::visit(
      [&](const auto& v) {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, bool>) {
          const std::uint8_t byte = v ? 1 : 0;
          return write_now(object, name, {disk_type(ValueType::boolean, {}, 0), scalar(), &byte});
        } else if constexpr (std::is_same_v<T, std::string>) {
          return write_text(object, name, v);
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
          return write_texts(object, name, v);
        } else if constexpr (std::is_arithmetic_v<T>) {
          return write_now(object, name, {disk_type(value_type_of<T>, {}, 0), scalar(), &v});
        } else {
          using Element = typename T::value_type;
          return write_now(object,
                           name,
                           {disk_type(value_type_of<Element>, {}, 0),
                            row_of(v.size()),
                            v.empty() ? nullptr : v.data()});
        }
      },
      value);
  if (!written || file.disk->error != 0) {
    return file.write_error(where + "@" + name, "this attribute cannot be written");
  }
  return {};
}

Expected<AttributeValue> read_attribute(const OpenFile& file,
                                        hid_t object,
                                        const std::string& where,
                                        const std::string& name) {
  EVEIL_TRY(const Found found, find(file, object, where, name));
  const std::string place = where + "@" + name;
  if (H5Tis_variable_str(found.type.get()) > 0) return read_free_texts(file, found, place);
  const auto stored = recognise(found.type.get());
  if (!stored) return bad_input(place, "is of a type that is not known here");
  switch (stored->type) {
    case ValueType::text:
      return read_fixed_texts(file, found, place);
    case ValueType::boolean:
      return read_boolean(file, found, place);
    case ValueType::enumeration:
      return bad_input(place, "is an enumeration, which no attribute is");
    case ValueType::float32:
    case ValueType::float64:
      return read_numbers<double>(file, found, place);
    case ValueType::uint8:
      if (!found.scalar) return read_numbers<std::byte>(file, found, place);
      return read_numbers<std::int64_t>(file, found, place);
    case ValueType::uint64:
      return bad_input(place, "is an unsigned 64-bit number, which no attribute is");
    default:
      return read_numbers<std::int64_t>(file, found, place);
  }
}

Expected<std::vector<std::string>> attribute_names_of(const OpenFile& file,
                                                      hid_t object,
                                                      const std::string& where) {
  EVEIL_CHECK(file.usable());
  std::vector<std::string> names;
  const H5A_operator2_t keep =
      [](hid_t, const char* name, const H5A_info_t*, void* target) -> herr_t {
    static_cast<std::vector<std::string>*>(target)->emplace_back(name);
    return 0;
  };
  // Native order for the reason that Group::names gives.
  if (H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, keep, &names) < 0) {
    return file.read_error(where, "the attributes cannot be listed");
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace eveil::store
