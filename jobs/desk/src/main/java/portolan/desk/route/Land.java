// SPDX-License-Identifier: Apache-2.0
package portolan.desk.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Coast lines of the world, so coarse that they are a background only. */
final class Land {
    private static final int ROUND = 360;
    private static final List<Ring> RINGS = read();

    private Land() {}

    /** A coast line that is closed, in degrees. */
    static final class Ring {
        private final double[] longitudes;
        private final double[] latitudes;

        private Ring(double[] longitudes, double[] latitudes) {
            this.longitudes = longitudes;
            this.latitudes = latitudes;
        }

        int size() {
            return longitudes.length;
        }

        double longitude(int i) {
            return longitudes[i];
        }

        double latitude(int i) {
            return latitudes[i];
        }

        private Ring moved(int degrees) {
            double[] moved = longitudes.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += degrees;
            }
            return new Ring(moved, latitudes);
        }

        private boolean touches(double west, double east, double south, double north) {
            return least(longitudes) <= east
                    && most(longitudes) >= west
                    && least(latitudes) <= north
                    && most(latitudes) >= south;
        }

        private static double least(double[] values) {
            double least = values[0];
            for (double value : values) {
                least = Math.min(least, value);
            }
            return least;
        }

        private static double most(double[] values) {
            double most = values[0];
            for (double value : values) {
                most = Math.max(most, value);
            }
            return most;
        }
    }

    /** Those that touch a part of the world, which may reach over the date line. */
    static List<Ring> within(double west, double east, double south, double north) {
        List<Ring> within = new ArrayList<>();
        for (Ring ring : RINGS) {
            for (int turn : new int[] {-ROUND, 0, ROUND}) {
                Ring moved = turn == 0 ? ring : ring.moved(turn);
                if (moved.touches(west, east, south, north)) {
                    within.add(moved);
                }
            }
        }
        return within;
    }

    private static List<Ring> read() {
        InputStream in = Land.class.getResourceAsStream("land.txt");
        if (in == null) {
            throw new IllegalStateException("land.txt is not beside this class");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Land::ring)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read land.txt", e);
        }
    }

    private static Ring ring(String line) {
        String[] points = line.split(" ", -1);
        // One ring goes round the world: it is closed over the south pole.
        double[] longitudes = new double[points.length + 2];
        double[] latitudes = new double[points.length + 2];
        int last = points.length - 1;
        for (int i = 0; i <= last; i++) {
            int comma = points[i].indexOf(',');
            double longitude = Integer.parseInt(points[i].substring(0, comma)) / 10.0;
            // Over the date line it goes on, and does not jump.
            longitudes[i] = i == 0 ? longitude : longitude - ROUND * Math.rint((longitude - longitudes[i - 1]) / ROUND);
            latitudes[i] = Integer.parseInt(points[i].substring(comma + 1)) / 10.0;
        }
        boolean isRound = Math.abs(longitudes[last] - longitudes[0]) > ROUND / 2.0;
        longitudes[last + 1] = longitudes[last];
        latitudes[last + 1] = isRound ? -90 : latitudes[last];
        longitudes[last + 2] = longitudes[0];
        latitudes[last + 2] = isRound ? -90 : latitudes[0];
        return new Ring(longitudes, latitudes);
    }
}
