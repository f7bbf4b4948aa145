#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes coquimbo.gpkg and gtfs.zip from the example that AequilibraE 1.7.2 carries.

Needs Debian's python3-gdal (GDAL 3.6). Downloads nothing. To repeat:

    pip download aequilibrae==1.7.2 --no-deps
    /usr/bin/python3 convert.py aequilibrae-1.7.2-*.whl [OUTPUT_DIRECTORY]

The wheel's reference_files/coquimbo.zip is taken too. The checks are those of the README: a
different release of the package stops here instead of changing the territory silently.
"""

import hashlib
import io
import pathlib
import sqlite3
import struct
import sys
import tempfile
import zipfile

from osgeo import gdal, ogr, osr

DATABASE = "project_database.sqlite"
FEED = "gtfs_coquimbo.zip"
SHA256 = {
    DATABASE: "9b9dc8f3d0d29d7ed45ac8c08c86696fe2ba7fb59e86f115e097a3d6a5818ea7",
    FEED: "6b401fe85347ea0188947dde64c2c45ec0fe43083c9ad997153c65a2ccd3b890",
}
ROADS, CONNECTORS, ZONES, INHABITANTS = 19_846, 137, 133, 451_899
WITH_SPEED, WITH_LANES = 3_400, 5_993  # forward (ab)

# Geometry types and marks of SpatiaLite's own format, which GDAL built without SpatiaLite and
# SQLite's Python module both read as an opaque blob.
LINE_STRING, MULTI_POLYGON = 2, 6
START, BODY, ELEMENT, END = 0x00, 0x7C, 0x69, 0xFE

OSM_CREDIT = "(c) OpenStreetMap contributors, ODbL 1.0, by way of AequilibraE 1.7.2 (coquimbo.zip)"

# A fraction stored in an INTEGER column is cut by GDAL's SQLite driver (0.5 lanes become 0), so
# the values are cast where they are read.
ROADS_SQL = """
    SELECT link_id, osm_id, link_type, name, direction, a_node, b_node, modes,
           CAST(speed_ab AS REAL), CAST(speed_ba AS REAL),
           CAST(lanes_ab AS REAL), CAST(lanes_ba AS REAL), geometry
    FROM links WHERE link_type <> 'centroid_connector' ORDER BY link_id"""
ROAD_FIELDS = [
    ("link_id", ogr.OFTInteger), ("osm_id", ogr.OFTInteger64), ("highway", ogr.OFTString),
    ("name", ogr.OFTString), ("direction", ogr.OFTInteger), ("a_node", ogr.OFTInteger),
    ("b_node", ogr.OFTInteger), ("modes", ogr.OFTString), ("speed_ab", ogr.OFTReal),
    ("speed_ba", ogr.OFTReal), ("lanes_ab", ogr.OFTReal), ("lanes_ba", ogr.OFTReal),
]
ZONES_SQL = "SELECT zone_id, CAST(population AS REAL), geometry FROM zones ORDER BY zone_id"
ZONE_FIELDS = [("zone_id", ogr.OFTInteger), ("population", ogr.OFTReal)]


def members(path):
    """The bytes of the two inner files, from the wheel or from coquimbo.zip, checked by hash."""
    with zipfile.ZipFile(path) as outer:
        inner = [name for name in outer.namelist() if name.endswith("reference_files/coquimbo.zip")]
        data = outer.read(inner[0]) if inner else pathlib.Path(path).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in SHA256}
    for name, content in found.items():
        digest = hashlib.sha256(content).hexdigest()
        assert digest == SHA256[name], f"{name}: SHA-256 {digest}, expected {SHA256[name]}"
    return found


def skip_polygon(blob, at):
    """The offset behind the polygon whose type word is at `at`."""
    kind, rings = struct.unpack_from("<II", blob, at)
    assert kind == 3, f"a polygon was expected, found type {kind}"
    at += 8
    for _ in range(rings):
        at += 4 + 16 * struct.unpack_from("<I", blob, at)[0]
    return at


def well_known_binary(blob, expected):
    """SpatiaLite's blob as WKB: same numbers, without the frame of 39 bytes and the end mark."""
    srid, = struct.unpack_from("<i", blob, 2)
    kind, = struct.unpack_from("<i", blob, 39)
    assert (blob[0], blob[1], blob[38], blob[-1]) == (START, 1, BODY, END), "not a SpatiaLite blob"
    assert (srid, kind) == (4326, expected), f"srid {srid}, type {kind}"
    if kind == LINE_STRING:
        return b"\x01" + blob[39:-1]
    parts, = struct.unpack_from("<I", blob, 43)
    out, at = bytearray(b"\x01" + blob[39:47]), 47
    for _ in range(parts):
        assert blob[at] == ELEMENT
        end = skip_polygon(blob, at + 1)
        out += b"\x01" + blob[at + 1:end]
        at = end
    assert at == len(blob) - 1
    return bytes(out)


