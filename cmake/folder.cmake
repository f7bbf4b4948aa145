# SPDX-License-Identifier: Apache-2.0
# eveil_folder(geo/network UPSTREAM geo/base geo/store LIBRARIES Some::library)
#
# One folder = one static library `eveil_geo_network` of every .cpp directly in it, with its headers as a checked
# header set. UPSTREAM are the folders it may include; cmake/layering.cmake refuses any other include.
function(eveil_folder folder)
  cmake_parse_arguments(arg "" "" "UPSTREAM;LIBRARIES;HEADERS_OF" ${ARGN})
  string(REPLACE "/" "_" target "eveil_${folder}")
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.hpp)
  list(REMOVE_ITEM sources ${PROJECT_SOURCE_DIR}/app/main.cpp)
  set(visibility PUBLIC)
  if(sources)
    add_library(${target} STATIC ${sources})
  else()
    add_library(${target} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_sources(${target} ${visibility} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_include_directories(${target} ${visibility} ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} ${visibility} eveil_flags)
  foreach(upstream ${arg_UPSTREAM})
    string(REPLACE "/" "_" upstream_target "eveil_${upstream}")
    if(NOT TARGET ${upstream_target})
      message(FATAL_ERROR "layers.cmake: ${upstream} is named as upstream of ${folder} but stands after it")
    endif()
    target_link_libraries(${target} ${visibility} ${upstream_target})
  endforeach()
  target_link_libraries(${target} ${visibility} ${arg_LIBRARIES})
  list(JOIN arg_UPSTREAM "," upstream)
  set_property(GLOBAL APPEND PROPERTY EVEIL_LAYERS "${folder}:${upstream}")
  set_property(GLOBAL APPEND PROPERTY EVEIL_TARGETS ${target})
endfunction()

# The build stops at an include that layers.cmake doesn't allow, before anything is compiled.
function(eveil_check_layering)
  get_property(layers GLOBAL PROPERTY EVEIL_LAYERS)
  get_property(targets GLOBAL PROPERTY EVEIL_TARGETS)
  list(JOIN layers "\n" lines)
  set(layers_file ${PROJECT_BINARY_DIR}/layers.txt)
  file(CONFIGURE OUTPUT ${layers_file} CONTENT "${lines}\n" @ONLY)
  set(checked "")
  foreach(top geo scenarios sim output analysis app tests benchmarks)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${top}/*.[ch]pp ${PROJECT_SOURCE_DIR}/${top}/*.h)
    list(APPEND checked ${files})
  endforeach()
  set(script ${PROJECT_SOURCE_DIR}/cmake/layering.cmake)
  set(stamp ${PROJECT_BINARY_DIR}/layering.stamp)
  add_custom_command(
    OUTPUT ${stamp}
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DLAYERS=${layers_file} -P ${script}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${script} ${layers_file} ${checked}
    COMMENT "Checking that every include points upstream"
    VERBATIM)
  add_custom_target(eveil_layering ALL DEPENDS ${stamp})
  foreach(target ${targets})
    add_dependencies(${target} eveil_layering)
  endforeach()
endfunction()

# Where the program looks for its library of ready-made files, first found first taken: beside an installed program
# (from the folder of the executable, so that an installation can be moved), where it was installed, the source tree.
function(eveil_library_places installed)
  file(RELATIVE_PATH from_program ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_PREFIX}/${installed})
  get_target_property(type eveil_app TYPE)
  set(visibility PRIVATE)
  if(type STREQUAL INTERFACE_LIBRARY)
    set(visibility INTERFACE)
  endif()
  target_compile_definitions(
    eveil_app
    ${visibility} EVEIL_LIBRARY_FROM_PROGRAM="${from_program}"
                  EVEIL_LIBRARY_INSTALLED="${CMAKE_INSTALL_PREFIX}/${installed}"
                  EVEIL_LIBRARY_DIR="${PROJECT_SOURCE_DIR}/scenarios/library" EVEIL_VERSION="${PROJECT_VERSION}")
endfunction()
