# SPDX-License-Identifier: Apache-2.0
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Every target of the project links this one. Same bits on every processor: no contraction, no fast math, no -march.
add_library(eveil_flags INTERFACE)
target_compile_options(
  eveil_flags INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                        $<$<BOOL:${EVEIL_WERROR}>:-Werror>)
# GCC 12 at -O3 takes its own inlined std::string for overlapping (GCC bug 105651).
target_compile_options(eveil_flags INTERFACE $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>)
if(EVEIL_ASSERTIONS)
  target_compile_definitions(eveil_flags INTERFACE EVEIL_ASSERTIONS)
endif()
if(EVEIL_SANITIZE)
  # GCC 12 takes the standard library's own std::regex for uninitialised under a sanitizer.
  target_compile_options(eveil_flags INTERFACE -fsanitize=${EVEIL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
                                               -Wno-maybe-uninitialized)
  target_link_options(eveil_flags INTERFACE -fsanitize=${EVEIL_SANITIZE})
endif()

find_program(EVEIL_CCACHE ccache)
if(EVEIL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Names are taken from the top of the tree, so that one clone's cache serves the next.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${EVEIL_CCACHE})
endif()