def write_layer(target, name, kind, fields, rows, description):
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    options = ["SPATIAL_INDEX=NO", "GEOMETRY_NAME=geometry", f"DESCRIPTION={description}"]
    layer = target.CreateLayer(name, crs, kind, options)
    for field, field_type in fields:
        layer.CreateField(ogr.FieldDefn(field, field_type))
    layer.StartTransaction()
    for values, geometry in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for index, value in enumerate(values):
            if value is not None:
                feature.SetField(index, value)
        feature.SetGeometryDirectly(geometry)
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def read(database, sql, kind):
    return [(row[:-1], ogr.CreateGeometryFromWkb(well_known_binary(row[-1], kind)))
            for row in database.execute(sql)]


def check_roads(database, roads):
    connectors, = database.execute(
        "SELECT count(*) FROM links WHERE link_type = 'centroid_connector'").fetchone()
    assert connectors == CONNECTORS and len(roads) == ROADS, (connectors, len(roads))
    assert all(row[1] is not None for row, _ in roads), "a road without an OSM id"
    assert all(row[4] in (0, 1) for row, _ in roads), "a direction that isn't 0 or 1"
    speed = sum(row[8] is not None for row, _ in roads)
    lanes = sum(row[10] is not None for row, _ in roads)
    assert (speed, lanes) == (WITH_SPEED, WITH_LANES), (speed, lanes)
    fractions = sum(any(v is not None and v % 1 for v in row[10:12]) for row, _ in roads)
    # Topology: a node of the table is one point of the plane, to the bit, and the reverse.
    ends = {}
    for row, line in roads:
        for node, at in ((row[5], 0), (row[6], line.GetPointCount() - 1)):
            assert ends.setdefault(node, line.GetPoint_2D(at)) == line.GetPoint_2D(at), node
    assert len(set(ends.values())) == len(ends)
    print(f"roads: {len(roads)} kept, {connectors} centroid connectors dropped, {len(ends)} nodes; "
          f"speed on {speed}, lanes on {lanes} ({fractions} roads with a fraction of a lane)")


def check_zones(zones):
    for (zone, population), geometry in zones:
        assert geometry.IsValid() and population > 0, zone
    total = sum(population for (_, population), _ in zones)
    assert len(zones) == ZONES and round(total) == INHABITANTS, (len(zones), total)
    print(f"zones: {len(zones)}, all valid as stored, {total:.4f} inhabitants")


def main(source, directory):
    gdal.UseExceptions()
    ogr.UseExceptions()
    gdal.SetConfigOption("OGR_CURRENT_DATE", "2025-07-29T00:00:00.000Z")  # same bytes each time
    files = members(source)
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / DATABASE
        path.write_bytes(files[DATABASE])
        database = sqlite3.connect(path)
        roads = read(database, ROADS_SQL, LINE_STRING)
        zones = read(database, ZONES_SQL, MULTI_POLYGON)
        check_roads(database, roads)
        check_zones(zones)
        database.close()
        made = pathlib.Path(scratch) / "coquimbo.gpkg"
        target = ogr.GetDriverByName("GPKG").CreateDataSource(str(made))
        write_layer(target, "roads", ogr.wkbLineString, ROAD_FIELDS, roads, OSM_CREDIT)
        write_layer(target, "zones", ogr.wkbMultiPolygon, ZONE_FIELDS, zones,
                    "by way of AequilibraE 1.7.2 (coquimbo.zip); source and year not stated")
        del target
        for name, content in (("coquimbo.gpkg", made.read_bytes()), ("gtfs.zip", files[FEED])):
            (directory / name).write_bytes(content)
            print(f"{name}: {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: convert.py WHEEL_OR_COQUIMBO_ZIP [OUTPUT_DIRECTORY]")
    here = pathlib.Path(__file__).resolve().parent
    main(sys.argv[1], pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else here)
