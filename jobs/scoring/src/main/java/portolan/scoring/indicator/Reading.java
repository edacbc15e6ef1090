package portolan.scoring.indicator;

/**
 * What one indicator measured of one consignment.
 *
 * @param value in the indicator's unit; never NaN: what cannot be measured is no reading
 * @param evidence the numbers a person would check, in plain words
 */
public record Reading(Indicator indicator, double value, String evidence) {
    public Reading {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a reading must have a value: indicator=" + indicator.ruleName());
        }
    }
}
