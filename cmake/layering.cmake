# SPDX-License-Identifier: Apache-2.0
# cmake -DSOURCE=<tree> -DLAYERS=<file> -P layering.cmake
#
# Refuses an include against the flow of data and a third-party header outside the folder that owns it.
# LAYERS has one line a folder, `geo/store:geo/base`; the build writes it from layers.cmake.
cmake_minimum_required(VERSION 3.25)

# Who may name a third-party header: "header@file", regular expressions of both whole. A header with a dot or a
# slash in its name that stands in no row is refused everywhere. Tests answer for the folder that they mirror.
set(owners
    [[fmt/.*@.*]]
    [[tl/expected\.hpp@.*]]
    [[(unistd|fcntl|poll|pthread|signal|termios|sys/.*)\.h@.*]]
    [[catch2/.*@tests/.*]]
    [[oneapi/.*|tbb/.*@geo/base/parallel\.hpp]]
    [[sleef\.h@geo/base/math\.cpp]]
    [[nlohmann/.*@geo/base/json\.[ch]pp]]
    [[openssl/.*@geo/base/hash\.cpp]]
    [[lemon/.*|[Cc]bc.*|[Cc]oin.*@geo/base/optimise\.cpp]]
    [[hdf5.*\.h|H5.*\.h|libdeflate\.h@geo/store/[^/]*]]
    [[gdal.*\.h|ogr.*\.h|cpl_.*\.h|expat\.h@geo/io/[^/]*]]
    [[toml\+\+/.*@scenarios/read/[^/]*]]
    [[lua.*@sim/rules/[^/]*]]
    [[boost/program_options.*@app/[^/]*]]
    [[boost/math/.*@analysis/statistics.cpp]])

set(folders "")
file(STRINGS "${LAYERS}" lines)
foreach(line IN LISTS lines)
  string(REGEX MATCH "^([^:]*):(.*)$" matched "${line}")
  list(APPEND folders "${CMAKE_MATCH_1}")
  string(REPLACE "," ";" "upstream_${CMAKE_MATCH_1}" "${CMAKE_MATCH_2}")
endforeach()

set(refused 0)
macro(refuse file include reason)
  math(EXPR refused "${refused} + 1")
  message("${file}: ${include}: ${reason}")
endmacro()

function(check_own file folder path)
  get_filename_component(included "${path}" DIRECTORY)
  if(folder MATCHES "^(tests|benchmarks)($|/)")
    if(NOT included IN_LIST folders AND NOT included MATCHES "^(tests|benchmarks)($|/)")
      refuse("${file}" "\"${path}\"" "no folder of layers.cmake; name own headers from the top of the tree")
    endif()
  elseif(NOT included IN_LIST folders)
    refuse("${file}" "\"${path}\"" "no folder of layers.cmake; name own headers from the top of the tree")
  elseif(NOT included STREQUAL folder AND NOT included IN_LIST "upstream_${folder}")
    refuse("${file}" "\"${path}\"" "${folder} may not include ${included}: it is not upstream (cmake/layers.cmake)")
  endif()
  set(refused ${refused} PARENT_SCOPE)
endfunction()

function(check_other file path)
  if(NOT path MATCHES "[./]")
    return() # the standard library
  endif()
  string(REGEX REPLACE "^tests/" "" mirrored "${file}")
  set(owner "no folder; give it one in cmake/layering.cmake")
  foreach(row IN LISTS owners)
    string(REGEX MATCH "^(.*)@(.*)$" matched "${row}")
    set(header "${CMAKE_MATCH_1}")
    set(place "${CMAKE_MATCH_2}")
    if(path MATCHES "^(${header})$")
      if(file MATCHES "^(${place})$" OR mirrored MATCHES "^(${place})$")
        return()
      endif()
      set(owner "${place}")
    endif()
  endforeach()
  refuse("${file}" "<${path}>" "this third-party header belongs to ${owner}")
  set(refused ${refused} PARENT_SCOPE)
endfunction()

set(count 0)
foreach(top geo scenarios sim output analysis app tests benchmarks)
  file(GLOB_RECURSE files RELATIVE "${SOURCE}" "${SOURCE}/${top}/*.[ch]pp" "${SOURCE}/${top}/*.h")
  foreach(file IN LISTS files)
    math(EXPR count "${count} + 1")
    get_filename_component(folder "${file}" DIRECTORY)
    if(NOT folder IN_LIST folders AND NOT folder MATCHES "^(tests|benchmarks)($|/)")
      refuse("${file}" "folder" "not in cmake/layers.cmake, so never built")
      continue()
    endif()
    file(STRINGS "${SOURCE}/${file}" includes REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS includes)
      if(line MATCHES "include[ \t]*\"([^\"]*)\"")
        check_own("${file}" "${folder}" "${CMAKE_MATCH_1}")
      elseif(line MATCHES "include[ \t]*<([^>]*)>")
        check_other("${file}" "${CMAKE_MATCH_1}")
      else()
        refuse("${file}" "${line}" "only \"…\" and <…> can be checked")
      endif()
    endforeach()
  endforeach()
endforeach()

if(count EQUAL 0)
  message(FATAL_ERROR "layering: no source file under ${SOURCE}")
elseif(refused)
  message(FATAL_ERROR "layering: ${refused} includes refused in ${count} files")
endif()
message("layering: ${count} files, every include points upstream")
