// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Places by UN/LOCODE: whether a code exists, what the place is for, where it is.
 *
 * <p>The list's 116,000 places lie in flat arrays, sorted by code: a map of records would hold some objects for each.
 *
 * <p>Publications: {@code 2025-1 UNLOCODE CodeListPart1.csv} and its sisters, also under shorter names that end in
 * {@code part1.csv}; columns change, country, location, name, name without diacritics, subdivision, function, status,
 * date, IATA, coordinates, remarks; no header, UTF-8. And {@code major_ports.csv}: locode, name, lon, lat. Coordinates
 * that the list itself has wrong (283 of edition 2025-1 have more than 59 minutes or 180 degrees) count as not given.
 */
public final class Locations {
    static final Pattern PARTS = Pattern.compile("\\d{4}-\\d[ -]?(unlocode[ _]codelist)?part\\d+\\.csv");
    static final Pattern PORTS = Pattern.compile("major_ports\\.csv");
    static final OwnTable OURS = new OwnTable("main-ports.csv", "locode", "name", "latitude", "longitude");

    private static final int COLUMNS = 12;
    private static final short NOWHERE = Short.MIN_VALUE;
    private static final int MINUTES = 60;
    private static final int UNKNOWN = -1;
    private static final int SYMBOLS = 36;

    private final boolean complete;
    private final int[] codes;
    private final short[] latitudes;
    private final short[] longitudes;
    private final int[] nameEnds;
    private final byte[] names;

    private Locations(Draft draft, boolean complete) {
        this.complete = complete;
        long[] order = new long[draft.size];
        for (int row = 0; row < draft.size; row++) {
            order[row] = (long) draft.codes[row] << Integer.SIZE | row;
        }
        Arrays.sort(order);
        int count = 0;
        int[] chosen = new int[draft.size];
        for (long entry : order) {
            int row = (int) entry;
            if (count > 0 && draft.codes[chosen[count - 1]] == draft.codes[row]) {
                draft.addTo(chosen[count - 1], row);
            } else {
                chosen[count++] = row;
            }
        }
        this.codes = new int[count];
        this.latitudes = new short[count];
        this.longitudes = new short[count];
        this.nameEnds = new int[count];
        ByteArrayOutputStream text = new ByteArrayOutputStream(count * SYMBOLS / 2);
        for (int i = 0; i < count; i++) {
            int row = chosen[i];
            codes[i] = draft.codes[row];
            latitudes[i] = draft.latitudes[row];
            longitudes[i] = draft.longitudes[row];
            text.writeBytes(draft.names[row].getBytes(StandardCharsets.UTF_8));
            nameEnds[i] = text.size();
        }
        this.names = text.toByteArray();
    }

