// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** A declared value; {@code type} is FOB, CIF, DECLARED or INSURED. */
public record Money(
        double amount, @Nullable String currency, @Nullable String type) {}
