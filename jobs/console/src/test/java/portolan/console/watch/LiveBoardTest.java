// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.console.Assessments.NOON;
import static portolan.console.Assessments.assessment;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import portolan.console.Assessments;
import portolan.console.screen.Screen;
import portolan.console.screen.Terminal;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

class LiveBoardTest {
    private static final String PREFIX = "north.";
    private static final List<String> WATCHED =
            List.of(Topics.CONSIGNMENTS_ASSESSED.name(), Topics.ALERTS_RAISED.name(), Topics.FILINGS_REJECTED.name());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final HandClock clock = new HandClock();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private long offset;

    @Test
    void countsEverythingUntilItIsClosedAndSaysSoOnce() throws Exception {
        LiveBoard board = start(WATCHED, false);
        say(assessment().filedAt(NOON.minusMillis(40)).build());
        say(assessment()
                .key("K2")
                .scoring(4, 0.94, Lane.RED)
                .because(3, "an invented reason", "7 of 9")
                .build());
        consumer.schedulePollTask(() -> put(Topics.CONSIGNMENTS_ASSESSED.name(), new byte[] {1, 2, 3}));
        consumer.schedulePollTask(() -> put(Topics.FILINGS_REJECTED.name(), new byte[] {1}));
        awaitPolled();
        board.close();
        board.close();

        assertThat(board.scored()).isEqualTo(2);
        assertThat(consumer.closed()).isTrue();
        assertThat(text())
                .doesNotContain("\u001b")
                .contains("narcotics 1 in 5 (1 in 7 to 3 in 10)")
                .contains("x8.0  an invented reason (7 of 9)")
                .contains("unreadable results: 1")
                .containsOnlyOnce("2 filings scored in 0 s, 1 rejected.");
    }

    @Test
    void printsAPlainSnapshotEveryTenSecondsAndNoneBeforeThereIsAnything() throws UnusableInputException {
        SnapshotDisplay display = new SnapshotDisplay(stream(), Screen.endless(100));
        BoardTally tally = new BoardTally(0, Assessments.RULE_SETS);
        display.refresh(0, () -> tally.state(0));
        assertThat(text()).isEmpty();

        tally.assessed(assessment().build(), 500);
        for (long now = 500; now <= 22_000; now += 100) {
            long at = now;
            display.refresh(now, () -> tally.state(at));
        }

        assertThat(text().lines().filter(line -> line.startsWith("portolan")))
                .extracting(line -> line.substring(10, 15))
                .containsExactly("00:01", "00:11", "00:21");
    }

    @Test
    void redrawsOverItselfOnATerminal() throws UnusableInputException {
        InPlaceDisplay display = new InPlaceDisplay(stream(), new Screen(100, 30, false));
        BoardTally tally = new BoardTally(0, Assessments.RULE_SETS);
        display.refresh(0, () -> tally.state(0));
        display.refresh(400, () -> tally.state(400));
        display.refresh(500, () -> tally.state(500));

        assertThat(text())
                .isEqualTo("\rportolan  00:00   0 filings/s   0 scored   warming up\u001b[K\n\u001b[K\n"
                        + "  Waiting for the first assessment.\u001b[K\n\u001b[J"
                        + "\r\u001b[3Aportolan  00:00   0 filings/s   0 scored   warming up\u001b[K\n\u001b[K\n"
                        + "  Waiting for the first assessment.\u001b[K\n\u001b[J");
    }

    @Test
    void refusesToWatchTopicsThatDoNotExist() throws UnusableInputException {
        assertThatThrownBy(() -> start(WATCHED.subList(0, 2), false))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("topic is missing: topic=north.filings.rejected");
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void aBoardThatHadToStopSaysSoAfterItsSummary() throws Exception {
        LiveBoard board = start(WATCHED, false);
        say(assessment().build());
        awaitPolled();
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("the broker is gone")));

        assertThatThrownBy(board::close)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("the broker is gone");
        assertThat(text()).contains("1 filing scored");
    }

    @Test
    void showsColoursOnATerminalUnlessAskedNotTo() throws UnusableInputException {
        Map<String, String> size = Map.of("COLUMNS", "120", "LINES", "50");
        Map<String, String> plain = new HashMap<>(size);
        plain.put("NO_COLOR", "1");

        assertThat(Terminal.screen(size, true)).isEqualTo(new Screen(120, 50, true));
        assertThat(Terminal.screen(plain, true)).isEqualTo(new Screen(120, 50, false));
        assertThat(Terminal.screen(Map.of(), false)).isEqualTo(Screen.endless(100));
        assertThat(Terminal.screen(Map.of("COLUMNS", "wide"), false)).isEqualTo(Screen.endless(100));
    }

    private LiveBoard start(List<String> topics, boolean tty) throws UnusableInputException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (String name : topics) {
            String topic = PREFIX + name;
            Node node = new Node(0, "localhost", 1);
            consumer.updatePartitions(
                    topic, List.of(new PartitionInfo(topic, 0, node, new Node[] {node}, new Node[] {node})));
            ends.put(new TopicPartition(topic, 0), 0L);
        }
        consumer.updateEndOffsets(ends);
        return LiveBoard.start(
                new KafkaAccess("127.0.0.1:1", null, PREFIX),
                consumer,
                stream(),
                Screen.endless(100),
                tty,
                clock,
                Assessments.RULE_SETS);
    }

    private void say(ConsignmentAssessed assessment) {
        byte[] bytes = Topics.CONSIGNMENTS_ASSESSED.wire().encode(assessment);
        consumer.schedulePollTask(() -> put(Topics.CONSIGNMENTS_ASSESSED.name(), bytes));
    }

    private void put(String topic, byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(PREFIX + topic, 0, offset++, new byte[0], value));
    }

    /** Waits until the board has taken in all that was put so far: it polls again only then. */
    private void awaitPolled() throws InterruptedException {
        CountDownLatch polled = new CountDownLatch(1);
        consumer.schedulePollTask(polled::countDown);
        assertThat(polled.await(5, TimeUnit.MINUTES)).as("the board polls").isTrue();
    }

    private PrintWriter stream() {
        return new PrintWriter(printed, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Stands still at noon. */
    private static final class HandClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return NOON;
        }
    }
}
