package portolan.pipeline.stage;

/** How often an operator is stopped and restored from its snapshot while a test runs. */
enum Restart {
    NEVER,
    BETWEEN_EVENTS
}
