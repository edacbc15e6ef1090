// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Wrong passwords. After five for a name, or from an address, the next one waits: longer each time, and never for good. Who
 * came in from an address before is not kept out there by what others try elsewhere. Kept in memory.
 */
final class Attempts {
    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Nothing is known any more of who was quiet for so long. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** Names that nobody has can be made up without end: the eldest are forgotten. */
    private static final int MOST = 10_000;

    private static final int LONGEST_NAME = 100;

    private final Clock clock;
    private final Map<String, Tries> byKey = new Bounded<>();
    private final Map<String, Boolean> known = new Bounded<>();

    private record Tries(int wrong, Instant last) {
        private Instant open() {
            if (wrong < FREE) {
                return last;
            }
            // Doubled so often it is the longest anyhow.
            Duration wait = FIRST.multipliedBy(1L << Math.min(wrong - FREE, 16));
            return last.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        }
    }

    /** The one that was put in first goes first. */
    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** How long somebody must still wait; nothing for who may try. */
    synchronized Duration left(String name, String address) {
        Instant now = clock.instant();
        Duration left = Duration.ZERO;
        for (String key : keys(name, address)) {
            Tries tries = byKey.get(key);
            if (tries != null && tries.open().isAfter(now)) {
                Duration of = Duration.between(now, tries.open());
                left = of.compareTo(left) > 0 ? of : left;
            }
        }
        return left;
    }

    /**
     * Somebody tries a password. It counts as wrong until {@link #right} is said: who tries many at once gains nothing.
     *
     * @return how long they must wait before it is looked at; nothing where it is
     */
    synchronized Duration begin(String name, String address) {
        Duration left = left(name, address);
        if (left.isZero()) {
            Instant now = clock.instant();
            byKey.values().removeIf(tries -> tries.last().plus(FORGOTTEN).isBefore(now));
            for (String key : keys(name, address)) {
                Tries tries = byKey.get(key);
                byKey.put(key, new Tries(tries == null ? 1 : tries.wrong() + 1, now));
            }
        }
        return left;
    }

    /** It was right. */
    synchronized void right(String name, String address) {
        keys(name, address).forEach(byKey::remove);
        known.put(pair(name, address), true);
    }

    private List<String> keys(String name, String address) {
        List<String> keys = new ArrayList<>();
        String pair = pair(name, address);
        keys.add(known.containsKey(pair) ? "pair " + pair : "name " + plain(name));
        keys.add("from " + address);
        return keys;
    }

    private static String pair(String name, String address) {
        return plain(name) + ' ' + address;
    }

    private static String plain(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
