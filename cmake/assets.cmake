# SPDX-License-Identifier: Apache-2.0
# Files that the program carries inside: the report's style and scripts, and Leaflet as the distribution packages it.
#
# eveil_assets(eveil_analysis_report) adds a source that defines the functions of analysis/report/assets.hpp. It is
# written by this same file as a script, whenever one of the files changed.
if(CMAKE_SCRIPT_MODE_FILE)
  cmake_minimum_required(VERSION 3.25)

  # The bytes as a C++ array, and a function that hands them out.
  function(embed name text)
    file(WRITE ${OUTPUT}.part "${text}")
    file(READ ${OUTPUT}.part bytes HEX)
    file(REMOVE ${OUTPUT}.part)
    string(LENGTH "${bytes}" digits)
    math(EXPR count "${digits} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(APPEND source "const unsigned char ${name}_bytes[] = {${bytes}0};\n"
           "std::string_view ${name}() { return {reinterpret_cast<const char*>(${name}_bytes), ${count}}; }\n")
    set(source "${source}" PARENT_SCOPE)
  endfunction()

  set(source "// Written by cmake/assets.cmake.\n#include \"analysis/report/assets.hpp\"\n\nnamespace eveil::analysis::assets {\n")
  file(READ ${LEAFLET}/leaflet.min.js text)
  string(REGEX REPLACE "//# sourceMappingURL=[^\n]*" "" text "${text}")
  embed(leaflet_js "/* Leaflet 1.7.1, (c) 2010-2019 Vladimir Agafonkin, (c) 2010-2011 CloudMade; BSD-2-Clause */\n${text}")
  file(READ ${LEAFLET}/leaflet.css text)
  string(REGEX REPLACE "/\\*# sourceMappingURL=[^*]*\\*/" "" text "${text}")
  foreach(image layers.png layers-2x.png marker-icon.png)
    file(READ ${LEAFLET}/images/${image} bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "%\\1" bytes "${bytes}")
    string(REPLACE "url(images/${image})" "url(data:image/png,${bytes})" text "${text}")
  endforeach()
  embed(leaflet_css "${text}")
  foreach(asset report.css page.js map_shapes.js map_player.js map_frame.js map.js)
    file(READ ${ASSETS}/${asset} text)
    string(REPLACE "." "_" name ${asset})
    embed(${name} "${text}")
  endforeach()
  file(WRITE ${OUTPUT} "${source}\n}  // namespace eveil::analysis::assets\n")
  return()
endif()

function(eveil_assets target)
  find_path(EVEIL_LEAFLET leaflet.min.js PATHS /usr/share/javascript/leaflet /usr/share/nodejs/leaflet/dist REQUIRED
            DOC "folder of the distribution's Leaflet (libjs-leaflet)")
  set(assets ${PROJECT_SOURCE_DIR}/analysis/report/assets)
  set(generated ${PROJECT_BINARY_DIR}/report_assets.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/assets.cmake)
  file(GLOB files CONFIGURE_DEPENDS ${assets}/*)
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DASSETS=${assets} -DLEAFLET=${EVEIL_LEAFLET} -DOUTPUT=${generated} -P ${script}
    DEPENDS ${script} ${files} ${EVEIL_LEAFLET}/leaflet.min.js ${EVEIL_LEAFLET}/leaflet.css
    COMMENT "Putting the report's style, scripts and Leaflet into the program"
    VERBATIM)
  target_sources(${target} PRIVATE ${generated})
endfunction()
