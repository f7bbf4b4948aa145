# SPDX-License-Identifier: Apache-2.0
cmake_minimum_required(VERSION 3.25)

set(ENV{LC_ALL} C)
set(command ${COMPILER} -std=c++20 -fsyntax-only -I${SOURCE} ${CASE})
execute_process(COMMAND ${command} RESULT_VARIABLE without ERROR_VARIABLE errors)
if(NOT without EQUAL 0)
  message(FATAL_ERROR "does not compile even without the bad line:\n${errors}")
endif()

execute_process(COMMAND ${command} -DBAD_LINE RESULT_VARIABLE with ERROR_VARIABLE errors)
if(with EQUAL 0)
  message(FATAL_ERROR "compiles with the bad line")
endif()
file(STRINGS ${CASE} expected REGEX "^// refused with: ")
string(REPLACE "// refused with: " "" expected "${expected}")
if(expected STREQUAL "" OR NOT errors MATCHES "${expected}")
  message(FATAL_ERROR "refused for another reason than \"${expected}\":\n${errors}")
endif()
