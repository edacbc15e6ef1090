// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Times of the brokers on their way to their use: each is used {@value #ROUNDS} rounds after it came, and not before
 * {@value #ANSWERS} times as long has passed as the slowest of the last answers took.
 *
 * <p>Rounds are counted, so that a broker that stood still has some of its time to catch up. Answers are timed, as a
 * broker without processors takes as long for the records of others: from their stamp until they can be read.
 */
final class SettledTimes {
    /** From a time to its use, both included. */
    static final int ROUNDS = 4;

    private static final int ANSWERS = 4;

    /** An answer is half forgotten after 34 others: a second of rounds at the default pace. */
    private static final int FADING = 50;

    private final Deque<Answer> answers = new ArrayDeque<>();
    private long slowest;

    private record Answer(long time, long answered) {}

    /**
     * Takes in a round.
     *
     * @param time what the broker's clock showed, in epoch milliseconds
     * @param asked when it was asked, in nanoseconds of some clock of ours
     * @param answered when the answer came, by the same clock
     * @return the time that may be used now, {@link PartitionProgress#NOTHING} where none may
     */
    long next(long time, long asked, long answered) {
        slowest = Math.max(answered - asked, slowest - slowest / FADING);
        answers.addLast(new Answer(time, answered));
        long settled = answered - ANSWERS * slowest;
        Answer usable = null;
        while (answers.size() >= ROUNDS && answers.getFirst().answered <= settled) {
            usable = answers.removeFirst();
        }
        if (usable == null) {
            return PartitionProgress.NOTHING;
        }
        // The least, should a clock have been put back.
        long least = usable.time;
        for (Answer later : answers) {
            least = Math.min(least, later.time);
        }
        return least;
    }
}
