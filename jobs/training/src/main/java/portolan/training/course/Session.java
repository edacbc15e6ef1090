// SPDX-License-Identifier: Apache-2.0
package portolan.training.course;

import java.util.Map;
import java.util.Objects;
import portolan.training.exercise.Exercise;

/**
 * A session of the course.
 *
 * @param number from 1
 * @param name short, for files: "papers"
 * @param exercise as practice; each round of it draws a world of its own
 * @param guides by language
 */
public record Session(int number, String name, Exercise exercise, Map<String, Guide> guides) {
    private static final String OTHERWISE = "en";

    public Session {
        guides = Map.copyOf(guides);
    }

    /** The mentor's page, in English where there is none in that language. */
    public Guide guide(String language) {
        return Objects.requireNonNull(guides.getOrDefault(language, guides.get(OTHERWISE)));
    }
}
