// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// Files that the build puts into the program (cmake/assets.cmake): those of assets/, and Leaflet as
// the distribution packages it, with the images of its style inside.
namespace eveil::analysis::assets {

std::string_view leaflet_css();
std::string_view leaflet_js();
std::string_view report_css();
std::string_view page_js();
// The map's, each of which takes what those before it define.
std::string_view map_shapes_js();
std::string_view map_player_js();
std::string_view map_frame_js();
std::string_view map_js();

}  // namespace eveil::analysis::assets
