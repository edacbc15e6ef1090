// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** Where a party says it is; {@code country} is ISO 3166-1 alpha-2 when the source had a code. */
public record Address(
        @Nullable String street,
        @Nullable String city,
        @Nullable String postcode,
        @Nullable String country,
        @Nullable String rawText) {}
