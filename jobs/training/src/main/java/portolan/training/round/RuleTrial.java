// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleText;
import portolan.training.engine.Engine;
import portolan.training.engine.Records;
import portolan.training.engine.Scored;
import portolan.training.exercise.Truth;
import portolan.training.world.Dealt;

/**
 * What a trainee's rule is worth on a world that nobody has seen: the same exercise, dealt from a seed that follows from
 * the round's. Lift is the interest of Brin, Motwani, Ullman and Tsur, Dynamic itemset counting and implication rules
 * for market basket data (SIGMOD 1997).
 *
 * @param bills of that world
 * @param offences of those
 * @param fired consignments that the rule's condition holds for
 * @param hits of those, offences
 */
public record RuleTrial(int bills, int offences, int fired, int hits) {
    private static final String RULE = "trial";
    private static final String HEAD = """
            name: trial
            version: 1
            why: a rule on trial
            threats:
              offence: {prior: -5.0, lanes: {red: 3.0, yellow: 2.0, blue: 1.0}}
            rules:
              - id: trial
                threats: [offence]
                bits: 1.0
                why: the rule on trial
                when: |
            """;
    private static final String INDENT = "      ";
    private static final int HEAD_LINES = (int) HEAD.lines().count();

    /** Longest condition, in characters. */
    public static final int LONGEST = 2_000;

    /** Share of consignments that it fires on, 0 to 1. */
    public double volume() {
        return (double) fired / bills;
    }

    /** How much more often it hits than a blind pick; null where it never fires, or nobody offends. */
    public @Nullable Double lift() {
        return fired == 0 || offences == 0 ? null : (double) hits / fired / ((double) offences / bills);
    }

    /** What is wrong with a condition, by its own lines and columns; empty where it can be tried. */
    public static List<RuleIssue> issues(String condition) {
        return compile(condition) instanceof Compiled.Refused refused
                ? refused.issues().stream().map(RuleTrial::own).toList()
                : List.of();
    }

    static void check(String condition) {
        List<RuleIssue> issues = issues(condition);
        if (!issues.isEmpty()) {
            throw new IllegalArgumentException("a rule is kept once it has no fault: " + issues);
        }
    }

    private static RuleIssue own(RuleIssue issue) {
        return issue.line() <= HEAD_LINES
                ? new RuleIssue("rule", 1, 1, issue.message(), "")
                : new RuleIssue(
                        "rule",
                        issue.line() - HEAD_LINES,
                        Math.max(1, issue.column() - INDENT.length()),
                        issue.message(),
                        issue.sourceLine().strip());
    }

    private static Compiled compile(String condition) {
        if (condition.isBlank() || condition.length() > LONGEST) {
            return new Compiled.Refused(List.of(new RuleIssue(
                    "rule",
                    HEAD_LINES + 1,
                    1,
                    "a condition has 1 to " + LONGEST + " characters, like seal_changed && first_time_pair: found "
                            + condition.length(),
                    "")));
        }
        String text = HEAD
                + INDENT
                + String.join("\n" + INDENT, condition.strip().lines().toList())
                + '\n';
        return RuleSetCompiler.compile(new RuleText("rule", text), null);
    }

    /**
     * Tries every trainee's rule of an unsealed round.
     *
     * @return by trainee, of those who wrote one
     */
    public static Map<String, RuleTrial> of(Round round, Deals deals, Records records) {
        Map<String, String> rules = round.rules();
        Dealt unseen = deals.deal(round.exercise().order(), next(round.truth()));
        Map<String, RuleTrial> trials = new LinkedHashMap<>();
        rules.forEach((trainee, condition) -> trials.put(trainee, of(condition, unseen, records)));
        return trials;
    }

    /**
     * Tries a condition.
     *
     * @throws IllegalArgumentException if it has faults, which {@link #issues} says
     */
    static RuleTrial of(String condition, Dealt unseen, Records records) {
        if (!(compile(condition) instanceof Compiled.Accepted accepted)) {
            throw new IllegalArgumentException("a rule is tried once it has no fault: " + issues(condition));
        }
        RuleSet ruleSet = accepted.ruleSet();
        Map<String, Scored> scored = new Engine(records, ruleSet).score(BareWorld.of(unseen));
        int offences = 0;
        int fired = 0;
        int hits = 0;
        for (Dealt.Bill bill : unseen.window()) {
            boolean fires = fires(scored.get(bill.key()));
            offences += bill.offends() ? 1 : 0;
            fired += fires ? 1 : 0;
            hits += fires && bill.offends() ? 1 : 0;
        }
        return new RuleTrial(unseen.window().size(), offences, fired, hits);
    }

    private static boolean fires(@Nullable Scored scored) {
        return scored != null
                && scored.assessed().getThreats().stream()
                        .flatMap(threat -> threat.getContributions().stream())
                        .anyMatch(contribution -> contribution.getRule().equals(RULE));
    }

    private static byte[] next(Truth truth) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("portolan unseen world 1 " + truth.seed()).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
