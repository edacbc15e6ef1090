// SPDX-License-Identifier: Apache-2.0
package portolan.training;

import portolan.training.exercise.Exercise;
import portolan.training.exercise.UnusableExerciseException;

/** Exercises as texts; a test changes what it is about. */
public final class Exercises {
    public static final String SEED = "5a".repeat(32);
    public static final String SALT = "00112233445566778899aabbccddeeff";
    public static final String PASSPHRASE = "seven quiet lorries wait";

    /** Practice over a small world: 40 consignments, 4 offences, 8 look-alikes, 5 picks in 60 minutes. */
    public static final String PRACTICE = """
            world: durres-port
            day: 2026-05-04
            past: 10
            window: 12h
            bills: 40
            schemes: {rip_on: 3, cover_goods: 1}
            lookalikes: 2
            budget: 5
            minutes: 60
            aids: [none]
            documents: true
            questions: [picks, reasons, confidence, papers, places]
            language: en
            """;

    private Exercises() {}

    public static Exercise practice(String... more) {
        return parse(PRACTICE + "seed: '" + SEED + "'\n" + String.join("\n", more) + '\n');
    }

    public static Exercise exam(String... more) {
        return parse(PRACTICE + "exam: true\nsalt: '" + SALT + "'\n" + String.join("\n", more) + '\n');
    }

    /** The text, which has no fault. */
    public static Exercise parse(String text) {
        try {
            return Exercise.parse(text, "test.yaml");
        } catch (UnusableExerciseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
