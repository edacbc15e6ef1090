// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Packages;
import portolan.scoring.sketch.DeclaredValue;
import portolan.scoring.sketch.Fingerprint;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.RoundRates;
import portolan.scoring.sketch.UnitValue;

/**
 * What a shipper's last {@value #MOST} consignments were, in the order learned: heading, its origin and price, mass,
 * mass a package, value and consignee, each short.
 *
 * <p>Masses are natural logarithms of kilograms in steps of 1/{@value #STEPS} (0.4 %), for habits; so are prices, in
 * euro a kilogram by {@link RoundRates}, in steps of 1/{@value #PRICE_STEPS}. Origin and price are those of the
 * heaviest item of the heading. Mass and value to the unit, and the consignee, are sixteen bits of a {@link
 * Fingerprint}, to be recognised only.
 *
 * <p>A retraction takes out the last entry with the same content, whichever consignment taught it: exact while the
 * entry is kept. A seventeenth pushes out the first; retracting does not bring that back, so that after retractions up
 * to as many may be missing as were retracted, and what was pushed out already cannot be retracted.
 *
 * <pre>
 *   list of: count heading + 1, 0 if none | count mass | count mass a package | 2 octets each: value, mass, consignee
 *            | 2 octets origin | count price
 * </pre>
 *
 * <p>A mass or price is written as 0 if there is none, else as 1 + zigzag of its step; a fingerprint of 0 is none. An
 * origin is 1 + its two letters as a number of base 26, or 0.
 */
public final class RecentConsignments {
    public static final int MOST = 16;

    static final int STEPS = 256;

    static final int PRICE_STEPS = 32;

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
    private final char[] origins = new char[MOST];
    private final int[] prices = new int[MOST];
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

    /**
     * The logarithms of the prices in euro a kilogram of the consignments that were led by this heading, without those
     * to one consignee.
     *
     * @param apartFrom a consignee's key; null for all
     */
    public double[] logEurPerKg(String heading, @Nullable String apartFrom) {
        int wanted = number(heading);
        char without = apartFrom == null ? 0 : consignee(apartFrom);
        double[] logs = new double[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (prices[i] != NONE && headings[i] == wanted && (without == 0 || consignees[i] != without)) {
                logs[count++] = (double) prices[i] / PRICE_STEPS;
            }
        }
        return java.util.Arrays.copyOf(logs, count);
    }

    /**
     * The logarithm of a consignment's price in euro a kilogram, of the heaviest item of a heading; NaN when value,
     * currency or mass is missing, or the currency has no rate.
     */
    public static double logEurPerKg(Consignment consignment, String heading) {
        int step = price(HeaviestCodes.heaviestItem(consignment, heading));
        return step == NONE ? Double.NaN : (double) step / PRICE_STEPS;
    }

    /**
     * From where the kept consignments of one heading were declared to be.
     *
     * @param another how many stated another origin than the one asked for
     * @param same how many stated this one, apart from those to the same consignee since it last got goods of another
     *     one
     * @param commonest the origin stated most often, at equal numbers the latest; empty when none was
     */
    public record Origins(int another, int same, String commonest) {}

    /** The origins of the consignments that were led by this heading, beside one that is now stated to a consignee. */
    public Origins origins(String heading, String origin, @Nullable String consigneeKey) {
        int wantedHeading = number(heading);
        char wanted = origin(origin);
        char customer = consigneeKey == null ? 0 : consignee(consigneeKey);
        int another = 0;
        int same = 0;
        int lately = 0;
        boolean switched = false;
        for (int i = size - 1; i >= 0; i--) {
            if (headings[i] != wantedHeading || origins[i] == 0) {
                continue;
            }
            boolean toCustomer = customer != 0 && consignees[i] == customer;
            if (origins[i] != wanted) {
                another++;
                switched |= toCustomer;
            } else if (toCustomer && !switched) {
                lately++;
            } else {
                same++;
            }
        }
        return new Origins(another, switched ? same : same + lately, commonestOrigin(wantedHeading));
    }

    private String commonestOrigin(int heading) {
        char commonest = 0;
        int most = 0;
        for (int i = size - 1; i >= 0; i--) {
            int count = 0;
            for (int j = 0; j < size; j++) {
                count += headings[j] == heading && origins[j] == origins[i] ? 1 : 0;
            }
            if (headings[i] == heading && origins[i] != 0 && count > most) {
                most = count;
                commonest = origins[i];
            }
        }
        return commonest == 0
                ? ""
                : new String(new char[] {(char) ('A' + (commonest - 1) / 26), (char) ('A' + (commonest - 1) % 26)});
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
        return text(headings[size - 1]);
    }

