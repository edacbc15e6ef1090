// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.sketch.BoundedCounts;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Fingerprint;
import portolan.scoring.sketch.Habit;

/**
 * Whom somebody deals with: how often each, as a {@link Fingerprint}, and what the commonest few are called.
 *
 * <p>Counts are exact as {@link BoundedCounts} says. At most {@value #MOST_LABELS} labels of {@value #LONGEST_LABEL}
 * characters are kept, for evidence only: a label goes with its count, and gives way to that of a commoner one. So a
 * label may be missing after retractions; no count depends on it.
 *
 * <pre>
 *   {@link BoundedCounts} of 4 octets
 *   list of labels: count place in the list above | text
 * </pre>
 */
public final class Circle {
    static final int MOST_LABELS = 2;
    static final int LONGEST_LABEL = 16;

    private final BoundedCounts<Integer> counts;
    private final List<Label> labels = new ArrayList<>(MOST_LABELS);

    private record Label(int who, String text) {}

    Circle(BoundedCounts.Shape<Integer> shape) {
        this(new BoundedCounts<>(shape));
    }

    private Circle(BoundedCounts<Integer> counts) {
        this.counts = counts;
    }

    /** How often this one was dealt with, as far as it is kept. */
    public long count(String id) {
        Counts found = counts.get(Fingerprint.of(id));
        return found == null ? 0 : found.all();
    }

    /** The habit of dealing with this one, but for some dealings. */
    Habit habit(String id, char[] since) {
        return Habit.of(counts, Fingerprint.of(id), key -> key, since);
    }

    /** How many different ones are kept. */
    public int size() {
        return counts.size();
    }

    /** All dealings, with those that are kept and with others. */
    public long total() {
        return counts.total();
    }

    /** The part of all dealings, 0 to 1, that was with others than those kept: how little "never" would mean. */
    public double shareOfOthers() {
        long total = total();
        return total == 0 ? 0 : (double) counts.others().all() / total;
    }

    /**
     * The Herfindahl index of all dealings but the given recent ones: 1 when all were with one, near 0 when with many.
     * NaN when fewer than {@code fewest} are left.
     *
     * @param recent shortened fingerprints, as {@link RecentConsignments} keeps them
     */
    double concentrationBefore(char[] recent, int fewest) {
        long all = counts.total();
        for (char one : recent) {
            all -= one == 0 ? 0 : 1;
        }
        if (all < fewest) {
            return Double.NaN;
        }
        double squares = 0;
        for (int i = 0; i < counts.size(); i++) {
            char who = Fingerprint.shortened(counts.key(i));
            long left = counts.counts(i).all();
            for (char one : recent) {
                left -= one == who ? 1 : 0;
            }
            double share = (double) Math.max(0, left) / all;
            squares += share * share;
        }
        return StrictMath.min(1, squares);
    }

    /** "HANSA FRUIT (30), ROSS FOODS (4)"; empty when nobody has a label. */
    public String commonest() {
        StringBuilder text = new StringBuilder();
        for (Label label : labels) {
            Counts count = counts.get(label.who);
            text.append(text.isEmpty() ? "" : ", ")
                    .append(label.text)
                    .append(" (")
                    .append(count == null ? 0 : count.all())
                    .append(')');
        }
        return text.toString();
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    void learn(String id, String label, int bucket) {
        int who = Fingerprint.of(id);
        counts.add(who, bucket, false);
        labels.removeIf(one -> counts.get(one.who) == null);
        label(who, label);
    }

    void retract(String id, int bucket) {
        counts.take(Fingerprint.of(id), bucket, false);
        labels.removeIf(one -> counts.get(one.who) == null);
    }

    private void label(int who, String text) {
        int rarest = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            if (label.who == who) {
                return;
            }
            long count = count(label);
            if (count < least) {
                least = count;
                rarest = i;
            }
        }
        Label label = new Label(who, cut(text));
        if (labels.size() < MOST_LABELS) {
            labels.add(label);
        } else if (count(label) > least) {
            labels.set(rarest, label);
        }
    }

    private long count(Label label) {
        Counts found = counts.get(label.who);
        return found == null ? 0 : found.all();
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_LABEL) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_LABEL - 1)) ? LONGEST_LABEL - 1 : LONGEST_LABEL;
        return text.substring(0, end).stripTrailing();
    }

    void write(LayoutWriter writer) {
        counts.write(writer);
        writer.count(labels.size());
        for (Label label : labels) {
            writer.count(counts.indexOf(label.who)).text(label.text);
        }
    }

    static Circle read(LayoutReader reader, BoundedCounts.Shape<Integer> shape) {
        List<Integer> stored = new ArrayList<>();
        BoundedCounts<Integer> counts = BoundedCounts.read(reader, shape, stored);
        Circle read = new Circle(counts);
        int size = reader.size();
        for (int i = 0; i < size; i++) {
            long place = reader.count();
            String text = reader.text();
            if (place < 0 || place >= stored.size()) {
                throw new LayoutException("a label of nobody: place=" + place + ", kept=" + stored.size());
            }
            int who = stored.get((int) place);
            if (counts.get(who) != null && read.labels.size() < MOST_LABELS) {
                read.labels.add(new Label(who, text));
            }
        }
        return read;
    }
}
