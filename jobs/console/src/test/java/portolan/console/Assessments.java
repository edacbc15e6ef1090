// SPDX-License-Identifier: Apache-2.0
package portolan.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.ThreatAssessed;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/** Invented assessments: unremarkable, until a test says otherwise. */
public final class Assessments {
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<RuleContribution> contributions = new ArrayList<>();
    private final List<IndicatorReading> readings = new ArrayList<>();
    private final List<ThreatAssessed> otherThreats = new ArrayList<>();
    private static final RuleSet TELLING = ((Compiled.Accepted) RuleSetCompiler.compile("""
                    name: test
                    version: 1
                    why: tells what scores mean
                    threats:
                      narcotics: {prior: -6, lanes: {red: 2, yellow: 0, blue: -4}, overall: true}
                    told:
                      inspections: 800
                      finds: 60
                      shares:
                        - {score: -6, share: 0.015, low: 0.01, high: 0.025}
                        - {score: 9, share: 0.5, low: 0.4, high: 0.6}
                    rules:
                      - {id: r, when: port_exposure, bits: 1, why: w}
                    """)).ruleSet();

    /** The rule set of all that was not {@link #asWritten}: it tells what scores mean. */
    public static final Function<String, @Nullable RuleSet> RULE_SETS = hash -> hash.equals("0") ? TELLING : null;

    private String key = "MAEU:260000001:2026";
    private double bits = -6;
    private double probability = 0.015;
    private Lane lane = Lane.GREEN;
    private Instant orderTime = NOON;
    private @Nullable Instant filedAt;
    private boolean drawn;
    private @Nullable Instant dueBy;
    private @Nullable String shipper = "Nordlicht Spielwaren GmbH";
    private @Nullable String consignee = "Kowalski Import sp. z o.o.";
    private @Nullable String goods = "wooden toys";
    private @Nullable String route = "DEHAM > NLRTM";
    private @Nullable String office;
    private @Nullable String conveyance;
    private @Nullable Instant arrival;
    private int boxes;
    private boolean borneOut = true;

    private Assessments() {
        because(-6, "prior", "");
    }

    public static Assessments assessment() {
        return new Assessments();
    }

    public Assessments key(String value) {
        key = value;
        return this;
    }

    public Assessments scoring(double value, double standsFor, Lane in) {
        bits = value;
        probability = standsFor;
        lane = in;
        return this;
    }

    /** Judged for another threat too, for one reason. */
    public Assessments andFor(String threat, double value, double standsFor, Lane in, String why) {
        otherThreats.add(ThreatAssessed.newBuilder()
                .setThreat(threat)
                .setScore(value)
                .setProbability(standsFor)
                .setLane(in)
                .setContributions(List.of(reason(1, why, "")))
                .build());
        return this;
    }

    public Assessments filedAt(Instant at) {
        orderTime = at;
        return this;
    }

    /** Says that it was filed at another time than it came in. */
    public Assessments sayingFiledAt(Instant at) {
        filedAt = at;
        return this;
    }

    /** Drawn by exploration: RED as a whole, whatever its threats say. */
    public Assessments drawn() {
        drawn = true;
        return this;
    }

    /** No inspection has had its say in the score. */
    public Assessments asWritten() {
        borneOut = false;
        return this;
    }

    public Assessments dueBy(Instant at) {
        dueBy = at;
        return this;
    }

    public Assessments from(@Nullable String whom) {
        shipper = whom;
        return this;
    }

    public Assessments to(@Nullable String whom) {
        consignee = whom;
        return this;
    }

    public Assessments goods(@Nullable String what) {
        goods = what;
        return this;
    }

    public Assessments via(@Nullable String places) {
        route = places;
        return this;
    }

    public Assessments on(String conveyance, Instant arrives, int boxesStated, String office) {
        this.conveyance = conveyance;
        arrival = arrives;
        boxes = boxesStated;
        this.office = office;
        return this;
    }

    public Assessments because(double reasonBits, String why, String evidence) {
        contributions.add(reason(reasonBits, why, evidence));
        return this;
    }

    /** What was measured, as the evidence of contributions has it. */
    public Assessments reading(String indicator, double value, String evidence) {
        readings.add(IndicatorReading.newBuilder()
                .setIndicator(indicator)
                .setValue(value)
                .setEvidence(evidence)
                .build());
        return this;
    }

    private RuleContribution reason(double reasonBits, String why, String evidence) {
        return RuleContribution.newBuilder()
                .setRule("rule-" + contributions.size())
                .setBits(reasonBits)
                .setWhy(why)
                .setEvidence(evidence)
                .build();
    }

    public ConsignmentAssessed build() {
        List<ThreatAssessed> threats = new ArrayList<>(otherThreats);
        threats.add(ThreatAssessed.newBuilder()
                .setThreat("narcotics")
                .setScore(bits)
                .setProbability(probability)
                .setLane(lane)
                .setContributions(contributions)
                .build());
        return ConsignmentAssessed.newBuilder()
                .setAssessmentId("assessment of " + key + " at " + orderTime)
                .setTenant("test")
                .setConsignmentKey(key)
                .setFilingId(key + "-F1")
                .setFilingVersion(1)
                .setAssessedAt(orderTime)
                .setScore(threats.stream()
                        .mapToDouble(ThreatAssessed::getScore)
                        .max()
                        .orElseThrow())
                .setLane(
                        drawn
                                ? Lane.RED
                                : threats.stream()
                                        .map(ThreatAssessed::getLane)
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow())
                .setSelectedBy(drawn ? SelectedBy.EXPLORATION : SelectedBy.THRESHOLD)
                .setThreats(threats)
                .setReadings(readings)
                .setRuleset(RuleSetRef.newBuilder()
                        .setName("test")
                        .setVersion(1)
                        .setHash(borneOut ? "0" : "1")
                        .build())
                .setEngine("test")
                .setReference("test")
                .setInput(InputPosition.newBuilder()
                        .setTopic("consignments.filed")
                        .setPartition(0)
                        .setOffset(0)
                        .build())
                .setOrderTime(orderTime)
                .setFiledAt(filedAt == null ? orderTime : filedAt)
                .setDecisionDueBy(dueBy)
                .setShipper(shipper)
                .setConsignee(consignee)
                .setGoods(goods)
                .setRoute(route)
                .setOffice(office)
                .setConveyance(conveyance)
                .setArrival(arrival)
                .setBoxes(boxes)
                .setDataQuality(1)
                .build();
    }
}
