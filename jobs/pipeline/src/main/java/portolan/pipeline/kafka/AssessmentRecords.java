package portolan.pipeline.kafka;

import java.time.Instant;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.QualityFinding;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.ThreatAssessed;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.ThreatScore;

/** From an assessment to its record on the wire. */
public final class AssessmentRecords {
    private AssessmentRecords() {}

    public static ConsignmentAssessed of(Assessment assessment) {
        return ConsignmentAssessed.newBuilder()
                .setAssessmentId(assessment.assessmentId())
                .setTenant(assessment.tenant())
                .setConsignmentKey(assessment.key().value())
                .setFilingId(assessment.filingId())
                .setFilingVersion(assessment.filingVersion())
                .setAssessedAt(assessment.assessedAt())
                .setScore(assessment.score())
                .setLane(lane(assessment.lane()))
                .setThreats(assessment.threats().stream()
                        .map(AssessmentRecords::threat)
                        .toList())
                .setSelectedBy(SelectedBy.valueOf(assessment.selectedBy().name()))
                .setDecisionDueBy(assessment.decisionDueBy())
                .setDataQuality(assessment.dataQuality().score())
                .setDataQualityFindings(assessment.dataQuality().findings().stream()
                        .map(finding -> new QualityFinding(finding.reason().name(), Clip.text(finding.detail())))
                        .toList())
                .setRuleset(new RuleSetRef(
                        assessment.ruleSet().name(),
                        assessment.ruleSet().version(),
                        assessment.ruleSet().hash(),
                        assessment.ruleSet().unsigned()))
                .setEngine(assessment.engine())
                .setReference(assessment.reference())
                .setInput(new InputPosition(
                        assessment.position().topic(),
                        assessment.position().partition(),
                        assessment.position().offset()))
                .setOrderTime(Instant.ofEpochMilli(assessment.position().orderTime()))
                .setFiledAt(assessment.filedAt())
                .setReadings(assessment.readings().all().stream()
                        .map(reading -> new IndicatorReading(
                                reading.indicator().ruleName(), reading.value(), Clip.text(reading.evidence())))
                        .toList())
                .setShipper(assessment.particulars().shipper())
                .setConsignee(assessment.particulars().consignee())
                .setGoods(assessment.particulars().goods())
                .setRoute(assessment.particulars().route())
                .build();
    }

    private static ThreatAssessed threat(ThreatScore threat) {
        return new ThreatAssessed(
                threat.threat(),
                threat.score(),
                threat.probability(),
                lane(threat.lane()),
                threat.contributions().stream()
                        .map(given -> new RuleContribution(
                                given.rule(), given.bits(), Clip.text(given.why()), Clip.text(given.evidence())))
                        .toList());
    }

    static Lane lane(portolan.scoring.rules.Lane lane) {
        return Lane.valueOf(lane.name());
    }
}
