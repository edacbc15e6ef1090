package portolan.scoring.indicator;

import java.util.List;

/** What one visit to one memory measured. */
public record Answer(List<Reading> readings, List<OffenceShare> shares) {
    public Answer {
        readings = List.copyOf(readings);
        shares = List.copyOf(shares);
    }
}
