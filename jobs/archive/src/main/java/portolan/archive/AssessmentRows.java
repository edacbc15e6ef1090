// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Stake;
import portolan.scoring.score.ThreatScore;

/**
 * Writes assessments as rows of {@link AssessmentTable}. Parties are left out: nothing is judged by their names, and an
 * archive lives longer than the reason to know them.
 */
final class AssessmentRows extends TableRows<Assessment> {
    private static final List<Indicator> INDICATORS = Indicators.all();
    private static final String[] NAMES = new String[INDICATORS.size()];
    private static final ConsignmentField[] FIELDS = ConsignmentField.values();

    static {
        for (Indicator indicator : INDICATORS) {
            NAMES[indicator.slot()] = indicator.ruleName();
        }
    }

    private final Evidence evidence = new Evidence();
    private final List<Given> given = new ArrayList<>();

    AssessmentRows() {
        super(AssessmentTable.TABLE);
    }

    /** A contribution and the threat that it counts for. */
    private record Given(String threat, Contribution contribution) {}

    @Override
    void write(RowWriter row, Assessment assessment) {
        identity(row, assessment);
        row.list(AssessmentTable.THREATS, assessment.threats(), AssessmentRows::threat);
        row.list(AssessmentTable.CONTRIBUTIONS, contributions(assessment.threats()), AssessmentRows::contribution);
        row.list(AssessmentTable.FINDINGS, assessment.dataQuality().findings(), AssessmentRows::finding);
        Readings readings = assessment.readings();
        row.binary(AssessmentTable.EVIDENCE, evidence(readings));
        for (int i = 0; i < INDICATORS.size(); i++) {
            Reading reading = readings.get(INDICATORS.get(i));
            if (reading == null) {
                row.skip();
            } else {
                row.real(NAMES[i], reading.value());
            }
        }
        row.group(AssessmentTable.CONSIGNMENT, () -> fields(row, assessment.fields()));
    }

    private static void identity(RowWriter row, Assessment assessment) {
        row.text(AssessmentTable.ASSESSMENT_ID, assessment.assessmentId());
        row.recurring(AssessmentTable.TENANT, assessment.tenant());
        row.text(AssessmentTable.CONSIGNMENT_KEY, assessment.key().value());
        row.text(AssessmentTable.FILING_ID, assessment.filingId());
        row.number(AssessmentTable.FILING_VERSION, assessment.filingVersion());
        row.time(AssessmentTable.FILED_AT, assessment.filedAt());
        row.time(AssessmentTable.ASSESSED_AT, assessment.assessedAt());
        Position position = assessment.position();
        row.number(AssessmentTable.ORDER_TIME, position.orderTime());
        row.recurring(AssessmentTable.INPUT, position.input().name());
        // What fell due has the consignment's name there.
        row.text(AssessmentTable.INPUT_TOPIC, position.topic());
        row.number(AssessmentTable.INPUT_PARTITION, position.partition());
        row.number(AssessmentTable.INPUT_OFFSET, position.offset());
        row.number(AssessmentTable.INPUT_STEP, position.step());
        RuleSetRef ruleSet = assessment.ruleSet();
        row.recurring(AssessmentTable.RULESET_NAME, ruleSet.name());
        row.number(AssessmentTable.RULESET_VERSION, ruleSet.version());
        row.recurring(AssessmentTable.RULESET_HASH, ruleSet.hash());
        row.flag(AssessmentTable.RULESET_UNSIGNED, ruleSet.unsigned());
        row.recurring(AssessmentTable.ENGINE, assessment.engine());
        row.recurring(AssessmentTable.REFERENCE, assessment.reference());
        row.real(AssessmentTable.SCORE, assessment.score());
        row.recurring(AssessmentTable.LANE, assessment.lane().name());
        row.flag(AssessmentTable.URGENT, assessment.urgent());
        row.recurring(AssessmentTable.SELECTED_BY, assessment.selectedBy().name());
        row.time(AssessmentTable.DECISION_DUE_BY, assessment.decisionDueBy());
        row.real(AssessmentTable.DATA_QUALITY, assessment.dataQuality().score());
        Stake stake = assessment.particulars().stake();
        row.real(AssessmentTable.STAKE_VALUE, stake == null ? null : stake.value());
        row.real(AssessmentTable.STAKE_DUTY, stake == null ? null : stake.duty());
        row.text(AssessmentTable.STAKE_CURRENCY, stake == null ? null : stake.currency());
        row.number(AssessmentTable.TABLE_HOUR, assessment.table());
        row.text(
                AssessmentTable.DECLARED,
                assessment.said().values().isEmpty() ? null : assessment.said().text());
    }

    private List<Given> contributions(List<ThreatScore> threats) {
        given.clear();
        for (ThreatScore threat : threats) {
            for (Contribution contribution : threat.contributions()) {
                given.add(new Given(threat.threat(), contribution));
            }
        }
        return given;
    }

    private static void threat(RowWriter row, ThreatScore threat) {
        row.recurring("threat", threat.threat());
        row.real("score", threat.score());
        row.recurring("lane", threat.lane().name());
        row.flag("alerting", threat.alerting());
        row.flag("urgent", threat.urgent());
    }

    private static void contribution(RowWriter row, Given given) {
        row.recurring("threat", given.threat);
        row.recurring("rule", given.contribution.rule());
        row.real("bits", given.contribution.bits());
        row.recurring("why", given.contribution.why());
    }

    private static void finding(RowWriter row, DataQuality.Finding finding) {
        row.recurring("reason", finding.reason().name());
        row.text("detail", Evidence.clipped(finding.detail()));
    }

    private Binary evidence(Readings readings) {
        evidence.clear();
        for (int i = 0; i < INDICATORS.size(); i++) {
            Reading reading = readings.get(INDICATORS.get(i));
            if (reading != null && !reading.evidence().isEmpty()) {
                evidence.add(NAMES[i], reading.evidence());
            }
        }
        return Binary.fromString(evidence.toString());
    }

    private static void fields(RowWriter row, StatedFields fields) {
        for (ConsignmentField field : FIELDS) {
            field(row, field, fields.get(field));
        }
    }

    private static void field(RowWriter row, ConsignmentField field, @Nullable Object value) {
        String name = field.fieldName();
        if (value == null) {
            row.skip();
            return;
        }
        switch (field.type()) {
            case TEXT -> row.text(name, (String) value);
            case NUMBER -> row.real(name, (Double) value);
            case TRUTH -> row.flag(name, (Boolean) value);
            case TEXTS -> row.texts(name, (List<?>) value);
        }
    }
}
