// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Counts the bytes that each hot piece allocates a run, in the mean over all of its inputs. A program of its own, for a
 * JVM with flags of its own: {@link #FLAGS}.
 */
final class CountAllocation {
    /**
     * The first compiler only. It allocates what the code says; the second one leaves out objects that never leave
     * their method, when and where it gets to that, which is another figure with every load of the machine.
     */
    static final List<String> FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Duser.timezone=UTC");

    /** Enough that every kind of memory knows what it is asked about. */
    private static final int FILINGS = 5_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private CountAllocation() {}

    /**
     * Writes a line a piece: its name and the bytes.
     *
     * @param args the file to write
     */
    public static void main(String... args) throws Exception {
        List<String> lines = new ArrayList<>();
        for (HotPiece piece : HotPieces.after(FILINGS)) {
            // Once before: classes, caches of texts and buffers that grow are not a filing's.
            round(piece);
            lines.add(String.format(Locale.ROOT, "%s,%.0f", piece.name(), round(piece)));
        }
        Files.write(Path.of(args[0]), lines);
    }

    private static double round(HotPiece piece) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < piece.inputs(); i++) {
            piece.run();
        }
        return (double) (THREADS.getThreadAllocatedBytes(thread) - before) / piece.inputs();
    }
}
