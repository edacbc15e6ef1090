// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.testing.Seeds;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;
import portolan.workload.messages.Message;
import portolan.workload.messages.MessageBatches;
import portolan.workload.messages.MessageFormat;

/**
 * Generated filings written as messages and read again: field by field the same, but for what {@link NotCarried} names.
 */
@Tag(Seeds.TAG)
class RoundTripTest {
    private final FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void whatAFormatCarriesComesBackFieldByField(MessageFormat format) {
        check(format, Seeds.of(400, 10_000));
    }

    private void check(MessageFormat format, int filings) {
        Feed feed = new Feed(FeedSettings.builder()
                .days(4_000)
                .shippers(200)
                .consignmentsPerDay(300)
                .tenant("default")
                .everyScheme()
                .build());
        MessageBatches batches = new MessageBatches();
        int written = 0;
        int messages = 0;
        while (written < filings) {
            if (feed.next() instanceof FeedEvent.Filed filed && format.carries(filed.filing())) {
                written++;
                for (Message message : batches.take(format, filed.filing(), Instant.ofEpochMilli(filed.atMillis()))) {
                    compare(message);
                    messages++;
                }
            }
        }
        for (Message message : batches.rest()) {
            compare(message);
            messages++;
        }
        // Bills of one voyage do stand together.
        assertThat(messages).isLessThan(format == MessageFormat.XFWB ? written + 1 : written * 2 / 3);
    }

    private void compare(Message message) {
        byte[] bytes = message.bytes();
        Taken taken =
                Taken.of(reader, ReceivedMessage.of(bytes, message.fileName(), 0, message.number(), message.sentAt()));
        assertThat(taken.receipt().reject()).as(message.fileName()).isNull();
        assertThat(taken.receipt().findings()).as(message.fileName()).isEmpty();
        assertThat(taken.rejects()).as(message.fileName()).isEmpty();
        assertThat(taken.filings()).hasSameSizeAs(message.bills());
        for (int at = 0; at < message.bills().size(); at++) {
            Filing found = taken.filings().get(at);
            Filing written = Filing.newBuilder(message.bills().get(at)).build();
            written.setFiledAt(message.sentAt());
            written.setReceivedAt(message.sentAt());
            assertThat(taken.slice(found))
                    .contains(written.getTransportDocument().getNumber());
            for (NotCarried lost : NotCarried.by(message.format())) {
                lost.leaveOut(written, found);
            }
            assertThat(differences(written, found)).as(message.fileName()).isEmpty();
        }
    }

    private static List<String> differences(Filing written, Filing found) {
        List<String> differences = new ArrayList<>();
        for (Schema.Field field : Filing.getClassSchema().getFields()) {
            // As text, since Avro does not compare times within lists.
            String expected = String.valueOf(written.get(field.pos()));
            String actual = String.valueOf(found.get(field.pos()));
            if (!expected.equals(actual)) {
                int at = Math.max(0, Arrays.mismatch(expected.toCharArray(), actual.toCharArray()) - 60);
                differences.add(
                        field.name() + "\n  written " + expected.substring(at) + "\n  found   " + actual.substring(at));
            }
        }
        return differences;
    }
}
