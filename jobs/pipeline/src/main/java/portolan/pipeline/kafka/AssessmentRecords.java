// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.QualityFinding;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.Stake;
import portolan.schemas.avro.ThreatAssessed;
import portolan.scoring.reading.Reading;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.ThreatScore;

/** From an assessment to its record on the wire. */
public final class AssessmentRecords {
    private AssessmentRecords() {}

    public static ConsignmentAssessed of(Assessment assessment) {
        // By setters: a builder is a second record beside it, and a constructor boxes every number.
        ConsignmentAssessed record = new ConsignmentAssessed();
        record.setAssessmentId(assessment.assessmentId());
        record.setTenant(assessment.tenant());
        record.setConsignmentKey(assessment.key().value());
        record.setFilingId(assessment.filingId());
        record.setFilingVersion(assessment.filingVersion());
        record.setAssessedAt(assessment.assessedAt());
        record.setScore(assessment.score());
        record.setLane(lane(assessment.lane()));
        record.setThreats(each(assessment.threats(), AssessmentRecords::threat));
        record.setSelectedBy(SelectedBy.valueOf(assessment.selectedBy().name()));
        record.setDecisionDueBy(assessment.decisionDueBy());
        record.setDataQuality(assessment.dataQuality().score());
        record.setDataQualityFindings(each(
                assessment.dataQuality().findings(),
                finding -> new QualityFinding(finding.reason().name(), Clip.text(finding.detail()))));
        record.setRuleset(new RuleSetRef(
                assessment.ruleSet().name(),
                assessment.ruleSet().version(),
                assessment.ruleSet().hash(),
                assessment.ruleSet().unsigned()));
        record.setEngine(assessment.engine());
        record.setReference(assessment.reference());
        record.setInput(new InputPosition(
                assessment.position().topic(),
                assessment.position().partition(),
                assessment.position().offset()));
        record.setOrderTime(Instant.ofEpochMilli(assessment.position().orderTime()));
        record.setFiledAt(assessment.filedAt());
        record.setReadings(each(assessment.readings().all(), AssessmentRecords::reading));
        record.setShipper(assessment.particulars().shipper());
        record.setConsignee(assessment.particulars().consignee());
        record.setGoods(assessment.particulars().goods());
        record.setRoute(assessment.particulars().route());
        record.setOffice(assessment.particulars().office());
        record.setConveyance(assessment.particulars().conveyance());
        record.setArrival(assessment.particulars().arrival());
        record.setBoxes(assessment.particulars().boxes());
        record.setStake(stake(assessment.particulars().stake()));
        record.setTable(assessment.table());
        return record;
    }

    private static <T, R> List<R> each(List<T> values, Function<T, R> toRecord) {
        List<R> records = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            records.add(toRecord.apply(values.get(i)));
        }
        return records;
    }

    private static @Nullable Stake stake(portolan.scoring.score.@Nullable Stake stake) {
        if (stake == null) {
            return null;
        }
        Stake record = new Stake();
        record.setValue(stake.value());
        record.setDuty(stake.duty());
        record.setCurrency(stake.currency());
        return record;
    }

    private static IndicatorReading reading(Reading reading) {
        IndicatorReading record = new IndicatorReading();
        record.setIndicator(reading.indicator().ruleName());
        record.setValue(reading.value());
        record.setEvidence(Clip.text(reading.evidence()));
        return record;
    }

    private static ThreatAssessed threat(ThreatScore threat) {
        ThreatAssessed record = new ThreatAssessed();
        record.setThreat(threat.threat());
        record.setScore(threat.score());
        record.setProbability(threat.probability());
        record.setLane(lane(threat.lane()));
        record.setContributions(each(threat.contributions(), AssessmentRecords::contribution));
        return record;
    }

    private static RuleContribution contribution(Contribution given) {
        RuleContribution record = new RuleContribution();
        record.setRule(given.rule());
        record.setBits(given.bits());
        record.setWhy(Clip.text(given.why()));
        record.setEvidence(Clip.text(given.evidence()));
        return record;
    }

    static Lane lane(portolan.scoring.rules.Lane lane) {
        return Lane.valueOf(lane.name());
    }
}
