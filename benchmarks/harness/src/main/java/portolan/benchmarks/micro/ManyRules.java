// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/** Rule sets as large as one likes, of the baseline's rules: over and over, with other numbers each time. */
public final class ManyRules {
    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");

    /** As written, which says when a rule fires. */
    private static final String AS_IT_IS = "%s";

    /**
     * The baseline's condition is tried first, as far as it is there: absent or false, it leaves it to the second. No
     * index can tell that it never holds: the product is nothing that a filing states.
     */
    private static final String TRIED_IN_VAIN = "((%s) || consignment.items >= 0.0) && 2.0 * consignment.items < 0.0";

    /**
     * What profiles ask for beside something of the baseline: a place, goods or a habit. None of the generated filings
     * has these. Places and goods are left out by an index; for the habit it asks for that, or for the baseline's part.
     */
    private static final List<String> OF_OTHERS = List.of(
            "(%s) && consignment.loadingPort == 'ZZ%03d'",
            "(%s) && consignment.hs6.exists(code, code in ['99%04d'])", "(%s) && shipper_consignments > %d000000.0");

    private static final String ALWAYS = "(%s) || consignment.items >= 0.0";
    /**
     * Small enough that ten rules put no filing into another lane. Those of the baseline may be absent, as their
     * readings.
     */
    private static final String BITS_OF_ALWAYS = "0.01";

    private ManyRules() {}

    /** The text of so many rules, which fire as often as the baseline's. */
    public static String text(int rules) {
        return text(rules, (rule, round) -> AS_IT_IS);
    }

    /** Why the rules that fire for no filing do not. */
    public enum Others {
        /** Each asks for a place, goods or a habit of its own beside what the baseline asks. */
        ELSEWHERE,

        /** Each must be tried to its end: the worst case. */
        TRIED
    }

    /**
     * The same rules, of which the first few fire for every consignment and the others for none.
     *
     * @param applying how many fire
     * @param others why the others do not
     */
    public static String text(int rules, int applying, Others others) {
        return text(
                rules,
                (rule, round) ->
                        rule < applying ? ALWAYS : others == Others.TRIED ? TRIED_IN_VAIN : ofOthers(rule, round));
    }

    /** Another one of the same rule of the baseline in each round. */
    private static String ofOthers(int rule, int round) {
        return OF_OTHERS.get((rule + round) % OF_OTHERS.size());
    }

    /** How the condition of a rule is written. */
    private interface Forms {
        /** @param round how often the same rule of the baseline came before */
        String of(int rule, int round);
    }

    static RuleSet compiled(String text) {
        Compiled compiled = RuleSetCompiler.compile(text);
        if (compiled instanceof Compiled.Refused refused) {
            throw new IllegalStateException("the baseline's own rules are refused: " + refused.render());
        }
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    private static String text(int count, Forms forms) {
        RuleSet baseline = BaselineRuleSet.compiled();
        // What a curve adds is no expression, and cannot be written with other numbers.
        List<Rule> rules =
                baseline.rules().stream().filter(rule -> !rule.isCurve()).toList();
        String head = baseline.text().substring(0, baseline.text().indexOf("\nrules:\n"));
        StringBuilder text = new StringBuilder(head).append("\nrules:\n");
        for (int i = 0; i < count; i++) {
            Rule rule = rules.get(i % rules.size());
            int round = i / rules.size();
            String form = forms.of(i, round);
            text.append("  - id: rule-").append(i).append('\n');
            text.append("    threats: ").append(rule.threats()).append('\n');
            text.append("    when: ").append(quoted(String.format(Locale.ROOT, form, varied(rule.when(), round), i)));
            text.append("    bits: ").append(quoted(form.equals(ALWAYS) ? BITS_OF_ALWAYS : varied(rule.bits(), round)));
            if (rule.group() != null) {
                text.append("    group: ").append(rule.group()).append('\n');
            }
            text.append("    why: ").append(quoted(rule.why()));
        }
        return text.toString();
    }

    /** Five per cent higher with each round. */
    private static String varied(String expression, int round) {
        return DECIMAL.matcher(expression).replaceAll(number -> varied(number, round));
    }

    private static String varied(MatchResult number, int round) {
        return String.format(Locale.ROOT, "%.3f", Double.parseDouble(number.group()) * (1 + 0.05 * round));
    }

    private static String quoted(String text) {
        return '\'' + text.replace("'", "''") + "'\n";
    }
}
