// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

namespace eveil::tests {

using Tags = std::initializer_list<std::pair<const char*, const char*>>;

/// An OpenStreetMap file in XML, element by element, nodes before ways.
///
///     OsmText().node(1, 3.88, 43.60).node(2, 3.89, 43.60).way(10, {1, 2}, {{"highway",
///     "primary"}})
class OsmText {
 public:
  OsmText& node(long long id, double lon, double lat, Tags tags = {}) {
    return add("node id=\"" + std::to_string(id) + "\" lon=\"" + std::to_string(lon) + "\" lat=\"" +
                   std::to_string(lat) + "\"",
               "",
               "node",
               tags);
  }
  OsmText& way(long long id, std::initializer_list<long long> nodes, Tags tags) {
    std::string refs;
    for (const long long node : nodes) refs += "<nd ref=\"" + std::to_string(node) + "\"/>\n";
    return add("way id=\"" + std::to_string(id) + "\" timestamp=\"2020-07-02T10:00:00Z\"",
               refs,
               "way",
               tags);
  }
  /// A relation `type=restriction`: from a way over a node to a way.
  OsmText& turn(long long id, long long from, long long via, long long to, Tags tags) {
    const auto member = [](const char* type, long long ref, const char* role) {
      return std::string("<member type=\"") + type + "\" ref=\"" + std::to_string(ref) +
             "\" role=\"" + role + "\"/>\n";
    };
    return add("relation id=\"" + std::to_string(id) + "\"",
               "<tag k=\"type\" v=\"restriction\"/>\n" + member("way", from, "from") +
                   member("node", via, "via") + member("way", to, "to"),
               "relation",
               tags);
  }
  /// Any text in the place where it is called.
  OsmText& raw(const std::string& text) {
    body_ += text;
    return *this;
  }
  std::string text() const {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\">\n" + body_ +
           "</osm>\n";
  }

 private:
  OsmText& add(const std::string& opening,
               const std::string& refs,
               const std::string& name,
               Tags tags) {
    body_ += "<" + opening + ">\n" + refs;
    for (const auto& [key, value] : tags) {
      body_ += std::string("<tag k=\"") + key + "\" v=\"" + value + "\"/>\n";
    }
    body_ += "</" + name + ">\n";
    return *this;
  }

  std::string body_;
};

}  // namespace eveil::tests
