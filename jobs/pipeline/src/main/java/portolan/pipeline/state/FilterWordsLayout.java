// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.nio.LongBuffer;
import java.util.concurrent.locks.LockSupport;
import portolan.pipeline.state.FilterWords.Of;
import portolan.pipeline.state.FilterWords.Owner;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of words of a filter.
 *
 * <pre>
 *   v1   keys | checkpoint | task | tasks | parts | room | part | size | first | count, then as many words of 8
 * </pre>
 */
final class FilterWordsLayout extends StreamLayout<FilterWords> {
    /**
     * Before each element. They are written beside the tasks and packed, which Flink does a byte at a time: megabytes
     * of them in one go took a processor from the tasks for as long as those stand still for a checkpoint, and longer.
     * Who waits for the checkpoint waits up to a second longer.
     */
    private static final long PAUSE_NANOS = 300_000;

    FilterWordsLayout() {
        super("filter-words", 1, FilterWords.class);
    }

    @Override
    void write(LayoutWriter out, FilterWords some) {
        LockSupport.parkNanos(PAUSE_NANOS);
        Of of = some.of();
        Owner owner = of.owner();
        out.text(of.keys()).count(owner.checkpoint()).count(owner.task()).count(owner.tasks());
        out.count(of.parts()).count(of.room());
        out.count(some.part()).count(some.size()).count(some.first());
        LongBuffer words = some.words();
        out.count(words.remaining());
        for (int i = words.position(); i < words.limit(); i++) {
            out.fixed(words.get(i));
        }
    }

    @Override
    FilterWords read(int written, LayoutReader in) {
        Of of = new Of(in.recurringText(), new Owner(in.count(), number(in), number(in)), number(in), number(in));
        int part = number(in);
        int size = number(in);
        int first = number(in);
        long[] words = new long[in.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.fixed();
        }
        return new FilterWords(of, part, size, first, LongBuffer.wrap(words));
    }

    private static int number(LayoutReader in) {
        return Math.toIntExact(in.count());
    }
}
