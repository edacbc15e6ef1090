// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.indicator.filing.QualityReason;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.PositionLayout;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.Stake;
import portolan.scoring.score.ThreatScore;

/**
 * Layout of an assessment.
 *
 * <pre>
 *   v6            as v5, then what declared memories said
 *   v5            assessment id | tenant | key | filing id | signed filing version | filed at | assessed at
 *                 | real score | lane | list of threats | real data quality | list of findings
 *                 | rule set name | signed rule set version | rule set hash | unsigned | position | selected by
 *                 | engine | reference | decision due by | list of readings | urgent
 *                 | shipper | consignee | goods | route | office | conveyance | arrival | signed boxes
 *                 | flag, then real value | flag, then real duty | currency of the stake where it is set
 *                 | flag, then signed table where it is set
 *                 | one value for each consignment field, in their order
 *   finding       reason | detail
 *   threat        threat | real score | real probability | lane | alerting | urgent | list of contributions
 *   contribution  rule | real bits | why | evidence
 *   reading       indicator | real value | evidence
 *   field         text | flag stated, then real | flag stated, then flag | list of texts, after the field's type
 * </pre>
 */
final class AssessmentStreamLayout {
    private AssessmentStreamLayout() {}

    static void write(LayoutWriter out, Assessment assessment) {
        out.text(assessment.assessmentId())
                .text(assessment.tenant())
                .text(assessment.key().value());
        out.text(assessment.filingId()).signed(assessment.filingVersion()).instant(assessment.filedAt());
        out.instant(assessment.assessedAt()).real(assessment.score()).constant(assessment.lane());
        out.list(assessment.threats(), AssessmentStreamLayout::writeThreat);
        writeQuality(out, assessment.dataQuality());
        RuleSetRef ruleSet = assessment.ruleSet();
        out.text(ruleSet.name()).signed(ruleSet.version()).text(ruleSet.hash()).flag(ruleSet.unsigned());
        PositionLayout.write(out, assessment.position());
        out.constant(assessment.selectedBy()).text(assessment.engine()).text(assessment.reference());
        out.instant(assessment.decisionDueBy());
        out.list(assessment.readings().all(), AssessmentStreamLayout::writeReading);
        out.flag(assessment.urgent());
        Particulars shown = assessment.particulars();
        out.text(shown.shipper()).text(shown.consignee()).text(shown.goods()).text(shown.route());
        out.text(shown.office())
                .text(shown.conveyance())
                .instant(shown.arrival())
                .signed(shown.boxes());
        writeStake(out, shown.stake());
        Long table = assessment.table();
        out.flag(table != null);
        if (table != null) {
            out.signed(table);
        }
        StatedFieldsLayout.write(out, assessment.fields());
        assessment.said().write(out);
    }

    private static void writeStake(LayoutWriter out, @Nullable Stake stake) {
        out.flag(stake != null);
        if (stake != null) {
            Double duty = stake.duty();
            out.real(stake.value()).flag(duty != null);
            if (duty != null) {
                out.real(duty);
            }
            out.text(stake.currency());
        }
    }

    private static @Nullable Stake readStake(LayoutReader in) {
        return in.flag() ? new Stake(in.real(), in.flag() ? in.real() : null, in.text()) : null;
    }

    private static void writeThreat(LayoutWriter out, ThreatScore threat) {
        out.text(threat.threat())
                .real(threat.score())
                .real(threat.probability())
                .constant(threat.lane());
        out.flag(threat.alerting()).flag(threat.urgent());
        out.list(
                threat.contributions(),
                (to, contribution) -> to.text(contribution.rule())
                        .real(contribution.bits())
                        .text(contribution.why())
                        .text(contribution.evidence()));
    }

    static void writeQuality(LayoutWriter out, DataQuality quality) {
        out.real(quality.score());
        out.list(
                quality.findings(),
                (to, finding) -> to.constant(finding.reason()).text(finding.detail()));
    }

    static DataQuality readQuality(LayoutReader in) {
        return new DataQuality(
                in.real(), in.list(from -> new DataQuality.Finding(from.constant(QualityReason.class), from.text())));
    }

    static void writeReading(LayoutWriter out, Reading reading) {
        out.text(reading.indicator().storedName()).real(reading.value()).text(reading.evidence());
    }

    static Reading readReading(LayoutReader in) {
        return new Reading(in.constant(Indicators.STORED), in.real(), in.text());
    }

    static Assessment read(int written, LayoutReader in) {
        String assessmentId = in.text();
        String tenant = in.text();
        ConsignmentKey key = new ConsignmentKey(in.text());
        String filingId = in.text();
        int filingVersion = in.whole();
        Instant filedAt = in.instant();
        Instant assessedAt = in.instant();
        double score = in.real();
        Lane lane = in.constant(Lane.class);
        List<ThreatScore> threats = in.list(AssessmentStreamLayout::readThreat);
        DataQuality quality = readQuality(in);
        RuleSetRef ruleSet = new RuleSetRef(in.text(), in.whole(), in.text(), in.flag());
        Position position = PositionLayout.read(in);
        SelectedBy selectedBy = in.constant(SelectedBy.class);
        String engine = in.text();
        String reference = in.text();
        Instant decisionDueBy = in.nullableInstant();
        Readings readings = Readings.of(in.list(AssessmentStreamLayout::readReading));
        boolean urgent = in.flag();
        Particulars particulars = new Particulars(
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableInstant(),
                in.whole(),
                readStake(in));
        Long table = in.flag() ? (Long) in.signed() : null;
        return new Assessment(
                assessmentId,
                tenant,
                key,
                filingId,
                filingVersion,
                filedAt,
                assessedAt,
                score,
                lane,
                threats,
                quality,
                ruleSet,
                position,
                selectedBy,
                engine,
                reference,
                decisionDueBy,
                readings,
                StatedFieldsLayout.read(in),
                urgent,
                particulars,
                table,
                written >= 6 ? BankValues.read(in) : BankValues.NONE);
    }

    private static ThreatScore readThreat(LayoutReader in) {
        return new ThreatScore(
                in.text(),
                in.real(),
                in.real(),
                in.constant(Lane.class),
                in.flag(),
                in.flag(),
                in.list(from -> new Contribution(from.text(), from.real(), from.text(), from.text())));
    }
}
