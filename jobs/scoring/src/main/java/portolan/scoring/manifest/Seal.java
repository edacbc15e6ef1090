// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** A seal on a container and who put it there. */
public record Seal(
        String number, @Nullable String party, @Nullable String status) {}
