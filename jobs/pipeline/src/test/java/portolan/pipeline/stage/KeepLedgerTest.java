// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static portolan.pipeline.stage.OperatorScript.watermark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.Noted;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseEvent.Kind;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.Note;
import portolan.scoring.rules.SenderKeys;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
final class KeepLedgerTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final LedgerSettings SETTINGS = LedgerSettings.keeping(RETENTION);
    private static final int KEY_GROUPS = 16;

    /** So few that entries come and go between the levels of the heap, and the backend. */
    private static final CacheSizes HELD = new CacheSizes(1 << 13);

    private static KeyedTwoInputStreamOperatorTestHarness<String, LedgerInput, PublishedText, CaseEvent> harness(
            Mode mode, int parallelism, int subtask) throws Exception {
        return harness(mode, SETTINGS, parallelism, subtask);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, LedgerInput, PublishedText, CaseEvent> harness(
            String senderKeys) throws Exception {
        return harness(new KeepLedger(Mode.ORDERED, SETTINGS, senderKeys, HELD), 1, 0);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, LedgerInput, PublishedText, CaseEvent> harness(
            Mode mode, LedgerSettings settings, int parallelism, int subtask) throws Exception {
        return harness(new KeepLedger(mode, settings, null, HELD), parallelism, subtask);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, LedgerInput, PublishedText, CaseEvent> harness(
            KeepLedger ledger, int parallelism, int subtask) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                ledger, LedgerInput::ledgerKey, null, Types.STRING, KEY_GROUPS, parallelism, subtask);
    }

    private static Script script(Mode mode, Restart restart) throws Exception {
        return new Script(new OperatorScript<>(restart, StreamTypes.CASE_EVENT, () -> harness(mode, 1, 0)));
    }

    /** Filings and outcomes in the words of {@link Lines}. */
    private record Script(
            OperatorScript<
                            KeyedTwoInputStreamOperatorTestHarness<String, LedgerInput, PublishedText, CaseEvent>,
                            CaseEvent>
                    operator)
            implements AutoCloseable {
        Script put(long hour, String line) throws Exception {
            operator.then(harness -> harness.processElement1(Lines.input(hour, line), Lines.hour(hour)));
            return this;
        }

        /** Said with a proof by a key of the sender. */
        @SuppressWarnings("NullAway") // a line has no key, as a record may
        Script put(long hour, String line, SenderKeys key) throws Exception {
            RawRecord said = Lines.at(hour, line);
            byte[] name = Objects.requireNonNull(said.sender());
            Map<String, byte[]> headers =
                    Map.of(RawRecord.SENDER, name, SenderKeys.HEADER, key.prove(name, said.key(), said.value()));
            RawRecord proven = new RawRecord(
                    said.topic(), said.partition(), said.offset(), said.timestamp(), headers, said.key(), said.value());
            operator.then(
                    harness -> harness.processElement1((LedgerInput) Lines.DECODER.decode(proven), proven.timestamp()));
            return this;
        }

        Script pass(long hour) throws Exception {
            operator.then(harness -> harness.processBothWatermarks(watermark(hour)));
            return this;
        }

        Script publishList(long hour, String name, int version, String rows) throws Exception {
            operator.then(harness ->
                    harness.processElement2(AssessScript.publishedList(hour, name, version, rows), Lines.hour(0)));
            return this;
        }

        Script publishSenders(long hour, int version, String... entries) throws Exception {
            operator.then(harness -> harness.processElement2(Lines.senders(hour, version, entries), Lines.hour(0)));
            return this;
        }

        List<Reject> rejects() {
            return operator.side(SideOutputs.REJECTED);
        }

        Script end() throws Exception {
            operator.then(harness -> harness.processBothWatermarks(Watermark.MAX_WATERMARK));
            return this;
        }

        List<CaseEvent> events() {
            return operator.outputs();
        }

        List<Kind> kinds() {
            return events().stream().map(CaseEvent::kind).toList();
        }

        @Override
        public void close() {
            operator.close();
        }
    }

    /** A job that starts is told of its lists after a backlog that was screened against them. */
    @Test
    void asThingsArriveWhatCameAfterAListIsNotLookedAtAgain() throws Exception {
        try (Script script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.put(9, "CREATE HBL-1 v1 shipper=S1 eta=30")
                    .put(15, "CREATE HBL-2 v1 shipper=S1 eta=30")
                    .publishList(10, "own", 1, "1,PARTY S1,CN,,\n")
                    .pass(25);

            assertThat(script.events())
                    .filteredOn(event -> event.kind() == Kind.AMENDED)
                    .extracting(event -> event.key().value())
                    .containsExactly("MAEU:HBL-1:2026");
        }
    }

    @Test
    void whatNobodyWhoMayReportsTeachesNothing() throws Exception {
        try (Script script = script(Mode.ORDERED, Restart.NEVER)) {
            script.publishSenders(0, 1, "sender: A, tenants: [test], filers: [F1]")
                    .publishSenders(
                            3,
                            2,
                            "sender: A, tenants: [test], filers: [F1]",
                            "sender: DESK, tenants: [test], filers: ['*'], kinds: [OUTCOMES]")
                    .put(1, "CREATE HBL-1 v1 filer=F1 sender=A")
                    .put(2, "OUTCOME HBL-1 v1 code=SMUGGLED_GOODS sender=A")
                    .put(3, "OUTCOME HBL-1 v1 code=NOTHING_FOUND sender=DESK")
                    .put(4, "OUTCOME HBL-1 v1 code=SMUGGLED_GOODS sender=A")
                    .end();

            assertThat(script.rejects()).extracting(Reject::reason).containsExactly("NOT_ENTITLED", "NOT_ENTITLED");
            assertThat(script.kinds()).containsOnlyOnce(Kind.OUTCOME_KNOWN);
            assertThat(script.operator().side(SideOutputs.REPORTED))
                    .as("what the archive keeps, and fits learn from")
                    .extracting(RawRecord::offset)
                    .containsExactly(3L);
        }
    }

    @Restart.Each
    void aMoveTeachesFromWhoeverMayReportItAlone(Restart restart) throws Exception {
        try (Script script = script(Mode.ORDERED, restart)) {
            script.publishSenders(
                            2,
                            1,
                            "sender: A, tenants: [test], filers: ['*']",
                            "sender: PORT, tenants: [test], filers: [none], kinds: [MOVES]",
                            "sender: ABROAD, tenants: [other], filers: [none], kinds: [MOVES]")
                    .put(1, "MOVE MSKU0000006 v1 sender=A")
                    .put(2, "MOVE MSKU0000006 v1 sender=A")
                    .put(3, "MOVE MSKU0000006 v1 sender=PORT")
                    .put(4, "MOVE MSKU0000006 v1")
                    .put(5, "MOVE MSKU0000006 v1 sender=ABROAD")
                    .end();

            assertThat(script.operator().side(SideOutputs.MOVES))
                    .extracting(calls -> calls.position().offset())
                    .containsOnly(1L, 3L);
            assertThat(script.rejects()).extracting(Reject::reason).containsOnly("NOT_ENTITLED");
            assertThat(script.rejects())
                    .extracting(reject -> reject.raw().offset())
                    .containsExactly(2L, 4L, 5L);
            assertThat(script.rejects().get(0).message())
                    .isEqualTo("the sender 'A' (in force: senders v1) does not report MOVES: tenant=test,"
                            + " container=MSKU0000006, event=move-2");
        }
    }

    /** A fail-over reads the keys anew, and what lies beside them may be no key by then. */
    @Restart.Each
    void aFileThatIsNoKeyKeepsNoSenderFromBeingProven(Restart restart, @TempDir Path folder) throws Exception {
        SenderKeys key = SenderKeys.ofFile(Files.write(folder.resolve("a.key"), new byte[32]));
        Files.write(folder.resolve("bad.key"), new byte[31]);
        try (Script script =
                new Script(new OperatorScript<>(restart, StreamTypes.CASE_EVENT, () -> harness(folder.toString())))) {
            script.publishSenders(1, 1, provenBy(key))
                    .put(2, "CREATE HBL-2 v1 filer=F1 sender=A")
                    .put(2, "CREATE HBL-1 v1 filer=F1 sender=A", key)
                    .pass(9);

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.rejects()).extracting(Reject::reason).containsExactly("NOT_ENTITLED");
        }
    }

    private static String provenBy(SenderKeys key) {
        return "sender: A, tenants: [test], filers: [F1]}\nproofs:\n  - {senders: [A], keys: ["
                + key.fingerprints().get(0) + "]";
    }

    @Test
    void aKeyThatIsTakenAwayProvesNothingFromTheNextListOn(@TempDir Path folder) throws Exception {
        SenderKeys key = SenderKeys.ofFile(Files.write(folder.resolve("a.key"), new byte[32]));
        Files.write(folder.resolve("other.key"), new byte[33]);
        try (Script script = new Script(
                new OperatorScript<>(Restart.NEVER, StreamTypes.CASE_EVENT, () -> harness(folder.toString())))) {
            script.publishSenders(1, 1, provenBy(key))
                    .put(2, "CREATE HBL-1 v1 filer=F1 sender=A", key)
                    .pass(3);
            Files.write(folder.resolve("a.key"), new byte[31]);
            script.publishSenders(4, 2, provenBy(key))
                    .put(5, "CREATE HBL-2 v1 filer=F1 sender=A", key)
                    .pass(9);

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.rejects()).extracting(Reject::reason).containsExactly("NOT_ENTITLED");
        }
    }

    @Test
    void aFolderThatIsAwayTakesNoKeyFromWhoRunsAndStartsNobody(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.key"), new byte[32]);
        SenderKeys key = SenderKeys.ofFile(file);
        try (Script script = new Script(
                new OperatorScript<>(Restart.NEVER, StreamTypes.CASE_EVENT, () -> harness(folder.toString())))) {
            script.publishSenders(1, 1, provenBy(key));
            Files.delete(file);
            Files.delete(folder);
            script.publishSenders(4, 2, provenBy(key))
                    .put(5, "CREATE HBL-1 v1 filer=F1 sender=A", key)
                    .pass(9);
            assertThat(script.kinds()).containsExactly(Kind.FILED);

            assertThatThrownBy(script.operator()::restart).hasStackTraceContaining(folder.toString());
        }
    }

    @Restart.Each
    void whatASenderDoesNotSpeakForIsRefusedFromTheListsTimeOn(Restart restart) throws Exception {
        for (Mode mode : Mode.values()) {
            try (Script script = script(mode, restart)) {
                script.publishSenders(2, 1, "sender: A, tenants: [test], filers: [F1]")
                        .publishSenders(5, 2, "sender: B, tenants: [test], filers: [F1]")
                        .publishSenders(8, 2)
                        .put(1, "CREATE HBL-1 v1 filer=F1 sender=B")
                        .put(2, "DELETE HBL-1 v2 filer=F1 sender=B")
                        .put(3, "REPLACE HBL-1 v2 filer=F1 kg=900 sender=A")
                        .put(4, "DELETE HBL-1 v3 filer=F1")
                        .put(5, "DELETE HBL-1 v3 filer=F1 sender=A")
                        .put(6, "REPLACE HBL-1 v3 filer=F1 kg=800 sender=B")
                        .put(8, "DELETE HBL-1 v4 filer=F1")
                        .pass(9);

                assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.AMENDED, Kind.AMENDED, Kind.WITHDRAWN);
                assertThat(script.rejects())
                        .extracting(Reject::reason, reject -> reject.raw().offset())
                        .containsExactly(
                                tuple("NOT_ENTITLED", 2L), tuple("NOT_ENTITLED", 4L), tuple("NOT_ENTITLED", 5L));
                assertThat(script.rejects().get(0).raw()).isEqualTo(Lines.at(2, "DELETE HBL-1 v2 filer=F1 sender=B"));
            }
        }
    }

    @Restart.Each
    void tellsWhatAFilingChanges(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 kg=1000")
                    .put(2, "REPLACE HBL-1 v2 kg=900")
                    .put(3, "OUTCOME HBL-1 v1 code=FALSE_ORIGIN")
                    .put(4, "DELETE HBL-1 v3");

            assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.AMENDED, Kind.OUTCOME_KNOWN, Kind.WITHDRAWN);
            assertThat(script.events()).extracting(CaseEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
            assertThat(script.events().get(1).before())
                    .isEqualTo(script.events().get(0).now());
        }
    }

    /** Due four hours before arrival, neither in boxes nor on short sea. */
    @Restart.Each
    void whatAListHasNewsOfIsLookedAtAgainWhileItsDecisionIsNotDue(Restart restart) throws Exception {
        for (Mode mode : Mode.values()) {
            try (Script script = script(mode, restart)) {
                script.publishList(10, "own", 1, "1,PARTY S1,CN,,\n2,PARTY S2,CN,,\n")
                        .publishList(20, "own", 2, "1,PARTY S1,CN,,\n2,PARTY S2,,,\n3,PARTY S3,CN,,\n")
                        .put(1, "CREATE HBL-1 v1 shipper=S1 eta=30")
                        .put(2, "CREATE HBL-2 v1 shipper=S2 eta=30")
                        .put(3, "CREATE HBL-3 v1 shipper=S3 eta=30")
                        .put(4, "CREATE HBL-4 v1 shipper=S3 eta=23")
                        .put(5, "CREATE HBL-5 v1 shipper=S3 eta=30")
                        .put(6, "DELETE HBL-5 v2")
                        .put(7, "CREATE HBL-6 v1 shipper=S6 eta=30")
                        .pass(12)
                        .put(13, "CREATE HBL-7 v1 shipper=S1 eta=30")
                        .pass(25);

                List<CaseEvent> again = script.events().stream()
                        .filter(event -> event.kind() == Kind.AMENDED)
                        .toList();
                assertThat(again)
                        .as("%s: added or changed, its decision not due, and live", mode)
                        .extracting(
                                event -> event.key().value(),
                                event -> event.position().orderTime())
                        .containsExactly(
                                tuple("MAEU:HBL-1:2026", Lines.hour(10)),
                                tuple("MAEU:HBL-2:2026", Lines.hour(10)),
                                tuple("MAEU:HBL-2:2026", Lines.hour(20)),
                                tuple("MAEU:HBL-3:2026", Lines.hour(20)));
                assertThat(again).allSatisfy(event -> {
                    assertThat(event.before()).isEqualTo(event.now());
                    assertThat(event.amendments()).isZero();
                });
                assertThat(again).extracting(CaseEvent::sequence).containsExactly(2L, 2L, 3L, 2L);
            }
        }
    }

    @Restart.Each
    void dropsADuplicateAndNotesIt(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(2, "CREATE HBL-1 v1");

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.operator().side(SideOutputs.NOTED))
                    .extracting(Noted::note)
                    .containsExactly(Note.DUPLICATE_FILING);
        }
    }

    @Test
    void whatASecondSnapshotStoresIsFoundAfterIt() throws Exception {
        try (Script script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.put(1, "CREATE HBL-1 v1");
            script.operator().snapshot();
            script.operator().restart();
            script.operator().restart();
            script.put(2, "CREATE HBL-1 v1");

            assertThat(script.kinds()).containsExactly(Kind.FILED);
        }
    }

    @Restart.Each
    void givesBackTheOriginalBytesOfWhatItRefuses(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "REPLACE HBL-9 v2").put(2, "OUTCOME HBL-8 v1").put(3, "CREATE HBL-1 v1");
            assertThat(script.operator().side(SideOutputs.REJECTED))
                    .as("its create may still come")
                    .isEmpty();
            script.pass(2 + SETTINGS.holdEarly().toHours());

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.operator().side(SideOutputs.REJECTED))
                    .extracting(
                            Reject::reason, reject -> new String(reject.raw().value(), StandardCharsets.UTF_8))
                    .containsExactly(
                            tuple("UNKNOWN_CONSIGNMENT", "REPLACE HBL-9 v2"),
                            tuple("OUTCOME_FOR_UNKNOWN_CONSIGNMENT", "OUTCOME HBL-8 v1"));
        }
    }

    @Restart.Each
    void handlesShuffledInputInPositionOrder(Restart restart) throws Exception {
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(3, "DELETE HBL-1 v3")
                    .put(2, "REPLACE HBL-1 v2 kg=900")
                    .put(1, "CREATE HBL-2 v1")
                    .put(0, "CREATE HBL-1 v1")
                    .pass(2);
            assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.FILED, Kind.AMENDED);
            script.pass(3);

            assertThat(script.operator().outputWithWatermarks())
                    .satisfiesExactly(
                            first -> assertThat(((CaseEvent) first).key().value())
                                    .isEqualTo("MAEU:HBL-1:2026"),
                            second -> assertThat(((CaseEvent) second).key().value())
                                    .isEqualTo("MAEU:HBL-2:2026"),
                            third -> assertThat(((CaseEvent) third).kind()).isEqualTo(Kind.AMENDED),
                            mark -> assertThat(mark).isEqualTo(watermark(2)),
                            last -> assertThat(((CaseEvent) last).kind()).isEqualTo(Kind.WITHDRAWN),
                            mark -> assertThat(mark).isEqualTo(watermark(3)));
        }
    }

    @Test
    void handlesALateFilingAtOnce() throws Exception {
        try (Script script = script(Mode.ORDERED, Restart.NEVER)) {
            script.pass(5).put(4, "CREATE HBL-1 v1");

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.operator().late()).isEqualTo(1);
        }
    }

    /** Its entry is over when it comes, and what was to happen before that still happens. */
    @Test
    void whatComesAfterItIsOverFallsDueAtOnce() throws Exception {
        try (Script script = script(Mode.ORDERED, Restart.NEVER)) {
            script.pass(80_000).put(1, "CREATE MBL-1 v1 level=MASTER eta=100").pass(80_001);

            assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.DUE);
        }
    }

    /** A source that starts again may begin with a time that was passed before. */
    @Test
    void whatComesOfATimeThatWasPassedBeforeARestartIsLate() throws Exception {
        try (Script script = script(Mode.ORDERED, Restart.NEVER)) {
            script.pass(5).operator().restart();
            script.pass(2).operator().restart();
            script.put(4, "CREATE HBL-2 v1").put(3, "CREATE HBL-1 v1").put(6, "CREATE HBL-3 v1");
            assertThat(script.operator().late()).isEqualTo(2);
            script.operator().restart();

            assertThat(script.pass(6).events())
                    .extracting(event -> event.key().value())
                    .containsExactly("MAEU:HBL-1:2026", "MAEU:HBL-2:2026", "MAEU:HBL-3:2026");
            assertThat(script.operator().late()).isZero();
        }
    }

    @Restart.Each
    void forgetsAConsignmentAfterItsRetention(Restart restart) throws Exception {
        long inTime = RETENTION.toHours() + 11;
        long over = RETENTION.toHours() + 12;
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(12, "REPLACE HBL-1 v2 kg=900").pass(inTime);
            assertThat(script.operator().storedValues()).isPositive();
            script.pass(over);
            assertThat(script.operator().storedValues()).isZero();

            long givenUp = over + 1 + SETTINGS.holdEarly().toHours();
            script.put(over + 1, "REPLACE HBL-1 v3 kg=800").pass(givenUp);
            script.pass(givenUp + 1);
            assertThat(script.operator().storedValues()).isZero();
            assertThat(script.operator().side(SideOutputs.REJECTED))
                    .extracting(Reject::reason)
                    .containsExactly("UNKNOWN_CONSIGNMENT");
        }
    }

    /**
     * The timer of an old filing fires with the watermark, which in a burst comes after filings that must not see it.
     */
    @Restart.Each
    void aConsignmentIsForgottenByTheTimeOfTheFilingNotByTheTimer(Restart restart) throws Exception {
        long over = RETENTION.toHours() + 2;
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(1, "CREATE HBL-1 v1")
                    .put(over, "REPLACE HBL-1 v2 kg=900")
                    .pass(over + SETTINGS.holdEarly().toHours());

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.operator().side(SideOutputs.REJECTED)).hasSize(1);
        }
    }

    @Restart.Each
    void whatComesBeforeItsCreateFollowsIt(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "REPLACE HBL-1 v3 kg=800")
                    .put(2, "PATCH HBL-1 v2 kg=900")
                    .put(3, "OUTCOME HBL-1 v1 code=UNDERVALUED")
                    .put(4, "CREATE HBL-1 v1 kg=1000");

            assertThat(script.events())
                    .extracting(CaseEvent::kind, event -> event.live().massKg(), CaseEvent::sequence)
                    .containsExactly(
                            tuple(Kind.FILED, 1000.0, 1L),
                            tuple(Kind.OUTCOME_KNOWN, 1000.0, 2L),
                            tuple(Kind.AMENDED, 900.0, 3L),
                            tuple(Kind.AMENDED, 800.0, 4L));
            assertThat(script.events())
                    .extracting(event -> event.position().orderTime())
                    .containsOnly(Lines.hour(4));
        }
    }

    @Restart.Each
    void anArrivalAndASupplementCompleteABill(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1")
                    .put(2, "ARRIVAL HBL-1 v2 ata=1")
                    .put(3, "STATUS HBL-1 v3")
                    .put(4, "SUPPLEMENT HBL-1 v4 shipper=S2");

            assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.AMENDED, Kind.AMENDED);
            assertThat(script.events()).extracting(CaseEvent::amendments).containsOnly(0);
            assertThat(script.operator().side(SideOutputs.NOTED))
                    .extracting(Noted::note)
                    .containsExactly(Note.STATUS);
        }
    }

    @Restart.Each
    void twoFilersOfOneBillKeepTheirClaimsApart(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 kg=1000")
                    .put(2, "CREATE HBL-1 v1 kg=700 filer=F2 mrn=M2 consignee=C9")
                    .put(3, "REPLACE HBL-1 v2 kg=600 filer=F2 mrn=M2 consignee=C9")
                    .put(4, "REPLACE HBL-1 v2 kg=900")
                    .put(5, "DELETE HBL-1 v3");

            assertThat(script.events())
                    .extracting(CaseEvent::kind, event -> event.live().massKg())
                    .containsExactly(
                            tuple(Kind.FILED, 1000.0),
                            tuple(Kind.CONTESTED, 700.0),
                            tuple(Kind.CONTESTED, 600.0),
                            tuple(Kind.AMENDED, 900.0),
                            tuple(Kind.AMENDED, 600.0));
        }
    }

    @Restart.Each
    void aBillFiledAgainSoonAfterItsWithdrawalTellsHowItDiffers(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(2, "DELETE HBL-1 v2").put(20, "CREATE HBL-1 v1 filer=F2 mrn=M2");

            assertThat(script.events().get(2).history().refiling()).satisfies(refiling -> {
                assertThat(refiling.otherFiler()).isTrue();
                assertThat(refiling.otherParty()).isFalse();
            });
        }
    }

    @Restart.Each
    void billsThatBelongTogetherFallDueOnceWithTheWatermark(Restart restart) throws Exception {
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(1, "CREATE MBL-1 v1 level=MASTER eta=100")
                    .put(2, "CREATE HBL-1 v1 master=MBL-1 eta=90")
                    .put(3, "CREATE HBL-2 v1")
                    .pass(65);
            assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.FILED, Kind.FILED);
            script.pass(66).pass(75).pass(200);

            assertThat(script.events().subList(3, 5))
                    .extracting(
                            CaseEvent::kind,
                            event -> event.key().value(),
                            event -> event.position().orderTime())
                    .containsExactly(
                            tuple(Kind.DUE, "MAEU:HBL-1:2026", Lines.hour(66)),
                            tuple(Kind.DUE, "MAEU:MBL-1:2026", Lines.hour(76)));
            assertThat(script.kinds()).hasSize(5);
        }
    }

    /** A watermark that runs over the moment and over what comes after it at once must not turn them around. */
    @Restart.Each
    void whatFallsDueIsToldBeforeTheNextInputBehindIt(Restart restart) throws Exception {
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(1, "CREATE MBL-1 v1 level=MASTER eta=100")
                    .put(76, "REPLACE MBL-1 v2 level=MASTER eta=100 kg=1")
                    .put(77, "REPLACE MBL-1 v3 level=MASTER eta=100 kg=2")
                    .pass(200);

            assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.AMENDED, Kind.DUE, Kind.AMENDED);
            assertThat(script.events()).isSortedAccordingTo(Comparator.comparing(CaseEvent::position));
            assertThat(script.events()).extracting(CaseEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    /**
     * What is told of a moment leaves before the watermark that ends it: behind it, it would be late for the memories.
     */
    @Restart.Each
    void aMomentIsToldBeforeItsWatermark(Restart restart) throws Exception {
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(1, "CREATE MBL-1 v1 level=MASTER eta=100").pass(76);

            assertThat(script.operator().outputWithWatermarks())
                    .satisfiesExactly(
                            first -> assertThat(((CaseEvent) first).kind()).isEqualTo(Kind.FILED),
                            second -> assertThat(((CaseEvent) second).kind()).isEqualTo(Kind.DUE),
                            mark -> assertThat(mark).isEqualTo(watermark(76)));
        }
    }

    @Restart.Each
    void whatStillWaitsWhenAllInputsAreOverIsToldOnce(Restart restart) throws Exception {
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(1, "CREATE MBL-1 v1 level=MASTER eta=100")
                    .put(2, "REPLACE HBL-9 v2")
                    .put(3, "CREATE HBL-1 v1 master=MBL-1")
                    .end()
                    .end();

            assertThat(script.kinds()).containsExactlyInAnyOrder(Kind.FILED, Kind.FILED, Kind.DUE, Kind.DUE);
            assertThat(script.operator().side(SideOutputs.REJECTED))
                    .extracting(Reject::reason)
                    .containsExactly("UNKNOWN_CONSIGNMENT");
            assertThat(script.operator().outputWithWatermarks()).endsWith(Watermark.MAX_WATERMARK);
        }
    }

    /** A drained job goes on from its savepoint; one that has read its whole feed does not. */
    @Test
    void onlyAFeedThatGoesOnSavesItsEntriesWithTheLastWatermark() throws Exception {
        for (LedgerSettings settings : List.of(SETTINGS, SETTINGS.endingAt(Lines.hour(9)))) {
            OperatorSubtaskState last;
            try (Script script = ordered(settings, null)) {
                last = script.put(1, "CREATE HBL-1 v1").end().operator().snapshot();
            }
            try (Script script = ordered(settings, last)) {
                script.put(2, "REPLACE HBL-1 v2 kg=900").pass(3);
                assertThat(script.kinds())
                        .as(settings.toString())
                        .isEqualTo(settings.feedEnds() ? List.of() : List.of(Kind.AMENDED));
            }
        }
    }

    private static Script ordered(LedgerSettings settings, @Nullable OperatorSubtaskState state) throws Exception {
        return new Script(new OperatorScript<>(
                Restart.NEVER, StreamTypes.CASE_EVENT, () -> harness(Mode.ORDERED, settings, 1, 0), state));
    }

    @Test
    void whatIsOverIsForgottenWithTheWatermarkThatPassesIt() throws Exception {
        long over = RETENTION.toHours() + 1;
        try (Script script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.put(1, "CREATE HBL-1 v1");
            script.operator().snapshot();
            script.pass(over - 1);
            assertThat(script.operator().storedValues()).isPositive();
            script.pass(over);
            assertThat(script.operator().storedValues()).isZero();
        }
    }

    @Restart.Each
    void nothingIsLeftOfWhateverHappenedToAConsignment(Restart restart) throws Exception {
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(1, "CREATE MBL-1 v1 level=MASTER eta=100")
                    .put(2, "CREATE MBL-1 v1 level=MASTER filer=F2 mrn=M2")
                    .put(3, "REPLACE HBL-7 v2")
                    .put(4, "CREATE HBL-1 v1 master=MBL-1")
                    .put(5, "DELETE HBL-1 v2")
                    .put(6, "REPLACE HBL-1 v3")
                    .put(7, "OUTCOME HBL-1 v1")
                    .pass(7);
            assertThat(script.operator().storedValues()).isPositive();
            script.pass(101 + RETENTION.toHours());

            assertThat(script.operator().storedValues()).isZero();
        }
    }

    @Test
    void heldFilingsFindTheirTaskWhenTheJobIsRescaled() throws Exception {
        OperatorSubtaskState one;
        try (Script script = script(Mode.ORDERED, Restart.NEVER)) {
            for (int bill = 1; bill <= 20; bill++) {
                script.put(bill, "CREATE HBL-" + bill + " v1");
            }
            one = script.operator().snapshot();
        }

        List<CaseEvent> left = resumed(one, 0);
        List<CaseEvent> right = resumed(one, 1);

        assertThat(left).isNotEmpty();
        assertThat(right).isNotEmpty();
        assertThat(left.size() + right.size()).isEqualTo(20);
        assertThat(left).isSortedAccordingTo(Comparator.comparing(CaseEvent::position));
    }

    /** Their places in the topic are read: lost here, they would be lost for good. */
    @Test
    void whatIsHeldInOrderedModeIsHandledByAJobThatGoesOnInArrivalMode() throws Exception {
        OperatorSubtaskState held;
        try (Script script = script(Mode.ORDERED, Restart.NEVER)) {
            held = script.put(2, "CREATE HBL-2 v1")
                    .put(1, "CREATE HBL-1 v1")
                    .operator()
                    .snapshot();
        }

        try (Script script = arriving(held)) {
            assertThat(script.put(3, "REPLACE HBL-1 v2 kg=900").events())
                    .as("before the next filing")
                    .extracting(CaseEvent::kind, event -> event.position().orderTime())
                    .containsExactly(
                            tuple(Kind.FILED, Lines.hour(1)),
                            tuple(Kind.FILED, Lines.hour(2)),
                            tuple(Kind.AMENDED, Lines.hour(3)));
        }
        try (Script script = arriving(held)) {
            assertThat(script.pass(1).events()).as("or with a watermark").hasSize(2);
        }
    }

    private static Script arriving(OperatorSubtaskState held) throws Exception {
        return new Script(
                new OperatorScript<>(Restart.NEVER, StreamTypes.CASE_EVENT, () -> harness(Mode.ARRIVAL, 1, 0), held));
    }

    private static List<CaseEvent> resumed(OperatorSubtaskState one, int subtask) throws Exception {
        OperatorSubtaskState part =
                AbstractStreamOperatorTestHarness.repartitionOperatorState(one, KEY_GROUPS, 1, 2, subtask);
        try (Script script = new Script(new OperatorScript<>(
                Restart.NEVER, StreamTypes.CASE_EVENT, () -> harness(Mode.ORDERED, 2, subtask), part))) {
            return script.pass(100).events();
        }
    }
}
