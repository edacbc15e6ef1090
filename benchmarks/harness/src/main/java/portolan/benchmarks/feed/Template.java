// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.util.List;

/**
 * A filing in bytes, with the places whose content differs from one filing to the next. {@link #fill} writes them in
 * place: a new filing costs some two hundred bytes written, whatever its size. Not for more than one thread.
 */
final class Template {
    /** Who is in a filing, and which one it is. */
    record Content(long intendedMicros, long sequence, int shipper, int consignee) {}

    /** A place for a time, so long after the intended one. */
    record TimePlace(int at, long afterMillis) {}

    static final int MICROS_DIGITS = 16;
    private static final int WIDEST_SEQUENCE = 12;
    private static final int PARTY_DIGITS = 10;
    private static final int NAME_LETTERS = 7;
    /** House bills of one groupage. */
    private static final int HOUSES_A_MASTER = 20;
    /** Scatters boxes over all owners' codes: a large prime, and no divisor of the number of boxes. */
    private static final long STRIDE = 1_000_000_007L;

    private static final int OWNERS = 26 * 26;
    private static final int BOXES_AN_OWNER = 1_000_000;

    private final byte[] value;
    private final byte[] key;
    private final int[] events;
    private final int[] filingIds;
    private final int[] documents;
    private final int[] masters;
    private final int[] seals;
    private final int[] boxes;
    private final int[] shippers;
    private final int[] shipperNames;
    private final int[] consignees;
    private final int[] consigneeNames;
    private final int keyDocument;
    private final List<TimePlace> times;

    Template(byte[] value, byte[] key, List<TimePlace> times) {
        this.value = value;
        this.key = key;
        this.times = List.copyOf(times);
        this.events = Mark.EVENT.places(value);
        this.filingIds = Mark.FILING_ID.places(value);
        this.documents = Mark.DOCUMENT.places(value);
        this.masters = Mark.MASTER.places(value);
        this.seals = Mark.SEAL.places(value);
        this.boxes = Mark.BOX.places(value);
        this.shippers = Mark.SHIPPER.places(value);
        this.shipperNames = Mark.SHIPPER_NAME.places(value);
        this.consignees = Mark.CONSIGNEE.places(value);
        this.consigneeNames = Mark.CONSIGNEE_NAME.places(value);
        this.keyDocument = Mark.DOCUMENT.places(key)[0];
    }

    /** Makes the next filing of this template; {@link #key} and {@link #value} are that one from now on. */
    void fill(Content content) {
        long sequence = content.sequence();
        for (int at : events) {
            FixedWidth.hex(value, at, WIDEST_SEQUENCE, sequence);
        }
        for (int at : filingIds) {
            FixedWidth.digits(value, at, MICROS_DIGITS, content.intendedMicros());
            FixedWidth.digits(value, at + MICROS_DIGITS, WIDEST_SEQUENCE, sequence);
        }
        digits(documents, WIDEST_SEQUENCE, sequence);
        FixedWidth.digits(key, keyDocument, WIDEST_SEQUENCE, sequence);
        digits(masters, PARTY_DIGITS, sequence / HOUSES_A_MASTER);
        digits(seals, PARTY_DIGITS, sequence);
        digits(shippers, PARTY_DIGITS, content.shipper());
        digits(consignees, PARTY_DIGITS, content.consignee());
        letters(shipperNames, content.shipper());
        letters(consigneeNames, content.consignee());
        long box = sequence * STRIDE;
        for (int at : boxes) {
            FixedWidth.letters(value, at + 1, 2, Math.floorMod(box / BOXES_AN_OWNER, OWNERS));
            FixedWidth.digits(value, at + 4, 6, Math.floorMod(box, BOXES_AN_OWNER));
            FixedWidth.boxCheckDigit(value, at);
        }
        long intendedMillis = content.intendedMicros() / 1_000;
        for (TimePlace place : times) {
            FixedWidth.time(value, place.at(), intendedMillis + place.afterMillis());
        }
    }

    /** The message key of the filing that was made last; overwritten by the next one. */
    byte[] key() {
        return key;
    }

    /** The filing that was made last, as the topic carries it; overwritten by the next one. */
    byte[] value() {
        return value;
    }

    private void digits(int[] places, int width, long number) {
        for (int at : places) {
            FixedWidth.digits(value, at, width, number);
        }
    }

    private void letters(int[] places, long number) {
        for (int at : places) {
            FixedWidth.letters(value, at, NAME_LETTERS, number);
        }
    }
}
