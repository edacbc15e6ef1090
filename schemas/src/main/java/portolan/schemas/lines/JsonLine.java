// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * One line of JSON as bytes, written by hand: the escapes and the digits of {@link LineWriter}, which is the one to ask
 * what a line must be. For the one kind of record that is written so often that a walk along its schema is felt.
 *
 * <p>Commas come by themselves. What is opened must be closed, and a name must come before its value: nothing checks it
 * but the tests, which compare with {@link LineWriter}.
 */
public final class JsonLine {
    private static final int FIRST_CAPACITY = 1 << 13;

    /** The longest that one character becomes: {@code \}{@code u0001}. */
    private static final int LONGEST_ESCAPE = 6;

    private static final int LONGEST_NUMBER = 32;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** By character: 0 where it stands for itself, else the letter behind the backslash, {@code u} for hex digits. */
    private static final byte[] ESCAPES = escapes();

    private static final int UNITS_A_BIT = 1024;

    /** A unit, 1/1024, in the tenth decimal place. */
    private static final long UNIT_AT_TENTH_PLACE = 9_765_625;

    private static final int PLACES = 10;

    /**
     * With these many units a number has five digits before the point and at most ten behind it. No two decimals of
     * fifteen digits are one double, so the exact one is also the shortest, which is what must be written.
     */
    private static final long MOST_UNITS = 100_000L * UNITS_A_BIT;

    private static final ReadyJson TRUE = new ReadyJson("true".getBytes(StandardCharsets.US_ASCII));
    private static final ReadyJson FALSE = new ReadyJson("false".getBytes(StandardCharsets.US_ASCII));

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /** Begins again, in the same room. */
    public JsonLine clear() {
        length = 0;
        return this;
    }

    public JsonLine openObject() {
        return open('{');
    }

    public JsonLine closeObject() {
        return put('}');
    }

    public JsonLine openArray() {
        return open('[');
    }

    public JsonLine closeArray() {
        return put(']');
    }

    /** A name, or whatever else is ready. */
    public JsonLine ready(ReadyJson piece) {
        byte[] ready = piece.bytes;
        room(ready.length + 1);
        comma();
        System.arraycopy(ready, 0, bytes, length, ready.length);
        length += ready.length;
        return this;
    }

    public JsonLine text(String text) {
        int characters = text.length();
        room(LONGEST_ESCAPE * characters + 3);
        comma();
        // Locals: fields would be written back at every character.
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int i = 0; i < characters; i++) {
            char character = text.charAt(i);
            if (character < ESCAPES.length && ESCAPES[character] == 0) {
                to[at++] = (byte) character;
            } else {
                at = special(character, to, at);
            }
        }
        to[at++] = '"';
        length = at;
        return this;
    }

    public JsonLine flag(boolean flag) {
        return ready(flag ? TRUE : FALSE);
    }

    public JsonLine number(long number) {
        room(LONGEST_NUMBER);
        comma();
        length = NumberOutput.outputLong(number, bytes, length);
        return this;
    }

    public JsonLine number(double number) {
        room(LONGEST_NUMBER);
        double units = number * UNITS_A_BIT;
        long whole = (long) units;
        // One unit alone is below a thousandth and has an exponent; minus zero has a sign that no integer has.
        if (whole == units
                && Math.abs(whole) < MOST_UNITS
                && Math.abs(whole) != 1
                && (whole != 0 || Double.doubleToRawLongBits(number) == 0)) {
            comma();
            units(whole);
            return this;
        }
        if (!Double.isFinite(number)) {
            return text(Double.toString(number));
        }
        comma();
        String digits = NumberOutput.toString(number, true);
        for (int i = 0; i < digits.length(); i++) {
            bytes[length++] = (byte) digits.charAt(i);
        }
        return this;
    }

    /** Milliseconds since 1970, as a time in UTC. */
    public JsonLine time(long epochMilli) {
        return text(UtcTime.text(Instant.ofEpochMilli(epochMilli)));
    }

    /** The line so far, with a line break behind it. */
    public byte[] toLine() {
        byte[] line = Arrays.copyOf(bytes, length + 1);
        line[length] = '\n';
        return line;
    }

    /** What is written so far, for other lines. */
    public ReadyJson toReady() {
        return new ReadyJson(Arrays.copyOf(bytes, length));
    }

    JsonLine colon() {
        return put(':');
    }

    /** Bits come in 1/1024, and most other readings are whole numbers or halves: no need to search for their digits. */
    private void units(long units) {
        if (units < 0) {
            bytes[length++] = '-';
        }
        long magnitude = Math.abs(units);
        length = NumberOutput.outputLong(magnitude / UNITS_A_BIT, bytes, length);
        bytes[length++] = '.';
        long fraction = magnitude % UNITS_A_BIT * UNIT_AT_TENTH_PLACE;
        if (fraction == 0) {
            bytes[length++] = '0';
            return;
        }
        int places = PLACES;
        while (fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        for (int place = length + places - 1; place >= length; place--) {
            bytes[place] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        length += places;
    }

    /** Writes what does not stand for itself. Returns the place behind it. */
    private static int special(char character, byte[] to, int from) {
        int at = from;
        if (character < ESCAPES.length) {
            to[at++] = '\\';
            to[at++] = ESCAPES[character];
            return ESCAPES[character] == 'u' ? hex(character, to, at) : at;
        }
        if (Character.isSurrogate(character)) {
            // Jackson writes what is beyond the sixteen bits of a character as two escapes, and so half of a pair too.
            to[at++] = '\\';
            to[at++] = 'u';
            return hex(character, to, at);
        }
        if (character < 0x800) {
            to[at++] = (byte) (0xC0 | character >> 6);
        } else {
            to[at++] = (byte) (0xE0 | character >> 12);
            to[at++] = (byte) (0x80 | (character >> 6 & 0x3F));
        }
        to[at++] = (byte) (0x80 | (character & 0x3F));
        return at;
    }

    private static int hex(char character, byte[] to, int from) {
        int at = from;
        for (int shift = 12; shift >= 0; shift -= 4) {
            to[at++] = HEX[character >> shift & 0xF];
        }
        return at;
    }

    private JsonLine open(char bracket) {
        room(2);
        comma();
        bytes[length++] = (byte) bracket;
        return this;
    }

    private JsonLine put(char mark) {
        room(1);
        bytes[length++] = (byte) mark;
        return this;
    }

    /** Between two neighbours there is a comma: before everything that does not come first. */
    private void comma() {
        if (length > 0) {
            byte last = bytes[length - 1];
            if (last != '{' && last != '[' && last != ':') {
                bytes[length++] = ',';
            }
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }
}
