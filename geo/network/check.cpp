// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "geo/network/network.hpp"

namespace eveil::geo {

namespace {

// A broken file breaks every row: what one reads is enough.
constexpr std::size_t most_errors = 20;

class Checker {
 public:
  explicit Checker(const Network& network) : network_(network) {}

  Expected<void> run() {
    if (!sizes_agree()) return joined(std::move(errors_));
    for (const NodeId node : network_.place.ids()) check(node);
    for (const LinkId link : network_.from.ids()) {
      if (errors_.size() >= most_errors) break;
      check(link);
    }
    if (!errors_.empty()) return joined(std::move(errors_));
    return {};
  }

 private:
  void broken(LinkId link, std::string_view invariant, const std::string& message) {
    errors_.push_back(
        {ErrorKind::bad_input,
         fmt::format(
             "network:link {} (source id {}):{}", link.value, network_.source_id[link], invariant),
         message,
         {}});
  }

  bool sizes_agree() {
    const std::size_t links = network_.link_count();
    const std::pair<const char*, std::size_t> columns[] = {
        {"to", network_.to.size()},
        {"reverse", network_.reverse.size()},
        {"length", network_.length.size()},
        {"free_speed", network_.free_speed.size()},
        {"lanes", network_.lanes.size()},
        {"capacity", network_.capacity.size()},
        {"road_class", network_.road_class.size()},
        {"access", network_.access.size()},
        {"source_id", network_.source_id.size()},
        {"shape", network_.shape.size()}};
    for (const auto& [name, size] : columns) {
      if (size == links) continue;
      errors_.push_back({ErrorKind::bad_input,
                         fmt::format("network:{}", name),
                         fmt::format("has {} rows where the network has {} links", size, links),
                         {}});
    }
    check_names("node_name", network_.node_name.size(), network_.node_count());
    check_names("link_name", network_.link_name.size(), links);
    if (!network_.control.empty() && network_.control.size() != network_.node_count()) {
      errors_.push_back({ErrorKind::bad_input,
                         "network:control",
                         fmt::format("has {} rows where the network has {} nodes",
                                     network_.control.size(),
                                     network_.node_count()),
                         {}});
    }
    const std::size_t turns = network_.forbidden_next.size();
    if (turns != 0 && turns != links) {
      errors_.push_back({ErrorKind::bad_input,
                         "network:forbidden_next",
                         fmt::format("has {} rows where the network has {} links", turns, links),
                         {}});
    }
    return errors_.empty();
  }

  void check_names(const char* column, std::size_t size, std::size_t rows) {
    if (size == 0 || size == rows) return;
    errors_.push_back({ErrorKind::bad_input,
                       fmt::format("network:{}", column),
                       fmt::format("has {} rows where {} are expected, or none", size, rows),
                       {}});
  }

  void check(NodeId node) {
    const Point place = network_.place[node];
    if (errors_.size() >= most_errors || (std::isfinite(place.x) && std::isfinite(place.y))) return;
    errors_.push_back({ErrorKind::bad_input,
                       fmt::format("network:node {}:place_finite", node.value),
                       fmt::format("the place is ({}, {}), expected metres", place.x, place.y),
                       {}});
  }

  void check(LinkId link) {
    if (check_ends(link)) check_shape(link);
    check_positive(link, "length_positive", network_.length[link].value, "m");
    check_positive(link, "free_speed_positive", network_.free_speed[link].value, "m/s");
    check_positive(link, "lanes_positive", static_cast<double>(network_.lanes[link]), "lanes");
    check_positive(link, "capacity_positive", network_.capacity[link].value, "vehicles/s");
    check_reverse(link);
    if (network_.forbidden_next.size() != 0) check_turns(link);
    if (static_cast<std::size_t>(network_.road_class[link]) >= road_class_count) {
      broken(link,
             "class_known",
             fmt::format("the class is {}, expected 0 to {}",
                         static_cast<int>(network_.road_class[link]),
                         road_class_count - 1));
    }
  }

  void check_positive(LinkId link,
                      std::string_view invariant,
                      double value,
                      std::string_view unit) {
    if (std::isfinite(value) && value > 0.0) return;
    broken(link, invariant, fmt::format("the value is {} {}, expected more than 0", value, unit));
  }

  bool check_ends(LinkId link) {
    const std::size_t nodes = network_.node_count();
    const NodeId from = network_.from[link];
    const NodeId to = network_.to[link];
    if (from.value < nodes && to.value < nodes) return true;
    broken(link,
           "ends_exist",
           fmt::format("runs from node {} to node {} of {} nodes", from.value, to.value, nodes));
    return false;
  }

  void check_shape(LinkId link) {
    const auto shape = network_.shape[link];
    if (shape.size() < 2) {
      broken(link,
             "shape_has_ends",
             fmt::format("the shape has {} points, expected 2 or more", shape.size()));
      return;
    }
    for (const Point point : shape) {
      if (std::isfinite(point.x) && std::isfinite(point.y)) continue;
      broken(link,
             "shape_finite",
             fmt::format("a point is ({}, {}), expected metres", point.x, point.y));
      return;
    }
    if (shape.front() == network_.place[network_.from[link]] &&
        shape.back() == network_.place[network_.to[link]]) {
      return;
    }
    broken(
        link,
        "shape_meets_nodes",
        fmt::format("the shape runs from ({}, {}) to ({}, {}), not between the places of its nodes",
                    shape.front().x,
                    shape.front().y,
                    shape.back().x,
                    shape.back().y));
  }

  void check_reverse(LinkId link) {
    const LinkId back = network_.reverse[link];
    if (!back.valid()) return;
    const bool symmetric =
        back.value < network_.link_count() && back != link && network_.reverse[back] == link &&
        network_.from[back] == network_.to[link] && network_.to[back] == network_.from[link];
    if (symmetric) return;
    broken(link,
           "reverse_symmetric",
           fmt::format("names link {} as the same road the other way, which isn't", back.value));
  }

  void check_turns(LinkId link) {
    LinkId before = LinkId::none();
    for (const LinkId next : network_.forbidden_next[link]) {
      if (next.value >= network_.link_count() || network_.from[next] != network_.to[link]) {
        broken(link,
               "forbidden_turn_meets",
               fmt::format("forbids going on to link {}, which doesn't leave its end", next.value));
      } else if (before.valid() && !(before < next)) {
        broken(link,
               "forbidden_turns_sorted",
               fmt::format("forbids link {} after link {}, expected each once, in rising order",
                           next.value,
                           before.value));
      }
      before = next;
    }
  }

  const Network& network_;
  std::vector<Error> errors_;
};

}  // namespace

Expected<void> check_network(const Network& network) { return Checker(network).run(); }

}  // namespace eveil::geo
