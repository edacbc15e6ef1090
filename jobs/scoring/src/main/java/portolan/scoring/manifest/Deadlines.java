// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a decision is due, as far as the filing says. */
public record Deadlines(
        @Nullable Instant loadingEta,
        @Nullable Instant arrivalEta,
        @Nullable Instant decisionDueBy) {}
