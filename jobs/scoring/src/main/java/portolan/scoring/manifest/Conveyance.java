// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** The ship, flight, truck or train, as far as the filing names it. */
public record Conveyance(
        @Nullable String idType,
        @Nullable String id,
        @Nullable String name,
        @Nullable String flag,
        @Nullable String voyage,
        @Nullable String carrierCode) {
    public static final Conveyance UNNAMED = new Conveyance(null, null, null, null, null, null);
}
