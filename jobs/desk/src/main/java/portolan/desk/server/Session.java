// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.CaseKey;
import portolan.desk.work.DecisionState;

/** Somebody's stay at the desk. */
public final class Session {
    private static final Duration ONE_LOOK = Duration.ofMinutes(2);

    private final User user;
    private final String token;
    private final String proof;
    private final Instant begunAt;
    private volatile Instant usedAt;
    private volatile Locale language;
    private volatile Instant newSince;
    private volatile List<CaseKey> listed = List.of();
    private volatile @Nullable Decided decided;
    private Instant lookedAt;
    private boolean hasLooked;

    Session(User user, String token, String proof, Locale language, Instant now) {
        this.user = user;
        this.token = token;
        this.proof = proof;
        this.begunAt = now;
        this.language = language;
        this.usedAt = now;
        this.newSince = now;
        this.lookedAt = now;
    }

    public User user() {
        return user;
    }

    /** What every form of this session carries, and nobody else's page knows. */
    public String token() {
        return token;
    }

    /** What this person is known by for as long as they stay; empty for nothing. */
    String proof() {
        return proof;
    }

    Instant begunAt() {
        return begunAt;
    }

    public Locale language() {
        return language;
    }

    void speak(Locale chosen) {
        language = chosen;
    }

    /** Since when what came is new to this person: the time of the look before the last, or of their last shift. */
    public Instant newSince() {
        return newSince;
    }

    /**
     * This person looks at the list. Who only turns a page or chooses a filter still looks for the same time.
     *
     * @param before when they last did anything before this stay, asked for at its first look; null for never
     * @return since when what came is new to them
     */
    public synchronized Instant looked(Instant now, Supplier<@Nullable Instant> before) {
        if (!hasLooked) {
            hasLooked = true;
            Instant left = before.get();
            newSince = left == null ? newSince : left;
        } else if (Duration.between(lookedAt, now).compareTo(ONE_LOOK) > 0) {
            newSince = lookedAt;
        }
        lookedAt = now;
        return newSince;
    }

    /** What the list showed last, in its order: so it is worked through. */
    public List<CaseKey> listed() {
        return listed;
    }

    public void list(List<CaseKey> shown) {
        listed = List.copyOf(shown);
    }

    /** What this person decided last, by the identity of its form, in their words. */
    public record Decided(CaseKey key, String step, String what, Instant at) {}

    public void decide(@Nullable Decided last) {
        decided = last;
    }

    /** As long as it may be taken back; null after that, and before anything. */
    @Nullable
    Decided decided() {
        Decided last = decided;
        return last == null || usedAt.isAfter(last.at().plus(DecisionState.TAKEN_BACK_WITHIN)) ? null : last;
    }

    Instant usedAt() {
        return usedAt;
    }

    void used(Instant now) {
        usedAt = now;
    }
}
