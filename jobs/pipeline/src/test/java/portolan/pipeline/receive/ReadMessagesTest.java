// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.feeds.Bills;
import portolan.feeds.CheckedMessage;
import portolan.feeds.FeedReader;
import portolan.feeds.Finding;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Syntax;
import portolan.feeds.xml.XmlSyntax;
import portolan.pipeline.RawRecord;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.Statement;
import portolan.scoring.lifecycle.VerifyingKey;
import portolan.scoring.rules.SenderKeys;

class ReadMessagesTest {
    private static final int BILLS = 2_000;

    private static final String HEAD =
            "<Awmds><General_segment><Transport_information><Carrier><Carrier_code>ADRL</Carrier_code></Carrier>"
                    + "<Mode_of_transport_code>1</Mode_of_transport_code></Transport_information></General_segment>";

    private static String bill(String number, String... goods) {
        StringBuilder bill = new StringBuilder("<Bol_segment><Bol_id><Bol_reference>" + number
                + "</Bol_reference><Bol_nature>23</Bol_nature><Bol_type_code>BOL</Bol_type_code></Bol_id>");
        for (String text : goods) {
            bill.append("<Goods_segment><Gross_mass>100</Gross_mass><Goods_description>")
                    .append(text)
                    .append("</Goods_description></Goods_segment>");
        }
        return bill.append("</Bol_segment>").toString();
    }

    @Test
    @SuppressWarnings("try") // Flink's harness closes with any exception
    void whatTheStoreHoldsMustBeWhatWasReceived(@TempDir Path store) throws Exception {
        String blob = MessageTopic.blob("0".repeat(64));
        Path file = store.resolve(blob);
        Files.createDirectories(store.resolve("raw"));
        Files.writeString(file, HEAD + "</Awmds>");
        Map<String, byte[]> headers = Map.of(MessageTopic.BLOB, blob.getBytes(StandardCharsets.UTF_8));
        try (OneInputStreamOperatorTestHarness<RawRecord, UnkeyedBill> harness =
                new OneInputStreamOperatorTestHarness<>(new ReadMessages(
                        ReadMessages.Lane.LARGE, Map.of(), new MessageStore(store.toString()), Keyring.EMPTY, null))) {
            harness.open();
            harness.processElement(new StreamRecord<>(new RawRecord(
                    "messages.received", 0, 1, 1_700_000_000_000L, headers, new byte[] {'q'}, new byte[0])));

            assertThat(harness.getSideOutput(SideOutputs.REJECTED))
                    .extracting(record -> record.getValue().message())
                    .singleElement()
                    .asString()
                    .contains("the store holds something else under the message's name");
            assertThat(harness.getSideOutput(MessageOutputs.ANSWERED)).hasSize(1);
        }
    }

