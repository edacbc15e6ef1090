// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

/**
 * One thing that happens to the job from outside.
 *
 * @param afterMillis true time since the act before
 * @param afterSteps steps of the job since the act before
 * @param number as the kind says
 * @param what for people
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record SimAct(
        Kind kind, long afterMillis, int afterSteps, String topic, String key, byte[] value, int number, String what) {
    /** What happens. */
    enum Kind {
        /** A record is sent; {@code number} 0: at once. Else in a transaction: even numbers commit it so many acts later, odd ones abort it. */
        INPUT,
        /**
         * A step with a signed text: {@code key} is which, {@code value} the text, taking effect in {@code number}
         * milliseconds, or at the next moment after that of a bill that is named behind an '@'.
         */
        STEP,
        /** Time passes until a moment of the bill or topic {@code key}, about {@code afterMillis} from now, or {@code number} - 1 milliseconds after it. */
        UNTIL,
        /** A checkpoint begins, where none is under way. */
        CHECKPOINT,
        /** All processes of the job die, and start in {@code number} tasks; 0: in as many. */
        CRASH,
        /** The job is stopped with a savepoint, and starts from that in {@code number} tasks; 0: in as many. */
        SAVEPOINT,
        /** The store of checkpoints fails the one under way. */
        STORE_FAILS,
        /** The job dies, and of a file of its last checkpoint the disk has made {@link SimDamage} {@code number}. */
        DAMAGES,
        /** A topic gets a partition. */
        ADD_PARTITION,
        /** What the last checkpoint has behind it is deleted from all topics. */
        RETENTION,
        /** All of partition {@code number} is deleted, whether it was read or not. */
        RETENTION_AHEAD,
        /** A leader's clock is put forward or back: {@code number} is the leader, and hundred times the milliseconds. */
        CLOCK_JUMPS,
        /** The next record of a partition is stamped far ahead: {@code number} is the partition, and hundred times the minutes. */
        STAMPS_AHEAD,
        /** A partition loses its last {@code number} entries. */
        CUTS,
        /** A leader does nothing for a while: {@code number} is the leader, and hundred times the milliseconds. */
        HANGS,
        /** Copies of what a leader appends take long: {@code number} likewise. */
        COPIES_SLOWLY,
        /** The same for so long that results come late: nobody waits for it. */
        FREEZES
    }

    private static final byte[] NOTHING = {};

    static SimAct of(Kind kind, long afterMillis, int afterSteps, String topic, int number, String what) {
        return new SimAct(kind, afterMillis, afterSteps, topic, "", NOTHING, number, what);
    }

    @Override
    public String toString() {
        return kind + " " + what;
    }
}
