package portolan.scoring.rules;

import org.jspecify.annotations.Nullable;

/**
 * One kind of harm that consignments are scored for, in units of 1/1024 bit.
 *
 * @param prior log2 odds of the harm before anything is known about a consignment
 * @param red the least score that is red; {@code yellow} and {@code blue} below it likewise
 * @param urgent the least score that is urgent, or null when none is
 */
public record Threat(
        String name,
        long prior,
        long red,
        long yellow,
        long blue,
        @Nullable Long urgent) {
    public Threat {
        if (red <= yellow || yellow <= blue) {
            throw new IllegalArgumentException("thresholds must fall from red to blue: threat=" + name + ", red=" + red
                    + ", yellow=" + yellow + ", blue=" + blue);
        }
    }

    /** The lane that a score falls into. */
    public Lane lane(long score) {
        if (score >= red) {
            return Lane.RED;
        }
        if (score >= yellow) {
            return Lane.YELLOW;
        }
        return score >= blue ? Lane.BLUE : Lane.GREEN;
    }

    public boolean isUrgent(long score) {
        return urgent != null && score >= urgent;
    }
}