    static Locations load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        Draft draft = new Draft();
        List<ReferenceFile> parts = files.named(PARTS);
        for (ReferenceFile part : parts) {
            new CsvFile(part, faults).rows(draft::published);
        }
        int published = draft.size;
        ReferenceFile ports = files.one(PORTS, faults);
        if (ports != null) {
            new CsvFile(ports, faults).rowsUnder(List.of("locode", "name", "lon", "lat"), draft::port);
        }
        for (Port port : OURS.read(files.ours(OURS, faults), Port::of, faults)) {
            draft.add(port.code(), port.name(), minutes(port.latitude()), minutes(port.longitude()));
        }
        found.say("places (UN/LOCODE)", parts, published, "main ports only, from " + OURS.file());
        return new Locations(draft, published > 0);
    }

    private record Port(int code, String name, double latitude, double longitude) {
        static Port of(List<String> fields) {
            return new Port(
                    checked(fields.get(0)),
                    fields.get(1),
                    TableNumbers.between(-90, 90, fields.get(2)),
                    TableNumbers.between(-180, 180, fields.get(3)));
        }
    }

    /** Whether this is no UN/LOCODE. Without the whole list, nothing but its shape can tell. */
    public boolean isUnknown(String locode) {
        int code = code(locode);
        return code == UNKNOWN || (complete && Arrays.binarySearch(codes, code) < 0);
    }

    /** The place's name, or null when it is not listed. */
    public @Nullable String name(String locode) {
        int i = place(locode);
        if (i < 0) {
            return null;
        }
        int from = i == 0 ? 0 : nameEnds[i - 1];
        return new String(names, from, nameEnds[i] - from, StandardCharsets.UTF_8);
    }

    /** Where the place is, or null when the list does not say. */
    public @Nullable Coordinates at(String locode) {
        int i = place(locode);
        return i < 0 || latitudes[i] == NOWHERE
                ? null
                : new Coordinates((double) latitudes[i] / MINUTES, (double) longitudes[i] / MINUTES);
    }

    private int place(String locode) {
        int code = code(locode);
        return code == UNKNOWN ? UNKNOWN : Arrays.binarySearch(codes, code);
    }

    /** Five letters and digits as a number, two letters first; -1 for anything else. */
    static int code(String locode) {
        if (locode.length() != 5) {
            return UNKNOWN;
        }
        int code = 0;
        for (int i = 0; i < 5; i++) {
            char character = locode.charAt(i);
            int symbol;
            if (character >= 'A' && character <= 'Z') {
                symbol = character - 'A' + 10;
            } else if (i > 1 && character >= '0' && character <= '9') {
                symbol = character - '0';
            } else {
                return UNKNOWN;
            }
            code = code * SYMBOLS + symbol;
        }
        return code;
    }

    private static int checked(String locode) {
        int code = code(locode);
        if (code == UNKNOWN) {
            throw new IllegalArgumentException("not a UN/LOCODE: '" + locode + "'");
        }
        return code;
    }

    private static short minutes(double degrees) {
        return (short) StrictMath.rint(degrees * MINUTES);
    }

    /** Rows as they come; the first of several with one code stays, and takes from the others what it lacks. */
    private static final class Draft {
        private int size;
        private int[] codes = new int[1 << 10];
        private short[] latitudes = new short[1 << 10];
        private short[] longitudes = new short[1 << 10];
        private String[] names = new String[1 << 10];

        void published(List<String> fields) {
            if (fields.size() != COLUMNS) {
                throw new IllegalArgumentException("must have " + COLUMNS + " fields, has " + fields.size());
            }
            String location = fields.get(2);
            if (location.isEmpty() || fields.get(1).equals("Country")) {
                // A country's own line, or the header that some editions carry.
                return;
            }
            int code = checked(fields.get(1).concat(location));
            String coordinates = fields.get(10);
            short latitude = angle(coordinates, 0, 2, 90, 'S');
            short longitude = angle(coordinates, 6, 3, 180, 'W');
            boolean nowhere = coordinates.length() != 12 || latitude == NOWHERE || longitude == NOWHERE;
            add(code, fields.get(3), nowhere ? NOWHERE : latitude, nowhere ? NOWHERE : longitude);
        }

        void port(List<String> fields) {
            add(
                    checked(fields.get(0)),
                    fields.get(1),
                    minutes(TableNumbers.between(-90, 90, fields.get(3))),
                    minutes(TableNumbers.between(-180, 180, fields.get(2))));
        }

        void add(int code, String name, short latitude, short longitude) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, 2 * size);
                latitudes = Arrays.copyOf(latitudes, 2 * size);
                longitudes = Arrays.copyOf(longitudes, 2 * size);
                names = Arrays.copyOf(names, 2 * size);
            }
            codes[size] = code;
            latitudes[size] = latitude;
            longitudes[size] = longitude;
            names[size] = name;
            size++;
        }

        void addTo(int row, int other) {
            if (latitudes[row] == NOWHERE) {
                latitudes[row] = latitudes[other];
                longitudes[row] = longitudes[other];
            }
        }

        /** {@code 4230N 00131E} in minutes; nowhere when it is no angle. */
        private static short angle(String text, int from, int digits, int most, char negative) {
            int end = from + digits + 2;
            if (text.length() <= end) {
                return NOWHERE;
            }
            int number = 0;
            for (int i = from; i < end; i++) {
                char character = text.charAt(i);
                if (character < '0' || character > '9') {
                    return NOWHERE;
                }
                number = number * 10 + (character - '0');
            }
            int degrees = number / 100;
            int minutes = number % 100;
            if (minutes >= MINUTES || degrees * MINUTES + minutes > most * MINUTES) {
                return NOWHERE;
            }
            int angle = degrees * MINUTES + minutes;
            return (short) (text.charAt(end) == negative ? -angle : angle);
        }
    }
}
