// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;

/**
 * What offences were, by outcome code and kind of goods: the closed lists of the schema, never a rule set's names.
 *
 * <p>Counts of any age: how old offences are in all, {@link Inspections} knows. An offence without a code of its own, or
 * one that was counted before codes were, is none of them: whoever counts all offences has it as the rest. Retraction is
 * exact, but for one case: an offence that was counted before codes were is taken from a later one of its code, where
 * there is one; the code then lacks one, and the rest has one too many.
 *
 * <pre>
 *   count kinds | kinds, ascending, each: count 16 * code + kind of goods | count finds
 * </pre>
 *
 * <p>At most 15 kinds: 106 bytes.
 */
public final class Finds {
    /** Their places are part of the layout: more go to the end. */
    private static final List<OutcomeCode> CODES = List.of(
            OutcomeCode.DOCUMENT_FRAUD,
            OutcomeCode.MISDECLARED_GOODS,
            OutcomeCode.UNDERVALUED,
            OutcomeCode.FALSE_ORIGIN,
            OutcomeCode.PROHIBITED_GOODS,
            OutcomeCode.SMUGGLED_GOODS,
            OutcomeCode.PROHIBITED_PARTY);

    /** Likewise; the first is no kind. */
    private static final List<String> GOODS =
            List.of("", "NARCOTICS", "WILDLIFE", "DUAL_USE", "COUNTERFEIT", "WASTE", "WEAPONS", "TOBACCO", "OTHER");

    private static final int KINDS_OF_GOODS = 16;

    /**
     * Offences of one kind, or those that are not specified.
     *
     * @param share of all offences under the key, above 0 and at most 1
     */
    public record Share(Finding finding, double share) {}

    private final SortedMap<Integer, Long> byKind = new TreeMap<>();

    /** Whether an outcome is an offence of a code of its own. */
    public static boolean counts(Outcome outcome) {
        return CODES.contains(outcome.code());
    }

    private static int kind(Outcome outcome) {
        String goods = outcome.goodsKind();
        int kind = goods == null ? 0 : Math.max(0, GOODS.indexOf(goods));
        return CODES.indexOf(outcome.code()) * KINDS_OF_GOODS + kind;
    }

    public boolean isEmpty() {
        return byKind.isEmpty();
    }

    public void learn(Outcome outcome) {
        byKind.merge(kind(outcome), 1L, Long::sum);
    }

    /** Adds what another key's offences were. */
    public void addAll(Finds others) {
        others.byKind.forEach((kind, finds) -> byKind.merge(kind, finds, Long::sum));
    }

    public void retract(Outcome outcome) {
        if (counts(outcome)) {
            // The last one takes its kind along.
            byKind.computeIfPresent(kind(outcome), (kind, finds) -> finds == 1 ? null : finds - 1);
        }
    }

    /** Whether an outcome's kind was counted, or any of so many offences is none of those that were. */
    public boolean mayHave(Outcome outcome, long offences) {
        if (counts(outcome) && byKind.containsKey(kind(outcome))) {
            return true;
        }
        long rest = offences;
        for (long finds : byKind.values()) {
            rest -= finds;
        }
        return rest > 0;
    }

    /** Finds of a code, of whatever goods; 0 of an offence that is not specified. */
    public long count(OutcomeCode code) {
        int first = CODES.indexOf(code) * KINDS_OF_GOODS;
        if (first < 0) {
            return 0;
        }
        long sum = 0;
        for (long finds : byKind.subMap(first, first + KINDS_OF_GOODS).values()) {
            sum += finds;
        }
        return sum;
    }

    /**
     * What so many offences are, in the order in which they are stored, what is not specified at the end; none where there
     * is no offence.
     *
     * @param offences all there are
     */
    public List<Share> shares(long offences) {
        if (offences == 0) {
            return List.of();
        }
        List<Share> shares = new ArrayList<>(2);
        long rest = offences;
        for (Map.Entry<Integer, Long> kind : byKind.entrySet()) {
            shares.add(new Share(finding(kind.getKey()), (double) kind.getValue() / offences));
            rest -= kind.getValue();
        }
        if (rest > 0) {
            shares.add(new Share(Finding.OFFENCE_UNSPECIFIED, (double) rest / offences));
        }
        return shares;
    }

    private static Finding finding(int kind) {
        int goods = kind % KINDS_OF_GOODS;
        OutcomeCode code = CODES.get(kind / KINDS_OF_GOODS);
        return Objects.requireNonNull(
                Finding.of(code, goods == 0 ? null : GOODS.get(goods)), "all codes here are offences");
    }

    /**
     * In words, the most frequent first: "4 narcotics, 1 undervalued", or "narcotics" where all are; null where nothing
     * is known of any of them.
     *
     * @param offences all there are
     */
    public @Nullable String inWords(long offences) {
        List<Counted> counted = new ArrayList<>();
        long rest = offences;
        for (Map.Entry<Integer, Long> kind : byKind.entrySet()) {
            counted.add(new Counted(name(kind.getKey()), kind.getValue()));
            rest -= kind.getValue();
        }
        if (counted.isEmpty()) {
            return null;
        }
        if (rest > 0) {
            counted.add(new Counted("unspecified", rest));
        }
        if (counted.size() == 1) {
            return counted.get(0).name;
        }
        // Stable: of as many the one that stands first in the schema.
        counted.sort((one, other) -> Long.compare(other.count, one.count));
        List<String> words = new ArrayList<>(counted.size());
        counted.forEach(each -> words.add(each.count + " " + each.name));
        return String.join(", ", words);
    }

    private static String name(int kind) {
        int goods = kind % KINDS_OF_GOODS;
        String name = goods > 0 && !GOODS.get(goods).equals("OTHER")
                ? GOODS.get(goods)
                : CODES.get(kind / KINDS_OF_GOODS).name();
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private record Counted(String name, long count) {}

    public void write(LayoutWriter writer) {
        writer.count(byKind.size());
        byKind.forEach((kind, finds) -> writer.count(kind).count(finds));
    }

    /** Null where there are none. */
    public static @Nullable Finds read(LayoutReader reader) {
        int size = reader.size();
        if (size == 0) {
            return null;
        }
        Finds read = new Finds();
        for (int i = 0; i < size; i++) {
            long kind = reader.count();
            if (kind / KINDS_OF_GOODS >= CODES.size() || kind % KINDS_OF_GOODS >= GOODS.size()) {
                throw new LayoutException("no such kind of find: kind=" + kind);
            }
            read.byKind.put((int) kind, reader.count());
        }
        return read;
    }
}
