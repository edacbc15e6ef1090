// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.training.course.Session;
import portolan.training.engine.Records;
import portolan.training.round.Round;
import portolan.training.world.Dealt;

/**
 * How a class is held.
 *
 * @param round of the exercise
 * @param session of the course that the exercise is of; null for none
 * @param example for a first lesson alone: another day at the same post, whose truth is told; null for a room with a
 *     mentor
 * @param rehearses whether bots take part, for a mentor who tries it alone
 * @param records as the pipeline reads them, to try rules and exercises
 * @param host where it listens
 * @param port 0 for any that is free
 * @param keyStore PKCS12 with the server's certificate; null for no TLS
 * @param keyStorePassword of that file
 * @param language in which it begins to speak; null for that of each browser
 */
public record ClassSettings(
        Round round,
        @Nullable Session session,
        @Nullable Dealt example,
        boolean rehearses,
        Records records,
        String host,
        int port,
        @Nullable Path keyStore,
        String keyStorePassword,
        @Nullable Locale language) {}
