// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/**
 * The least score of each lane, in units of 1/1024 bit; what is below all of them is green.
 *
 * @param red the least score that is red; {@code yellow} and {@code blue} below it likewise
 */
public record Thresholds(long red, long yellow, long blue) {
    public Thresholds {
        if (!fall(red, yellow, blue)) {
            throw new IllegalArgumentException(
                    "thresholds must fall from red to blue: red=" + red + ", yellow=" + yellow + ", blue=" + blue);
        }
    }

    /** Whether they leave room for every lane. */
    static boolean fall(long red, long yellow, long blue) {
        return red > yellow && yellow > blue;
    }

    /**
     * The least score of a lane.
     *
     * @throws IllegalArgumentException for green, which has none
     */
    public long of(Lane lane) {
        return switch (lane) {
            case RED -> red;
            case YELLOW -> yellow;
            case BLUE -> blue;
            case GREEN -> throw new IllegalArgumentException("green is what is below all thresholds");
        };
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

    @Override
    public String toString() {
        return "red " + Bits.show(red) + ", yellow " + Bits.show(yellow) + ", blue " + Bits.show(blue);
    }
}
