// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.feeds.BillReject;
import portolan.feeds.FeedReader;
import portolan.feeds.Fixtures;
import portolan.feeds.MessageReject;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Taken;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.testing.Seeds;

/** Messages that were spoilt on their way. */
@Tag(Seeds.TAG)
class MutationTest {
    private static final int MUTATIONS = Seeds.of(3_000, 200_000);
    private static final long SEED = 41;
    private static final byte[] SIGNS = "'+:?~*>\r\n\0UNBHTZISAELXM1309,.\u00ff".getBytes(ISO_8859_1);

    private static final List<byte[]> ALL = Stream.concat(Fixtures.SEGMENTS.stream(), Fixtures.EVENTS.stream())
            .map(Fixtures::bytes)
            .toList();

    @Test
    void whateverHappenedToAMessageItIsReadOrRefused() {
        Random random = new Random(SEED);
        Set<MessageReject.Reason> refused = new HashSet<>();
        Set<BillReject.Reason> rejected = new HashSet<>();
        long filed = 0;
        long moved = 0;
        long called = 0;
        FeedReader reader = new FeedReader(List.of(new EdiSyntax()), Profiles.of(List.of()), new ConsignmentKeys());
        for (int run = 0; run < MUTATIONS; run++) {
            byte[] bytes = ALL.get(run % ALL.size());
            for (int spoilt = random.nextInt(4); spoilt >= 0 && bytes.length > 1; spoilt--) {
                bytes = spoiled(bytes, random);
            }
            String which = "run=" + run + ", seed=" + SEED;
            Taken taken = taken(reader, bytes, which);
            if (taken.receipt().reject() != null) {
                refused.add(taken.refused());
            }
            for (BillReject reject : taken.rejects()) {
                rejected.add(reject.reason());
                if (reject.reason() == BillReject.Reason.NOT_HANDLED) {
                    fail(which + ": " + reject);
                }
            }
            for (Filing filing : taken.filings()) {
                filed++;
                if (taken.slice(filing).isBlank()) {
                    fail(which + ": no bytes of " + filing);
                }
            }
            for (ContainerMoved move : taken.moves()) {
                moved++;
                if (taken.slice(move.getRawMessageRef()).isBlank()) {
                    fail(which + ": no bytes of " + move);
                }
            }
            called += taken.calls().size();
        }
        // The mutations reach what they are to reach.
        assertThat(filed).isGreaterThan(MUTATIONS / 20);
        assertThat(moved).isGreaterThan(MUTATIONS / 2);
        assertThat(called).isGreaterThan(MUTATIONS / 20);
        assertThat(refused)
                .contains(
                        MessageReject.Reason.TRUNCATED,
                        MessageReject.Reason.MALFORMED_ENVELOPE,
                        MessageReject.Reason.UNKNOWN_FORMAT);
        assertThat(rejected)
                .contains(
                        BillReject.Reason.BAD_CODE,
                        BillReject.Reason.BAD_DATE,
                        BillReject.Reason.NO_BILL_NUMBER,
                        BillReject.Reason.NO_GOODS,
                        BillReject.Reason.NO_IDENTITY);
    }

    private static Taken taken(FeedReader reader, byte[] bytes, String which) {
        try {
            Taken taken = Taken.of(reader, ReceivedMessage.of(bytes, "messages", 0, 0, Taken.RECEIVED));
            if (taken.receipt().found()
                    != taken.filings().size()
                            + taken.moves().size()
                            + taken.calls().size()
                            + taken.rejects().size()) {
                fail(which + ": " + taken.receipt());
            }
            return taken;
        } catch (RuntimeException e) {
            throw new AssertionError(which, e);
        }
    }

    private static byte[] spoiled(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 40);
        out.write(bytes, 0, from);
        switch (random.nextInt(6)) {
            case 0 -> {
                out.write(random.nextInt(256));
                out.write(bytes, from + 1, bytes.length - from - 1);
            }
            case 1 -> {
                out.write(SIGNS[random.nextInt(SIGNS.length)]);
                out.write(bytes, from, bytes.length - from);
            }
            case 2 -> out.write(bytes, to, bytes.length - to);
            case 3 -> {
                out.write(bytes, from, to - from);
                out.write(bytes, from, bytes.length - from);
            }
            case 4 -> {
                byte[] part = Arrays.copyOfRange(bytes, from, to);
                int other = random.nextInt(bytes.length);
                out.write(bytes, from, bytes.length - from);
                byte[] all = out.toByteArray();
                System.arraycopy(part, 0, all, Math.min(other, all.length - part.length), part.length);
                return all;
            }
            default -> {
                if (random.nextInt(10) > 0) {
                    // Cut off seldom, since it is refused always.
                    out.write(bytes, from, bytes.length - from);
                }
            }
        }
        return out.toByteArray();
    }
}
