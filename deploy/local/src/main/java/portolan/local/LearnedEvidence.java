// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.Threat;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.ThreatScore;
import portolan.scoring.second.Lessons;

/** How a rule set ranks the consignments of some weeks, each as last assessed. */
final class LearnedEvidence {
    private static final int SHOWN = 10;
    private static final int REASONS = 3;
    private static final int WIDTH = 110;

    /** Of which no consignment was red, so much is looked at. */
    private static final double LEAST_WORK = 0.01;

    private final Threat overall;
    private final int place;
    private final Map<String, Seen> seen = new TreeMap<>();

    /**
     * One consignment.
     *
     * @param isRed for any threat
     * @param redFor threats other than the overall
     */
    private record Seen(String name, double score, boolean isRed, List<String> redFor, List<Contribution> reasons) {}

    LearnedEvidence(Threat overall, int place) {
        this.overall = overall;
        this.place = place;
    }

    void hear(String key, Assessment assessment) {
        List<String> redFor = assessment.threats().stream()
                .filter(threat -> threat.lane() == Lane.RED)
                .map(ThreatScore::threat)
                .filter(threat -> !threat.equals(overall.name()))
                .toList();
        List<Contribution> reasons = assessment.threats().get(place).contributions().stream()
                .filter(each -> each.bits() > 0)
                .sorted(Comparator.comparingDouble((Contribution each) -> -each.bits())
                        .thenComparing(Contribution::rule))
                .limit(REASONS)
                .toList();
        seen.put(
                key,
                new Seen(
                        assessment.key().value(),
                        assessment.threats().get(place).score(),
                        assessment.lane() == Lane.RED && assessment.selectedBy() != SelectedBy.EXPLORATION,
                        redFor,
                        reasons));
    }

    private Seen seen(String key) {
        return Objects.requireNonNull(seen.get(key));
    }

    /** How many consignments there are. */
    int size() {
        return seen.size();
    }

    /** Those that are red; the riskiest where none is. */
    Set<String> work() {
        Set<String> red = new LinkedHashSet<>();
        seen.forEach((key, each) -> {
            if (each.isRed) {
                red.add(key);
            }
        });
        return red.isEmpty() ? riskiest((int) Math.ceil(seen.size() * LEAST_WORK)) : red;
    }

    boolean hasRed() {
        return seen.values().stream().anyMatch(Seen::isRed);
    }

    /** So many with the highest scores, the highest first. */
    Set<String> riskiest(int count) {
        return new LinkedHashSet<>(ranked().subList(0, Math.min(count, seen.size())));
    }

    private List<String> ranked() {
        List<String> ranked = new ArrayList<>(seen.keySet());
        ranked.sort(Comparator.comparingDouble((String key) -> -seen(key).score)
                .thenComparingLong(Lessons::spread)
                .thenComparing(key -> key));
        return ranked;
    }

    /** By how much to shift the overall prior, in units, so that as many are red. */
    long shift(int red) {
        List<String> ranked = ranked();
        ranked.removeIf(key -> !seen(key).redFor.isEmpty());
        int others = seen.size() - ranked.size();
        int last = Math.min(red - others, ranked.size()) - 1;
        return last < 0 ? 0 : overall.lanes().red() - Bits.unitsOf(seen(ranked.get(last)).score);
    }

    /** How many are red for each threat; a consignment may be for several. */
    Map<String, Integer> reds(long shift) {
        Map<String, Integer> reds = new TreeMap<>();
        for (Seen each : seen.values()) {
            each.redFor.forEach(threat -> reds.merge(threat, 1, Integer::sum));
            if (Bits.unitsOf(each.score) + shift >= overall.lanes().red()) {
                reds.merge(overall.name(), 1, Integer::sum);
            }
        }
        return reds;
    }

    /** Of consignments that this puts among the work and another does not, up to ten with their reasons. */
    void print(Set<String> work, Set<String> otherwise, Map<String, Boolean> told, PrintWriter out) {
        Set<String> only = new LinkedHashSet<>(work);
        only.removeAll(otherwise);
        out.println();
        out.println(
                only.isEmpty() ? "Both put the same consignments there." : "Only this fit puts there, riskiest first:");
        only.stream().limit(SHOWN).forEach(key -> {
            Boolean find = told.get(key);
            out.printf(
                    Locale.ROOT,
                    "  %-24s %s%n",
                    TextLine.harmless(seen(key).name),
                    find == null ? "not inspected" : find ? "a find" : "no find");
            for (Contribution reason : seen(key).reasons) {
                String words = reason.why() + (reason.evidence().isEmpty() ? "" : " (" + reason.evidence() + ")");
                out.printf(
                        Locale.ROOT, "    %+.2f  %s%n", reason.bits(), TextLine.cut(TextLine.harmless(words), WIDTH));
            }
        });
    }
}
