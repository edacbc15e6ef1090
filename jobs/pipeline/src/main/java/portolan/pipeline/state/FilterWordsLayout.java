// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.nio.LongBuffer;
import portolan.pipeline.state.FilterWords.Of;
import portolan.pipeline.state.FilterWords.Owner;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of words of a filter. Since values lie in blocks nobody writes any words, and the version is another: so a release
 * of before, which would find no values in such a savepoint, refuses it.
 *
 * <pre>
 *   v1, v2   keys | checkpoint | task | tasks | parts | room | part | size | first | count, then as many words of 8
 * </pre>
 */
final class FilterWordsLayout extends StreamLayout<FilterWords> {
    FilterWordsLayout() {
        super("filter-words", 2, FilterWords.class);
    }

    @Override
    void write(LayoutWriter out, FilterWords some) {
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
