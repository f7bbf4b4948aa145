# SPDX-License-Identifier: Apache-2.0
# What a result file says about the program that wrote it: version, commit, compiler, libraries.
#
# eveil_build_facts(eveil_output) adds a source that defines the functions of output/build_facts.hpp. It is written
# by this same file as a script, at each build and only where it changed, so that the commit is never a stale one.
if(CMAKE_SCRIPT_MODE_FILE)
  cmake_minimum_required(VERSION 3.25)
  set(commit "unknown")
  execute_process(COMMAND git -C ${SOURCE} rev-parse HEAD OUTPUT_VARIABLE head RESULT_VARIABLE no_head
                  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(no_head EQUAL 0)
    set(commit ${head})
    execute_process(COMMAND git --no-optional-locks -C ${SOURCE} status --porcelain --untracked-files=no
                    OUTPUT_VARIABLE changes ERROR_QUIET)
    if(changes)
      string(APPEND commit "-changed")
    endif()
  endif()
  file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [[
// Written by cmake/build_facts.cmake.
#include "output/build_facts.hpp"

namespace eveil::output {

std::string_view program_version() { return "@VERSION@"; }
std::string_view git_commit() { return "@commit@"; }
std::string_view build_libraries() { return "@LIBRARIES@"; }

}  // namespace eveil::output
]])
  return()
endif()

function(eveil_build_facts target)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL INTERFACE_LIBRARY)
    return()
  endif()
  set(libraries
      "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
      "HDF5 ${HDF5_VERSION}"
      "libdeflate ${libdeflate_VERSION}"
      "GDAL ${GDAL_VERSION}"
      "EXPAT ${EXPAT_VERSION_STRING}"
      "oneTBB ${TBB_VERSION}"
      "SLEEF ${sleef_VERSION}"
      "OpenSSL ${OPENSSL_VERSION}"
      "fmt ${fmt_VERSION}"
      "nlohmann-json ${nlohmann_json_VERSION}"
      "toml++ ${tomlplusplus_VERSION}"
      "Boost ${Boost_VERSION_STRING}")
  list(JOIN libraries "|" joined)
  set(generated ${PROJECT_BINARY_DIR}/build_facts.cpp)
  add_custom_target(
    eveil_build_facts
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DOUTPUT=${generated} -DVERSION=${PROJECT_VERSION}
            "-DLIBRARIES=${joined}" -P ${PROJECT_SOURCE_DIR}/cmake/build_facts.cmake
    BYPRODUCTS ${generated}
    COMMENT "Noting version and commit"
    VERBATIM)
  target_sources(${target} PRIVATE ${generated})
  add_dependencies(${target} eveil_build_facts)
endfunction()
