package portolan.scoring.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Packages;

/**
 * What a shipper's last {@value #MOST} consignments were, in the order learned: heading, mass, mass a package, value and
 * consignee, each short.
 *
 * <p>Masses are natural logarithms of kilograms in steps of 1/{@value #STEPS} (0.4 %), for habits; mass and value to the
 * unit, and the consignee, are sixteen bits of a {@link Fingerprint}, to be recognised only.
 *
 * <p>A retraction takes out the last entry with the same content, whichever consignment taught it: exact while the entry
 * is kept. A seventeenth pushes out the first; retracting does not bring that back, so that after retractions up to as
 * many may be missing as were retracted, and what was pushed out already cannot be retracted.
 *
 * <pre>
 *   list of: count heading + 1, 0 if none | count mass | count mass a package | 2 octets each: value, mass, consignee
 * </pre>
 *
 * <p>A mass is written as 0 if there is none, else as 1 + zigzag of its step; a fingerprint of 0 is none.
 */
public final class RecentConsignments {
    public static final int MOST = 16;

    static final int STEPS = 256;

    private static final int NONE = Integer.MIN_VALUE;
    private static final int NO_HEADING = -1;

    /** A mass above this is a mistake that no habit should be taken from. */
    private static final double HEAVIEST_KG = 1e12;

    private final int[] headings = new int[MOST];
    private final int[] masses = new int[MOST];
    private final int[] packageMasses = new int[MOST];
    private final char[] values = new char[MOST];
    private final char[] massUnits = new char[MOST];
    private final char[] consignees = new char[MOST];
    private int size;

    RecentConsignments() {}

    /** How many consignments are kept. */
    public int size() {
        return size;
    }

    /** The logarithms of the masses in kilograms, as they were learned. */
    public double[] logKg() {
        return stated(masses, NO_HEADING);
    }

    /** The logarithms of the masses a package, of the consignments that were led by this heading. */
    public double[] logKgPerPackage(String heading) {
        return stated(packageMasses, number(heading));
    }

