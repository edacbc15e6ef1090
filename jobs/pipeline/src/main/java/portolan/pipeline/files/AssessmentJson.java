// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.kafka.Clip;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.QualityFinding;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.lines.JsonLine;
import portolan.schemas.lines.ReadyJson;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Stake;
import portolan.scoring.score.ThreatScore;

/**
 * Writes an assessment as the line that {@code LineWriter.assessments} makes of its record, without the record: the
 * schema gives the names, and a test compares the two, byte for byte.
 */
final class AssessmentJson {
    private static final Schema ASSESSED = ConsignmentAssessed.getClassSchema();
    private static final ReadyJson ASSESSMENT_ID = ReadyJson.name(ASSESSED, "assessmentId");
    private static final ReadyJson TENANT = ReadyJson.name(ASSESSED, "tenant");
    private static final ReadyJson CONSIGNMENT_KEY = ReadyJson.name(ASSESSED, "consignmentKey");
    private static final ReadyJson FILING_ID = ReadyJson.name(ASSESSED, "filingId");
    private static final ReadyJson FILING_VERSION = ReadyJson.name(ASSESSED, "filingVersion");
    private static final ReadyJson ASSESSED_AT = ReadyJson.name(ASSESSED, "assessedAt");
    private static final ReadyJson SCORE = ReadyJson.name(ASSESSED, "score");
    private static final ReadyJson LANE = ReadyJson.name(ASSESSED, "lane");
    private static final ReadyJson THREATS = ReadyJson.name(ASSESSED, "threats");
    private static final ReadyJson SELECTED_BY = ReadyJson.name(ASSESSED, "selectedBy");
    private static final ReadyJson DECISION_DUE_BY = ReadyJson.name(ASSESSED, "decisionDueBy");
    private static final ReadyJson DATA_QUALITY = ReadyJson.name(ASSESSED, "dataQuality");
    private static final ReadyJson DATA_QUALITY_FINDINGS = ReadyJson.name(ASSESSED, "dataQualityFindings");
    private static final ReadyJson RULESET = ReadyJson.name(ASSESSED, "ruleset");
    private static final ReadyJson ENGINE = ReadyJson.name(ASSESSED, "engine");
    private static final ReadyJson REFERENCE = ReadyJson.name(ASSESSED, "reference");
    private static final ReadyJson INPUT = ReadyJson.name(ASSESSED, "input");
    private static final ReadyJson ORDER_TIME = ReadyJson.name(ASSESSED, "orderTime");
    private static final ReadyJson FILED_AT = ReadyJson.name(ASSESSED, "filedAt");
    private static final ReadyJson SHIPPER = ReadyJson.name(ASSESSED, "shipper");
    private static final ReadyJson CONSIGNEE = ReadyJson.name(ASSESSED, "consignee");
    private static final ReadyJson GOODS = ReadyJson.name(ASSESSED, "goods");
    private static final ReadyJson ROUTE = ReadyJson.name(ASSESSED, "route");
    private static final ReadyJson OFFICE = ReadyJson.name(ASSESSED, "office");
    private static final ReadyJson CONVEYANCE = ReadyJson.name(ASSESSED, "conveyance");
    private static final ReadyJson ARRIVAL = ReadyJson.name(ASSESSED, "arrival");
    private static final ReadyJson BOXES = ReadyJson.name(ASSESSED, "boxes");
    private static final ReadyJson STAKE = ReadyJson.name(ASSESSED, "stake");
    private static final ReadyJson TABLE = ReadyJson.name(ASSESSED, "table");
    private static final ReadyJson READINGS = ReadyJson.name(ASSESSED, "readings");

    private static final Schema THREAT = ThreatAssessed.getClassSchema();
    private static final ReadyJson THREAT_NAME = ReadyJson.name(THREAT, "threat");
    private static final ReadyJson THREAT_SCORE = ReadyJson.name(THREAT, "score");
    private static final ReadyJson PROBABILITY = ReadyJson.name(THREAT, "probability");
    private static final ReadyJson THREAT_LANE = ReadyJson.name(THREAT, "lane");
    private static final ReadyJson CONTRIBUTIONS = ReadyJson.name(THREAT, "contributions");

