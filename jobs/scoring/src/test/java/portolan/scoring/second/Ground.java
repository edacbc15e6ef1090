// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import portolan.scoring.bank.BankReading;

/**
 * Rows whose truth is known: risk grows with reading 0, and with 1 and 2 where both are high; the others are noise.
 * Reading 3 has the wrong sign: what it measures falls where risk grows.
 */
record Ground(List<BankReading> measures, List<Row> lessons, List<Row> traffic, List<Row> later) {
    static final int READINGS = 30;

    static Ground of(long seed, int finds) {
        Random random = new Random(seed);
        List<BankReading> measures = new ArrayList<>();
        for (int reading = 0; reading < READINGS; reading++) {
            measures.add(new BankReading(
                    "r" + reading,
                    "family " + reading / 5,
                    "",
                    reading < 10 ? BankReading.Sign.UP : BankReading.Sign.FREE));
        }
        List<Row> lessons = new ArrayList<>();
        List<Row> traffic = new ArrayList<>();
        List<Row> later = new ArrayList<>();
        for (int at = 0; lessons.size() < finds || later.size() < 4_000; at++) {
            float[] values = new float[READINGS];
            for (int reading = 0; reading < READINGS; reading++) {
                values[reading] = random.nextInt(20) == 0 ? Float.NaN : random.nextInt(1_000);
            }
            // Most filings have none of it, as with finds at an address.
            values[0] = Math.max(0, values[0] - 800);
            double risk = 0.004
                    + (values[0] > 50 ? 0.1 : values[0] > 0 ? 0.03 : 0)
                    + (values[1] > 700 && values[2] > 700 ? 0.1 : 0);
            boolean offence = random.nextDouble() < risk;
            values[3] = offence ? random.nextInt(300) : random.nextInt(1_000);
            Row row = new Row("c" + at, at, values, offence);
            if (lessons.size() >= finds) {
                later.add(row);
            } else if (offence) {
                lessons.add(row);
            } else if (traffic.size() < 4_000) {
                traffic.add(row);
            }
        }
        return new Ground(measures, lessons, traffic, later);
    }

    Rows rows() {
        Rows rows = new Rows(5_000, 5_000);
        lessons.forEach(rows::teach);
        traffic.forEach(row -> rows.sample(row));
        return rows;
    }

    /** The share of later offences among the fifth part with the highest scores. */
    double found(Curves curves) {
        List<Row> ranked = new ArrayList<>(later);
        ranked.sort((one, other) -> Long.compare(curves.units(other.values()), curves.units(one.values())));
        long offences = later.stream().filter(Row::find).count();
        return (double) ranked.subList(0, ranked.size() / 5).stream()
                        .filter(Row::find)
                        .count()
                / offences;
    }
}
