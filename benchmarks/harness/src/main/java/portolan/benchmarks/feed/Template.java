// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.util.List;

/**
 * A filing in bytes, with the places whose content differs from one filing to the next. {@link #fill} writes them in
 * place: a new filing costs some two hundred bytes written, whatever its size. Not for more than one thread.
 */
final class Template {
    /**
     * What a bill keeps when it is amended.
     *
     * @param number of the document
     * @param box its number; there are 676 million
     * @param seal its number
     * @param master number of the document above a house, and of a master itself
     */
    record Bill(long number, int shipper, int consignee, long box, long seal, long master) {}

    /**
     * What a filing says.
     *
     * @param sequence number of the filing
     */
    record Content(long intendedMicros, long receivedMillis, long sequence, Bill bill) {}

    /** A place for a time, so long after the filing was received. */
    record TimePlace(int at, long afterMillis) {}

    static final int MICROS_DIGITS = 16;
    private static final int WIDEST_SEQUENCE = 12;
    private static final int PARTY_DIGITS = 10;
    private static final int NAME_LETTERS = 7;
    /** Scatters boxes over all owners' codes: a large prime, and no divisor of the number of boxes. */
    private static final long STRIDE = 1_000_000_007L;

    private static final int OWNERS = 26 * 26;
    private static final int BOXES_AN_OWNER = 1_000_000;

    /** One party in so many has the telephone and the mail of others, as many as this. */
    private static final int SHARING = 20;

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
    private final int[] shipperContacts;
    private final int[] consigneeContacts;
    private final int[] keyDocuments;
    private final int[] keyMasters;
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
        this.shipperContacts = Mark.SHIPPER_CONTACT.places(value);
        this.consigneeContacts = Mark.CONSIGNEE_CONTACT.places(value);
        this.keyDocuments = Mark.DOCUMENT.places(key);
        this.keyMasters = Mark.MASTER.places(key);
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
        Bill bill = content.bill();
        digits(value, documents, WIDEST_SEQUENCE, bill.number());
        digits(key, keyDocuments, WIDEST_SEQUENCE, bill.number());
        digits(value, masters, PARTY_DIGITS, bill.master());
        digits(key, keyMasters, PARTY_DIGITS, bill.master());
        digits(value, seals, PARTY_DIGITS, bill.seal());
        digits(value, shippers, PARTY_DIGITS, bill.shipper());
        digits(value, consignees, PARTY_DIGITS, bill.consignee());
        digits(value, shipperContacts, PARTY_DIGITS, contact(bill.shipper()));
        digits(value, consigneeContacts, PARTY_DIGITS, contact(bill.consignee()));
        letters(shipperNames, bill.shipper());
        letters(consigneeNames, bill.consignee());
        long box = bill.box() * STRIDE;
        for (int at : boxes) {
            FixedWidth.letters(value, at + 1, 2, Math.floorMod(box / BOXES_AN_OWNER, OWNERS));
            FixedWidth.digits(value, at + 4, 6, Math.floorMod(box, BOXES_AN_OWNER));
            FixedWidth.boxCheckDigit(value, at);
        }
        for (TimePlace place : times) {
            FixedWidth.time(value, place.at(), content.receivedMillis() + place.afterMillis());
        }
    }

    /** The number in a party's telephone and mail: its own, or that of a few who share one. */
    static int contact(int party) {
        return party % SHARING == 0 ? party - party % (SHARING * SHARING) : party;
    }

    /** The message key of the filing that was made last; overwritten by the next one. */
    byte[] key() {
        return key;
    }

    /** The filing that was made last, as the topic carries it; overwritten by the next one. */
    byte[] value() {
        return value;
    }

    private static void digits(byte[] bytes, int[] places, int width, long number) {
        for (int at : places) {
            FixedWidth.digits(bytes, at, width, number);
        }
    }

    private void letters(int[] places, long number) {
        for (int at : places) {
            FixedWidth.letters(value, at, NAME_LETTERS, number);
        }
    }
}
