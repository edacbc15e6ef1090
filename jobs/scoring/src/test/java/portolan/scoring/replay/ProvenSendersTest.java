// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.scoring.Consignments.consignment;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.scoring.Consignments;
import portolan.scoring.ledger.Note;
import portolan.scoring.ledger.Refusal;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Position;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.SenderKeys;
import portolan.scoring.rules.SendersInForce;
import portolan.scoring.rules.Sent;
import portolan.scoring.score.Assessment;

/** Attacks by whoever may write the topic of filings, and so any header, but has no key of the sender. */
class ProvenSendersTest {
    private static final String OURS = "26NL000000000001";

    @TempDir
    private Path keys;

    private SequentialEngine engine = new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
    private long offset;

    /** What a filing says stands for its bytes. */
    private record Written(Filing filing, Sent sent) {}

    @BeforeEach
    void aListThatNamesKeys() throws Exception {
        engine = engine.checking(Long.MIN_VALUE, list(key("true"), key("relay")));
        key("evil");
        engine.proving(folder());
    }

    private static SendersInForce list(SenderKeys own, SenderKeys relay) {
        return StrangersTest.lists(
                """
                name: senders
                version: 1
                senders:
                  - {sender: TRUE, tenants: [test], filers: [FORWARDER-1]}
                  - {sender: OTHER, tenants: [test], filers: [FORWARDER-1]}
                proofs:
                  - {senders: [TRUE], keys: [%s]}
                  - {senders: ["*"], keys: [%s]}
                """.formatted(own.fingerprints().get(0), relay.fingerprints().get(0)));
    }

    private SenderKeys folder() throws Exception {
        return SenderKeys.ofFolder(keys, bad -> {
            throw new AssertionError(bad);
        });
    }

    private SenderKeys key(String name) throws Exception {
        Path file = keys.resolve(name + ".key");
        if (!Files.exists(file)) {
            Files.write(file, (name + "-".repeat(40)).getBytes(UTF_8));
        }
        return SenderKeys.ofFile(file);
    }

    @Test
    void aFilingIsOfWhoHasTheKey() throws Exception {
        assessed(take(written("true", "TRUE", EventKind.CREATE, 1, 10)));
        assessed(take(written("relay", "TRUE", EventKind.REPLACE, 2, 20)));
        assessed(take(written("relay", "OTHER", EventKind.REPLACE, 3, 30)));

        assertNotProven(take(written(null, "TRUE", EventKind.DELETE, 4, 30)), "TRUE");
        assertNotProven(take(written("evil", "TRUE", EventKind.DELETE, 4, 30)), "TRUE");
        assertNotProven(take(written("true", "OTHER", EventKind.DELETE, 4, 30)), "OTHER");
    }

    @Test
    void aProofIsOfOneSenderOneKeyAndOneContent() throws Exception {
        Written first = written("relay", "TRUE", EventKind.CREATE, 1, 10);
        byte[] proof = Objects.requireNonNull(first.sent().proof());
        byte[] key = Objects.requireNonNull(first.sent().key());
        List<Sent> forged = new ArrayList<>(List.of(
                new Sent("OTHER".getBytes(UTF_8), proof, key, first.sent().value()),
                new Sent(first.sent().sender(), proof, null, first.sent().value()),
                new Sent(
                        first.sent().sender(),
                        proof,
                        "KEY".getBytes(UTF_8),
                        first.sent().value()),
                new Sent(first.sent().sender(), proof, key, "other".getBytes(UTF_8)),
                new Sent(first.sent().sender(), new byte[0], key, first.sent().value())));
        for (int bit = 0; bit < proof.length; bit++) {
            byte[] turned = proof.clone();
            turned[bit] ^= 1;
            forged.add(new Sent(first.sent().sender(), turned, key, first.sent().value()));
        }
        for (Sent one : forged) {
            assertNotProven(engine.take(first.filing(), one), "");
        }
        assessed(take(first));
    }

    @Test
    void aFileThatIsNoKeyTakesNoOtherAway() throws Exception {
        Path bad = Files.write(keys.resolve("bad.key"), new byte[31]);
        List<Exception> faults = new ArrayList<>();

        SenderKeys read = SenderKeys.ofFolder(keys, faults::add);

        Files.delete(bad);
        assertThat(faults).singleElement().asString().contains("32 to 4096 bytes", "bad.key");
        assertThat(read.fingerprints()).isEqualTo(folder().fingerprints()).hasSize(3);
    }

    @Test
    void aFolderThatGivesNoKeyIsSaid(@TempDir Path empty) throws Exception {
        Files.write(empty.resolve("bad.key"), new byte[31]);
        List<Exception> faults = new ArrayList<>();

        assertThatThrownBy(() -> SenderKeys.ofFolder(empty, faults::add)).hasMessageContaining("no sender's key");
        assertThatThrownBy(() -> SenderKeys.ofFolder(empty.resolve("nowhere"), faults::add))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(faults).hasSize(1);
    }

    @Test
    void aKeyThatTheListDoesNotNameAnyMoreProvesNothing() throws Exception {
        engine.checking(Consignments.RECEIVED_AT.toEpochMilli() + 2, list(key("next"), key("relay")));
        engine.proving(folder());

        assessed(take(written("true", "TRUE", EventKind.CREATE, 1, 10)));
        assertNotProven(take(written("true", "TRUE", EventKind.REPLACE, 2, 20)), "TRUE");
        assessed(take(written("next", "TRUE", EventKind.REPLACE, 2, 20)));
    }

