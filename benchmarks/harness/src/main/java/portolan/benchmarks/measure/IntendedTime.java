// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import portolan.schemas.wire.Topics;

/**
 * The intended time and the number of the filing that a record is about, read from the filing's id: the feed writes
 * both there, and every system under test hands the id on, in a filing or in an assessment. Only the few bytes before
 * it are read, so that the consumer is never what is slow.
 */
final class IntendedTime {
    /** Marker and fingerprint of single-object encoding. */
    private static final int HEADER = 10;

    /** PB, sixteen digits of microseconds, twelve of the sequence number. */
    private static final int ID_BYTES = 30;

    private static final int MICROS_FROM = 2;
    private static final int MICROS_DIGITS = 16;

    private final long filing = Topics.CONSIGNMENTS_FILED.wire().fingerprint();
    private final long assessed = Topics.CONSIGNMENTS_ASSESSED.wire().fingerprint();
    private byte[] bytes = {};
    private int at;
    private int id;

    /** Looks into a record; false when it is not about a filing of a benchmark. */
    boolean read(byte[] value) {
        bytes = value;
        at = HEADER;
        if (value.length < HEADER + ID_BYTES) {
            return false;
        }
        long fingerprint =
                ByteBuffer.wrap(value, 2, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (fingerprint == assessed) {
            // assessmentId, tenant, consignmentKey
            skipTexts(3);
        } else if (fingerprint == filing) {
            // eventId, tenant, receivingAuthority; sourceRegime; message type and version; eventKind
            skipTexts(3);
            number();
            skipTexts(2);
            number();
        } else {
            return false;
        }
        boolean ours = number() == ID_BYTES && bytes[at] == 'P' && bytes[at + 1] == 'B';
        id = at;
        return ours;
    }

    /** When the filing of the record that was read was meant to be sent. */
    long micros() {
        return digits(id + MICROS_FROM, MICROS_DIGITS);
    }

    /** The number of the filing of the record that was read. */
    long sequence() {
        return digits(id + MICROS_FROM + MICROS_DIGITS, ID_BYTES - MICROS_FROM - MICROS_DIGITS);
    }

    private long digits(int from, int width) {
        long number = 0;
        for (int i = from; i < from + width; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private void skipTexts(int count) {
        for (int i = 0; i < count; i++) {
            int length = number();
            at += length;
        }
    }

    private int number() {
        long coded = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            coded |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return (int) (coded >>> 1 ^ -(coded & 1));
    }
}
