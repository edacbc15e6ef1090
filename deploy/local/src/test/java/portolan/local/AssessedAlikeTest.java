// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.FeedReader;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.formats.Formats;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;
import portolan.workload.messages.Message;
import portolan.workload.messages.MessageBatches;
import portolan.workload.messages.MessageFormat;

/**
 * The same bills as JSON Lines, CUSCAR, Awmds and 309: what all of them carry comes to the same assessments, with the
 * same rules and the same evidence.
 */
@Tag("rest")
class AssessedAlikeTest {
    private static final int SEED = 31;

    @Test
    void aThousandBillsComeToTheSameWhateverFormatTheyArriveIn() throws IOException {
        check(1_000);
    }

    @Test
    @Tag("night")
    void tenThousandBillsComeToTheSameWhateverFormatTheyArriveIn() throws IOException {
        check(10_000);
    }

    private static void check(int bills) throws IOException {
        List<Message> messages = messages(bills);
        List<String> lines = assessed(byLines(messages));

        assertThat(lines).hasSizeGreaterThan(bills * 9 / 10);
        assertThat(rules(lines))
                .as("rules that fire, else nothing was compared")
                .hasSizeGreaterThan(15);
        for (MessageFormat format : List.of(MessageFormat.CUSCAR, MessageFormat.AWMDS, MessageFormat.X12)) {
            List<String> found = assessed(byMessages(messages, format));
            for (int at = 0; at < Math.min(lines.size(), found.size()); at++) {
                assertThat(found.get(at)).as("%s, assessment %s", format, at).isEqualTo(lines.get(at));
            }
            assertThat(found).as(format.label()).hasSameSizeAs(lines);
        }
    }

    /** Of one voyage, one office and one day of arrival: what a message of each format may hold. */
    private static List<Message> messages(int bills) {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(SEED)
                .days(4_000)
                .shippers(120)
                .consignmentsPerDay(60)
                .offences(0.1)
                .everyScheme()
                .tenant("default")
                .build());
        MessageBatches batches = new MessageBatches();
        List<Message> messages = new ArrayList<>();
        int taken = 0;
        while (taken < bills) {
            if (feed.next() instanceof FeedEvent.Filed filed
                    && filed.filing().getTransportMode() == TransportMode.SEA
                    && filed.filing().getEventKind() != EventKind.DELETE) {
                taken++;
                messages.addAll(batches.take(
                        MessageFormat.AWMDS, CommonFields.of(filed.filing()), Instant.ofEpochMilli(filed.atMillis())));
            }
        }
        messages.addAll(batches.rest());
        messages.sort(Comparator.comparing(Message::sentAt).thenComparing(Message::number));
        return messages;
    }

    private static List<Filing> byLines(List<Message> messages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LineWriter<Filing> out = LineWriter.filings(bytes)) {
            for (Message message : messages) {
                for (Filing bill : message.bills()) {
                    bill.setFiledAt(message.sentAt());
                    bill.setReceivedAt(message.sentAt());
                    out.write(bill);
                }
            }
        }
        List<Filing> filings = new ArrayList<>();
        try (LineReader<Filing> lines = FilingLines.read(new ByteArrayInputStream(bytes.toByteArray()), "lines")) {
            lines.forEachRemaining(line -> filings.add(line.orThrow()));
        }
        return filings;
    }

    private static List<Filing> byMessages(List<Message> messages, MessageFormat format) {
        FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
        List<Filing> filings = new ArrayList<>();
        for (Message any : messages) {
            byte[] bytes = new Message(format, any.number(), any.sentAt(), any.bills()).bytes();
            reader.read(ReceivedMessage.of(bytes, "messages", 0, 0, any.sentAt()), new BillSink() {
                @Override
                public void filed(Filing filing) {
                    // A message is received when it was sent, as a file of it is.
                    filing.setReceivedAt(filing.getFiledAt());
                    filings.add(filing);
                }

                @Override
                public void rejected(BillReject reject) {
                    throw new AssertionError(reject);
                }
            });
        }
        return filings;
    }

    private static List<String> assessed(List<Filing> filings) throws IOException {
        SequentialEngine engine = new SequentialEngine(
                ((Compiled.Accepted) RuleSetCompiler.compile(BaselineRuleSet.text())).ruleSet(),
                "test",
                Reference.bundled(),
                LedgerSettings.keeping(Duration.ofDays(180)),
                MemorySettings.DEFAULT);
        FilingDecoder decoder = new FilingDecoder();
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        List<Replayed> all = new ArrayList<>();
        for (int at = 0; at < filings.size(); at++) {
            Filing filing = filings.get(at);
            LedgerInput input = (LedgerInput) decoder.decode(
                    RawRecord.line("filings", at, filing.getReceivedAt().toEpochMilli(), wire.encode(filing)));
            all.addAll(engine.take(Objects.requireNonNull(input.filing())));
        }
        all.addAll(engine.finish());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LineWriter<ConsignmentAssessed> out = LineWriter.assessments(bytes)) {
            for (Replayed replayed : all) {
                if (replayed.assessment() != null) {
                    out.write(AssessmentRecords.of(replayed.assessment()));
                }
            }
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Set<String> rules(List<String> assessments) {
        Set<String> rules = new HashSet<>();
        for (String line : assessments) {
            for (String part : line.split("\"rule\":\"", -1)) {
                rules.add(part.substring(0, Math.max(0, part.indexOf('"'))));
            }
        }
        return rules;
    }
}
