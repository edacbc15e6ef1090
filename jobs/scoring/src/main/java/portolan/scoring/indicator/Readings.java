// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Unit;

/**
 * All readings of one consignment, at most one an indicator; immutable. Where several keys answer (two commodities),
 * the larger value stays (of deviations the farther one), at equal values the evidence that sorts first: the order of
 * arrival does not matter.
 */
public final class Readings {
    public static final Readings NONE = new Readings(new Reading[Indicators.UNDIVIDED]);

    /** By slot; without the parts where there is none of them. */
    private final @Nullable Reading[] byIndicator;

    private Readings(@Nullable Reading[] byIndicator) {
        this.byIndicator = byIndicator;
    }

    public static Readings of(Iterable<Reading> readings) {
        return NONE.with(readings);
    }

    public Readings with(Iterable<Reading> more) {
        Gathering gathering = new Gathering(byIndicator.clone());
        for (Reading reading : more) {
            gathering.add(reading);
        }
        return gathering.readings();
    }

    /** All but what this indicator measured. */
    Readings without(Indicator indicator) {
        if (get(indicator) == null) {
            return this;
        }
        Reading[] others = byIndicator.clone();
        others[indicator.slot()] = null;
        return new Readings(others);
    }

    /** Readings that still come together, from many sources one after the other. */
    static final class Gathering {
        private @Nullable Reading[] byIndicator;

        Gathering() {
            this(new Reading[NONE.byIndicator.length]);
        }

        private Gathering(@Nullable Reading[] byIndicator) {
            this.byIndicator = byIndicator;
        }

        void add(Reading reading) {
            int slot = reading.indicator().slot();
            if (slot >= byIndicator.length) {
                byIndicator = Arrays.copyOf(byIndicator, Indicators.all().size());
            }
            Reading held = byIndicator[slot];
            if (held == null || stronger(reading, held)) {
                byIndicator[slot] = reading;
            }
        }

        void addAll(List<Reading> readings) {
            for (int i = 0; i < readings.size(); i++) {
                add(readings.get(i));
            }
        }

        void addIfRead(@Nullable Reading reading) {
            if (reading != null) {
                add(reading);
            }
        }

        @Nullable
        Reading get(Indicator indicator) {
            return at(byIndicator, indicator);
        }

        /** The value so far, or what is to be taken for it while there is no reading. */
        double valueOr(Indicator indicator, double otherwise) {
            Reading reading = get(indicator);
            return reading == null ? otherwise : reading.value();
        }

        /** All of them; nothing is added any more. */
        Readings readings() {
            return new Readings(byIndicator);
        }
    }

    private static boolean stronger(Reading reading, Reading held) {
        boolean deviates = reading.indicator().unit() == Unit.SCORE_Z;
        int byValue = deviates ? Double.compare(Math.abs(reading.value()), Math.abs(held.value())) : 0;
        byValue = byValue != 0 ? byValue : Double.compare(reading.value(), held.value());
        return byValue > 0 || (byValue == 0 && reading.evidence().compareTo(held.evidence()) < 0);
    }

    public @Nullable Reading get(Indicator indicator) {
        return at(byIndicator, indicator);
    }

    private static @Nullable Reading at(@Nullable Reading[] byIndicator, Indicator indicator) {
        return indicator.slot() < byIndicator.length ? byIndicator[indicator.slot()] : null;
    }

    /** Whether a rate of offences is known by what was found. */
    public boolean hasParts() {
        return byIndicator.length > Indicators.UNDIVIDED;
    }

    /** The value, or NaN when there is no reading. */
    public double value(Indicator indicator) {
        Reading reading = get(indicator);
        return reading == null ? Double.NaN : reading.value();
    }

    /** The readings in the catalogue's order. */
    public List<Reading> all() {
        List<Reading> all = new ArrayList<>(byIndicator.length);
        for (Reading reading : byIndicator) {
            if (reading != null) {
                all.add(reading);
            }
        }
        return all;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Readings readings && all().equals(readings.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
