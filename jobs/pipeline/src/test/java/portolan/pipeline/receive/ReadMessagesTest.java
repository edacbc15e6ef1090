// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.RawRecord;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.wire.MessageTopic;

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
        try (OneInputStreamOperatorTestHarness<RawRecord, Tuple5<String, String, Long, Long, byte[]>> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ReadMessages(ReadMessages.Lane.LARGE, Map.of(), new MessageStore(store.toString())))) {
            harness.open();
            harness.processElement(new StreamRecord<>(new RawRecord(
                    "messages.received", 0, 1, 1_700_000_000_000L, headers, new byte[] {'q'}, new byte[0])));

            assertThat(harness.getSideOutput(SideOutputs.REJECTED))
                    .extracting(record -> record.getValue().message())
                    .singleElement()
                    .asString()
                    .contains("the store holds something else under the message's name");
            assertThat(harness.getSideOutput(ReadMessages.ANSWERED)).hasSize(1);
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
        try (OneInputStreamOperatorTestHarness<RawRecord, Tuple5<String, String, Long, Long, byte[]>> harness =
                new OneInputStreamOperatorTestHarness<>(new ReadMessages(ReadMessages.Lane.SMALL, Map.of(), null))) {
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
}
