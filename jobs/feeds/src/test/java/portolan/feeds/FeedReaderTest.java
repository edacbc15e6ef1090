// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
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
}