    /** A checkpoint is such a mail; it must not wait for seconds. */
    @Test
    @SuppressWarnings("try") // Flink's harness closes with any exception
    void whatWaitsForTheTaskHasItsTurnWithinAMessage() throws Exception {
        StringBuilder message = new StringBuilder(HEAD);
        for (int i = 0; i < BILLS; i++) {
            message.append(bill("B" + i, "ceramic tiles"));
        }
        byte[] bytes = message.append("</Awmds>").toString().getBytes(StandardCharsets.UTF_8);
        List<Integer> filedBefore = new ArrayList<>();
        try (OneInputStreamOperatorTestHarness<RawRecord, UnkeyedBill> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ReadMessages(ReadMessages.Lane.SMALL, Map.of(), null, Keyring.EMPTY, null))) {
            harness.open();
            MailboxExecutorImpl task = new MailboxExecutorImpl(
                    harness.getTaskMailbox(), TaskMailbox.MIN_PRIORITY, StreamTaskActionExecutor.IMMEDIATE);
            task.execute(() -> filedBefore.add(harness.getOutput().size()), "like a checkpoint");
            harness.processElement(
                    new StreamRecord<>(RawRecord.line("messages.received", 1, 1_700_000_000_000L, bytes)));

            assertThat(harness.getOutput()).hasSize(BILLS);
            // Within the first of two passages.
            assertThat(filedBefore).containsExactly(0);
        }
    }

    private static final String MOVES = "UNB+UNOA:1+TERM+X+260302:0900+1'UNH+1+CODECO:D:95B:UN'BGM+34+1+9'"
            + "EQD+CN+MSKU1234565+++2+5'DTM+7:202603021347:203'EQD+CN+MSCU7100660+++2+4'UNT+6+1'UNZ+1+1'";

    private static final String SHIP = "UNH+1+CUSREP:D:97B:UN'BGM+98+1+9'DTM+132:202603020600:203'LOC+60+ALDRZ'"
            + "TDT+20+204E+1++ADRL+++9321483:146::ADRIA STAR'UNT+6+1'";

    private static final String MANIFEST = "UNH+1+CUSCAR:D:95B:UN'BGM+85+1+9'TDT+20+204E+1++ADRL+++A8BI5:103'CNI+1'"
            + "RFF+BM:B1'GIS+23'GID+1+1:CT'FTX+AAA+++BOLTS'UNT+9+1'";

    @Test
    @SuppressWarnings("try") // Flink's harness closes with any exception
    void eventsGoToTopicsOfTheirOwnAndACutMessageGivesNone() throws Exception {
        try (OneInputStreamOperatorTestHarness<RawRecord, UnkeyedBill> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ReadMessages(ReadMessages.Lane.SMALL, Map.of(), null, Keyring.EMPTY, null))) {
            harness.open();
            harness.processElement(message(1, MOVES.substring(0, MOVES.length() - 20)));
            assertThat(harness.getSideOutput(MessageOutputs.MOVED)).isNullOrEmpty();
            harness.processElement(message(2, MOVES));
            harness.processElement(message(3, SHIP));

            assertThat(harness.getSideOutput(MessageOutputs.MOVED))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.getValue().f0)
                                .asString(StandardCharsets.UTF_8)
                                .isEqualTo("MSKU1234565");
                        ContainerMoved moved = decoded(Topics.CONTAINERS_MOVED, record.getValue().f1);
                        assertThat(moved.getEvent()).isEqualTo(ContainerEvent.GATE_IN);
                        assertThat(moved.getRawMessageRef().getOffset()).isEqualTo(2);
                        assertThat(record.getValue().f2)
                                .as("its sender, whom the job that scores checks")
                                .asString(StandardCharsets.UTF_8)
                                .isEqualTo("q");
                    });
            assertThat(harness.getSideOutput(MessageOutputs.REPORTED))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.getValue().f0)
                                .asString(StandardCharsets.UTF_8)
                                .isEqualTo("9321483");
                        assertThat(decoded(Topics.CONVEYANCES_REPORTED, record.getValue().f1)
                                        .getVoyage())
                                .isEqualTo("204E");
                    });
            // The cut message, and the container without a time.
            assertThat(harness.getSideOutput(SideOutputs.REJECTED))
                    .extracting(
                            record -> record.getValue().reason(),
                            record -> record.getValue().message().startsWith("container move 2: "),
                            record -> record.getValue().raw().headers().containsKey("move"))
                    .containsExactly(tuple("TRUNCATED", false, false), tuple("BAD_DATE", true, true));
            assertThat(harness.getSideOutput(MessageOutputs.ANSWERED))
                    .extracting(record -> decoded(Topics.MESSAGES_ANSWERED, record.getValue().f1))
                    .extracting(MessageAnswered::getFound, MessageAnswered::getFiled, MessageAnswered::getRejected)
                    .containsExactly(tuple(0, 0, 0), tuple(2, 1, 1), tuple(1, 1, 0));
        }
    }

    /** Who may send a message may write any header: only a signature lets it withdraw many bills. */
    /** What counts of each pair of people, {@code CaseStepTest} asks. */
    @Test
    void anApprovalCountsAsFarAsTwoApproversSignedIt(@TempDir Path directory) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("keys"));
        for (String name : List.of("ann", "bob")) {
            SigningKey.Pair pair = SigningKey.generate();
            Files.writeString(folder.resolve(name + ".key"), pair.privateKey());
            Files.writeString(
                    folder.resolve(name + ".pub"),
                    new VerifyingKey(pair.publicKey(), Set.of(KeyRole.APPROVER), LocalDate.of(9999, 12, 31)).file());
        }
        Keyring keys = Keyring.read(folder, "test");
        byte[] ann = SigningKey.read(folder, "ann").sign(Statement.ofWithdrawal("test", "aa", "ann"));
        byte[] bob = SigningKey.read(folder, "bob").sign(Statement.ofWithdrawal("test", "aa", "bob"));
        byte[] both = Arrays.copyOf(ann, ann.length + bob.length);
        System.arraycopy(bob, 0, both, ann.length, bob.length);

        assertThat(approvedBy("ann,bob", both, "aa", keys)).isEqualTo("ann,bob");
        assertThat(approvedBy("ann", ann, "aa", keys)).as("of one").isNull();
        assertThat(approvedBy("ann,bob", new byte[0], "aa", keys))
                .as("unsigned")
                .isNull();
        assertThat(approvedBy("ann,bob", both, "bb", keys))
                .as("of another message")
                .isNull();
        assertThat(approvedBy("ann,bob", both, "aa", Keyring.EMPTY))
                .as("nobody may")
                .isNull();
    }

    private static @Nullable String approvedBy(String by, byte[] signature, String sha256, Keyring keys) {
        RawRecord sent = new RawRecord(
                Topics.MESSAGES_RECEIVED.name(),
                0,
                1,
                7,
                Map.of(MessageTopic.APPROVED_BY, by.getBytes(StandardCharsets.UTF_8), MessageTopic.APPROVAL, signature),
                new byte[] {2},
                new byte[] {1});
        return Headers.of(ReadMessages.believed(sent, sha256, keys)).approvedBy();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("planted"),
                new OutOfMemoryError("planted"),
                new StackOverflowError("planted"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @SuppressWarnings("try") // Flink's harness closes with any exception
    void aMessageWhoseReadingFailsIsRejectedAndItsReceiptCountsWhatWasFiledOfIt(Throwable failure) throws Exception {
        try (OneInputStreamOperatorTestHarness<RawRecord, UnkeyedBill> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ReadMessages(ReadMessages.Lane.SMALL, Map.of(), null, Keyring.EMPTY, null) {
                            @Override
                            FeedReader reader(Profiles by) {
                                return new FeedReader(
                                        List.of(new FailingAtItsEnd(failure)), by, ConsignmentKeys.ofEachAlone());
                            }
                        })) {
            harness.open();
            harness.processElement(message(1, HEAD + bill("B1", "tiles") + bill("", "tiles") + "</Awmds>"));
            harness.processElement(message(2, HEAD + bill("B2", "tiles") + "</Awmds>"));

            assertThat(harness.extractOutputValues())
                    .extracting(bill -> bill.bill().key())
                    .containsExactly("ADRL:B1:2023", "ADRL:B2:2023");
            assertThat(harness.getSideOutput(SideOutputs.REJECTED))
                    .extracting(
                            record -> record.getValue().reason(),
                            record -> record.getValue().raw().offset())
                    .containsExactly(tuple("NO_BILL_NUMBER", 1L), tuple("NOT_HANDLED", 1L), tuple("NOT_HANDLED", 2L));
            assertThat(harness.getSideOutput(MessageOutputs.ANSWERED))
                    .extracting(record -> decoded(Topics.MESSAGES_ANSWERED, record.getValue().f1))
                    .extracting(
                            MessageAnswered::getFound,
                            MessageAnswered::getFiled,
                            MessageAnswered::getRejected,
                            MessageAnswered::getReason)
                    .containsExactly(tuple(2, 1, 1, "NOT_HANDLED"), tuple(1, 1, 0, "NOT_HANDLED"));
        }
    }

    /** A fault of ours or of the machine, once the bills are read. */
    private static final class FailingAtItsEnd implements Syntax {
        private final Syntax sound = new XmlSyntax();
        private final Throwable failure;

        FailingAtItsEnd(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public boolean begins(byte[] bytes) {
            return sound.begins(bytes);
        }

        @Override
        public CheckedMessage check(ReceivedMessage message, Profile profile, Runnable pause)
                throws MessageRefusedException {
            CheckedMessage whole = sound.check(message, profile, pause);
            return new CheckedMessage() {
                @Override
                public String format() {
                    return whole.format();
                }

                @Override
                public @Nullable Integer stated() {
                    return whole.stated();
                }

                @Override
                public List<Finding> findings() {
                    return whole.findings();
                }

                @Override
                public void read(Bills bills) {
                    whole.read(bills);
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                }
            };
        }
    }

    /** Whoever may write the topic may write any header there, or copy a message under others. */
    @Test
    @SuppressWarnings("try") // Flink's harness closes with any exception
    void whatNoGatewayProvesIsRefused(@TempDir Path folder) throws Exception {
        SenderKeys key = SenderKeys.ofFile(Files.write(folder.resolve("gateway.key"), new byte[32]));
        Files.write(folder.resolve("bad.key"), new byte[31]);
        SenderKeys evil = SenderKeys.ofFile(
                Files.write(folder.resolve("evil"), "-".repeat(32).getBytes(StandardCharsets.UTF_8)));
        try (OneInputStreamOperatorTestHarness<RawRecord, UnkeyedBill> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ReadMessages(ReadMessages.Lane.SMALL, Map.of(), null, Keyring.EMPTY, folder.toString()))) {
            harness.open();
            Map<String, byte[]> ours = headers("al", key);
            harness.processElement(proven(0, ours, "q", MOVES));
            assertThat(harness.getSideOutput(MessageOutputs.MOVED)).isNotEmpty();
            int moved = harness.getSideOutput(MessageOutputs.MOVED).size();
            Map<String, byte[]> otherTenant = new HashMap<>(ours);
            otherTenant.put(MessageTopic.TENANT, "mk".getBytes(StandardCharsets.UTF_8));
            harness.processElement(proven(1, otherTenant, "q", MOVES));
            harness.processElement(proven(2, ours, "other", MOVES));
            harness.processElement(proven(3, ours, "q", MOVES + "\n"));
            harness.processElement(proven(4, headers("al", evil), "q", MOVES));
            harness.processElement(message(5, MOVES));

            assertThat(harness.getSideOutput(MessageOutputs.MOVED)).hasSize(moved);
            assertThat(harness.getSideOutput(SideOutputs.REJECTED))
                    .filteredOn(record -> record.getValue().raw().offset() > 0)
                    .extracting(
                            record -> record.getValue().reason(),
                            record -> record.getValue().raw().offset())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 5)
                            .mapToObj(offset -> tuple("NOT_ENTITLED", offset))
                            .toList());
        }
    }

    /** As at a fail-over while a mount is away: the task fails, is started again, and refuses nothing meanwhile. */
    @Test
    @SuppressWarnings("try") // Flink's harness closes with any exception
    void withoutAnyKeyOfAGatewayNothingIsReadYet(@TempDir Path folder) throws Exception {
        try (OneInputStreamOperatorTestHarness<RawRecord, UnkeyedBill> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ReadMessages(ReadMessages.Lane.SMALL, Map.of(), null, Keyring.EMPTY, folder.toString()))) {
            assertThatThrownBy(harness::open).hasMessageContaining("no sender's key can be read");
        }
    }

    private static Map<String, byte[]> headers(String tenant, SenderKeys key) {
        Map<String, byte[]> headers = new HashMap<>(Map.of(
                MessageTopic.SENDER, new byte[] {'q'}, MessageTopic.TENANT, tenant.getBytes(StandardCharsets.UTF_8)));
        String sha256 = ContentId.sha256Hex(MOVES.getBytes(StandardCharsets.UTF_8));
        headers.put(SenderKeys.HEADER, key.prove(new byte[] {'q'}, null, MessageTopic.statement(sha256, headers::get)));
        return headers;
    }

    private static StreamRecord<RawRecord> proven(long offset, Map<String, byte[]> headers, String key, String text) {
        return new StreamRecord<>(new RawRecord(
                "messages.received",
                0,
                offset,
                1_700_000_000_000L,
                headers,
                key.getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The report of the ship is small, the manifest is not. */
    @Test
    @SuppressWarnings("try") // Flink's harness closes with any exception
    void aLargeManifestKnowsTheShipOfASmallReport(@TempDir Path store) throws Exception {
        byte[] manifest = MANIFEST.getBytes(StandardCharsets.UTF_8);
        String blob = MessageTopic.blob(ContentId.sha256Hex(manifest));
        Files.createDirectories(store.resolve("raw"));
        Files.write(store.resolve(blob), manifest);
        try (OneInputStreamOperatorTestHarness<RawRecord, UnkeyedBill> harness =
                new OneInputStreamOperatorTestHarness<>(new ReadMessages(
                        ReadMessages.Lane.LARGE, Map.of(), new MessageStore(store.toString()), Keyring.EMPTY, null))) {
            harness.open();
            harness.processElement(message(1, SHIP));
            assertThat(harness.getSideOutput(MessageOutputs.REPORTED)).isNullOrEmpty();
            assertThat(harness.getSideOutput(MessageOutputs.ANSWERED)).isNullOrEmpty();
            harness.processElement(new StreamRecord<>(new RawRecord(
                    "messages.received",
                    0,
                    2,
                    1_700_000_000_000L,
                    Map.of(MessageTopic.BLOB, blob.getBytes(StandardCharsets.UTF_8)),
                    new byte[] {'q'},
                    new byte[0])));

            assertThat(harness.extractOutputValues())
                    .extracting(bill ->
                            decoded(Topics.CONSIGNMENTS_FILED, bill.bill().filing()))
                    .extracting(filing -> filing.getConveyance().getId())
                    .containsExactly("9321483");
        }
    }

    private static StreamRecord<RawRecord> message(long offset, String text) {
        return new StreamRecord<>(new RawRecord(
                "messages.received",
                0,
                offset,
                1_700_000_000_000L,
                Map.of(),
                new byte[] {'q'},
                text.getBytes(StandardCharsets.UTF_8)));
    }

    private static <R extends SpecificRecord> R decoded(Topic<R> topic, byte[] bytes) {
        if (topic.wire().decode(bytes) instanceof DecodeResult.Value<R> read) {
            return read.value();
        }
        throw new AssertionError(topic.name());
    }
}
