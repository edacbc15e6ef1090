// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.MessageTopic;

class FeedReaderTest {
    @Test
    void whatIsOfNoFormatIsRefusedByItsBeginning() {
        assertThat(Taken.of("").refused()).isEqualTo(MessageReject.Reason.UNKNOWN_FORMAT);
        assertThat(Taken.of("PK\u0003\u0004").refused()).isEqualTo(MessageReject.Reason.UNKNOWN_FORMAT);
        assertThat(Taken.of("<html><body/></html>").refused()).isEqualTo(MessageReject.Reason.UNKNOWN_FORMAT);
        assertThat(Taken.of("<html/>").receipt().reject())
                .extracting("message")
                .isEqualTo("no format that is read has this root, or this envelope: root=html");
        assertThat(Taken.of("\u0001not a message").receipt().reject())
                .extracting("message")
                .isEqualTo("no format that is read begins with '.not a message'");
    }

    @Test
    void aFileHasEveryReasonThatAMessageHas() {
        assertThat(LineFault.Code.values())
                .extracting(Enum::name)
                .contains(names(MessageReject.Reason.values()))
                .contains(names(BillReject.Reason.values()));
    }

    private static String[] names(Enum<?>[] reasons) {
        return Arrays.stream(reasons).map(Enum::name).toArray(String[]::new);
    }

    @Test
    void aMessageThatIsTooLargeIsNotRead() {
        byte[] bytes = new byte[MessageTopic.MOST_BYTES + 1];
        ReceivedMessage message =
                new ReceivedMessage(bytes, "not looked at", "in", 0, 0, Taken.RECEIVED, null, null, null, null);

        assertThat(Taken.of(message).refused()).isEqualTo(MessageReject.Reason.TOO_LARGE);
    }

    /** As 31 MB of these made a million and a half. */
    @Test
    void rejectsBeyondAThousandAreCountedInTheLastOne() {
        Taken taken = Taken.of("[" + "{\"eventType\":\"\"},".repeat(2_999) + "{\"eventType\":\"\"}]");

        assertThat(taken.receipt().rejected()).isEqualTo(3_000);
        assertThat(taken.rejects()).hasSize(Bills.MOST_REJECTS);
        BillReject last = taken.rejects().get(Bills.MOST_REJECTS - 1);
        assertThat(last.reason()).isEqualTo(BillReject.Reason.TOO_MANY_REJECTS);
        assertThat(last.message()).contains("told=999, of=3000, not told={BAD_CODE=2001}");
        assertThat(last.ordinal()).isEqualTo(1_000);
    }

    @Test
    void theThousandthRejectIsToldAsItIs() {
        Taken taken = Taken.of("[" + "{\"eventType\":\"\"},".repeat(999) + "{\"eventType\":\"\"}]");

        assertThat(taken.rejects())
                .hasSize(1_000)
                .extracting(BillReject::reason)
                .containsOnly(BillReject.Reason.BAD_CODE);
    }

    /** The JDK's reader of XML keeps each name, and it keeps them for all. */
    @ParameterizedTest
    @ValueSource(strings = {"<n%d/>", "<n n%d='x'/>", "<n xmlns='u%d'/>", "<?n%d?>", "<p:n%d/>"})
    void aMessageOfEverNewNamesIsRefusedEarly(String node) {
        StringBuilder message = new StringBuilder("<x xmlns:p='p'>");
        for (int name = 0; name < 20_000; name++) {
            message.append(String.format(node, name));
        }

        Taken taken = Taken.of(message.append("</x>").toString());

        assertThat(taken.refused()).isEqualTo(MessageReject.Reason.TOO_LARGE);
        assertThat(taken.receipt().reject())
                .extracting("message")
                .asString()
                .contains("too many different names: at most=10000, byte=");
    }
}
