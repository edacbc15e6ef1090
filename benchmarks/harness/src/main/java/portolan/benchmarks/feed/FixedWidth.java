// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import portolan.workload.CheckDigits;

/** Numbers written over bytes without moving what follows: always as wide as their place. */
final class FixedWidth {
    /** Any time from 2004 to 2039 takes six bytes as Avro writes a long. */
    static final int TIME_BYTES = 6;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private static final int BOX = 10;

    private FixedWidth() {}

    /** Decimal digits with leading zeros; digits that have no room are lost. */
    static void digits(byte[] bytes, int at, int width, long value) {
        long rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Hexadecimal digits, the lowest ones of the value. */
    static void hex(byte[] bytes, int at, int width, long value) {
        long rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            bytes[i] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
    }

    /** Letters from A to Z as digits of base 26. */
    static void letters(byte[] bytes, int at, int width, long value) {
        long rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            bytes[i] = (byte) ('A' + rest % 26);
            rest /= 26;
        }
    }

    /** The check digit of the ten letters and digits before it. */
    static void boxCheckDigit(byte[] bytes, int at) {
        int sum = 0;
        for (int i = 0; i < BOX; i++) {
            sum += CheckDigits.iso6346((char) bytes[at + i]) << i;
        }
        bytes[at + BOX] = (byte) ('0' + sum % 11 % 10);
    }

    /** Epoch milliseconds as Avro writes a long: seven bits a byte, the lowest first. */
    static void time(byte[] bytes, int at, long epochMillis) {
        long rest = epochMillis << 1;
        for (int i = 0; i < TIME_BYTES - 1; i++) {
            bytes[at + i] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[at + TIME_BYTES - 1] = (byte) rest;
    }
}
