// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.indicator.filing.QualityReason;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.Stake;
import portolan.scoring.score.ThreatScore;

/** Assessments with something in every corner, made from a seed. */
final class RandomAssessments {
    private static final String LETTERS = "AbcXYZ 019-_/\"\\\n\t\u0001\u007füßÑ漢字🚢";

    private final Random random;

    RandomAssessments(long seed) {
        this.random = new Random(seed);
    }

    Assessment next() {
        return new Assessment(
                text(),
                text(),
                new ConsignmentKey("K" + text()),
                text(),
                random.nextInt(),
                time(),
                time(),
                number(),
                one(Lane.values()),
                some(this::threat),
                new DataQuality(
                        random.nextDouble(),
                        some(() -> new DataQuality.Finding(one(QualityReason.values()), anyLength()))),
                new RuleSetRef(text(), random.nextInt(), text(), random.nextBoolean()),
                new Position(
                        random.nextLong(4_000_000_000_000L),
                        one(Position.Input.values()),
                        text(),
                        random.nextInt(),
                        random.nextLong()),
                one(SelectedBy.values()),
                text(),
                text(),
                // Avro cuts all times of a record to milliseconds but those that may be null.
                random.nextBoolean() ? null : time().truncatedTo(ChronoUnit.MILLIS),
                readings(),
                fields(),
                random.nextBoolean(),
                new Particulars(
                        maybe(),
                        maybe(),
                        maybe(),
                        maybe(),
                        maybe(),
                        maybe(),
                        Instant.ofEpochMilli(random.nextLong(1L << 40)),
                        random.nextInt(9),
                        stake()),
                random.nextBoolean() ? null : (Long) random.nextLong(1L << 20),
                said());
    }

    private BankValues said() {
        List<String> names = List.of("finds(address)", "share(carrier, consignee)", "age(consignor+hs4)");
        return new BankValues(names.stream()
                .filter(name -> random.nextBoolean())
                .map(name -> new BankValues.Value(
                        name, (float) number() * 1e-3f, random.nextInt(1 << 20), random.nextInt(9)))
                .toList());
    }

    private @Nullable Stake stake() {
        return random.nextInt(3) == 0
                ? null
                : new Stake(
                        random.nextInt(1 << 30) / 100.0, random.nextBoolean() ? null : random.nextInt() / 100.0, "EUR");
    }

    private ThreatScore threat() {
        return new ThreatScore(
                text(),
                number(),
                random.nextDouble(),
                one(Lane.values()),
                random.nextBoolean(),
                random.nextBoolean(),
                // Few rules, so that one name comes with several reasons.
                some(() -> new Contribution("rule-" + random.nextInt(5), number(), anyLength(), anyLength())));
    }

    private Readings readings() {
        List<Reading> readings = new ArrayList<>();
        for (Indicator indicator : Indicators.all()) {
            if (random.nextBoolean()) {
                readings.add(new Reading(indicator, number(), text()));
            }
        }
        return Readings.of(readings);
    }

    private StatedFields fields() {
        Map<ConsignmentField, Object> stated = new EnumMap<>(ConsignmentField.class);
        for (ConsignmentField field : ConsignmentField.values()) {
            if (random.nextBoolean()) {
                stated.put(
                        field,
                        switch (field.type()) {
                            case TEXT -> text();
                            case NUMBER -> number();
                            case TRUTH -> random.nextBoolean();
                            case TEXTS -> some(this::text);
                        });
            }
        }
        return StatedFields.of(stated);
    }

    /** Of every kind that a score or a reading is: whole, in bits, in full precision, without bounds. */
    private double number() {
        return switch (random.nextInt(6)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            case 2 -> random.nextInt(-1_000_000, 1_000_000);
            case 3 -> random.nextInt(-50_000, 50_000) / 1024.0;
            case 4 -> random.nextGaussian();
            default -> random.nextDouble() < 0.1 ? Double.POSITIVE_INFINITY : 1e9 * random.nextGaussian();
        };
    }

    /** Finer than the milliseconds of the format, and before 1970 too. */
    private Instant time() {
        return Instant.ofEpochSecond(random.nextLong(-1_000_000_000L, 4_000_000_000L), random.nextInt(1_000_000_000));
    }

    private String text() {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    /** Sometimes longer than is written. */
    private String anyLength() {
        return random.nextInt(10) == 0 ? (text() + "x").repeat(300) : text();
    }

    private @Nullable String maybe() {
        return random.nextBoolean() ? null : text();
    }

    private <T> List<T> some(Supplier<T> one) {
        List<T> some = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            some.add(one.get());
        }
        return some;
    }

    private <E> E one(E[] of) {
        return of[random.nextInt(of.length)];
    }
}
