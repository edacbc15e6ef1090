// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.NotExaminedReason;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.QualityFinding;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.Stake;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.schemas.wire.Wires;

class OtherLinesTest {
    private static final AvroWire<InspectionOutcome> OUTCOMES = Topics.INSPECTIONS_REPORTED.wire();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void anOutcomeThatIsWrittenReadsBackByteForByte() {
        for (long seed = 1; seed <= 100; seed++) {
            InspectionOutcome outcome = Wires.random(OUTCOMES, InspectionOutcome.getClassSchema(), seed);

            InspectionOutcome read =
                    Lines.only(OutcomeLines.read(Lines.of(Lines.written(LineWriter::outcomes, List.of(outcome))), "o"));

            assertThat(OUTCOMES.encode(read)).as("seed=%d", seed).isEqualTo(OUTCOMES.encode(outcome));
        }
    }

    @Test
    void anOutcomeMayBeShort() {
        InspectionOutcome outcome = Lines.only(OutcomeLines.read(
                Lines.of("{\"consignmentKey\":\"MAEU:1:2026\",\"code\":\"NOT_EXAMINED\","
                        + "\"reportedAt\":\"2026-03-01T12:00:00Z\","
                        + "\"reason\":\"NO_CAPACITY\",\"revenueRecovered\":12.5}"),
                "o"));

        assertThat(outcome.getTenant()).isEqualTo("default");
        assertThat(outcome.getVersion()).isEqualTo(1);
        assertThat(outcome.getCode()).isEqualTo(OutcomeCode.NOT_EXAMINED);
        assertThat(outcome.getExamined()).isFalse();
        assertThat(outcome.getReason()).isEqualTo(NotExaminedReason.NO_CAPACITY);
        assertThat(outcome.getRevenueRecovered()).isEqualByComparingTo(new BigDecimal("12.5"));
        assertThat(outcome.getOutcomeId()).hasSize(36);
    }

    @Test
    void aResultIsOneThatSomebodyFoundUnlessItSaysOtherwise() {
        String found = "{\"consignmentKey\":\"K\",\"code\":\"NOTHING_FOUND\",\"reportedAt\":\"2026-03-01T12:00:00Z\"";

        assertThat(Lines.only(OutcomeLines.read(Lines.of(found + "}"), "o")).getExamined())
                .isTrue();
        assertThat(Lines.only(OutcomeLines.read(Lines.of(found + ",\"examined\":false}"), "o"))
                        .getExamined())
                .isFalse();
    }

    @Test
    void anOutcomeOutsideTheClosedListIsAFault() {
        LineFault fault = Lines.onlyFault(OutcomeLines.read(
                Lines.of("{\"consignmentKey\":\"K\",\"code\":\"NOTHING\",\"reportedAt\":1,\"examined\":true}"), "o"));

        assertThat(fault.code()).isEqualTo(LineFault.Code.UNKNOWN_CODE);
        assertThat(fault.message()).contains("field=code, value='NOTHING'");
    }

