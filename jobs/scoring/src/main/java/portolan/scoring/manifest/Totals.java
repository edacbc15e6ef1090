// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** What the filing says its items add up to. */
public record Totals(
        @Nullable Long packages,
        @Nullable Double grossMassKg,
        @Nullable Integer items,
        @Nullable Integer containers) {}
