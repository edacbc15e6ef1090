// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.Topics;

/**
 * Filings at random, put into Avro's bytes by the schema and by nobody's writer: with arrays in several blocks, with or
 * without their size in bytes, with numbers that are longer than they need be, with texts of every script, and now and
 * then with something that no filing may have.
 */
final class EncodedAtRandom {
    private static final int HEADER = 10;
    private static final byte[] ANY = WireFixtures.bytes(WireFixtures.filing());
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t\n",
            "A",
            "NLRTM",
            " EC ",
            "MAEU",
            "Bananas del Sur S.A.",
            "TO THE ORDER OF HARBOUR BANK",
            "Müller & Söhne GmbH",
            "広州貿易有限公司",
            "\u3000全角\u3000",
            "\u00a0no break\u00a0",
            "\u2003",
            "\u001fA\u001f",
            "ÉC",
            "A\u0000",
            "smile 😀",
            "0803.90.10",
            "080390",
            "620520 00 90 11",
            "CARRIER1",
            "carrier1",
            "NL123456789",
            "12345678",
            "twelve chars",
            "XXX",
            "12345");
    private static final List<byte[]> NO_TEXTS = List.of(
            new byte[] {(byte) 0xFF},
            new byte[] {'A', (byte) 0xC3},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xC0, (byte) 0xA0, 'x', 'x', 'x', 'x', 'x', 'x', (byte) 0x80});
    private static final Map<String, String> NAMED = Map.of(
            "tenant", "nl",
            "filingId", "26NL0001",
            "consignmentKey", "MAEU:B1:2026",
            "number", "B1");

    private final Random random;
    private final double oddness;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private EncodedAtRandom(Random random, double oddness) {
        this.random = random;
        this.oddness = oddness;
    }

    /**
     * The bytes of one filing.
     *
     * @param oddness how likely each of its fields is something that it may not be
     */
    static byte[] filing(Random random, double oddness) {
        EncodedAtRandom encoded = new EncodedAtRandom(random, oddness);
        encoded.out.write(ANY, 0, HEADER);
        encoded.write(Filing.getClassSchema(), "filing");
        return encoded.out.toByteArray();
    }

    /** The same with damage: bits turned over, an end that is missing, or something behind it. */
    static byte[] damaged(Random random, byte[] whole) {
        byte[] bytes = Arrays.copyOf(whole, whole.length + (random.nextInt(4) == 0 ? random.nextInt(3) : 0));
        if (random.nextInt(3) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private void write(Schema schema, String field) {
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(each -> write(each.schema(), each.name()));
            case UNION -> {
                int branch = isOdd() ? 2 - 3 * random.nextInt(2) : random.nextInt(2);
                number(branch);
                if (branch >= 0 && branch < 2) {
                    write(schema.getTypes().get(branch), field);
                }
            }
            case ARRAY -> blocks(() -> write(schema.getElementType(), field), few(field));
            case MAP ->
                blocks(
                        () -> {
                            text("k" + random.nextInt(3));
                            write(schema.getValueType(), field);
                        },
                        random.nextInt(3));
            case ENUM ->
                number(isOdd() ? -1 : random.nextInt(schema.getEnumSymbols().size() + (isOdd() ? 1 : 0)));
            case BOOLEAN -> out.write(isOdd() ? 2 : random.nextInt(2));
            case STRING -> string(field);
            case BYTES -> bytes(decimal(field));
            case INT -> number(isOdd() ? random.nextLong() : integer(field));
            case LONG -> number(whole(field));
            case NULL -> {}
            case DOUBLE -> {
                for (int i = 0; i < Double.BYTES; i++) {
                    out.write(random.nextInt());
                }
            }
            default -> throw new IllegalArgumentException("the schema has a new kind of field: " + field);
        }
    }

    /** Mostly so many that a filing is valid. */
    private int few(String field) {
        return switch (field) {
            case "routing" -> isOdd() ? random.nextInt(3) : 2 + random.nextInt(3);
            case "goodsItems" -> isOdd() ? 0 : 1 + random.nextInt(random.nextInt(20) == 0 ? 100 : 4);
            default -> random.nextInt(4);
        };
    }

    private void blocks(Runnable element, int count) {
        int left = count;
        while (left > 0) {
            int block = random.nextInt(3) == 0 ? 1 + random.nextInt(left) : left;
            if (random.nextInt(4) == 0) {
                number(-block);
                number(random.nextInt(1000)); // Nobody looks at it who reads every element.
            } else {
                number(isOdd() ? random.nextLong() : block);
            }
            for (int i = 0; i < block; i++) {
                element.run();
            }
            left -= block;
        }
        number(0);
    }

    private void string(String field) {
        String named = NAMED.get(field);
        if (field.equals("eventId") && !isOdd()) {
            String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
            text(
                    switch (random.nextInt(4)) {
                        case 0 -> uuid.toUpperCase(Locale.ROOT);
                        case 1 -> "1-2-3-4-" + random.nextInt(10);
                        default -> uuid;
                    });
        } else if (named != null && random.nextInt(8) > 0 && !isOdd()) {
            text(" ".repeat(random.nextInt(10) / 9) + named);
        } else if (named != null && !isOdd()) {
            text("Ключ " + random.nextInt(100));
        } else if (isOdd()) {
            text("long ".repeat(random.nextInt(60)));
        } else if (random.nextInt(40) == 0) {
            bytes(NO_TEXTS.get(random.nextInt(NO_TEXTS.size())));
        } else {
            text(TEXTS.get(random.nextInt(TEXTS.size())));
        }
    }

    private byte[] decimal(String field) {
        if (isOdd()) {
            byte[] any = new byte[random.nextInt(12)];
            random.nextBytes(any);
            return any;
        }
        boolean mayBeNegative = field.equals("temperatureSetC")
                || field.equals("ratePercent")
                || field.equals("setTemperature")
                || (field.equals("amount") && random.nextInt(20) == 0);
        // Now and then more than anybody can mean.
        BigInteger value = new BigInteger(random.nextInt(random.nextInt(100) == 0 ? 63 : bits(field)), random);
        byte[] shortest = (mayBeNegative && random.nextBoolean() ? value.negate() : value).toByteArray();
        byte[] longer = new byte[Math.min(Long.BYTES, shortest.length + random.nextInt(8) / 7)];
        Arrays.fill(longer, (byte) (shortest[0] < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, longer, longer.length - shortest.length, shortest.length);
        return longer;
    }

    /** So many that a value can be meant, scaled as it is. */
    private static int bits(String field) {
        return switch (field) {
            case "temperatureSetC", "setTemperature" -> 28;
            case "ratePercent" -> 36;
            default -> 49;
        };
    }

    private int integer(String field) {
        return switch (field) {
            case "issueDate", "expiryDate" ->
                random.nextInt(100) == 0 ? random.nextInt() : 10_000 + random.nextInt(10_000);
            case "filingVersion" -> 1 + random.nextInt(9);
            case "items", "containers" -> isOdd() ? -1 : random.nextInt(100);
            default -> random.nextInt();
        };
    }

    private long whole(String field) {
        return switch (field) {
            case "filedAt", "receivedAt" ->
                isOdd() ? random.nextLong() : WireFixtures.RECEIVED.toEpochMilli() - random.nextInt(1_000_000);
            case "packages", "count" -> isOdd() ? -1 : random.nextInt(5_000);
            case "eta", "etd", "ata", "atd", "loadingEta", "arrivalEta", "decisionDueBy" ->
                random.nextInt(100) == 0
                        ? random.nextLong() >> random.nextInt(64)
                        : WireFixtures.RECEIVED.toEpochMilli() + random.nextInt(2_000_000_000);
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        number(isOdd() ? random.nextInt(1 << 20) - 10 : bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    /** Zig-zag and seven bits a byte; sometimes with bytes behind that add nothing. */
    private void number(long value) {
        long raw = (value << 1) ^ (value >> 63);
        int written = 1;
        while ((raw & ~0x7FL) != 0) {
            out.write((int) (raw & 0x7F) | 0x80);
            raw >>>= 7;
            written++;
        }
        if (random.nextInt(200) == 0 && written < 10) {
            out.write((int) raw | 0x80);
            out.write(0);
        } else {
            out.write((int) raw);
        }
    }

    private boolean isOdd() {
        return random.nextDouble() < oddness;
    }

    /** The limit beyond which a record is not read at all. */
    static int limit() {
        return Topics.CONSIGNMENTS_FILED.maxRecordBytes();
    }
}
