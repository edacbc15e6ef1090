// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.PrintWriter;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Second;
import portolan.scoring.rules.Threat;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.ThreatScore;
import portolan.scoring.second.Lessons;
import portolan.scoring.second.RedShare;

/** How a rule set judges the consignments of some weeks, each as last assessed. */
final class LearnedEvidence {
    private static final int SHOWN = 10;
    private static final int REASONS = 3;
    private static final int WIDTH = 110;

    private final Threat overall;
    private final int place;
    private final Map<String, Seen> seen = new TreeMap<>();

    /**
     * One consignment.
     *
     * @param of how far it is from red for the overall threat, where the rule set asks no toll
     * @param red for which threats it is, by their places; nobody where it is only drawn
     */
    private record Seen(String name, RedShare.Case of, Set<Integer> red, List<Contribution> reasons) {}

    LearnedEvidence(RuleSet ruleSet, Threat overall) {
        this.overall = overall;
        this.place = ruleSet.threats().indexOf(overall);
    }

    void hear(String key, Assessment assessment) {
        Set<Integer> red = new LinkedHashSet<>();
        for (int threat = 0; threat < assessment.threats().size(); threat++) {
            if (assessment.threats().get(threat).lane() == Lane.RED) {
                red.add(threat);
            }
        }
        ThreatScore score = assessment.threats().get(place);
        List<Contribution> reasons = score.contributions().stream()
                .filter(each -> each.bits() > 0)
                .sorted(Comparator.comparingDouble((Contribution each) -> -each.bits())
                        .thenComparing(Contribution::rule))
                .limit(REASONS)
                .toList();
        String office = (String) assessment.fields().get(ConsignmentField.OFFICE);
        DayOfWeek day = assessment.assessedAt().atOffset(ZoneOffset.UTC).getDayOfWeek();
        long line = overall.at(office, day).red();
        seen.put(key, new Seen(assessment.key().value(), RedShare.Case.of(score, line), red, reasons));
    }

    private Seen seen(String key) {
        return Objects.requireNonNull(seen.get(key));
    }

    /** How many consignments there are. */
    int size() {
        return seen.size();
    }

    /** Those that are red for any threat. */
    Set<String> red() {
        return keys(each -> !each.red.isEmpty());
    }

    /** How many are red for a threat, by its place. */
    int red(int threat) {
        return keys(each -> each.red.contains(threat)).size();
    }

    /** With what a second opinion, of which a rule set of no toll was heard, gives a share of so many that are red. */
    RedShare share(int red, double share) {
        List<RedShare.Case> cases = seen.values().stream()
                .filter(each -> !isRedOtherwise(each))
                .map(Seen::of)
                .toList();
        int left = red - (seen.size() - cases.size());
        return RedShare.of(cases, left, Math.min(left, (int) (red * share)));
    }

    /** By how much to move the prior of a text that asks no toll, so that so many are red, or as few as others leave. */
    long shift(int red) {
        List<Long> written = seen.values().stream()
                .filter(each -> !isRedOtherwise(each))
                .map(each -> each.of.written())
                .sorted(Comparator.reverseOrder())
                .toList();
        int left = Math.min(written.size(), red - (seen.size() - written.size()));
        return left <= 0
                ? -1 - written.stream().findFirst().orElse(-1L)
                : share(red, 0).shift();
    }

    /** Those that are red with it. */
    Set<String> red(RedShare by) {
        return keys(each -> isRedOtherwise(each) || by.isRed(each.of));
    }

    /** Those of them that only the second opinion makes red. */
    Set<String> alone(RedShare by) {
        return keys(each -> !isRedOtherwise(each) && by.isRed(each.of) && !by.isRedAsWritten(each.of));
    }

    /** How many are red for a threat with it. */
    int red(int threat, RedShare by) {
        return threat == place ? keys(each -> by.isRed(each.of)).size() : red(threat);
    }

    private boolean isRedOtherwise(Seen of) {
        return of.red.stream().anyMatch(threat -> threat != place);
    }

    private Set<String> keys(Predicate<Seen> of) {
        Set<String> keys = new LinkedHashSet<>();
        seen.forEach((key, each) -> {
            if (of.test(each)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Of consignments that this makes red and another does not, up to ten with their reasons. */
    void print(RedShare by, Set<String> otherwise, Map<String, Boolean> told, PrintWriter out) {
        List<String> only = new ArrayList<>(red(by));
        only.removeAll(otherwise);
        only.sort(Comparator.comparingLong((String key) -> {
                    RedShare.Case of = seen(key).of;
                    return -Math.max(of.written(), of.written() + of.more() - by.toll());
                })
                .thenComparingLong(Lessons::spread)
                .thenComparing(key -> key));
        out.println();
        out.println(
                only.isEmpty() ? "Both make the same consignments red." : "Red with this fit only, riskiest first:");
        only.stream().limit(SHOWN).forEach(key -> {
            Boolean find = told.get(key);
            out.printf(
                    Locale.ROOT,
                    "  %-24s %s%n",
                    TextLine.harmless(seen(key).name),
                    find == null ? "not inspected" : find ? "a find" : "no find");
            for (Contribution reason : seen(key).reasons) {
                String words = reason.why() + (reason.evidence().isEmpty() ? "" : " (" + reason.evidence() + ")");
                double toll = reason.rule().equals(Second.OPINION) ? Bits.ofUnits(by.toll()) : 0;
                out.printf(
                        Locale.ROOT,
                        "    %+.2f  %s%n",
                        reason.bits() - toll,
                        TextLine.cut(TextLine.harmless(words), WIDTH));
            }
        });
    }
}
