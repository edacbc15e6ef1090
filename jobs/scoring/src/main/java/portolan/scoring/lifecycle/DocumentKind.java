// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.util.function.Function;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.Senders;
import portolan.scoring.rules.Suppressions;

/** What is published as text, signed by an author and an approver, before a job goes by it. */
public enum DocumentKind {
    /** Of all rule sets one is in force at a time, and there always is one. */
    RULE_SET("a rule set", "portolan rule set 2, ", "rules", true, text -> ReadText.of(RuleSetCompiler.compile(text))),
    /** Known good: rules that do not count for some. */
    SUPPRESSIONS("a list of suppressions", "portolan suppressions 1, ", "suppressions", false, Suppressions::read),
    /** Of each name one version is in force, or none; those of several names are, side by side. */
    WATCH_LIST("a watch list", "portolan watch list 1, ", "watchlists", false, WatchlistText::read),
    /** Which sender speaks for whom: what lists of all names grant adds up. */
    SENDERS("a senders list", "portolan senders 1, ", "senders", false, Senders::read);

    private final String what;
    private final String purpose;
    private final String command;
    private final boolean oneInForce;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<String, ReadText> reader;

    /**
     * @param purpose with which every statement about one begins; never changes, as signatures are over it
     * @param command of the command line that takes the steps
     * @param oneInForce whether all names share one place, which is never empty; else each name has a place of its own
     */
    DocumentKind(String what, String purpose, String command, boolean oneInForce, Function<String, ReadText> reader) {
        this.what = what;
        this.purpose = purpose;
        this.command = command;
        this.oneInForce = oneInForce;
        this.reader = reader;
    }

    /** In words, with its article. */
    public String what() {
        return what;
    }

    String purpose() {
        return purpose;
    }

    /** The command of {@code portolan} that takes the steps of such documents. */
    public String command() {
        return command;
    }

    /** Whether one of all names is in force, always; else one of each name, or none. */
    public boolean oneInForce() {
        return oneInForce;
    }

    /** Whether a step that changes what is in force takes two people: all but what makes nothing more lenient. */
    public boolean takesTwo(RuleStep.Kind step) {
        return switch (step) {
            case PROPOSE, APPROVE, SHADOW -> false;
            case ACTIVATE -> true;
            // Two signed it before, and there must be a quick way back from a set that floods its officers.
            case ROLL_BACK -> this != RULE_SET;
            case RETIRE -> this != SUPPRESSIONS;
        };
    }

    /** Reads a text. */
    public ReadText read(String text) {
        return reader.apply(text);
    }
}
