package portolan.scoring.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one visit to one memory measured.
 *
 * @param words what a commodity's memory knows of the words that describe the goods; null from all other memories
 */
public record Answer(
        List<Reading> readings,
        List<OffenceShare> shares,
        List<Link> links,
        @Nullable SeenWords words) {
    /** A memory that has nothing to say. */
    public static final Answer NOTHING = new Answer(List.of(), List.of(), List.of(), null);

    public Answer {
        readings = List.copyOf(readings);
        shares = List.copyOf(shares);
        links = List.copyOf(links);
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares) {
        this(readings, shares, List.of(), null);
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares, List<Link> links) {
        this(readings, shares, links, null);
    }
}
