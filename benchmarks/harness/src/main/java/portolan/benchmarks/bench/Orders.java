// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.time.Duration;
import portolan.benchmarks.process.Child;

/** What a sender is told, and what it answers. */
final class Orders {
    private static final Duration FILLING = Duration.ofMinutes(20);

    private Orders() {}

    /**
     * What was sent.
     *
     * @param filings since the sender's start, with those of earlier senders that it follows
     * @param lastMicros intended time of the last one
     * @param lateMicros by how much the latest was sent too late
     */
    record Sent(long filings, long lastMicros, long lateMicros) {
        static Sent of(String answer) {
            String[] words = answer.split(" ", -1);
            return new Sent(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }
    }

    static Sent introduce(Child sender, long count) throws InterruptedException {
        sender.order("introduce " + count);
        return await(sender, FILLING);
    }

    static Sent fill(Child sender, long count) throws InterruptedException {
        sender.order("fill " + count);
        return await(sender, FILLING);
    }

    /** Begins to send at a pace, and returns at once; {@link #await} waits for the end. */
    static void pace(Child sender, double rate, double seconds) {
        sender.order("pace " + rate + ' ' + seconds);
    }

    static Sent await(Child sender, Duration patience) throws InterruptedException {
        return Sent.of(sender.await("done", patience));
    }
}
