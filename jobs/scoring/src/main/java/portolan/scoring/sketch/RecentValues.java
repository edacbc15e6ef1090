// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The last {@value #MOST} consignments with a value, in the order learned: day, value and shipper.
 *
 * <pre>
 *   list of: signed step from the day before | 2 octets currency | count cents | 2 octets shipper, 0 if none
 * </pre>
 *
 * <p>A currency is its three letters as a number of base 26; a shipper is sixteen bits of a {@link Fingerprint}.
 */
public final class RecentValues extends Latest<RecentValues.Entry> {
    public static final int MOST = 16;

    public RecentValues() {
        super(MOST);
    }

    /** One of them; the shipper is there to be recognised only. */
    public record Entry(long day, char currency, long cents, char shipper) {
        public static Entry of(DeclaredValue value, long day, @Nullable String shipperKey) {
            return new Entry(
                    day,
                    letters(value.currency()),
                    value.cents(),
                    shipperKey == null ? 0 : Fingerprint.shortened(Fingerprint.of(shipperKey)));
        }

        private static char letters(String currency) {
            return (char) ((currency.charAt(0) - 'A') * 26 * 26
                    + (currency.charAt(1) - 'A') * 26
                    + (currency.charAt(2) - 'A'));
        }
    }

    public void write(LayoutWriter writer) {
        writer.count(size());
        long before = 0;
        for (int i = 0; i < size(); i++) {
            Entry entry = get(i);
            writer.signed(entry.day - before);
            two(writer, entry.currency);
            writer.count(entry.cents);
            two(writer, entry.shipper);
            before = entry.day;
        }
    }

    private static void two(LayoutWriter writer, char value) {
        writer.octet(value >>> 8).octet(value);
    }

    public static RecentValues read(LayoutReader reader) {
        RecentValues read = new RecentValues();
        int size = reader.size();
        long day = 0;
        for (int i = 0; i < size; i++) {
            day += reader.signed();
            read.learn(new Entry(day, two(reader), reader.count(), two(reader)));
        }
        return read;
    }

    private static char two(LayoutReader reader) {
        return (char) ((reader.octet() << 8) | reader.octet());
    }
}