    private static final Schema FINDING = QualityFinding.getClassSchema();
    private static final ReadyJson REASON = ReadyJson.name(FINDING, "reason");
    private static final ReadyJson DETAIL = ReadyJson.name(FINDING, "detail");

    private static final Schema RULE_SET = RuleSetRef.getClassSchema();
    private static final ReadyJson RULE_SET_NAME = ReadyJson.name(RULE_SET, "name");
    private static final ReadyJson RULE_SET_VERSION = ReadyJson.name(RULE_SET, "version");
    private static final ReadyJson RULE_SET_HASH = ReadyJson.name(RULE_SET, "hash");
    private static final ReadyJson RULE_SET_UNSIGNED = ReadyJson.name(RULE_SET, "unsigned");

    private static final Schema AT_STAKE = portolan.schemas.avro.Stake.getClassSchema();
    private static final ReadyJson VALUE = ReadyJson.name(AT_STAKE, "value");
    private static final ReadyJson DUTY = ReadyJson.name(AT_STAKE, "duty");
    private static final ReadyJson CURRENCY = ReadyJson.name(AT_STAKE, "currency");

    private static final Schema POSITION = InputPosition.getClassSchema();
    private static final ReadyJson TOPIC = ReadyJson.name(POSITION, "topic");
    private static final ReadyJson PARTITION = ReadyJson.name(POSITION, "partition");
    private static final ReadyJson OFFSET = ReadyJson.name(POSITION, "offset");

    private static final List<Indicator> INDICATORS = Indicators.all();
    private static final ReadyJson[] INDICATOR_NAMES = indicatorNames();

    private final JsonLine json = new JsonLine();

    /** By rule; there are as many as the rule set of a file job has. */
    private final Map<String, RuleJson> rules = new HashMap<>();

    /** The line, with its break. */
    byte[] line(Assessment assessment) {
        json.clear().openObject();
        field(ASSESSMENT_ID, assessment.assessmentId());
        field(TENANT, assessment.tenant());
        field(CONSIGNMENT_KEY, assessment.key().value());
        field(FILING_ID, assessment.filingId());
        json.ready(FILING_VERSION).number(assessment.filingVersion());
        time(ASSESSED_AT, assessment.assessedAt());
        json.ready(SCORE).number(assessment.score());
        field(LANE, assessment.lane().name());
        threats(assessment);
        field(SELECTED_BY, assessment.selectedBy().name());
        time(DECISION_DUE_BY, assessment.decisionDueBy());
        quality(assessment.dataQuality());
        origin(assessment);
        json.ready(ORDER_TIME).time(assessment.position().orderTime());
        time(FILED_AT, assessment.filedAt());
        field(SHIPPER, assessment.particulars().shipper());
        field(CONSIGNEE, assessment.particulars().consignee());
        field(GOODS, assessment.particulars().goods());
        field(ROUTE, assessment.particulars().route());
        field(OFFICE, assessment.particulars().office());
        field(CONVEYANCE, assessment.particulars().conveyance());
        time(ARRIVAL, assessment.particulars().arrival());
        json.ready(BOXES).number(assessment.particulars().boxes());
        stake(assessment.particulars().stake());
        if (assessment.table() != null) {
            json.ready(TABLE).number(assessment.table());
        }
        readings(assessment.readings());
        return json.closeObject().toLine();
    }

    private void threats(Assessment assessment) {
        json.ready(THREATS).openArray();
        for (ThreatScore threat : assessment.threats()) {
            json.openObject();
            field(THREAT_NAME, threat.threat());
            json.ready(THREAT_SCORE).number(threat.score());
            json.ready(PROBABILITY).number(threat.probability());
            field(THREAT_LANE, threat.lane().name());
            json.ready(CONTRIBUTIONS).openArray();
            for (Contribution given : threat.contributions()) {
                RuleJson rule = rule(given);
                json.ready(rule.untilBits).number(given.bits());
                json.ready(rule.untilEvidence).text(Clip.text(given.evidence())).closeObject();
            }
            json.closeArray().closeObject();
        }
        json.closeArray();
    }

