package portolan.local;

/**
 * How many tasks a stage of a live job has when nobody says: half as many as there are processors.
 *
 * <p>The stages work side by side, each in threads of its own, so one task each keeps two processors busy. Twice as many
 * took a fifth more of the processor for the same filings, and each has stores of its own to bring up to date while a
 * checkpoint stops it (benchmarks/RATIONALE.md).
 */
public final class TasksAStage {
    private TasksAStage() {}

    public static int unlessSaid() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
