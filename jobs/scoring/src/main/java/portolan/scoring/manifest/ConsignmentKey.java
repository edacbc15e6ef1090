// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/**
 * The identity of a consignment: issuer, transport document number and year, never the filing's own number.
 *
 * @param value upper case, for example {@code MAEU:MAEU123456789:2026}
 */
public record ConsignmentKey(String value) {
    /** Longest key that is accepted, in characters: issuer 17, number 70 and year fit twice. */
    public static final int LONGEST = 200;

    public ConsignmentKey {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "consignment key must have 1 to " + LONGEST + " characters: length=" + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
