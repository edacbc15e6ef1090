package portolan.pipeline.state;

import java.nio.LongBuffer;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of words of a filter.
 *
 * <pre>
 *   v1   keys | task | tasks | parts | room | part | size | first | count, then as many words of 8
 * </pre>
 */
final class FilterWordsLayout extends StreamLayout<FilterWords> {
    FilterWordsLayout() {
        super("filter-words", 1, FilterWords.class);
    }

    @Override
    void write(LayoutWriter out, FilterWords some) {
        FilterWords.Of of = some.of();
        out.text(of.keys()).count(of.task()).count(of.tasks()).count(of.parts()).count(of.room());
        out.count(some.part()).count(some.size()).count(some.first());
        LongBuffer words = some.words();
        out.count(words.remaining());
        for (int i = words.position(); i < words.limit(); i++) {
            out.fixed(words.get(i));
        }
    }

    @Override
    FilterWords read(int written, LayoutReader in) {
        FilterWords.Of of = new FilterWords.Of(in.recurringText(), number(in), number(in), number(in), number(in));
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
