// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What processor time is spent on, by a list of {@link Kind}s: the same for the engine and for those beside it.
 *
 * @param kinds in the order in which they are tried
 */
public record Spending(List<Kind> kinds) {
    /** Where no kind fits. */
    public static final String REST = "the rest";

    private static final String LIST = "spending.txt";
    private static final int COLUMNS = 3;

    /** Which part of a stack says that it is of a kind. */
    enum Where {
        /** The thread, whatever it does. */
        THREAD,
        /** Any frame: who calls it is of the kind too. */
        ANY,
        /** The innermost frame that any such kind knows. */
        INNERMOST
    }

    /**
     * Something that time is spent on.
     *
     * @param pattern found in the thread's name, or in a frame
     */
    record Kind(String name, Where where, Pattern pattern) {
        private boolean fits(String text) {
            return pattern.matcher(text).find();
        }
    }

    public Spending {
        kinds = List.copyOf(kinds);
    }

    /** The list that belongs to this class. */
    public static Spending listed() {
        try (InputStream in = Objects.requireNonNull(Spending.class.getResourceAsStream(LIST), LIST)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what time is spent on: file=" + LIST, e);
        }
    }

    static Spending read(String list) {
        return new Spending(list.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Spending::kind)
                .toList());
    }

    private static Kind kind(String line) {
        String[] cells = line.split(" :: ", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("a kind of spending has " + COLUMNS + " columns: line=" + line);
        }
        return new Kind(cells[0].strip(), Where.valueOf(cells[1].strip()), Pattern.compile(cells[2].strip()));
    }

    /** Samples of each kind that there are any of. */
    public Map<String, Long> of(Stacks stacks) {
        Map<String, Long> of = new LinkedHashMap<>();
        stacks.samples().forEach(sample -> of.merge(of(sample), sample.count(), Long::sum));
        return of;
    }

    String of(Stacks.Sample sample) {
        return first(Where.THREAD, List.of(sample.thread()))
                .or(() -> kinds.stream()
                        .filter(kind -> kind.where() == Where.ANY)
                        .filter(kind -> sample.frames().stream().anyMatch(kind::fits))
                        .map(Kind::name)
                        .findFirst())
                .or(() -> {
                    List<String> innermostFirst = new ArrayList<>(sample.frames());
                    Collections.reverse(innermostFirst);
                    return first(Where.INNERMOST, innermostFirst);
                })
                .orElse(REST);
    }

    /** The kind of the first text that any kind fits. */
    private Optional<String> first(Where where, List<String> texts) {
        return texts.stream()
                .flatMap(text -> kinds.stream().filter(kind -> kind.where() == where && kind.fits(text)))
                .map(Kind::name)
                .findFirst();
    }
}
