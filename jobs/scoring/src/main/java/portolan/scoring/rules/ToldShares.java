// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.Declaration;

/**
 * What scores of the overall threat mean: shares of offences, as inspections bear them out. Between two points, and
 * beyond the outer ones, log odds run straight, so that shares rise with the score and no ranking changes.
 *
 * @param inspections that they rest on
 * @param finds among those
 * @param points lowest score first, two at least
 * @param weights of the rule set that gave the scores, as {@link #weightsOf} has them; null where nobody says
 */
public record ToldShares(
        int inspections,
        int finds,
        List<Point> points,
        @Nullable String weights) {
    /** An interval that is wider, by this factor, says too little to name a share. */
    public static final double WIDEST = 5;

    private static final int DIGITS = 12;

    public ToldShares {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("shares run between points, two at least: points=" + points);
        }
    }

    /** The same, of scores that this rule set gives. */
    public ToldShares by(RuleSet ruleSet) {
        return new ToldShares(inspections, finds, points, weightsOf(ruleSet));
    }

    /** Whether a rule set gives the scores that they are of. */
    public boolean isOf(RuleSet ruleSet) {
        return weightsOf(ruleSet).equals(weights);
    }

    /** Digits for all that overall scores follow from: a rule set with others gives others. */
    private static String weightsOf(RuleSet ruleSet) {
        Threat overall = Objects.requireNonNull(ruleSet.overall());
        Second second = ruleSet.second();
        StringBuilder all = new StringBuilder()
                .append(overall.prior())
                .append(second == null ? "" : second.toll() + " " + second.times())
                .append(ruleSet.lists())
                .append(ruleSet.groups());
        ruleSet.rules().forEach(rule -> weigh(ruleSet, rule, all));
        return Document.sha256(all.toString()).substring(0, DIGITS);
    }

    /** Adds all that the bits of a rule follow from. */
    static void weigh(RuleSet ruleSet, Rule rule, StringBuilder all) {
        all.append(String.join("\n", "", rule.id(), rule.when(), rule.bits()))
                .append(rule.group())
                .append(rule.threats())
                .append(rule.adopted());
        for (int memory : new TreeSet<>(rule.memories())) {
            Bank bank = Objects.requireNonNull(ruleSet.memories());
            Declaration declared = bank.declaring(bank.readings().get(memory));
            all.append(declared == null ? "" : declared.written());
        }
        if (rule.amount() instanceof Amount.Binned binned) {
            Curve curve = binned.curve();
            all.append(curve.unknown());
            for (int place = 0; place < curve.count(); place++) {
                Curve.Bin bin = curve.bin(place);
                all.append(curve.range(place)).append(bin.units()).append(bin.slope());
            }
        }
    }

    /**
     * What one score means.
     *
     * @param score in units
     * @param share of offences, between {@code low} and {@code high} at 95 %
     */
    public record Point(long score, double share, double low, double high) {
        /** As a line of a rule set. */
        public String written() {
            return "{score: " + Bits.exact(score) + ", share: " + plain(share) + ", low: " + plain(low) + ", high: "
                    + plain(high) + '}';
        }

        private static String plain(double share) {
            return BigDecimal.valueOf(share).stripTrailingZeros().toPlainString();
        }
    }

    /** What a score means; it rises with the score, also beyond what inspections bear out. */
    public double share(long score) {
        return on(score).share;
    }

    /** The same with its interval; null where no inspection bears it out, so that the score only ranks. */
    public @Nullable Point at(long score) {
        return score < points.get(0).score || score > points.get(points.size() - 1).score ? null : on(score);
    }

    private Point on(long score) {
        int at = 0;
        while (at < points.size() - 2 && points.get(at + 1).score <= score) {
            at++;
        }
        Point from = points.get(at);
        Point to = points.get(at + 1);
        double way = (double) (score - from.score) / (to.score - from.score);
        return new Point(
                score,
                between(from.share, to.share, way),
                between(from.low, to.low, way),
                between(from.high, to.high, way));
    }

    private static double between(double from, double to, double way) {
        double first = logOdds(from);
        return 1 / (1 + StrictMath.exp(-first - way * (logOdds(to) - first)));
    }

    private static double logOdds(double share) {
        return StrictMath.log(share / (1 - share));
    }
}
