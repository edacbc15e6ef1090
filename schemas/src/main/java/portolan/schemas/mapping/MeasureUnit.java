// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Units that extracts state masses, volumes and temperatures in, and what they are in ours. */
public enum MeasureUnit {
    KG("kg", Dimension.MASS, "1"),
    G("g", Dimension.MASS, "0.001"),
    T("t", Dimension.MASS, "1000"),
    LB("lb", Dimension.MASS, "0.45359237"),
    OZ("oz", Dimension.MASS, "0.028349523125"),
    SHORT_TON("short-ton", Dimension.MASS, "907.18474"),
    LONG_TON("long-ton", Dimension.MASS, "1016.0469088"),
    M3("m3", Dimension.VOLUME, "1"),
    L("l", Dimension.VOLUME, "0.001"),
    FT3("ft3", Dimension.VOLUME, "0.028316846592"),
    CM3("cm3", Dimension.VOLUME, "0.000001"),
    IN3("in3", Dimension.VOLUME, "0.000016387064"),
    CELSIUS("C", Dimension.TEMPERATURE, "1"),
    FAHRENHEIT("F", Dimension.TEMPERATURE, "1");

    private final String symbol;
    private final Dimension dimension;
    private final BigDecimal factor;

    MeasureUnit(String symbol, Dimension dimension, String factor) {
        this.symbol = symbol;
        this.dimension = dimension;
        this.factor = new BigDecimal(factor);
    }

    /** What a field measures. */
    enum Dimension {
        MASS,
        VOLUME,
        TEMPERATURE;

        /** By the unit that our schemas put at the end of a field's name; null for a field that measures nothing. */
        static @Nullable Dimension of(String fieldName) {
            if (fieldName.endsWith("Kg")) {
                return MASS;
            }
            if (fieldName.endsWith("M3")) {
                return VOLUME;
            }
            return fieldName.equals("temperatureSetC") || fieldName.equals("setTemperature") ? TEMPERATURE : null;
        }

        List<String> symbols() {
            return Arrays.stream(MeasureUnit.values())
                    .filter(unit -> unit.dimension == this)
                    .map(unit -> unit.symbol)
                    .toList();
        }
    }

    static @Nullable MeasureUnit of(Dimension dimension, String symbol) {
        for (MeasureUnit unit : values()) {
            if (unit.dimension == dimension && unit.symbol.equals(symbol)) {
                return unit;
            }
        }
        return null;
    }

    /** The value in kilograms, cubic metres or degrees Celsius. */
    public BigDecimal toOurs(BigDecimal value) {
        if (this == FAHRENHEIT) {
            // Bounded, since a number such as 1e999999999 is a gigabyte once 32 is taken from it.
            return value.subtract(BigDecimal.valueOf(32), MathContext.DECIMAL128)
                    .multiply(BigDecimal.valueOf(5))
                    .divide(BigDecimal.valueOf(9), MathContext.DECIMAL64);
        }
        return value.multiply(factor);
    }
}
