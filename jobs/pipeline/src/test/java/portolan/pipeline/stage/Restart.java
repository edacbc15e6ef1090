// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

/** How often an operator is stopped and restored from its snapshot while a test runs. */
enum Restart {
    NEVER,
    BETWEEN_EVENTS,

    /** As often, from savepoints: they have nothing beside the backend. */
    FROM_SAVEPOINTS
}
