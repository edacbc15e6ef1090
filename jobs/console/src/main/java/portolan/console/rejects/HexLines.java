// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bytes as hex and, beside that, as the letters they may be. */
public final class HexLines {
    private static final int A_LINE = 16;

    private HexLines() {}

    /**
     * Sixteen bytes a line.
     *
     * @param most bytes that are shown, from the first
     */
    public static List<String> of(byte[] bytes, int most) {
        List<String> lines = new ArrayList<>();
        int shown = Math.min(bytes.length, most);
        for (int at = 0; at < shown; at += A_LINE) {
            StringBuilder hex = new StringBuilder();
            StringBuilder letters = new StringBuilder();
            for (int i = at; i < Math.min(at + A_LINE, shown); i++) {
                hex.append(String.format(Locale.ROOT, "%02x ", bytes[i] & 0xFF));
                letters.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '.');
            }
            lines.add(String.format(Locale.ROOT, "%08x  %-48s %s", at, hex, letters));
        }
        return lines;
    }
}
