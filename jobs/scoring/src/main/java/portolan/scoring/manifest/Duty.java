// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** Duty as declared, in declaration feeds: the rate in percent and the tariff regime's code. */
public record Duty(@Nullable Double ratePercent, @Nullable String type) {}