    @Test
    void anAssessmentHasTheNamesThatToolsRelyOn() {
        ConsignmentAssessed assessed = new ConsignmentAssessed(
                "a1",
                "default",
                "MAEU:1:2026",
                "f1",
                2,
                NOON,
                11.5,
                Lane.RED,
                List.of(new ThreatAssessed(
                        "narcotics",
                        11.5,
                        0.25,
                        Lane.RED,
                        List.of(new RuleContribution("prior", -6.5, "the usual rate", "1 in 91")))),
                SelectedBy.THRESHOLD,
                null,
                0.875,
                List.of(new QualityFinding("MISSING_MASS", "no mass of item 1")),
                new RuleSetRef("baseline", 3, "ab12", true),
                "0.1.0",
                "2026-01",
                new InputPosition("feed.jsonl", 0, 7L),
                NOON,
                NOON,
                List.of(new IndicatorReading("first_time_shipper", 1.0, "0 filings")),
                "ACME",
                null,
                null,
                "CNSHA > NLRTM",
                "NL000396",
                "ship MSC LORENA, voyage 234E",
                NOON,
                2,
                new Stake(12_000.5, null, "EUR"),
                491_625L);

        assertThat(Lines.written(LineWriter::assessments, List.of(assessed)))
                .isEqualTo(
                        "{\"assessmentId\":\"a1\",\"tenant\":\"default\",\"consignmentKey\":\"MAEU:1:2026\","
                                + "\"filingId\":\"f1\",\"filingVersion\":2,\"assessedAt\":\"2026-03-01T12:00:00Z\","
                                + "\"score\":11.5,\"lane\":\"RED\",\"threats\":[{\"threat\":\"narcotics\",\"score\":11.5,"
                                + "\"probability\":0.25,\"lane\":\"RED\",\"contributions\":[{\"rule\":\"prior\","
                                + "\"bits\":-6.5,\"why\":\"the usual rate\",\"evidence\":\"1 in 91\"}]}],"
                                + "\"selectedBy\":\"THRESHOLD\",\"dataQuality\":0.875,"
                                + "\"dataQualityFindings\":[{\"reason\":\"MISSING_MASS\",\"detail\":\"no mass of item 1\"}],"
                                + "\"ruleset\":{\"name\":\"baseline\",\"version\":3,\"hash\":\"ab12\",\"unsigned\":true},"
                                + "\"engine\":\"0.1.0\",\"reference\":\"2026-01\","
                                + "\"input\":{\"topic\":\"feed.jsonl\",\"partition\":0,\"offset\":7},"
                                + "\"orderTime\":\"2026-03-01T12:00:00Z\",\"filedAt\":\"2026-03-01T12:00:00Z\","
                                + "\"shipper\":\"ACME\",\"route\":\"CNSHA > NLRTM\",\"office\":\"NL000396\",\"conveyance\":\"ship MSC LORENA, voyage 234E\",\"arrival\":\"2026-03-01T12:00:00Z\",\"boxes\":2,\"stake\":{\"value\":12000.5,\"currency\":\"EUR\"},\"table\":491625,\"readings\":{\"first_time_shipper\":1.0}}\n");
    }

    @Test
    void anAlertHasTheNamesThatToolsRelyOn() {
        AlertRaised alert = new AlertRaised(
                "al1",
                "default",
                "MAEU:1:2026",
                "revenue",
                AlertState.UPDATED,
                NOON,
                "a2",
                9.0,
                Lane.YELLOW,
                false,
                List.of("lane RED to YELLOW"));

        assertThat(Lines.written(LineWriter::alerts, List.of(alert)))
                .isEqualTo("{\"alertId\":\"al1\",\"tenant\":\"default\",\"consignmentKey\":\"MAEU:1:2026\","
                        + "\"threat\":\"revenue\",\"state\":\"UPDATED\",\"at\":\"2026-03-01T12:00:00Z\","
                        + "\"assessmentId\":\"a2\",\"score\":9.0,\"lane\":\"YELLOW\",\"urgent\":false,"
                        + "\"changes\":[\"lane RED to YELLOW\"]}\n");
    }

    @Test
    void aRejectCarriesItsBytesInBase64() {
        FilingRejected rejected = new FilingRejected(
                "MALFORMED_JSON",
                "not JSON",
                "feed.jsonl",
                0,
                3L,
                NOON,
                "read-lines",
                Map.of(),
                null,
                ByteBuffer.wrap("{oops".getBytes(StandardCharsets.UTF_8)),
                null);

        assertThat(Lines.written(LineWriter::rejects, List.of(rejected, rejected)))
                .isEqualTo(("{\"reason\":\"MALFORMED_JSON\",\"message\":\"not JSON\",\"rejectedBy\":\"read-lines\","
                                + "\"input\":{\"topic\":\"feed.jsonl\",\"partition\":0,\"offset\":3},"
                                + "\"raw\":\"e29vcHM=\"}\n")
                        .repeat(2));
    }
}
