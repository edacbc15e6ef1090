// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Whose name is whose in a round, and who agreed to be shown beside others. It is in the journal, so a class that starts
 * again knows it: of what a browser keeps the journal has a hash only.
 */
public final class Seats {
    private final Round round;
    private final Clock clock;
    private final Map<String, String> hashes = new HashMap<>();
    private final Set<String> agreed = new TreeSet<>();

    Seats(Round round, Clock clock) {
        this.round = round;
        this.clock = clock;
    }

    /**
     * Gives a name to a browser.
     *
     * @param hash of what the browser keeps
     * @throws IllegalArgumentException if nobody can be called so, or only a bot
     */
    public void sit(String trainee, String hash) {
        Works.check(trainee);
        record(Entry.seated(clock.millis(), trainee, hash));
    }

    /** The hash of what the browser of this trainee keeps; empty where the name is free. */
    public String of(String trainee) {
        synchronized (round) {
            return hashes.getOrDefault(trainee, "");
        }
    }

    /** Whether a name that somebody has is one of those. */
    public boolean has(Predicate<String> those) {
        List<String> taken;
        synchronized (round) {
            taken = List.copyOf(hashes.keySet());
        }
        return taken.stream().anyMatch(those);
    }

    /** Frees a name: whoever comes next under it goes on with its work. */
    public void free(String trainee) {
        record(Entry.of(clock.millis(), Entry.What.FREED, trainee));
    }

    /** A trainee agrees to be shown beside others over several exercises, or does not any more. */
    public void agree(String trainee, boolean isToBeShown) {
        record(Entry.of(clock.millis(), isToBeShown ? Entry.What.AGREED : Entry.What.WITHDREW, trainee));
    }

    /** Who agreed to be shown, in the order of the alphabet. */
    public List<String> agreed() {
        synchronized (round) {
            return List.copyOf(agreed);
        }
    }

    private void record(Entry entry) {
        synchronized (round) {
            round.record(entry);
        }
    }

    void take(Entry entry) {
        String trainee = Objects.requireNonNullElse(entry.trainee(), "");
        switch (entry.what()) {
            case SEATED -> hashes.put(trainee, Objects.requireNonNullElse(entry.seat(), ""));
            case FREED -> hashes.remove(trainee);
            case AGREED -> agreed.add(trainee);
            case WITHDREW -> agreed.remove(trainee);
            default -> throw new IllegalArgumentException("no line of a seat: what=" + entry.what());
        }
    }
}
