// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.schemas.avro.Filing;
import portolan.testing.Seeds;

/** Messages that were damaged on their way become filings, rejects or a refusal, and never an exception. */
@Tag(Seeds.TAG)
class MutatedMessagesTest {
    private static final int MUTATIONS = Seeds.of(100, 5_000);
    private static final String[] PIECES = {
        "<",
        ">",
        "</",
        "/>",
        "\"",
        "'",
        "&",
        "&amp;",
        "&#x0;",
        "<null/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "&b;",
        "<?x ?>",
        "",
        "0",
        "-1",
        "99999999999999999999",
        "1e999999999",
        "\u0000",
        "\u00ff\u00fe",
        "2026-13-45",
        "M\u00fcller",
        "<a xmlns:b='c'>"
    };

    private static final String[] VALUES = {
        "",
        " ",
        "0",
        "-1",
        "99999999999999999999",
        "1e999999999",
        "0x10",
        "NaN",
        "2026-13-45",
        "31/31/31",
        "M\u00fcller",
        "&amp;&lt;",
        "<null/>",
        "<!-- -->",
        "<![CDATA[x]]>",
        "<a/>b<c/>",
        "\u6f22\u5b57",
        "x".repeat(5_000),
        "TO ORDER"
    };

    static Stream<String> messages() {
        return Fixtures.MESSAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aDamagedMessageNeverEndsInAnException(String name) {
        byte[] whole = Fixtures.bytes(name);
        int refused = 0;
        int read = 0;
        for (long seed = 0; seed < MUTATIONS; seed++) {
            byte[] bytes = mutated(whole, new Random(seed * 0x9E3779B97F4A7C15L));
            Taken taken = taken(bytes, name, seed);
            Receipt receipt = taken.receipt();
            assertThat(receipt.filed())
                    .as("%s, seed=%d", name, seed)
                    .isEqualTo(taken.filings().size());
            assertThat(receipt.rejected())
                    .as("%s, seed=%d", name, seed)
                    .isEqualTo(taken.rejects().size());
            assertThat(taken.rejects())
                    .as("%s, seed=%d", name, seed)
                    .noneMatch(reject -> reject.reason() == BillReject.Reason.NOT_HANDLED);
            if (receipt.reject() != null) {
                refused++;
                assertThat(receipt.found()).as("%s, seed=%d", name, seed).isZero();
            } else {
                read++;
                for (Filing filing : taken.filings()) {
                    long from = filing.getRawMessageRef().getByteFrom();
                    long to = filing.getRawMessageRef().getByteTo();
                    assertThat(0 <= from && from < to && to <= bytes.length)
                            .as("%s, seed=%d, from=%d, to=%d", name, seed, from, to)
                            .isTrue();
                }
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 20);
        assertThat(read).isGreaterThan(MUTATIONS / 20);
    }

    private static Taken taken(byte[] bytes, String name, long seed) {
        try {
            return Taken.of(bytes);
        } catch (RuntimeException e) {
            throw new AssertionError(name + ", seed=" + seed, e);
        }
    }

    /** Half of them still well-formed, with texts that nobody meant. */
    private static byte[] mutated(byte[] whole, Random random) {
        return random.nextBoolean() ? otherTexts(whole, random) : broken(whole, random);
    }

    private static byte[] otherTexts(byte[] whole, Random random) {
        String text = new String(whole, StandardCharsets.UTF_8);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int from = text.indexOf('>', random.nextInt(text.length())) + 1;
            int to = text.indexOf('<', from);
            if (from > 0 && to > from) {
                text = text.substring(0, from) + VALUES[random.nextInt(VALUES.length)] + text.substring(to);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] broken(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            int length = random.nextInt(4) == 0 ? random.nextInt(200) : random.nextInt(3);
            int to = Math.min(bytes.length, at + length);
            byte[] piece =
                    switch (random.nextInt(4)) {
                        case 0 -> PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
                        case 1 -> new byte[] {(byte) random.nextInt(256)};
                        case 2 ->
                            bytes.length > 400
                                    ? Arrays.copyOfRange(
                                            bytes, at / 2, Math.min(bytes.length, at / 2 + random.nextInt(200)))
                                    : new byte[0];
                        default -> new byte[] {(byte) ('0' + random.nextInt(10))};
                    };
            byte[] changed = new byte[at + piece.length + bytes.length - to];
            System.arraycopy(bytes, 0, changed, 0, at);
            System.arraycopy(piece, 0, changed, at, piece.length);
            System.arraycopy(bytes, to, changed, at + piece.length, bytes.length - to);
            bytes = changed;
        }
        return bytes;
    }
}
