// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.EvidenceFacts;
import portolan.console.screen.ReasonGroup;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.ThreatAssessed;

/** What a list shows of an assessment, written beside its consignment. The latest of the topic is in force. */
final class AssessmentFacts {
    /** Reasons that a row of a list shows. */
    private static final int REASONS = 2;

    private AssessmentFacts() {}

    /** Whether what is open may follow from it: it is drawn at random now, or no longer is, or what was done is judged by another lane. */
    static boolean write(Sql sql, long consignment, ConsignmentAssessed assessed) {
        int lane = Lanes.rank(assessed.getLane());
        boolean judgedAnew = sql.first(
                        SqlRow::number,
                        "SELECT id FROM consignment WHERE id = ? AND assessed_lane IS NOT ?"
                                + " AND (action IS NOT NULL OR outcome IS NOT NULL)",
                        consignment,
                        lane)
                != null;
        ThreatAssessed highest = highest(assessed);
        boolean drawn = assessed.getSelectedBy() == SelectedBy.EXPLORATION;
        sql.run(
                "UPDATE consignment SET assessment = ?1, version = ?2, ordered_at = ?3, filed_at = ?4, assessed_lane = ?5,"
                        + " selected_by = ?6, threat = ?7, score = ?8, ruleset = ?9, due = ?10, goods = ?11,"
                        + " route = ?12, shipper = ?13, consignee = ?14, office = ?15, conveyance = ?16,"
                        + " arrival = ?17, boxes = ?18, reasons = ?19, rules = ?20,"
                        // It counts on the day on which it first came into its strictest lane, as the job counts it.
                        + " strictest = min(COALESCE(strictest, ?5), ?5),"
                        + " strictest_at = CASE WHEN strictest <= ?5 THEN strictest_at ELSE ?3 END,"
                        + " strictest_drawn = CASE WHEN strictest <= ?5 THEN strictest_drawn ELSE ?21 END"
                        + " WHERE id = ?22",
                assessed.getAssessmentId(),
                assessed.getFilingVersion(),
                assessed.getOrderTime(),
                assessed.getFiledAt(),
                lane,
                assessed.getSelectedBy(),
                highest == null ? null : highest.getThreat(),
                highest == null ? assessed.getScore() : highest.getScore(),
                assessed.getRuleset().getHash(),
                assessed.getDecisionDueBy(),
                assessed.getGoods(),
                assessed.getRoute(),
                assessed.getShipper(),
                assessed.getConsignee(),
                assessed.getOffice(),
                assessed.getConveyance(),
                assessed.getArrival(),
                assessed.getBoxes(),
                highest == null ? "" : Reason.write(loudest(assessed, highest)),
                rules(assessed),
                drawn,
                consignment);
        boolean drawnAnew = sql.run(
                        "UPDATE consignment SET drawn_at = ? WHERE id = ? AND (drawn_at IS NULL) = ?",
                        drawn ? assessed.getOrderTime() : null,
                        consignment,
                        drawn)
                > 0;
        return drawnAnew || judgedAnew;
    }

    /** The threat that sets the lane; of several, the one with the highest score. */
    private static @Nullable ThreatAssessed highest(ConsignmentAssessed assessed) {
        return assessed.getThreats().stream()
                .min(Comparator.comparing(ThreatAssessed::getLane, Comparator.comparingInt(Lanes::rank))
                        .thenComparing(ThreatAssessed::getScore, Comparator.reverseOrder()))
                .orElse(null);
    }

    /** Of those that rest on a common fact the loudest only: else a list would say one thing twice. */
    private static List<Reason> loudest(ConsignmentAssessed assessed, ThreatAssessed threat) {
        EvidenceFacts facts = new EvidenceFacts();
        assessed.getReadings().forEach(one -> facts.add(one.getIndicator(), one.getValue(), one.getEvidence()));
        facts.complete();
        List<RuleContribution> added = threat.getContributions().stream()
                .filter(contribution -> contribution.getBits() > 0)
                .sorted(Comparator.comparingDouble(RuleContribution::getBits).reversed())
                .toList();
        // That somebody is new alone is weak, and the desk may know better.
        return ReasonGroup.of(added, one -> facts.facts(one.getEvidence()), one -> "").stream()
                .filter(group -> group.facts().isEmpty()
                        || group.facts().stream()
                                .anyMatch(fact -> Past.newcomer(fact).isEmpty()))
                .map(group -> group.reasons().get(0))
                .limit(REASONS)
                .map(one -> new Reason(one.getRule(), one.getBits(), one.getWhy()))
                .toList();
    }

    /** All rules that fired, each between bars, so that one is found by its name. */
    private static String rules(ConsignmentAssessed assessed) {
        Set<String> rules = new LinkedHashSet<>();
        for (ThreatAssessed threat : assessed.getThreats()) {
            List<RuleContribution> all = new ArrayList<>(threat.getContributions());
            all.forEach(contribution -> rules.add(contribution.getRule()));
        }
        return '|' + String.join("|", rules) + '|';
    }
}
