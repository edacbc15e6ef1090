// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import portolan.scoring.bank.BankCells;
import portolan.scoring.bank.BankValues;
import portolan.scoring.lanes.OfficeCountsLayout;
import portolan.scoring.lanes.Selected;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleHistory;
import portolan.scoring.score.AlertBook;
import portolan.testing.FuzzTest;

/**
 * Whatever the state holds, with bits flipped: read, or refused in words. What is read writes bytes that say the same.
 * The first byte says which kind of value it is.
 */
class StoredFuzzTest extends FuzzTest {
    private static final List<MemoryKind<?>> MEMORIES = List.of(
            Memories.SHIPPER,
            Memories.CONSIGNEE,
            Memories.COMMODITY,
            Memories.FILER,
            Memories.BASE,
            Memories.REPEATS,
            Memories.CONTAINER,
            Memories.CONTACT,
            Memories.SEAL,
            Memories.BILL,
            Memories.VEHICLE,
            Memories.PASSAGE,
            Memories.PORT);

    /** Reads, and writes what was read: behind the memories. */
    private static final List<Function<byte[], byte[]>> OTHERS = List.of(
            bytes -> LedgerEntry.read(bytes).write(),
            bytes -> AlertBook.fromBytes(bytes).toBytes(),
            bytes -> Selected.fromBytes(bytes).toBytes(),
            bytes -> OfficeCountsLayout.write(OfficeCountsLayout.read(bytes)),
            bytes -> RuleHistory.fromBytes(DocumentKind.RULE_SET, bytes, Keyring.EMPTY)
                    .toBytes(),
            bytes -> {
                LayoutWriter out = new LayoutWriter();
                BankCells.read(new LayoutReader(bytes)).write(out);
                return out.toBytes();
            },
            bytes -> {
                LayoutWriter out = new LayoutWriter();
                BankValues.read(new LayoutReader(bytes)).write(out);
                return out.toBytes();
            });

    private static <M> byte[] again(MemoryKind<M> kind, byte[] bytes) {
        return kind.write(kind.read(bytes));
    }

    @Override
    protected List<byte[]> made() throws Exception {
        List<byte[]> made = new ArrayList<>();
        for (MemoryLayoutTest.Pinned<?> pinned : MemoryLayoutTest.PINNED) {
            made.add(told(MEMORIES.indexOf(pinned.kind()), HexFormat.of().parseHex(pinned.hex())));
        }
        try (InputStream entry = LedgerEntry.class.getResourceAsStream("/pinned/ledger-entry-v1.hex")) {
            String hex = new String(Objects.requireNonNull(entry).readAllBytes(), StandardCharsets.US_ASCII);
            made.add(told(MEMORIES.size(), HexFormat.of().parseHex(hex.strip())));
        }
        // A number of more than 32 bits, in a memory of passages.
        made.add(Base64.getDecoder().decode("CwEB9gEBv////////wICAAEB/////0H///////////8AAAA="));
        return made;
    }

    private static byte[] told(int which, byte[] stored) {
        return ByteBuffer.allocate(1 + stored.length)
                .put((byte) which)
                .put(stored)
                .array();
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        if (bytes.length == 0) {
            return;
        }
        int which = (bytes[0] & 0xFF) % (MEMORIES.size() + OTHERS.size());
        Function<byte[], byte[]> kind = which < MEMORIES.size()
                ? stored -> again(MEMORIES.get(which), stored)
                : OTHERS.get(which - MEMORIES.size());
        byte[] stored = Arrays.copyOfRange(bytes, 1, bytes.length);
        bounded(bytes, 16 << 20, 2_000, () -> {
            byte[] written;
            try {
                written = kind.apply(stored);
            } catch (LayoutException | IllegalArgumentException | DateTimeException e) {
                assertThat(e).hasMessageMatching("(?s).{5,}");
                return;
            }
            assertThat(kind.apply(written)).isEqualTo(written);
        });
    }
}
