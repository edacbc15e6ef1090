// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What a consignment was, as far as somebody knows.
 *
 * @param scheme what kind of offence: the planted scheme, or the outcome's code; null when it is none
 * @param lookalike the innocent case that was planted to look like a scheme; null when nothing was
 * @param revenue what finding it brings in; NaN when nobody says
 */
record Label(@Nullable String scheme, @Nullable String lookalike, double revenue) {
    /** A consignment without an offence. */
    static final Label CLEAN = new Label(null, null, Double.NaN);

    boolean offence() {
        return scheme != null;
    }
}
