// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/** The part of an item that travels in one container: one item may fill many boxes, one box hold many items. */
public record ContainerRef(
        String equipmentId,
        @Nullable Long packages,
        @Nullable Double massKg) {}
