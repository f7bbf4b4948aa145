# SPDX-License-Identifier: Apache-2.0
# Third-party headers are system headers, each named by one folder only (layers.cmake).
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(TBB REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(HDF5 REQUIRED COMPONENTS C)
find_package(GDAL REQUIRED)
find_package(EXPAT REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Boost REQUIRED COMPONENTS program_options)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sleef REQUIRED IMPORTED_TARGET sleef)
pkg_check_modules(libdeflate REQUIRED IMPORTED_TARGET libdeflate)

add_library(eveil_hdf5 INTERFACE)
target_include_directories(eveil_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
target_link_libraries(eveil_hdf5 INTERFACE ${HDF5_C_LIBRARIES})
