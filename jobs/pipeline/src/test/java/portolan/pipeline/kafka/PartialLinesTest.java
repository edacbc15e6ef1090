// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.wire.Topics;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.TransportMode;

/** Lines that say only what changes, over the wire and through the ledger. */
final class PartialLinesTest {
    private static final String BILL = """
            {"filedAt":"2026-03-01T08:30:00Z","natureOfMovement":"TRANSIT","transportMode":"AIR","office":"NL000510",\
            "transportDocument":{"number":"MX77","issuer":"MAEU","type":"N705"},"totals":{"grossMassKg":1000},\
            "goodsItems":[{"seq":1,"description":"steel bolts"}],"parties":[{"role":"CONSIGNEE","rawName":"VAN DIJK"}]}""";

    @Test
    void aPatchChangesWhatItSaysAndLeavesTheRest() {
        List<CaseEvent> events = told(
                BILL,
                "{\"eventKind\":\"PATCH\",\"filedAt\":\"2026-03-02T08:30:00Z\",\"consignmentKey\":\"MAEU:MX77:2026\","
                        + "\"totals\":{\"grossMassKg\":1900}}",
                "{\"eventKind\":\"PATCH\",\"filedAt\":\"2026-03-03T08:30:00Z\","
                        + "\"transportDocument\":{\"number\":\"MX77\",\"issuer\":\"MAEU\"},\"office\":\"NL000511\"}");

        assertThat(events)
                .extracting(CaseEvent::kind)
                .containsExactly(CaseEvent.Kind.FILED, CaseEvent.Kind.AMENDED, CaseEvent.Kind.AMENDED);
        Consignment filed = requireNonNull(events.get(0).now());
        Consignment last = requireNonNull(events.get(2).now());
        assertThat(requireNonNull(last.totals()).grossMassKg()).isEqualTo(1900);
        assertThat(last.office()).isEqualTo("NL000511");
        assertThat(last.nature()).isEqualTo(NatureOfMovement.TRANSIT);
        assertThat(last.mode()).isEqualTo(TransportMode.AIR);
        assertThat(last.document()).isEqualTo(filed.document());
        assertThat(last.filer()).isEqualTo(filed.filer());
        assertThat(last.items()).isEqualTo(filed.items());
        assertThat(last.parties()).isEqualTo(filed.parties());
    }

    @Test
    void aPatchOfOnePartyKeepsThoseOfOtherRolesAndNullIsLeftOut() {
        List<CaseEvent> events = told(
                BILL.replace(
                                "\"parties\":[",
                                "\"parties\":[{\"role\":\"CONSIGNOR\",\"rawName\":\"ACME\"},"
                                        + "{\"role\":\"NOTIFY\",\"rawName\":\"N1\"},{\"role\":\"NOTIFY\",\"rawName\":\"N2\"},")
                        .replace("\"totals\":{", "\"totals\":{\"packages\":40,"),
                "{\"eventKind\":\"PATCH\",\"filedAt\":\"2026-03-02T08:30:00Z\",\"consignmentKey\":\"MAEU:MX77:2026\","
                        + "\"office\":null,\"totals\":{\"packages\":null,\"grossMassKg\":1900},\"parties\":["
                        + "{\"role\":\"BUYER\",\"rawName\":\"JANSEN\"},{\"role\":\"NOTIFY\",\"rawName\":\"N3\"}]}");

        Consignment last = requireNonNull(events.get(1).now());
        assertThat(last.parties()).extracting(Party::name).containsExactly("ACME", "N3", "VAN DIJK", "JANSEN");
        assertThat(last.office()).isEqualTo("NL000510");
        assertThat(requireNonNull(last.totals()).packages()).isEqualTo(40);
        assertThat(requireNonNull(last.totals()).grossMassKg()).isEqualTo(1900);
    }

    @Test
    void aDeletionNeedsOnlyTheKey() {
        List<CaseEvent> events = told(
                BILL,
                "{\"eventKind\":\"DELETE\",\"filedAt\":\"2026-03-02T08:30:00Z\",\"consignmentKey\":\"MAEU:MX77:2026\"}");

        assertThat(events).extracting(CaseEvent::kind).containsExactly(CaseEvent.Kind.FILED, CaseEvent.Kind.WITHDRAWN);
    }

    private static List<CaseEvent> told(String... lines) {
        FilingDecoder decoder = new FilingDecoder();
        SequentialLedger ledger = new SequentialLedger(LedgerSettings.keeping(Duration.ofDays(30)));
        List<CaseEvent> events = new ArrayList<>();
        InputStream file = new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        LineReader<Filing> reader = FilingLines.read(file, "feed.jsonl");
        while (reader.hasNext()) {
            Filing filing = reader.next().orThrow();
            Instant at = filing.getReceivedAt();
            RawRecord raw = RawRecord.line(
                    "feed.jsonl",
                    at.getEpochSecond(),
                    at.toEpochMilli(),
                    Topics.CONSIGNMENTS_FILED.wire().encode(filing));
            LedgerInput input = (LedgerInput) decoder.decode(raw);
            for (LedgerStep step : ledger.take(requireNonNull(input.filing()))) {
                events.add(requireNonNull(step.event(), "every line changes something"));
            }
        }
        return events;
    }
}
