// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Packages;
import portolan.scoring.sketch.LeadTimes;

/** A quantity of the consignment whose usual size a memory can be declared to keep, on a scale of logarithms. */
public enum Quantity {
    WEIGHT("weight", false, s -> s.bill().massKg()),
    VALUE("value", true, s -> valueOf(s.bill().items())),
    VALUE_PER_KG("value.per.kg", true, s -> ofGoods(s, item -> perKg(value(item), item))),
    DENSITY("density", false, s -> ofGoods(s, item -> 1 / perKg(item.volumeM3(), item))),
    PACKAGE_WEIGHT("weight.per.package", false, s -> ofGoods(s, item -> 1 / perKg(packages(item), item))),
    PACKAGES("packages", false, s -> ofGoods(s, Quantity::packages)),
    /** Hours from receipt to departure, a hundred days added: it may be negative, and its scale is nearly even. */
    LEAD_TIME("lead.time", false, s -> LeadTimes.hoursBeforeDeparture(s.bill()) / 24 + 100);

    static final long UNSTATED = Long.MIN_VALUE;

    /** Steps of an octave: a thousandth part is told apart. */
    static final int STEPS = 1024;

    private static final double MOST = 1e15;
    private static final Quantity[] ALL = values();

    private final String word;
    private final boolean inCurrency;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final ToDoubleFunction<Said> amount;

    Quantity(String word, boolean inCurrency, ToDoubleFunction<Said> amount) {
        this.word = word;
        this.inCurrency = inCurrency;
        this.amount = amount;
    }

    /** Its place in arrays; never stored, so the order of the constants is free to change. */
    @SuppressWarnings("EnumOrdinal") // the one place that asks
    int place() {
        return ordinal();
    }

    /** Its name in rule sets. */
    public String word() {
        return word;
    }

    /** Whether it means something within one currency only, which is then part of the key. */
    boolean inCurrency() {
        return inCurrency;
    }

    /** The quantity of a name; null when there is none. */
    public static @Nullable Quantity named(String word) {
        for (Quantity quantity : ALL) {
            if (quantity.word.equals(word)) {
                return quantity;
            }
        }
        return null;
    }

    /** All quantities in steps of logarithms, by place; {@link #UNSTATED} where there is none above zero. */
    static long[] steps(Said said) {
        long[] steps = new long[ALL.length];
        for (int i = 0; i < ALL.length; i++) {
            steps[i] = ALL[i].stepsOf(said);
        }
        return steps;
    }

    long stepsOf(Said said) {
        double stated = amount.applyAsDouble(said);
        return stated > 1 / MOST && stated < MOST ? Math.round(BankReadings.log2(stated) * STEPS) : UNSTATED;
    }

    private static double ofGoods(Said said, ToDoubleFunction<GoodsItem> amount) {
        GoodsItem item = said.goods();
        return item == null ? Double.NaN : amount.applyAsDouble(item);
    }

    private static double perKg(@Nullable Double amount, GoodsItem item) {
        Double massKg = item.massKg();
        return amount == null || massKg == null ? Double.NaN : amount / massKg;
    }

    private static @Nullable Double value(GoodsItem item) {
        return item.value() == null ? null : Double.valueOf(item.value().amount());
    }

    /** NaN where an item states no value: a sum of some would be another quantity. */
    private static double valueOf(List<GoodsItem> items) {
        double sum = 0;
        for (GoodsItem item : items) {
            Double value = value(item);
            sum += value == null ? Double.NaN : value;
        }
        return sum;
    }

    private static double packages(GoodsItem item) {
        long sum = 0;
        for (Packages packages : item.packages()) {
            sum += packages.count();
        }
        return sum == 0 ? Double.NaN : sum;
    }
}
