// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.reading.Answer;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;

/**
 * Every hot piece there is, each of the same filings, in the order in which a filing meets them. One run is one
 * filing, where the name starts with {@code memory} or {@code indicators} one visit to a memory.
 */
final class HotPieces {
    private static final byte[] NO_ORIGIN = {};

    private final WarmInputs inputs;
    private final Reference reference = Reference.bundled();
    private final Join join = new Join(reference);
    private final RuleSet ruleSet = BaselineRuleSet.compiled();
    private final RuleSetRef ruleSetRef = RuleSetRef.unsigned(ruleSet);
    private final List<Judged> judged = new ArrayList<>();

    private HotPieces(WarmInputs inputs) {
        this.inputs = inputs;
        for (WarmInputs.Case each : inputs.cases()) {
            List<Answer> answers =
                    each.answers().stream().map(Answered.FromMemory::answer).toList();
            Readings readings = join.of(each.event(), answers);
            judged.add(new Judged(each.event(), answers, readings, assessment(each.event(), readings)));
        }
    }

    /** A case event with all that comes of it. */
    private record Judged(CaseEvent event, List<Answer> answers, Readings readings, Assessment assessment) {}

    /** @param filings how many the memories have learned of */
    static List<HotPiece> after(int filings) {
        return new HotPieces(WarmInputs.after(filings)).all();
    }

    private List<HotPiece> all() {
        List<HotPiece> all = new ArrayList<>();
        all.add(decode());
        all.add(decodeByAvro());
        all.add(ledger());
        all.add(visits());
        all.add(event());
        all.add(calls());
        List<WarmMemories<?>> asked =
                inputs.memories().stream().filter(WarmMemories::isAsked).toList();
        asked.forEach(each -> all.add(each.codec()));
        asked.forEach(each -> all.add(each.update()));
        asked.forEach(each -> all.add(each.indicators()));
        all.add(answers());
        all.add(ofTheCase());
        all.add(joined());
        all.add(dataQuality());
        all.add(rules());
        all.add(assess());
        all.add(assessment());
        all.add(wire());
        return all;
    }

    /** A record of the topic into the engine's own form. */
    private HotPiece decode() {
        FilingDecoder decoder = new FilingDecoder();
        return HotPiece.of("decode", inputs.records(), decoder::decode);
    }

    /** The same by way of Avro's record: what old and invalid filings take, and the peers. */
    private HotPiece decodeByAvro() {
        FilingDecoder decoder = FilingDecoder.ofAvro();
        return HotPiece.of("decode-avro", inputs.records(), decoder::decode);
    }

    private HotPiece ledger() {
        Ledger ledger = new Ledger(LedgerSettings.keeping(Duration.ofDays(180)));
        return HotPiece.of(
                "ledger",
                inputs.atLedger(),
                of -> ledger.take(of.entry(), of.filing(), Speaker.UNCHECKED, () -> NO_ORIGIN));
    }

    /** Which memories an event calls at, with the keys of all kinds. */
    private HotPiece visits() {
        List<Remembered<?>> remembered = Catalogue.remembered();
        return HotPiece.of("visits", judged, of -> {
            int visits = 0;
            for (int i = 0; i < remembered.size(); i++) {
                visits += Visit.of(remembered.get(i).kind(), of.event()).size();
            }
            return visits;
        });
    }

    private HotPiece event() {
        RoundTrip<CaseEvent> trip = new RoundTrip<>(StreamTypes.CASE_EVENT);
        return HotPiece.of("event", judged, of -> trip.of(of.event()));
    }

    /** To one task with all of the memories. */
    private HotPiece calls() {
        RoundTrip<Calls> trip = new RoundTrip<>(StreamTypes.CALLS);
        List<Calls> calls = inputs.cases().stream()
                .filter(of -> !of.calls().isEmpty())
                .map(of -> new Calls(of.event(), of.calls()))
                .toList();
        return HotPiece.of("calls", calls, trip::of);
    }

    /** From one task with all of the memories. */
    private HotPiece answers() {
        RoundTrip<AssessInput> trip = new RoundTrip<>(StreamTypes.ASSESS_INPUT);
        List<AssessInput> answers = inputs.cases().stream()
                .map(of -> AssessInput.of(new Answered(
                        of.event().ledgerKey(),
                        of.event().sequence(),
                        of.event().position(),
                        of.answers())))
                .toList();
        return HotPiece.of("answers", answers, trip::of);
    }

    private HotPiece ofTheCase() {
        return HotPiece.of("indicators/case", judged, of -> join.of(of.event(), List.of()));
    }

    /** The indicators of the case with it: there is no other way to put answers together. */
    private HotPiece joined() {
        return HotPiece.of("join", judged, of -> join.of(of.event(), of.answers()));
    }

    private HotPiece dataQuality() {
        return HotPiece.of("data-quality", judged, of -> DataQuality.of(of.event(), reference));
    }

    private HotPiece rules() {
        return HotPiece.of(
                "rules",
                judged,
                of -> ruleSet.judge(Facts.of(of.readings(), of.event().live()), DayOfWeek.MONDAY));
    }

    /** The rules with it. */
    private HotPiece assess() {
        return HotPiece.of(
                "assess",
                judged,
                of -> Scorer.assess(
                        ruleSet,
                        ruleSetRef,
                        of.event(),
                        of.readings(),
                        of.assessment().dataQuality(),
                        "benchmark",
                        reference));
    }

    private Assessment assessment(CaseEvent event, Readings readings) {
        return Scorer.assess(
                ruleSet, ruleSetRef, event, readings, DataQuality.of(event, reference), "benchmark", reference);
    }

    private HotPiece assessment() {
        RoundTrip<Assessment> trip = new RoundTrip<>(StreamTypes.ASSESSMENT);
        return HotPiece.of("assessment", judged, of -> trip.of(of.assessment()));
    }

    /** An assessment into its record on the topic. */
    private HotPiece wire() {
        AvroWire<ConsignmentAssessed> wire = Topics.CONSIGNMENTS_ASSESSED.wire();
        return HotPiece.of("wire", judged, of -> wire.encode(AssessmentRecords.of(of.assessment())));
    }
}
