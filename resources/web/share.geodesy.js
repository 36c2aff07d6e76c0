// Coordinates between WGS 84 and the plan's system, on the page itself: no server, no grid file.
// Transverse Mercator by the series of Krüger (1912) in the third flattening, as EPSG guidance
// note 7-2 gives it; datum shift by the seven parameters of a coordinate frame rotation.
// Every parameter comes with the plan's data. Angles are degrees outside, radians inside.
(function (share) {
  "use strict";

  const RADIAN = Math.PI / 180;
  const square = (x) => x * x;

  function toGeocentric(lat, lon, ellipsoid) {
    const e2 = ellipsoid.f * (2 - ellipsoid.f);
    const nu = ellipsoid.a / Math.sqrt(1 - e2 * square(Math.sin(lat)));
    return [
      nu * Math.cos(lat) * Math.cos(lon),
      nu * Math.cos(lat) * Math.sin(lon),
      nu * (1 - e2) * Math.sin(lat),
    ];
  }

  function toGeographic([x, y, z], ellipsoid) {
    const e2 = ellipsoid.f * (2 - ellipsoid.f);
    const p = Math.hypot(x, y);
    let lat = Math.atan2(z, p * (1 - e2));
    for (let i = 0; i < 6; i += 1) {
      const nu = ellipsoid.a / Math.sqrt(1 - e2 * square(Math.sin(lat)));
      lat = Math.atan2(z + e2 * nu * Math.sin(lat), p);
    }
    return [lat, Math.atan2(y, x)];
  }

  function rotate([x, y, z], r, sign) {
    return [
      x + sign * (r.z * y - r.y * z),
      y + sign * (r.x * z - r.z * x),
      z + sign * (r.y * x - r.x * y),
    ];
  }

  function shift(point, helmert) {
    const [x, y, z] = rotate(point, helmert.rotation, 1);
    const m = 1 + helmert.scale;
    const t = helmert.translation;
    return [t.x + m * x, t.y + m * y, t.z + m * z];
  }

  function unshift([x, y, z], helmert) {
    const m = 1 + helmert.scale;
    const t = helmert.translation;
    return rotate([(x - t.x) / m, (y - t.y) / m, (z - t.z) / m], helmert.rotation, -1);
  }

  function series(ellipsoid) {
    const n = ellipsoid.f / (2 - ellipsoid.f);
    const [n2, n3, n4] = [n ** 2, n ** 3, n ** 4];
    return {
      radius: (ellipsoid.a / (1 + n)) * (1 + n2 / 4 + n4 / 64),
      forward: [
        n / 2 - (2 * n2) / 3 + (5 * n3) / 16 + (41 * n4) / 180,
        (13 * n2) / 48 - (3 * n3) / 5 + (557 * n4) / 1440,
        (61 * n3) / 240 - (103 * n4) / 140,
        (49561 * n4) / 161280,
      ],
      inverse: [
        n / 2 - (2 * n2) / 3 + (37 * n3) / 96 - n4 / 360,
        n2 / 48 + n3 / 15 - (437 * n4) / 1440,
        (17 * n3) / 480 - (37 * n4) / 840,
        (4397 * n4) / 161280,
      ],
    };
  }

  function isometric(lat, e) {
    return Math.asinh(Math.tan(lat)) - e * Math.atanh(e * Math.sin(lat));
  }

  function harmonics(xi, eta, coefficients, sign) {
    let [x, y] = [xi, eta];
    coefficients.forEach((c, i) => {
      const k = 2 * (i + 1);
      x += sign * c * Math.sin(k * xi) * Math.cosh(k * eta);
      y += sign * c * Math.cos(k * xi) * Math.sinh(k * eta);
    });
    return [x, y];
  }

  function project(lat, lon, tm) {
    const e = Math.sqrt(tm.ellipsoid.f * (2 - tm.ellipsoid.f));
    const { radius, forward } = series(tm.ellipsoid);
    const spherical = (angle, dlon) => {
      const t = Math.sinh(isometric(angle, e));
      return harmonics(
        Math.atan2(t, Math.cos(dlon)),
        Math.asinh(Math.sin(dlon) / Math.hypot(t, Math.cos(dlon))),
        forward,
        1,
      );
    };
    const [xi, eta] = spherical(lat, lon - tm.lon0 * RADIAN);
    const [origin] = spherical(tm.lat0 * RADIAN, 0);
    return [tm.fe + tm.k0 * radius * eta, tm.fn + tm.k0 * radius * (xi - origin)];
  }

  function unproject(east, north, tm) {
    const e = Math.sqrt(tm.ellipsoid.f * (2 - tm.ellipsoid.f));
    const { radius, forward, inverse } = series(tm.ellipsoid);
    const lat0 = Math.atan(Math.sinh(isometric(tm.lat0 * RADIAN, e)));
    const [origin] = harmonics(lat0, 0, forward, 1);
    const [xi, eta] = harmonics(
      (north - tm.fn) / (tm.k0 * radius) + origin,
      (east - tm.fe) / (tm.k0 * radius),
      inverse,
      -1,
    );
    const q = Math.asinh(Math.sin(xi) / Math.hypot(Math.sinh(eta), Math.cos(xi)));
    let lat = Math.atan(Math.sinh(q));
    for (let i = 0; i < 8; i += 1) {
      lat = Math.atan(Math.sinh(q + e * Math.atanh(e * Math.sin(lat))));
    }
    return [lat, tm.lon0 * RADIAN + Math.atan2(Math.sinh(eta), Math.cos(xi))];
  }

  /** WGS 84 degrees → [east, north] in the plan's system, metres. */
  share.toPlan = function (lon, lat, system) {
    let [phi, lambda] = [lat * RADIAN, lon * RADIAN];
    if (system.helmert) {
      const world = toGeocentric(phi, lambda, system.wgs84);
      [phi, lambda] = toGeographic(unshift(world, system.helmert), system.ellipsoid);
    }
    return project(phi, lambda, system);
  };

  /** [east, north] in the plan's system, metres → WGS 84 [lon, lat] in degrees. */
  share.toWorld = function (east, north, system) {
    let [phi, lambda] = unproject(east, north, system);
    if (system.helmert) {
      const local = toGeocentric(phi, lambda, system.ellipsoid);
      [phi, lambda] = toGeographic(shift(local, system.helmert), system.wgs84);
    }
    return [lambda / RADIAN, phi / RADIAN];
  };
})((window.planviewerShare = window.planviewerShare || {}));
