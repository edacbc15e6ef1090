package portolan.scoring.indicator;

import java.util.List;

/** What one visit to one memory measured. */
public record Answer(List<Reading> readings, List<OffenceShare> shares, List<Link> links) {
    /** A memory that has nothing to say. */
    public static final Answer NOTHING = new Answer(List.of(), List.of(), List.of());

    public Answer {
        readings = List.copyOf(readings);
        shares = List.copyOf(shares);
        links = List.copyOf(links);
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares) {
        this(readings, shares, List.of());
    }
}
