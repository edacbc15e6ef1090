// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.testing.Seeds;

/** How often an operator is stopped and restored from its snapshot while a test runs. */
enum Restart {
    NEVER,

    /** From a checkpoint and from a savepoint in turn. */
    BETWEEN_EVENTS,

    /** As often, from checkpoints alone. */
    FROM_CHECKPOINTS,

    /** As often, from savepoints alone: they have nothing beside the backend. */
    FROM_SAVEPOINTS;

    /** A test that runs once without and once with restarts, and at night with those of each kind alone. */
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @MethodSource("portolan.pipeline.stage.Restart#ofThisRing")
    @interface Each {}

    static Stream<Restart> ofThisRing() {
        return Arrays.stream(values()).limit(Seeds.of(2, values().length));
    }

    boolean isFromSavepoint(int before) {
        return this == FROM_SAVEPOINTS || this == BETWEEN_EVENTS && before % 2 == 1;
    }
}
