// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.util.List;

/**
 * What became of a form.
 *
 * @param why the code of the answer, by which a page finds its words
 * @param details what is wrong in plain words, where the code does not say all; may be empty
 */
public record Answer(Why why, List<String> details) {
    public Answer {
        details = List.copyOf(details);
    }

    /** The answers that there are. */
    public enum Why {
        /** Written, read back, and in force. Also of a form that was sent before. */
        COUNTS,
        /** A proposal is written, and waits for a second person. */
        WAITS,
        /** Somebody else was first; it does not count. */
        OVERTAKEN,
        /** The consignment was assessed again since the page was shown; nothing is written. */
        ASSESSED_AGAIN,
        /** Nothing is known of such a consignment; nothing is written. */
        UNKNOWN_CASE,
        /** The action goes against the lane and needs a reason, or the reason needs a note; nothing is written. */
        NEEDS_REASON,
        /** The time until which to snooze is not ahead; nothing is written. */
        NEEDS_TIME,
        /** No such proposal waits; nothing is written. */
        NOTHING_WAITS,
        /** What a colleague reported waits for a second person, and is answered before anything else is proposed; nothing is written. */
        ANSWER_FIRST,
        /** A decision in force is taken back within seconds, by who decided alone, before another follows; nothing is written. */
        TOO_LATE,
        /** Another user in the role of a supervisor has to do it; nothing is written. */
        NEEDS_ANOTHER,
        /** Who put red goods off before does not do so again, but somebody else may; nothing is written. */
        NEEDS_COLLEAGUE,
        /** Red goods are let go with evidence, and the details say which is missing; nothing is written. */
        NEEDS_EVIDENCE,
        /** An outcome is there already, or there is none to correct; nothing is written. */
        WRONG_VERSION,
        /** The outcome has faults; nothing is written. */
        BAD_OUTCOME,
        /** Kafka did not confirm it, or the desk did not read it back: it may count or not. The same form can be sent again. */
        UNCONFIRMED
    }

    static Answer of(Why why) {
        return new Answer(why, List.of());
    }

    /** Whether it is written and in force, or waits for a second person. */
    public boolean isDone() {
        return why == Why.COUNTS || why == Why.WAITS;
    }
}
