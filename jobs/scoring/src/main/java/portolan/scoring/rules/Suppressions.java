// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;

/** Known good: a list of rules that do not count for some party, pair, route or filer until a day. Immutable. */
public final class Suppressions implements Document {
    /** A suppression holds for no more days than these: then two people look at it again. */
    public static final int MOST_DAYS = 400;

    /** What issues call the text. */
    public static final String FILE = "suppressions.yaml";

    /** What a watch list says of somebody, no suppression takes back. */
    private static final Set<Indicator> WATCH_LISTS = Set.of(Indicators.get("watchlist_match"));

    private final String name;
    private final int version;
    private final String text;
    private final List<Suppression> entries;
    private final Map<String, List<Suppression>> byWhom = new HashMap<>();

    Suppressions(String name, int version, String text, List<Suppression> entries) {
        this.name = name;
        this.version = version;
        this.text = text;
        this.entries = List.copyOf(entries);
        for (Suppression entry : entries) {
            byWhom.computeIfAbsent(entry.whom(), unused -> new ArrayList<>()).add(entry);
        }
    }

    /** Reads a text: a list, or all that is wrong with it. */
    public static ReadText read(String text) {
        return SuppressionsReader.read(new RuleText(FILE, text));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public String text() {
        return text;
    }

    /** How many suppressions it has. */
    public int size() {
        return entries.size();
    }

    /** Those that hold at an order time, for a consignment. */
    List<Suppression> of(Consignment consignment, long orderTime) {
        List<Suppression> found = new ArrayList<>();
        for (String whom : SuppressedFor.all(consignment)) {
            for (Suppression entry : byWhom.getOrDefault(whom, List.of())) {
                if (orderTime < entry.endsAt()
                        && (entry.tenant() == null || entry.tenant().equals(consignment.tenant()))) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Whether a rule can be suppressed at all. */
    static boolean allows(Rule rule) {
        return rule.readings().stream().noneMatch(WATCH_LISTS::contains);
    }

    @Override
    public List<RuleIssue> issuesFrom(long from) {
        LocalDate last = Instant.ofEpochMilli(from)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(MOST_DAYS);
        return issues(
                entry -> entry.until().isAfter(last),
                entry -> "suppression '" + entry.id() + "' ends on " + entry.until() + ", more than " + MOST_DAYS
                        + " days after it would be in force: expected " + last + " or earlier in 'until'");
    }

    /** Rules that must always count under a rule set: what a watch list says is never suppressed. */
    public List<RuleIssue> issuesUnder(RuleSet ruleSet) {
        Set<String> counted = new HashSet<>();
        ruleSet.rules().stream().filter(rule -> !allows(rule)).forEach(rule -> counted.add(rule.id()));
        return issues(
                entry -> counted.contains(entry.rule()),
                entry -> "rule '" + entry.rule() + "' reads a watch list, and what that says is never suppressed: take"
                        + " out '" + entry.id() + "', or correct the watch list");
    }

    /** Rules that a rule set does not have: no fault, as rules come and go, but a slip of the pen. */
    public List<RuleIssue> unknownUnder(RuleSet ruleSet) {
        Set<String> known = new HashSet<>();
        ruleSet.rules().forEach(rule -> known.add(rule.id()));
        return issues(
                entry -> !known.contains(entry.rule()),
                entry -> "no rule '" + entry.rule() + "' in " + ruleSet.name() + " v" + ruleSet.version()
                        + Spelling.suggestion(entry.rule(), known));
    }

    private List<RuleIssue> issues(Predicate<Suppression> isOne, Function<Suppression, String> words) {
        Faults faults = new Faults(new RuleText(FILE, text));
        entries.stream().filter(isOne).forEach(entry -> faults.at(entry.line(), entry.column(), words.apply(entry)));
        return faults.inOrder();
    }
}