    private static String text(int heading) {
        return new String(new char[] {
            (char) ('0' + heading / 1000),
            (char) ('0' + heading / 100 % 10),
            (char) ('0' + heading / 10 % 10),
            (char) ('0' + heading % 10)
        });
    }

    /** The headings that led the last so many, as shortened fingerprints; 0 is none. */
    char[] headingsOfLast(int many) {
        char[] last = new char[Math.min(many, size)];
        for (int i = 0; i < last.length; i++) {
            int heading = headings[size - last.length + i];
            last[i] = heading == NO_HEADING ? 0 : Fingerprint.shortened(Fingerprint.of(text(heading)));
        }
        return last;
    }

    /** The consignees of the last so many, shortened; 0 where none is stated. */
    char[] consigneesOfLast(int many) {
        return java.util.Arrays.copyOfRange(consignees, Math.max(0, size - many), size);
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
     * The Herfindahl index of the consignees, this further one included: 1 when all went to one, 1/n when to n. NaN
     * when none is stated.
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
        Entry one = Entry.of(consignment, headingsOf, consigneeKey);
        headings[size] = one.heading;
        masses[size] = one.mass;
        packageMasses[size] = one.packageMass;
        values[size] = one.value;
        massUnits[size] = one.massUnit;
        consignees[size] = one.consignee;
        origins[size] = one.origin;
        prices[size] = one.price;
        size++;
    }

    void retract(Consignment consignment, List<String> headingsOf, @Nullable String consigneeKey) {
        Entry one = Entry.of(consignment, headingsOf, consigneeKey);
        for (int i = size - 1; i >= 0; i--) {
            if (headings[i] == one.heading
                    && masses[i] == one.mass
                    && packageMasses[i] == one.packageMass
                    && values[i] == one.value
                    && massUnits[i] == one.massUnit
                    && consignees[i] == one.consignee
                    && origins[i] == one.origin
                    && prices[i] == one.price) {
                remove(i);
                return;
            }
        }
    }

    /** What is kept of one consignment. */
    private record Entry(
            int heading, int mass, int packageMass, char value, char massUnit, char consignee, char origin, int price) {
        static Entry of(Consignment consignment, List<String> headingsOf, @Nullable String consigneeKey) {
            double massKg = consignment.massKg();
            GoodsItem item = headingsOf.isEmpty() ? null : HeaviestCodes.heaviestItem(consignment, headingsOf.get(0));
            return new Entry(
                    headingsOf.isEmpty() ? NO_HEADING : number(headingsOf.get(0)),
                    step(massKg),
                    step(massKg / packages(consignment)),
                    fingerprint(DeclaredValue.of(consignment)),
                    unitFingerprint(massKg),
                    consigneeKey == null ? 0 : RecentConsignments.consignee(consigneeKey),
                    item == null ? 0 : RecentConsignments.origin(Place.country(item.origin())),
                    item == null ? NONE : RecentConsignments.price(item));
        }
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

    private static char origin(@Nullable String country) {
        return country == null ? 0 : (char) (1 + (country.charAt(0) - 'A') * 26 + (country.charAt(1) - 'A'));
    }

    private static int price(GoodsItem item) {
        UnitValue value = UnitValue.of(item);
        double unitsPerEuro = value == null ? 0 : RoundRates.unitsPerEuro(value.currency());
        return value == null || unitsPerEuro == 0
                ? NONE
                : (int) StrictMath.rint(StrictMath.log(value.perKg() / unitsPerEuro) * PRICE_STEPS);
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
        System.arraycopy(origins, at + 1, origins, at, after);
        System.arraycopy(prices, at + 1, prices, at, after);
        size--;
    }

    void write(LayoutWriter writer) {
        writer.count(size);
        for (int i = 0; i < size; i++) {
            writer.count(headings[i] + 1L);
            step(writer, masses[i]);
            step(writer, packageMasses[i]);
            two(writer, values[i]);
            two(writer, massUnits[i]);
            two(writer, consignees[i]);
            two(writer, origins[i]);
            step(writer, prices[i]);
        }
    }

    private static void step(LayoutWriter writer, int step) {
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
            read.headings[at] = reader.smallCount() - 1;
            read.masses[at] = step(reader);
            read.packageMasses[at] = step(reader);
            read.values[at] = two(reader);
            read.massUnits[at] = two(reader);
            read.consignees[at] = two(reader);
            read.origins[at] = two(reader);
            read.prices[at] = step(reader);
        }
        return read;
    }

    private static int step(LayoutReader reader) {
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
