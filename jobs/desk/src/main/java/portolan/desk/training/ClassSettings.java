// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.training.course.Session;
import portolan.training.engine.Records;
import portolan.training.round.Round;
import portolan.training.world.Dealt;

/**
 * How a class is held.
 *
 * @param round of the exercise
 * @param name of the exercise, where it is of no session
 * @param session of the course that the exercise is of; null for none
 * @param example for a first lesson alone: another day at the same post, whose truth is told; null for a room with a
 *     mentor
 * @param rehearses whether bots take part, for a mentor who tries it alone
 * @param records as the pipeline reads them, to try rules and exercises
 * @param before folders of earlier rounds, to compare with
 */
public record ClassSettings(
        Round round,
        String name,
        @Nullable Session session,
        @Nullable Dealt example,
        boolean rehearses,
        Records records,
        List<Path> before,
        Served served) {
    public ClassSettings {
        before = List.copyOf(before);
    }
}
