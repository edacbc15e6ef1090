// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.chart;

import java.util.Locale;
import portolan.console.screen.TextLine;

/** Texts and numbers of drawings. */
final class Html {
    private Html() {}

    /** Text made safe for SVG. */
    static String text(String text) {
        return TextLine.harmless(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A coordinate. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