    private double[] stated(int[] steps, int heading) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += steps[i] != NONE && (heading == NO_HEADING || headings[i] == heading) ? 1 : 0;
        }
        double[] logKg = new double[count];
        int at = 0;
        for (int i = 0; i < size; i++) {
            if (steps[i] != NONE && (heading == NO_HEADING || headings[i] == heading)) {
                logKg[at++] = (double) steps[i] / STEPS;
            }
        }
        return logKg;
    }

    /** The heading that led each of the last so many consignments; null when they differ, or there are fewer. */
    public @Nullable String headingOfLast(int many) {
        if (size < many || headings[size - 1] == NO_HEADING) {
            return null;
        }
        for (int i = size - many; i < size; i++) {
            if (headings[i] != headings[size - 1]) {
                return null;
            }
        }
        int heading = headings[size - 1];
        return new String(new char[] {
            (char) ('0' + heading / 1000),
            (char) ('0' + heading / 100 % 10),
            (char) ('0' + heading / 10 % 10),
            (char) ('0' + heading % 10)
        });
    }

    /** How many stated this value to the cent. */
    public int withValue(@Nullable DeclaredValue value) {
        return equalTo(values, fingerprint(value));
    }

    /** How many stated this mass to the kilogram. */
    public int withMass(double massKg) {
        return equalTo(massUnits, unitFingerprint(massKg));
    }

    private int equalTo(char[] fingerprints, char wanted) {
        int equal = 0;
        for (int i = 0; i < size; i++) {
            equal += wanted != 0 && fingerprints[i] == wanted ? 1 : 0;
        }
        return equal;
    }

    /** How many state a consignee that has an identity. */
    public int withConsignee() {
        int stated = 0;
        for (int i = 0; i < size; i++) {
            stated += consignees[i] != 0 ? 1 : 0;
        }
        return stated;
    }

    /**
     * The Herfindahl index of the consignees, this further one included: 1 when all went to one, 1/n when to n. NaN when
     * none is stated.
     */
    public double concentration(String furtherConsignee) {
        char further = consignee(furtherConsignee);
        int all = 1;
        int pairs = 0;
        for (int i = 0; i < size; i++) {
            if (consignees[i] == 0) {
                continue;
            }
            all++;
            for (int j = 0; j < size; j++) {
                pairs += consignees[i] == consignees[j] ? 1 : 0;
            }
            pairs += consignees[i] == further ? 2 : 0;
        }
        return (pairs + 1.0) / ((double) all * all);
    }

    /** The consignees, shortened; 0 where none is stated. */
    char[] consignees() {
        return java.util.Arrays.copyOf(consignees, size);
    }

    boolean isEmpty() {
        return size == 0;
    }

    void learn(Consignment consignment, List<String> headingsOf, @Nullable String consigneeKey) {
        if (size == MOST) {
            remove(0);
        }
        fill(size, consignment, headingsOf, consigneeKey);
        size++;
    }

    void retract(Consignment consignment, List<String> headingsOf, @Nullable String consigneeKey) {
        // The entry that would be learned, in a place of its own.
        RecentConsignments one = new RecentConsignments();
        one.fill(0, consignment, headingsOf, consigneeKey);
        for (int i = size - 1; i >= 0; i--) {
            if (headings[i] == one.headings[0]
                    && masses[i] == one.masses[0]
                    && packageMasses[i] == one.packageMasses[0]
                    && values[i] == one.values[0]
                    && massUnits[i] == one.massUnits[0]
                    && consignees[i] == one.consignees[0]) {
                remove(i);
                return;
            }
        }
    }

    private void fill(int at, Consignment consignment, List<String> headingsOf, @Nullable String consigneeKey) {
        double massKg = consignment.massKg();
        headings[at] = headingsOf.isEmpty() ? NO_HEADING : number(headingsOf.get(0));
        masses[at] = step(massKg);
        packageMasses[at] = step(massKg / packages(consignment));
        values[at] = fingerprint(DeclaredValue.of(consignment));
        massUnits[at] = unitFingerprint(massKg);
        consignees[at] = consigneeKey == null ? 0 : consignee(consigneeKey);
    }

    /** Packages of all items, else as the totals say; 0 when the filing does not say. */
    public static long packages(Consignment consignment) {
        long packages = 0;
        for (GoodsItem item : consignment.items()) {
            for (Packages of : item.packages()) {
                packages += Math.max(0, Math.min(1L << 40, of.count()));
            }
        }
        if (packages == 0
                && consignment.totals() != null
                && consignment.totals().packages() != null) {
            packages = Math.max(0, consignment.totals().packages());
        }
        return packages;
    }

    /** Whether the mass is one that a habit can be taken from. */
    public static boolean isMass(double massKg) {
        return massKg > 0 && massKg < HEAVIEST_KG;
    }

    private static int step(double massKg) {
        return isMass(massKg) ? (int) StrictMath.rint(StrictMath.log(massKg) * STEPS) : NONE;
    }

    private static int number(String heading) {
        int number = 0;
        for (int i = 0; i < heading.length(); i++) {
            number = 10 * number + (heading.charAt(i) - '0');
        }
        return number;
    }

    private static char fingerprint(@Nullable DeclaredValue value) {
        return value == null
                ? 0
                : Fingerprint.shortened(
                        Fingerprint.of(value.cents()) * 31 + value.currency().hashCode());
    }

    private static char unitFingerprint(double massKg) {
        return isMass(massKg) ? Fingerprint.shortened(Fingerprint.of((long) StrictMath.rint(massKg))) : 0;
    }

    private static char consignee(String key) {
        return Fingerprint.shortened(Fingerprint.of(key));
    }

    private void remove(int at) {
        int after = size - at - 1;
        System.arraycopy(headings, at + 1, headings, at, after);
        System.arraycopy(masses, at + 1, masses, at, after);
        System.arraycopy(packageMasses, at + 1, packageMasses, at, after);
        System.arraycopy(values, at + 1, values, at, after);
        System.arraycopy(massUnits, at + 1, massUnits, at, after);
        System.arraycopy(consignees, at + 1, consignees, at, after);
        size--;
    }

    void write(LayoutWriter writer) {
        writer.count(size);
        for (int i = 0; i < size; i++) {
            writer.count(headings[i] + 1L);
            mass(writer, masses[i]);
            mass(writer, packageMasses[i]);
            two(writer, values[i]);
            two(writer, massUnits[i]);
            two(writer, consignees[i]);
        }
    }

    private static void mass(LayoutWriter writer, int step) {
        writer.count(step == NONE ? 0 : 1L + (((step << 1) ^ (step >> 31)) & 0xFFFFFFFFL));
    }

    private static void two(LayoutWriter writer, char value) {
        writer.octet(value >>> 8).octet(value);
    }

    static RecentConsignments read(LayoutReader reader) {
        RecentConsignments read = new RecentConsignments();
        int size = reader.size();
        for (int i = 0; i < size; i++) {
            if (read.size == MOST) {
                read.remove(0);
            }
            int at = read.size++;
            read.headings[at] = (int) reader.count() - 1;
            read.masses[at] = mass(reader);
            read.packageMasses[at] = mass(reader);
            read.values[at] = two(reader);
            read.massUnits[at] = two(reader);
            read.consignees[at] = two(reader);
        }
        return read;
    }

    private static int mass(LayoutReader reader) {
        long raw = reader.count();
        if (raw == 0) {
            return NONE;
        }
        int zigzag = (int) (raw - 1);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    private static char two(LayoutReader reader) {
        return (char) ((reader.octet() << 8) | reader.octet());
    }
}
