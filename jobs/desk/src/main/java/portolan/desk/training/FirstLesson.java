// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Objects;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.TrainingException;
import portolan.training.world.Dealer;
import portolan.training.world.Dealt;

/** The exercise of the lesson that somebody takes alone, without any setting. */
public final class FirstLesson {
    private static final String FILE = "first-lesson.yaml";

    private FirstLesson() {}

    /** Its text, as it came with this release. */
    public static Exercise exercise() throws IOException, TrainingException {
        return Exercise.parse(text(FILE), "first lesson");
    }

    /** A text that came with this release. */
    static String text(String file) throws IOException {
        try (InputStream in = FirstLesson.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Another day at the same post, with the same schemes: one case of it is read together. */
    public static Dealt example(Exercise exercise) {
        byte[] seed = new byte[Exercise.SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return Dealer.deal(exercise.order(), seed);
    }
}
