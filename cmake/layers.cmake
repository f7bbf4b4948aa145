# SPDX-License-Identifier: Apache-2.0
# The house, in the order of the data: a folder may include itself and what its UPSTREAM names, nothing else.
eveil_folder(geo/base LIBRARIES fmt::fmt tl::expected TBB::tbb nlohmann_json::nlohmann_json PkgConfig::sleef OpenSSL::Crypto)
eveil_folder(geo/store UPSTREAM geo/base LIBRARIES eveil_hdf5 PkgConfig::libdeflate)
eveil_folder(geo/io UPSTREAM geo/base LIBRARIES GDAL::GDAL EXPAT::EXPAT)
eveil_folder(geo/places UPSTREAM geo/base geo/store geo/io)
eveil_folder(geo/network UPSTREAM geo/base geo/store geo/io)
eveil_folder(geo/transit UPSTREAM geo/base geo/store geo/io)
eveil_folder(geo/routing UPSTREAM geo/base geo/network geo/transit)
eveil_folder(geo UPSTREAM geo/base geo/store geo/io geo/places geo/network geo/transit geo/routing)

eveil_folder(scenarios/services UPSTREAM geo/base)
eveil_folder(scenarios/population UPSTREAM geo geo/base geo/network geo/places geo/routing)
eveil_folder(scenarios UPSTREAM geo geo/base geo/network geo/places geo/transit scenarios/services scenarios/population)
eveil_folder(scenarios/read UPSTREAM geo geo/base geo/io geo/network geo/places geo/transit scenarios scenarios/services
             scenarios/population LIBRARIES tomlplusplus::tomlplusplus)

eveil_folder(sim/traffic UPSTREAM geo/base geo/network geo/routing)
eveil_folder(sim/services UPSTREAM geo/base geo/network geo/routing scenarios/services sim/traffic)
eveil_folder(sim/transit UPSTREAM geo/base geo/network geo/transit geo/routing)
eveil_folder(sim/travellers UPSTREAM geo geo/base geo/network geo/places geo/transit geo/routing scenarios
             scenarios/services scenarios/population)
eveil_folder(sim UPSTREAM geo geo/base geo/network geo/places geo/transit geo/routing scenarios scenarios/services
             scenarios/population sim/traffic sim/services sim/transit sim/travellers)

eveil_folder(output UPSTREAM geo geo/base geo/store geo/network geo/places geo/transit scenarios scenarios/services
             scenarios/population sim)
eveil_folder(analysis UPSTREAM geo/base geo/store scenarios output LIBRARIES Boost::headers)
eveil_folder(analysis/detail UPSTREAM geo/base output analysis)
eveil_folder(analysis/report UPSTREAM geo/base scenarios analysis analysis/detail)
eveil_folder(analysis/export UPSTREAM geo/base geo/io output)
eveil_folder(app UPSTREAM geo geo/base geo/store geo/io geo/places geo/network geo/transit geo/routing scenarios
             scenarios/read scenarios/services scenarios/population sim sim/traffic sim/services sim/transit sim/travellers
             output analysis analysis/detail analysis/report analysis/export LIBRARIES Boost::program_options)
