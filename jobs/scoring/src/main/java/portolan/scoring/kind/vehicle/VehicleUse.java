// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.vehicle;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.TransportDocument;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Carriage;
import portolan.scoring.sketch.KeyHash;

/**
 * One bill that states a vehicle's number.
 *
 * <pre>
 *   fixed consignment | fixed document and master | fixed consignee | text bill | {@link Carriage} | signed received minute
 * </pre>
 *
 * <p>Consignment, documents (issuer and number, as {@code BillKind} reads them) and consignee are hashes ({@link
 * KeyHash}), 0 for what is not stated. At most 200 bytes.
 *
 * @param bill number of the transport document, at most {@value #LONGEST_BILL} characters
 * @param received when it was received, in minutes from 1970-01-01
 */
public record VehicleUse(
        long consignment, int document, int master, int consignee, String bill, Carriage carriage, long received) {
    static final int LONGEST_BILL = 35;

    private static final int COUNTRY = 2;
    private static final long MINUTES_A_DAY = 24 * 60;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    public static VehicleUse of(Consignment consignment) {
        PartyKey consignee = PartyKey.of(consignment.consignee());
        return new VehicleUse(
                hash(consignment),
                hash(consignment.document()),
                hash(consignment.master()),
                consignee == null ? 0 : KeyHash.shortOf(consignee.value()),
                shown(consignment.document().number()),
                Carriage.of(consignment),
                minute(consignment));
    }

    static long hash(Consignment consignment) {
        return KeyHash.of(consignment.key().value());
    }

    static long minute(Consignment consignment) {
        return Bucket.minute(consignment.receivedAt());
    }

    private static int hash(@Nullable TransportDocument document) {
        return document == null || document.number().isBlank()
                ? 0
                : KeyHash.shortOf(plain(document.issuer()) + ':' + plain(document.number()));
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    }

    private static String shown(String number) {
        String stripped = number.strip();
        if (stripped.length() <= LONGEST_BILL) {
            return stripped;
        }
        return stripped.substring(
                0, Character.isHighSurrogate(stripped.charAt(LONGEST_BILL - 1)) ? LONGEST_BILL - 1 : LONGEST_BILL);
    }

    /** Days from the other bill's receipt to this one's; negative when this one came first. */
    public long daysAfter(VehicleUse other) {
        return Math.floorDiv(received, MINUTES_A_DAY) - Math.floorDiv(other.received, MINUTES_A_DAY);
    }

    /**
     * Whether both bills are about the vehicle's one voyage: one names the other as its master, both have the same
     * document, or both are of the same voyage and consignee (or name none).
     */
    public boolean isOfTheSameGoods(VehicleUse other) {
        if (document != 0 && (document == other.document || document == other.master || other.document == master)) {
            return true;
        }
        return carriage.isSameVoyage(other.carriage) && consignee == other.consignee;
    }

    /**
     * Whether the vehicle may have made both voyages one after the other: the later one loads in the country where the
     * earlier one discharged, and not before.
     */
    public boolean isBeforeOrAfter(VehicleUse other) {
        boolean timed = carriage.loads() != Carriage.UNKNOWN && other.carriage.loads() != Carriage.UNKNOWN;
        long order =
                timed ? Long.compare(carriage.loads(), other.carriage.loads()) : Long.compare(received, other.received);
        return order <= 0 ? goesOn(carriage, other.carriage) : goesOn(other.carriage, carriage);
    }

    private static boolean goesOn(Carriage earlier, Carriage later) {
        String to = earlier.to();
        String from = later.from();
        return to != null
                && from != null
                && to.regionMatches(0, from, 0, COUNTRY)
                && (earlier.lands() == Carriage.UNKNOWN
                        || later.loads() == Carriage.UNKNOWN
                        || earlier.lands() <= later.loads());
    }

    void write(LayoutWriter writer) {
        writer.fixed(consignment)
                .fixed((long) document << Integer.SIZE | (master & LOWER_HALF))
                .fixed(consignee)
                .text(bill);
        carriage.write(writer);
        writer.signed(received);
    }

    static VehicleUse read(LayoutReader reader) {
        long consignment = reader.fixed();
        long documents = reader.fixed();
        return new VehicleUse(
                consignment,
                (int) (documents >>> Integer.SIZE),
                (int) documents,
                (int) reader.fixed(),
                reader.text(),
                Carriage.read(reader),
                reader.signed());
    }
}
