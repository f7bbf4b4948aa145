// SPDX-License-Identifier: Apache-2.0
#include "geo/io/dataset.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include "geo/io/path.hpp"

namespace eveil::io {

namespace {

void CPL_STDCALL take_complaint(CPLErr severity, CPLErrorNum, const char* message) {
  if (severity == CE_Debug) return;
  static_cast<QuietGdal*>(CPLGetErrorHandlerUserData())->take(severity >= CE_Failure, message);
}

// Formats that aren't registered cannot be reached by any name or content: of GDAL's 80 some follow
// links, run code or open connections. The settings close what the six could still do by
// themselves.
bool register_once() {
  CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
  CPLSetConfigOption("GDAL_VRT_ENABLE_PYTHON", "NO");
  CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
  CPLSetConfigOption("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO");  // no file beside the user's own
  OSRSetPROJEnableNetwork(FALSE);
  RegisterOGRGeoPackage();
  RegisterOGRGeoJSON();
  RegisterOGRShape();
  RegisterOGRFlatGeobuf();
  RegisterOGRCSV();
  RegisterOGROSM();
  return true;
}

}  // namespace

QuietGdal::QuietGdal() { CPLPushErrorHandlerEx(take_complaint, this); }
QuietGdal::~QuietGdal() { CPLPopErrorHandler(); }

void CloseDataset::operator()(GDALDataset* dataset) const { GDALClose(dataset); }

void register_formats() {
  static const bool registered = register_once();
  static_cast<void>(registered);
}

Expected<Dataset> open_vector(const std::string& file) {
  EVEIL_TRY(const std::string real, local_file(file));
  register_formats();
  QuietGdal quiet;
  const char* const formats[] = {"GPKG", "GeoJSON", "ESRI Shapefile", "FlatGeobuf", "CSV", nullptr};
  constexpr unsigned flags = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
  Dataset dataset(GDALDataset::Open(real.c_str(), flags, formats, nullptr, nullptr));
  if (dataset) return dataset;
  return bad_input(file,
                   fmt::format("isn't read as a GeoPackage, GeoJSON, shapefile, FlatGeobuf or CSV "
                               "({}); convert it, for example with `ogr2ogr out.gpkg {}`",
                               quiet.message(),
                               file));
}

}  // namespace eveil::io
