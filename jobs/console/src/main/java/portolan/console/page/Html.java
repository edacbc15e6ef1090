// SPDX-License-Identifier: Apache-2.0
package portolan.console.page;

import java.util.Locale;
import portolan.console.screen.TextLine;

/** Texts of drawings, and numbers on pages. */
public final class Html {
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

    /** A share as a percentage with one decimal, or a dash where there is none. */
    public static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "–";
    }
}
