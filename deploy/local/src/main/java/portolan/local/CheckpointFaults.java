// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/**
 * Root causes of checkpoints that failed in this process. What Flink keeps of one, and its REST interface shows, is
 * "Asynchronous task checkpoint failed."; why, it tells its log alone.
 */
final class CheckpointFaults extends AbstractAppender implements AutoCloseable {
    private static final String LOGGED_BY = "org.apache.flink.runtime.checkpoint";
    private static final int MOST = 20;

    private final ConcurrentSkipListMap<Long, String> causes = new ConcurrentSkipListMap<>();

    CheckpointFaults() {
        super("checkpoint-faults", null, null, true, Property.EMPTY_ARRAY);
    }

    /** Listens from now on, until it is closed. */
    static CheckpointFaults listen() {
        CheckpointFaults faults = new CheckpointFaults();
        faults.start();
        faults.logger().addAppender(faults);
        return faults;
    }

    private Logger logger() {
        return ((LoggerContext) LogManager.getContext(false)).getLogger(LOGGED_BY);
    }

    /** Entries about one checkpoint begin with its number. */
    @Override
    public void append(LogEvent event) {
        Throwable thrown = event.getThrown();
        Object[] parameters = event.getMessage().getParameters();
        if (thrown == null || parameters == null || parameters.length == 0) {
            return;
        }
        // The first cause is what failed; what follows from it, as an abort, is logged under the same number.
        if (parameters[0] instanceof Long checkpoint) {
            causes.putIfAbsent(checkpoint, RootCause.of(thrown));
        }
        while (causes.size() > MOST) {
            causes.pollFirstEntry();
        }
    }

    /** Why a checkpoint failed, else what Flink keeps of that. */
    String of(long checkpoint, @Nullable String kept) {
        String otherwise = RootCause.line(String.valueOf(kept));
        Map.Entry<Long, String> known = causes.floorEntry(checkpoint);
        return known == null || known.getKey() != checkpoint ? otherwise : known.getValue();
    }

    @Override
    public void close() {
        logger().removeAppender(this);
        stop();
    }
}
