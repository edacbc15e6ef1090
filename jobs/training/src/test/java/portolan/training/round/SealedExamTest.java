// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.HandClock;
import portolan.testing.Patience;
import portolan.training.Exercises;
import portolan.training.PipelineRecords;
import portolan.training.SmallWorld;
import portolan.training.engine.Engine;
import portolan.training.world.Dealt;
import portolan.training.world.Order;

/** What is left of the truth of an exam once its round is open, on the disk and in memory. */
@Tag("rest")
class SealedExamTest {
    /** Of what is planted; masked, so that only the truth itself says it in clear. */
    private final byte[] mark =
            masked(Long.toHexString(System.nanoTime() | Long.MIN_VALUE).getBytes(StandardCharsets.ISO_8859_1));

    @TempDir
    private Path temporary;

    private byte @org.jspecify.annotations.Nullable [] seenSeed;

    private Dealt deal(Order order, byte[] seed) {
        seenSeed = seed.clone();
        Dealt dealt = SmallWorld.deal(order, seed);
        List<Dealt.Bill> window = new ArrayList<>();
        for (Dealt.Bill bill : dealt.window()) {
            var planted = bill.planted();
            window.add(
                    planted == null
                            ? bill
                            : new Dealt.Bill(
                                    bill.versions(),
                                    bill.papers(),
                                    new portolan.training.world.Planted(
                                            planted.scheme(),
                                            planted.alike(),
                                            new String(masked(mark), StandardCharsets.ISO_8859_1),
                                            planted.traces(),
                                            planted.tells(),
                                            planted.story(),
                                            planted.found(),
                                            planted.place(),
                                            planted.shownBy())));
        }
        return new Dealt(dealt.past(), window);
    }

    @Test
    void neitherTruthNorSeedIsOnTheDiskOrInMemory() throws Exception {
        Path folder = temporary.resolve("round");
        Round round = Round.open(
                folder,
                Exercises.exam(),
                // Of this test alone: others in this machine have the seed of the common one in memory.
                "nine loud ferries leave at dawn".toCharArray(),
                this::deal,
                new Engine(new PipelineRecords()),
                new HandClock());
        round.start();
        byte[] seed = java.util.Objects.requireNonNull(seenSeed);
        seenSeed = null;
        byte[] hidden = masked(seed);
        Arrays.fill(seed, (byte) 0);
        byte[] hex = masked(java.util.HexFormat.of().formatHex(masked(hidden)).getBytes(StandardCharsets.ISO_8859_1));

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(holds(file, List.of(hidden, mark, hex)))
                        .as("%s", file)
                        .isEmpty();
            }
        }
        Path heap = dump();
        byte[] known = masked(Exercises.SALT.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(holds(heap, List.of(known)))
                .as("the search finds what is there")
                .hasSize(1);
        // Java wipes a derived key once its object is collected, on a thread of its own.
        Patience.until("the seed is wiped", () -> holds(dump(), List.of(hidden)).isEmpty(), () -> "it is in memory");
        assertThat(holds(heap, List.of(hidden, mark, hex))).isEmpty();
        assertThat(round.state()).isEqualTo(State.RUNNING);
    }

    private Path dump() throws IOException {
        Path heap = temporary.resolve("heap.hprof");
        Files.deleteIfExists(heap);
        System.gc();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(heap.toString(), true);
        return heap;
    }

    /** So that what is searched for is not itself in memory. */
    private static byte[] masked(byte[] bytes) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= 0x5f;
        }
        return masked;
    }

    /** Which of the masked texts a file holds. */
    private static List<Integer> holds(Path file, List<byte[]> masked) throws IOException {
        List<Integer> found = new ArrayList<>();
        byte[] all;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            all = in.readAllBytes();
        }
        for (int which = 0; which < masked.size(); which++) {
            byte[] sought = masked.get(which);
            for (int at = 0; at + sought.length <= all.length; at++) {
                int same = 0;
                while (same < sought.length && all[at + same] == (sought[same] ^ 0x5f)) {
                    same++;
                }
                if (same == sought.length) {
                    found.add(which);
                    break;
                }
            }
        }
        return found;
    }
}
