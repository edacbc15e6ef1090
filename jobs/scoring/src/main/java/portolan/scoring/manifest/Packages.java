// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** Packages of one kind. */
public record Packages(
        long count, @Nullable String type, @Nullable String marks) {}
