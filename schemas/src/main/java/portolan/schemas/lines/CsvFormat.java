// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Set;

/**
 * How an extract is written.
 *
 * @param blank texts that mean nothing is there, the empty one always among them
 * @param decimal the decimal sign
 * @param thousands the sign between thousands; empty for none
 * @param zone zone of times that state none
 */
public record CsvFormat(
        char delimiter, Charset charset, Set<String> blank, char decimal, String thousands, ZoneId zone) {
    public CsvFormat {
        blank = Set.copyOf(blank);
    }

    public boolean isBlank(String cell) {
        return blank.contains(cell);
    }

    /** A number with the signs that programs expect. */
    public String plainNumber(String text) {
        String number = thousands.isEmpty() ? text : text.replace(thousands, "");
        return decimal == '.' ? number : number.replace(decimal, '.');
    }
}
