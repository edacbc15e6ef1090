// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up what one consignment comes to for one threat. */
final class Weighing {
    private final Threat threat;
    private final List<Group> groups;
    private final List<Verdict.Share> shares = new ArrayList<>();
    private final long[] inGroups;
    /** What rules that are read from an event count for: hardly ever any. */
    private List<OfEvent> ofEvents = List.of();

    private long score;

    private record OfEvent(int group, String rule, long counted) {}

    Weighing(Threat threat, List<Group> groups) {
        this.threat = threat;
        this.groups = groups;
        this.inGroups = new long[groups.size()];
        this.score = threat.prior();
        shares.add(new Verdict.Share(RuleSet.PRIOR, threat.prior(), "before anything is known", null));
    }

    /**
     * Adds what one rule says.
     *
     * @param evidence what to look up beside what the rule reads
     * @param group its place among the groups; -1 for none
     * @param units of 1/1024 bit, with what was adopted
     * @param suppressed whether it counts for nothing, unless it counts against suspicion
     * @return what of it counts
     */
    long add(Rule rule, String evidence, int group, long units, SuppressedRules.@Nullable Known suppressed) {
        shares.add(new Verdict.Share(rule.id(), units, rule.why(), rule, evidence));
        long counted = units;
        if (suppressed != null && counted > 0) {
            shares.add(new Verdict.Share(
                    SuppressedRules.name(rule.id()), -counted, suppressed.why(), null, suppressed.id()));
            counted = 0;
        }
        score += counted;
        if (group >= 0) {
            inGroups[group] += rule.capped(counted);
            if (groups.get(group).event() != null && counted > 0) {
                ofEvents = ofEvents.isEmpty() ? new ArrayList<>() : ofEvents;
                ofEvents.add(new OfEvent(group, rule.id(), counted));
            }
        }
        return counted;
    }

    /**
     * Takes what a curve of the second opinion says, which counts with the rest of it: only that it is suppressed is told.
     *
     * @return what of it counts
     */
    long hear(Rule rule, long units, SuppressedRules.@Nullable Known suppressed) {
        if (suppressed == null || units <= 0) {
            return units;
        }
        shares.add(new Verdict.Share(SuppressedRules.name(rule.id()), 0, suppressed.why(), null, suppressed.id()));
        return 0;
    }

    private long largest(int group) {
        long largest = 0;
        for (int i = 0; i < ofEvents.size(); i++) {
            OfEvent one = ofEvents.get(i);
            largest = one.group == group ? Math.max(largest, one.counted) : largest;
        }
        return largest;
    }

    private String once(int group, String event) {
        long largest = largest(group);
        List<String> rules = new ArrayList<>();
        String most = "";
        for (OfEvent one : ofEvents) {
            if (one.group == group) {
                most = most.isEmpty() && one.counted == largest ? one.rule : most;
                rules.add(one.rule);
            }
        }
        rules.remove(most);
        return "read from one " + event + ": " + String.join(", ", rules) + " counted once with " + most;
    }

    /**
     * All that was added up.
     *
     * @param heard what the second opinion says; null where nobody asks it
     * @param toll units that are taken from that
     */
    Verdict verdict(@Nullable String office, DayOfWeek day, @Nullable Heard heard, long toll) {
        for (int g = 0; g < inGroups.length; g++) {
            Group group = groups.get(g);
            long excess = inGroups[g] - group.cap(group.event() == null ? 0 : largest(g));
            if (excess > 0) {
                String why = group.event() == null
                        ? "together these count for at most " + Bits.show(group.cap()) + " bits"
                        : once(g, group.event());
                shares.add(new Verdict.Share(group.capName(), -excess, why, null));
                score -= excess;
            }
        }
        long more = heard == null ? 0 : threat.prior() + heard.evidence() - toll - score;
        if (heard != null && more > 0) {
            shares.add(new Verdict.Share(Second.OPINION, more, heard.why(), null, heard.shown(more, toll)));
            score += more;
        }
        return new Verdict(threat, shares, score, threat.lane(score, office, day));
    }
}
