// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a euro cost in other currencies, by day.
 *
 * <p>Publications: the European Central Bank's {@code eurofxref-hist.csv} (Date, then a column a currency, {@code N/A}
 * where there was no rate), also under the name {@code rates.csv}; or {@code rates.csv} with the columns date,
 * currency, perEur. None is bundled: yesterday's rates would be wrong ones tomorrow.
 */
public final class ExchangeRates {
    static final Pattern TABLE = Pattern.compile("(eurofxref-hist|eurofxref-hist-90d|rates)\\.csv");

    private static final String EURO = "EUR";
    private static final double MOST = 1e12;

    private final Map<String, NavigableMap<LocalDate, Double>> perEuro;

    private ExchangeRates(Map<String, NavigableMap<LocalDate, Double>> perEuro) {
        this.perEuro = perEuro;
    }

    static ExchangeRates load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        Map<String, NavigableMap<LocalDate, Double>> perEuro = new HashMap<>();
        ReferenceFile table = files.one(TABLE, faults);
        if (table != null) {
            new CsvFile(table, faults).rows(new Rows(perEuro));
        }
        int rates = 0;
        for (NavigableMap<LocalDate, Double> ofCurrency : perEuro.values()) {
            rates += ofCurrency.size();
        }
        found.say("exchange rates", table, rates, "values of different currencies are not compared");
        return new ExchangeRates(perEuro);
    }

    /**
     * The amount in another currency, by the latest rates that are not after the day; NaN when there is none. Within a
     * currency it is itself.
     */
    public double convert(double amount, String from, String to, LocalDate day) {
        return from.equals(to) ? amount : amount / perEuro(from, day) * perEuro(to, day);
    }

    private double perEuro(String currency, LocalDate day) {
        if (currency.equals(EURO)) {
            return 1;
        }
        NavigableMap<LocalDate, Double> ofCurrency = perEuro.get(currency);
        Entry<LocalDate, Double> latest = ofCurrency == null ? null : ofCurrency.floorEntry(day);
        return latest == null ? Double.NaN : latest.getValue();
    }

    /** Takes either form, as the header says. */
    private static final class Rows implements CsvFile.Row {
        private final Map<String, NavigableMap<LocalDate, Double>> perEuro;
        private final List<String> currencies = new ArrayList<>();
        private boolean headed;
        private boolean wide;

        Rows(Map<String, NavigableMap<LocalDate, Double>> perEuro) {
            this.perEuro = perEuro;
        }

        @Override
        public void take(List<String> fields) {
            if (!headed) {
                headed = true;
                if (fields.equals(List.of("date", "currency", "perEur"))) {
                    return;
                }
                if (!fields.get(0).equals("Date")) {
                    throw new IllegalArgumentException("the header must begin with Date, or be date,currency,perEur");
                }
                wide = true;
                for (String field : fields) {
                    currencies.add(field.strip());
                }
                return;
            }
            LocalDate day = day(fields.get(0));
            if (wide) {
                wide(day, fields);
            } else if (fields.size() == 3) {
                add(fields.get(1), day, fields.get(2));
            } else {
                throw new IllegalArgumentException("must have 3 fields, has " + fields.size());
            }
        }

        private void wide(LocalDate day, List<String> fields) {
            if (fields.size() != currencies.size()) {
                throw new IllegalArgumentException("must have " + currencies.size() + " fields, has " + fields.size());
            }
            for (int i = 1; i < fields.size(); i++) {
                String rate = fields.get(i).strip();
                if (!rate.isEmpty() && !rate.equals("N/A")) {
                    add(currencies.get(i), day, rate);
                }
            }
        }

        private void add(String currency, LocalDate day, String rate) {
            double number = TableNumbers.between(Double.MIN_NORMAL, MOST, rate);
            perEuro.computeIfAbsent(currency, unused -> new TreeMap<>()).put(day, number);
        }

        private static LocalDate day(String text) {
            try {
                return LocalDate.parse(text.strip());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("not a date like 2026-11-24: '" + text + "'", e);
            }
        }
    }
}
