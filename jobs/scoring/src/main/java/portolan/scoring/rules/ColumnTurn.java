// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.ColumnJudge.Suppressed;

/**
 * Makes of what one rule set says about columns what another says that differs in few rules: only those are judged, as
 * they were and as they are. Units are whole, so nothing is lost by taking one from the sum and adding the other. Serves
 * one thread; others make their own.
 */
public final class ColumnTurn {
    private final RuleTurn turn;
    private final ColumnJudge before;
    private final ColumnJudge after;

    public ColumnTurn(RuleTurn turn) {
        this.turn = turn;
        this.before = ColumnJudge.of(turn.before());
        this.after = ColumnJudge.of(turn.after());
    }

    /**
     * What is said after the turn.
     *
     * @param said of all rows before it
     * @param suppressed null where nothing is; of both, as a turn has the same rules
     */
    public ColumnVerdicts judge(FactColumns facts, byte[] days, ColumnVerdicts said, @Nullable Suppressed suppressed) {
        long[][] was = nothing(facts);
        List<FactColumns> apart = before.apart(turn.rules(), facts);
        before.add(turn.rules(), facts, apart, suppressed, was, cleared(said));
        long[][] is = nothing(facts);
        long[][] fired = cleared(said);
        List<FactColumns> apartNow = turn.readsAlike() ? apart : after.apart(turn.rules(), facts);
        after.add(turn.rules(), facts, apartNow, suppressed, is, fired);
        long[][] scores = new long[is.length][];
        for (int t = 0; t < scores.length; t++) {
            scores[t] = moved(said.scores()[t], was[t], is[t], moveOfPrior(t));
        }
        return new ColumnVerdicts(facts.rows(), scores, after.lanes(facts, days, scores), fired);
    }

    private long moveOfPrior(int threat) {
        return turn.after().threats().get(threat).prior()
                - turn.before().threats().get(threat).prior();
    }

    private static long[] moved(long[] sums, long[] was, long[] is, long more) {
        long[] moved = new long[sums.length];
        for (int row = 0; row < moved.length; row++) {
            moved[row] = sums[row] - was[row] + is[row] + more;
        }
        return moved;
    }

    private long[][] nothing(FactColumns facts) {
        return new long[turn.after().threats().size()][facts.rows()];
    }

    /** Where rules fire, without those that are turned. */
    private long[][] cleared(ColumnVerdicts said) {
        long[][] fired = said.fired().clone();
        turn.rules().stream().forEach(rule -> fired[rule] = new long[fired[rule].length]);
        return fired;
    }
}