    /** A copy proves itself: it is the same filing once more, and undoes nothing that its filer did since. */
    @Test
    void aCopiedRecordUndoesNothing() throws Exception {
        List<Written> history = List.of(
                written("true", "TRUE", EventKind.CREATE, 1, 10),
                written("true", "TRUE", EventKind.REPLACE, 2, 20),
                written("true", "TRUE", EventKind.DELETE, 3, 20),
                written("true", "TRUE", EventKind.CREATE, 4, 30));
        for (Written one : history) {
            take(one);
        }
        for (Written one : history) {
            assertThat(take(again(one)))
                    .as("%s again", one.filing().kind())
                    .allSatisfy(step -> assertThat(step.assessment()).isNull());
        }

        Assessment amended = assessed(take(written("true", "TRUE", EventKind.REPLACE, 5, 40)));
        assertThat(amended.filingVersion()).isEqualTo(5);
    }

    /** Notices and patches have numbers of their own, so that no version tells an old one. */
    @ParameterizedTest
    @EnumSource(names = {"ARRIVAL", "SUPPLEMENT", "PATCH", "DELETE"})
    void aCopiedMessageUnderItsOwnNumberUndoesNothing(EventKind kind) throws Exception {
        Consignment ours = consignment().weighingKg(10).build();
        assessed(take(written("true", "TRUE", EventKind.CREATE, OURS, 1, ours)));
        Consignment other = consignment()
                .weighingKg(99)
                .departing(Consignments.DEPARTURE, Consignments.DEPARTURE.plusSeconds(3600))
                .inContainers("MSKU1234565")
                .build();
        Written copied = written("true", "TRUE", kind, "OWN-1", 1, other);
        take(copied);
        for (int later = 0; later < 40; later++) {
            assessed(take(written(
                    "true",
                    "TRUE",
                    EventKind.CREATE,
                    "NEW-" + later,
                    1,
                    consignment().weighingKg(20 + later).build())));
        }

        assertThat(take(again(copied)).get(0).note()).isEqualTo(Note.DUPLICATE_FILING);
    }

    /** Prints it; the budget is 3 µs. With C1 alone it is ten times as much: only C2 knows instructions for SHA-256. */
    @Test
    @Tag("night")
    void aProofOf700BytesTakesMicroseconds() throws Exception {
        SendersInForce list = list(key("true"), key("relay"));
        SenderKeys all = folder();
        byte[] sender = "TRUE".getBytes(UTF_8);
        byte[] key = "MAEU:HBL-0000001:2026".getBytes(UTF_8);
        byte[] value = new byte[700];
        Sent sent = new Sent(sender, key("true").prove(sender, key, value), key, value);
        Consignment said = consignment().build();
        int proven = 0;
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                Speaker speaker = list.of(sent, all);
                proven += speaker.speaksFor(said, EventKind.CREATE) ? 1 : 0;
            }
            best = Math.min(best, (System.nanoTime() - began) / 20_000e3);
        }
        System.out.println("a proof of 700 bytes, looked up and verified: " + best + " µs");
        assertThat(proven).isEqualTo(20 * 20_000);
    }

    private Written written(@Nullable String key, String sender, EventKind kind, int version, double kilograms)
            throws Exception {
        return written(
                key,
                sender,
                kind,
                OURS,
                version,
                consignment().weighingKg(kilograms).build());
    }

    private Written written(
            @Nullable String key, String sender, EventKind kind, String id, int version, Consignment said)
            throws Exception {
        offset++;
        Filing filing = new Filing(
                "event-" + offset,
                kind,
                id,
                version,
                null,
                Consignments.RECEIVED_AT,
                new Position(
                        Consignments.RECEIVED_AT.toEpochMilli() + offset, Position.Input.FILING, "filings", 0, offset),
                said);
        byte[] who = sender.getBytes(UTF_8);
        byte[] of = filing.consignment().ledgerKey().getBytes(UTF_8);
        byte[] value = (kind + " " + version + " " + said).getBytes(UTF_8);
        return new Written(filing, new Sent(who, key == null ? null : key(key).prove(who, of, value), of, value));
    }

    /** The same record, later. */
    private Written again(Written before) {
        offset++;
        Filing was = before.filing();
        return new Written(
                new Filing(
                        was.eventId(),
                        was.kind(),
                        was.filingId(),
                        was.filingVersion(),
                        null,
                        was.filedAt(),
                        new Position(
                                Consignments.RECEIVED_AT.toEpochMilli() + offset,
                                Position.Input.FILING,
                                "filings",
                                0,
                                offset),
                        was.consignment()),
                before.sent());
    }

    private List<Replayed> take(Written written) {
        return engine.take(written.filing(), written.sent());
    }

    private static Assessment assessed(List<Replayed> replayed) {
        Replayed last = replayed.get(replayed.size() - 1);
        return Objects.requireNonNull(last.assessment(), () -> "assessed: " + last);
    }

    private static void assertNotProven(List<Replayed> replayed, String sender) {
        Refusal refusal =
                Objects.requireNonNull(replayed.get(replayed.size() - 1).refusal(), "refused");
        assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_ENTITLED);
        assertThat(refusal.message()).contains("the sender '" + sender).contains("not proven, (in force: senders v1)");
    }
}
