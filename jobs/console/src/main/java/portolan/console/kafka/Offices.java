// SPDX-License-Identifier: Apache-2.0
package portolan.console.kafka;

import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InputPosition;

/** Knows which office decides on what was filed. */
public interface Offices {
    /** Null: the filing names none, or is not there any more. */
    @Nullable
    String of(InputPosition filed);
}
