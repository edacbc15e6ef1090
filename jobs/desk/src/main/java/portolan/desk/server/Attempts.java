// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Wrong passwords. After five for a name, or from an address, the next one waits: longer each time, and never for good. Who
 * came in from an address before is not kept out there by what others try, here or elsewhere. Kept in memory.
 */
final class Attempts {
    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Nothing is known any more of who was quiet for so long. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** Names that nobody has can be made up without end: those that were quiet longest are forgotten. */
    private static final int MOST = 10_000;

    private static final int LONGEST_NAME = 100;

    private final Clock clock;
    private final Map<String, Tries> byKey = new Bounded<>();
    private final Map<String, Boolean> known = new Bounded<>();
    private final Lane ofStrangers = new Lane();
    private final Lane ofKnown = new Lane();

    /** Those whose passwords are compared one after the other, so that whoever is in already has the machine. */
    static final class Lane {
        private final Semaphore turn = new Semaphore(1, true);
        private int begun;
    }

    /** What compares a password. */
    @FunctionalInterface
    interface Comparing<T> {
        T compare() throws IOException;
    }

    /**
     * Tries under one key.
     *
     * @param wrong passwords that were
     * @param begun passwords that are being looked at
     */
    private record Tries(int wrong, int begun, Instant last) {
        private Instant open() {
            if (wrong < FREE) {
                return last;
            }
            // Doubled so often it is the longest anyhow.
            Duration wait = FIRST.multipliedBy(1L << Math.min(wrong - FREE, 16));
            return last.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        }
    }

    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        private Bounded() {
            super(16, 0.75F, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }

    /** One password that somebody tries: it is said at the end what came of it. */
    final class Try {
        private final String name;
        private final String address;
        private final List<String> keys;
        private final Lane lane;
        private final Duration left;

        private Try(String name, String address) {
            this.name = name;
            this.address = address;
            this.keys = keys(name, address);
            this.lane = known.containsKey(pair(name, address)) ? ofKnown : ofStrangers;
            this.left = waiting(keys, lane);
            if (left.isZero()) {
                lane.begun++;
                change(keys, 0, 1);
            }
        }

        /** Compares the password once it is its turn. */
        <T> T inTurn(Comparing<T> comparing) throws IOException {
            lane.turn.acquireUninterruptibly();
            try {
                return comparing.compare();
            } finally {
                lane.turn.release();
            }
        }

        private void over(int wrong) {
            synchronized (Attempts.this) {
                lane.begun--;
                change(keys, wrong, -1);
            }
        }

        /** How long they must wait before it is looked at; nothing where it is. */
        Duration left() {
            return left;
        }

        void wrong() {
            over(1);
        }

        /** It was not found out: nothing is held against anybody. */
        void undone() {
            over(0);
        }

        /** The name is free of what was tried under it; the address is not, or one's own name would wash it. */
        void right() {
            synchronized (Attempts.this) {
                over(0);
                byKey.remove(keys.get(0));
                known.put(pair(name, address), true);
            }
        }
    }

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** How long somebody must still wait; nothing for who may try. */
    synchronized Duration left(String name, String address) {
        return left(keys(name, address));
    }

    /** Somebody tries a password. */
    synchronized Try begin(String name, String address) {
        return new Try(name, address);
    }

    private Duration left(List<String> keys) {
        Instant now = clock.instant();
        Duration left = Duration.ZERO;
        for (String key : keys) {
            Tries tries = byKey.get(key);
            if (tries != null && tries.open().isAfter(now)) {
                Duration of = Duration.between(now, tries.open());
                left = of.compareTo(left) > 0 ? of : left;
            }
        }
        return left;
    }

    /** The same; and who tries many at once gains nothing. */
    private Duration waiting(List<String> keys, Lane lane) {
        Duration left = left(keys);
        Tries ofName = byKey.get(keys.get(0));
        boolean isCrowded = ofName != null && ofName.begun() > 0 && ofName.begun() + ofName.wrong() >= FREE;
        isCrowded |= lane.begun >= DeskBudget.SIGN_INS;
        for (String key : keys.subList(1, keys.size())) {
            Tries of = byKey.get(key);
            isCrowded |= of != null && of.begun() >= DeskBudget.SIGN_INS_OF_AN_ADDRESS;
        }
        return left.isZero() && isCrowded ? FIRST : left;
    }

    private synchronized void change(List<String> keys, int wrong, int begun) {
        Instant now = clock.instant();
        byKey.values().removeIf(tries -> tries.last().plus(FORGOTTEN).isBefore(now));
        for (String key : keys) {
            Tries tries = byKey.get(key);
            Tries before = tries == null ? new Tries(0, 0, now) : tries;
            Instant last = wrong > 0 ? now : before.last();
            byKey.put(key, new Tries(before.wrong() + wrong, Math.max(0, before.begun() + begun), last));
        }
    }

    /** The name first. */
    private List<String> keys(String name, String address) {
        String pair = pair(name, address);
        return known.containsKey(pair)
                ? List.of("pair " + pair)
                : List.of("name " + plain(name), "from " + network(address));
    }

    /** Whoever has one address of IPv6 has a network of them. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        return groups.length > 4 ? String.join(":", List.of(groups).subList(0, 4)) : address;
    }

    private static String pair(String name, String address) {
        return plain(name) + ' ' + address;
    }

    private static String plain(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
