// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.pipeline.Calls;
import portolan.scoring.ledger.CaseEvent;

/** At an exchange a value is the very one, or is read from its bytes, which are those of the plain serializer. */
final class InProcessSerializerTest {
    private final TypeSerializer<Calls> exchanged =
            StreamTypes.exchanged(StreamTypes.CALLS).createSerializer(new SerializerConfigImpl());
    private final TypeSerializer<Calls> plain = StreamTypes.serializer(StreamTypes.CALLS);

    @BeforeEach
    @SuppressWarnings("StatementWithEmptyBody") // Asking is what lets a pause go by.
    void endAPauseOfOtherTests() {
        while (!InProcess.TASKS.isWanted()) {}
    }

    @Test
    void theFirstReaderHasTheVeryValueAndTheNextAnEqualOne() throws IOException {
        Calls calls = calls("first");
        byte[] bytes = bytes(exchanged, calls);

        Calls first = exchanged.deserialize(new DataInputDeserializer(bytes));
        Calls second = exchanged.deserialize(new DataInputDeserializer(bytes));

        assertThat(first).isSameAs(calls);
        assertThat(second).isNotSameAs(calls).isEqualTo(calls);
    }

    @Test
    void writesWhatThePlainOneWritesAndReadsIt() throws IOException {
        Calls calls = calls("second");
        byte[] bytes = bytes(plain, calls);

        assertThat(exchanged.deserialize(new DataInputDeserializer(bytes)))
                .isNotSameAs(calls)
                .isEqualTo(calls);
        assertThat(bytes(exchanged, calls)).isEqualTo(bytes);
    }

    @Test
    void aLargeOneIsReadFromItsBytes() throws IOException {
        Calls large = calls("L".repeat(InProcess.LONGEST));

        assertThat(exchanged.deserialize(new DataInputDeserializer(bytes(exchanged, large))))
                .isNotSameAs(large)
                .isEqualTo(large);
    }

    @Test
    void stateNeverHasTheValueOfAnExchange() throws IOException {
        Calls calls = calls("third");
        byte[] bytes = bytes(exchanged, calls);

        assertThat(plain.deserialize(new DataInputDeserializer(bytes)))
                .isNotSameAs(calls)
                .isEqualTo(calls);
    }

    @Test
    void isOfAnotherTypeInformationButOfTheSameStoredOne() {
        assertThat(StreamTypes.exchanged(StreamTypes.CALLS))
                .isNotEqualTo(StreamTypes.CALLS)
                .isEqualTo(StreamTypes.exchanged(StreamTypes.CALLS));
        assertThat(exchanged.snapshotConfiguration().restoreSerializer()).isEqualTo(plain);
    }

    @Test
    void inTestsAValueThatReadsOtherThanItWasWrittenIsAFault() {
        Calls tooExact = calls("fourth", Instant.ofEpochSecond(1, 1));

        assertThatThrownBy(() -> bytes(exchanged, tooExact))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("reads other than it was written");
    }

    private static byte[] bytes(TypeSerializer<Calls> serializer, Calls calls) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(calls, out);
        return out.getCopyOfBuffer();
    }

    private static Calls calls(String filingId) {
        return calls(filingId, Instant.ofEpochMilli(1_000));
    }

    private static Calls calls(String filingId, Instant receivedAt) {
        CaseEvent event = SentEventsTest.event(filingId, 1, receivedAt);
        return new Calls(event, List.of(new Calls.Call("shipper", "t|S", true, false, false)));
    }
}