    private RuleJson rule(Contribution given) {
        RuleJson known = rules.get(given.rule());
        if (known == null || !known.why.equals(given.why())) {
            known = RuleJson.of(given);
            rules.put(given.rule(), known);
        }
        return known;
    }

    private void quality(DataQuality quality) {
        json.ready(DATA_QUALITY).number(quality.score());
        json.ready(DATA_QUALITY_FINDINGS).openArray();
        for (DataQuality.Finding finding : quality.findings()) {
            json.openObject();
            field(REASON, finding.reason().name());
            field(DETAIL, Clip.text(finding.detail()));
            json.closeObject();
        }
        json.closeArray();
    }

    /** What it was computed by, and from. */
    private void origin(Assessment assessment) {
        json.ready(RULESET).openObject();
        field(RULE_SET_NAME, assessment.ruleSet().name());
        json.ready(RULE_SET_VERSION).number(assessment.ruleSet().version());
        field(RULE_SET_HASH, assessment.ruleSet().hash());
        json.ready(RULE_SET_UNSIGNED).flag(assessment.ruleSet().unsigned());
        json.closeObject();
        field(ENGINE, assessment.engine());
        field(REFERENCE, assessment.reference());
        json.ready(INPUT).openObject();
        field(TOPIC, assessment.position().topic());
        json.ready(PARTITION).number(assessment.position().partition());
        json.ready(OFFSET).number(assessment.position().offset());
        json.closeObject();
    }

    private void stake(@Nullable Stake stake) {
        if (stake != null) {
            json.ready(STAKE).openObject().ready(VALUE).number(stake.value());
            if (stake.duty() != null) {
                json.ready(DUTY).number(stake.duty());
            }
            field(CURRENCY, stake.currency());
            json.closeObject();
        }
    }

    private void readings(Readings readings) {
        json.ready(READINGS).openObject();
        for (Indicator indicator : INDICATORS) {
            Reading reading = readings.get(indicator);
            if (reading != null) {
                json.ready(INDICATOR_NAMES[indicator.slot()]).number(reading.value());
            }
        }
        json.closeObject();
    }

    private void field(ReadyJson name, @Nullable String text) {
        if (text != null) {
            json.ready(name).text(text);
        }
    }

    private void time(ReadyJson name, @Nullable Instant time) {
        if (time != null) {
            json.ready(name).time(time.toEpochMilli());
        }
    }

    private static ReadyJson[] indicatorNames() {
        ReadyJson[] names = new ReadyJson[INDICATORS.size()];
        for (Indicator indicator : INDICATORS) {
            names[indicator.slot()] = ReadyJson.name(indicator.ruleName());
        }
        return names;
    }

    /**
     * What all contributions of one rule share.
     *
     * @param untilBits the contribution's beginning
     * @param untilEvidence what stands between its two values
     */
    private record RuleJson(String why, ReadyJson untilBits, ReadyJson untilEvidence) {
        private static final Schema CONTRIBUTION = RuleContribution.getClassSchema();
        private static final ReadyJson RULE = ReadyJson.name(CONTRIBUTION, "rule");
        private static final ReadyJson BITS = ReadyJson.name(CONTRIBUTION, "bits");
        private static final ReadyJson WHY = ReadyJson.name(CONTRIBUTION, "why");
        private static final ReadyJson EVIDENCE = ReadyJson.name(CONTRIBUTION, "evidence");

        static RuleJson of(Contribution given) {
            return new RuleJson(
                    given.why(),
                    new JsonLine()
                            .openObject()
                            .ready(RULE)
                            .text(given.rule())
                            .ready(BITS)
                            .toReady(),
                    new JsonLine()
                            .ready(WHY)
                            .text(Clip.text(given.why()))
                            .ready(EVIDENCE)
                            .toReady());
        }
    }
}
