// SPDX-License-Identifier: Apache-2.0
package portolan.desk.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reference.Coordinates;
import portolan.scoring.reference.Locations;

/**
 * A map of a way, as shapes of one drawing. Degrees are as far apart to the east as to the north in the middle of the
 * map. Lines are great circles: the shortest way over the globe, and not the ship's course.
 *
 * @param land coast lines
 * @param grid of latitude and longitude
 */
public record RouteMap(List<String> land, List<String> grid, List<Drawn> legs, List<String> usual, List<Dot> dots) {
    public static final int WIDTH = 960;
    public static final int HEIGHT = 460;

    private static final double LEAST_SPAN = 16;
    private static final double MARGIN = 0.16;
    private static final int POINTS = 32;

    /** One leg. */
    public record Drawn(String path, boolean doubtful) {}

    /** One place, with the side on which its name stands. */
    public record Dot(RoutePage.Stop stop, int x, int y, boolean nameLeft) {}

    public RouteMap {
        land = List.copyOf(land);
        grid = List.copyOf(grid);
        legs = List.copyOf(legs);
        usual = List.copyOf(usual);
        dots = List.copyOf(dots);
    }

    private record Point(double longitude, double latitude) {}

    /** Null where no place of it is known. */
    static @Nullable RouteMap of(
            List<RoutePage.Stop> stops, List<RoutePage.Leg> legs, List<RoutePage.Usual> usual, Locations locations) {
        List<List<Point>> lines = new ArrayList<>();
        List<Point> places = new ArrayList<>();
        List<RoutePage.Stop> known = new ArrayList<>();
        double east = Double.NaN;
        for (RoutePage.Stop stop : stops) {
            Coordinates at = stop.at();
            if (at != null) {
                east = near(at.longitude(), east);
                places.add(new Point(east, at.latitude()));
                known.add(stop);
            }
        }
        if (places.isEmpty()) {
            return null;
        }
        for (RoutePage.Leg leg : legs) {
            int from = known.indexOf(leg.from());
            int to = known.indexOf(leg.to());
            lines.add(from < 0 || to < 0 ? List.of() : arc(places.get(from), places.get(to)));
        }
        List<List<Point>> usualLines = new ArrayList<>();
        if (!usual.isEmpty() && places.size() > 1) {
            usualLines.addAll(usual(usual.get(0), places, locations));
        }
        List<Point> all = new ArrayList<>(places);
        lines.forEach(all::addAll);
        usualLines.forEach(all::addAll);
        Frame frame = Frame.around(all);
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                drawn.add(new Drawn(frame.path(lines.get(i)), legs.get(i).isDoubtful()));
            }
        }
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            int x = frame.x(places.get(i).longitude());
            dots.add(new Dot(known.get(i), x, frame.y(places.get(i).latitude()), x > WIDTH * 3 / 4));
        }
        return new RouteMap(
                Land.within(frame.west(), frame.east(), frame.south(), frame.north()).stream()
                        .map(ring -> frame.ring(ring))
                        .toList(),
                frame.grid(),
                drawn,
                usualLines.stream().map(frame::path).toList(),
                dots);
    }

    private static List<List<Point>> usual(RoutePage.Usual usual, List<Point> places, Locations locations) {
        Point first = places.get(0);
        Point last = places.get(places.size() - 1);
        if (usual.over().equals("direct")) {
            return List.of(arc(first, last));
        }
        Coordinates at = locations.at(usual.over());
        if (at == null) {
            return List.of();
        }
        Point over = new Point(near(at.longitude(), first.longitude()), at.latitude());
        return List.of(
                arc(first, over), arc(over, new Point(near(last.longitude(), over.longitude()), last.latitude())));
    }

    /** The same meridian, counted so that it is the nearest to another: a way over the Pacific goes on to the east. */
    private static double near(double longitude, double to) {
        double near = longitude;
        while (near - to > 180) {
            near -= 360;
        }
        while (to - near > 180) {
            near += 360;
        }
        return near;
    }

    private static List<Point> arc(Point from, Point to) {
        double[] one = vector(from);
        double[] other = vector(to);
        double angle = Math.acos(Math.max(-1, Math.min(1, one[0] * other[0] + one[1] * other[1] + one[2] * other[2])));
        List<Point> points = new ArrayList<>();
        double east = from.longitude();
        for (int i = 0; i <= POINTS; i++) {
            double share = (double) i / POINTS;
            // Places on top of each other, or opposite each other, have no way that is the shortest.
            double sine = Math.sin(angle);
            double a = sine < 1e-9 ? 1 - share : Math.sin((1 - share) * angle) / sine;
            double b = sine < 1e-9 ? share : Math.sin(share * angle) / sine;
            double x = a * one[0] + b * other[0];
            double y = a * one[1] + b * other[1];
            double z = a * one[2] + b * other[2];
            east = near(Math.toDegrees(Math.atan2(y, x)), east);
            points.add(new Point(east, Math.toDegrees(Math.atan2(z, Math.hypot(x, y)))));
        }
        return points;
    }

    private static double[] vector(Point point) {
        double latitude = Math.toRadians(point.latitude());
        double longitude = Math.toRadians(point.longitude());
        return new double[] {
            Math.cos(latitude) * Math.cos(longitude), Math.cos(latitude) * Math.sin(longitude), Math.sin(latitude)
        };
    }

    /** What part of the world is drawn. */
    private record Frame(double west, double north, double perDegreeEast, double perDegreeNorth) {
        static Frame around(List<Point> points) {
            double west = points.stream().mapToDouble(Point::longitude).min().orElse(0);
            double east = points.stream().mapToDouble(Point::longitude).max().orElse(0);
            double south = points.stream().mapToDouble(Point::latitude).min().orElse(0);
            double north = points.stream().mapToDouble(Point::latitude).max().orElse(0);
            double middleEast = (west + east) / 2;
            double middleNorth = (south + north) / 2;
            double narrow = Math.max(0.3, Math.cos(Math.toRadians(middleNorth)));
            double spanNorth = Math.max(LEAST_SPAN, (north - south) * (1 + 2 * MARGIN));
            double spanEast = Math.max(LEAST_SPAN, (east - west) * (1 + 2 * MARGIN)) * narrow;
            double scale = Math.min(HEIGHT / spanNorth, WIDTH / spanEast);
            return new Frame(
                    middleEast - WIDTH / 2.0 / (scale * narrow),
                    middleNorth + HEIGHT / 2.0 / scale,
                    scale * narrow,
                    scale);
        }

        double east() {
            return west + WIDTH / perDegreeEast;
        }

        double south() {
            return north - HEIGHT / perDegreeNorth;
        }

        int x(double longitude) {
            return (int) Math.round((longitude - west) * perDegreeEast);
        }

        int y(double latitude) {
            return (int) Math.round((north - latitude) * perDegreeNorth);
        }

        String path(List<Point> points) {
            StringBuilder path = new StringBuilder();
            for (Point point : points) {
                path.append(path.isEmpty() ? "M" : "L")
                        .append(x(point.longitude()))
                        .append(' ')
                        .append(y(point.latitude()));
            }
            return path.toString();
        }

        String ring(Land.Ring ring) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < ring.size(); i++) {
                path.append(i == 0 ? "M" : "L")
                        .append(x(ring.longitude(i)))
                        .append(' ')
                        .append(y(ring.latitude(i)));
            }
            return path.append('Z').toString();
        }

        List<String> grid() {
            double span = east() - west;
            int step = span > 120 ? 30 : span > 50 ? 10 : 5;
            List<String> grid = new ArrayList<>();
            for (int longitude = (int) Math.ceil(west / step) * step; longitude < east(); longitude += step) {
                grid.add(String.format(Locale.ROOT, "M%d 0V%d", x(longitude), HEIGHT));
            }
            for (int latitude = (int) Math.ceil(south() / step) * step; latitude < north; latitude += step) {
                grid.add(String.format(Locale.ROOT, "M0 %dH%d", y(latitude), WIDTH));
            }
            return grid;
        }
    }
}
