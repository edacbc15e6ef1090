// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;

/** An event that goes to several tasks is written once and read once, and nobody sees another one's event. */
final class SentEventsTest {
    @Test
    void everyReaderOfTheSameBytesHasTheSameEvent() {
        byte[] bytes = bytes(event("MRN", 1));

        CaseEvent first = SentEvents.read(new LayoutReader(bytes));

        assertThat(first).isEqualTo(event("MRN", 1));
        assertThat(SentEvents.read(new LayoutReader(bytes.clone()))).isSameAs(first);
    }

    @Test
    void eventsThatDifferOnlyAtTheirEndAreNotTakenForEachOther() {
        byte[] one = bytes(event("MRN", 1));
        byte[] other = bytes(event("MRN", 2));

        for (int i = 0; i < 3; i++) {
            assertThat(SentEvents.read(new LayoutReader(one)).amendments()).isEqualTo(1);
            assertThat(SentEvents.read(new LayoutReader(other)).amendments()).isEqualTo(2);
        }
    }

    @Test
    void whatFollowsAnEventIsReadBehindIt() {
        CaseEvent event = event("MRN", 1);
        LayoutWriter out = new LayoutWriter();
        for (int i = 0; i < 3; i++) {
            SentEvents.write(out, event);
            out.text("next");
        }

        LayoutReader in = new LayoutReader(out.toBytes());

        for (int i = 0; i < 3; i++) {
            assertThat(SentEvents.read(in)).isEqualTo(event);
            assertThat(in.text()).isEqualTo("next");
        }
    }

    @Test
    void anEventThatIsTooLargeToKeepReadsBack() {
        CaseEvent event = event("M".repeat(20_000), 1);

        assertThat(SentEvents.read(new LayoutReader(bytes(event)))).isEqualTo(event);
        assertThat(SentEvents.read(new LayoutReader(bytes(event)))).isEqualTo(event);
    }

    @Test
    void bytesThatEndTooEarlyAreRefused() {
        byte[] bytes = bytes(event("MRN", 1));
        SentEvents.read(new LayoutReader(bytes));

        assertThatThrownBy(() -> SentEvents.read(new LayoutReader(bytes, bytes.length - 1)))
                .isInstanceOf(LayoutException.class);
    }

    private static byte[] bytes(CaseEvent event) {
        LayoutWriter out = new LayoutWriter();
        SentEvents.write(out, event);
        return out.toBytes();
    }

    private static CaseEvent event(String filingId, int amendments) {
        return event(filingId, amendments, Instant.ofEpochMilli(1_000));
    }

    /** An event that is as short as can be, but for its position. */
    static CaseEvent event(String filingId, int amendments, Instant receivedAt) {
        return new CaseEvent(
                CaseEvent.Kind.WITHDRAWN,
                "tenant",
                new ConsignmentKey("K"),
                new Position(
                        1_000,
                        Position.Input.FILING,
                        "filings of a long name, behind which all differences are",
                        3,
                        42),
                2,
                new CaseEvent.FilingRef(filingId, 2, Instant.ofEpochMilli(500)),
                receivedAt,
                amendments,
                null,
                null,
                null,
                null,
                null,
                CaseHistory.NONE);
    }
}
