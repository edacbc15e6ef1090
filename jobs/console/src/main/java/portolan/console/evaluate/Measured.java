// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.Instant;
import java.util.Arrays;
import portolan.console.screen.AnyOffence;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.ThreatScore;

/** What the engine measured of the last version of one consignment, and how it judged it. */
public final class Measured {
    private static final int INDICATORS = Indicators.all().size();

    private final String consignmentKey;
    private final Instant filedAt;
    private final double score;
    private final double probability;
    /** One number an indicator, at its slot; NaN where there is no reading. */
    private final float[] values;

    private Measured(String consignmentKey, Instant filedAt, double score, double probability, float[] values) {
        this.consignmentKey = consignmentKey;
        this.filedAt = filedAt;
        this.score = score;
        this.probability = probability;
        this.values = values;
    }

    /**
     * What an assessment says.
     *
     * @param filedAt when the consignment was filed first
     */
    public static Measured of(Assessment assessment, Instant filedAt) {
        float[] values = new float[INDICATORS];
        Arrays.fill(values, Float.NaN);
        for (Reading reading : assessment.readings().all()) {
            values[reading.indicator().slot()] = (float) reading.value();
        }
        return new Measured(
                assessment.key().value(), filedAt, assessment.score(), probabilityOfAny(assessment), values);
    }

    /** The probability of any offence. */
    private static double probabilityOfAny(Assessment assessment) {
        AnyOffence any = new AnyOffence();
        for (ThreatScore threat : assessment.threats()) {
            any.add(
                    threat.probability(),
                    threat.contributions().stream().map(Contribution::rule).toList());
        }
        return any.probability();
    }

    public String consignmentKey() {
        return consignmentKey;
    }

    public Instant filedAt() {
        return filedAt;
    }

    /** Bits, the highest over threats. */
    public double score() {
        return score;
    }

    /** That any of the threats is real. */
    public double probability() {
        return probability;
    }

    /** NaN where there is no reading. */
    double value(Indicator indicator) {
        return values[indicator.slot()];
    }
}
