// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

/** A place on the globe, in degrees; south and west are negative. */
public record Coordinates(double latitude, double longitude) {
    private static final double EARTH_RADIUS_NM = 3_440.065;

    /** Nautical miles along the great circle, on a sphere. */
    public double milesTo(Coordinates other) {
        double fromLatitude = StrictMath.toRadians(latitude);
        double toLatitude = StrictMath.toRadians(other.latitude);
        double north = StrictMath.sin((toLatitude - fromLatitude) / 2);
        double east = StrictMath.sin(StrictMath.toRadians(other.longitude - longitude) / 2);
        double haversine = north * north + StrictMath.cos(fromLatitude) * StrictMath.cos(toLatitude) * east * east;
        // Rounding may carry antipodes past 1, where the arc sine is no number.
        return 2 * EARTH_RADIUS_NM * StrictMath.asin(StrictMath.sqrt(StrictMath.min(1, haversine)));
    }
}
