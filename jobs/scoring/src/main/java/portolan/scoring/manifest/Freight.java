// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** How much freight costs and how it is paid. */
public record Freight(
        Payment payment, @Nullable Double amount, @Nullable String currency) {}
