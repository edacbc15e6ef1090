// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.time.Instant;
import java.util.Locale;

/** Somebody's stay at the desk. */
public final class Session {
    private final User user;
    private final String token;
    private volatile Instant usedAt;
    private volatile Locale language = Locale.ENGLISH;
    private volatile Instant seenUntil;

    Session(User user, String token, Instant now) {
        this.user = user;
        this.token = token;
        this.usedAt = now;
        this.seenUntil = now;
    }

    public User user() {
        return user;
    }

    /** What every form of this session carries, and nobody else's page knows. */
    public String token() {
        return token;
    }

    public Locale language() {
        return language;
    }

    void speak(Locale chosen) {
        language = chosen;
    }

    /** Until when this person has seen the list: what is younger is new to them. */
    public Instant seenUntil() {
        return seenUntil;
    }

    public void sawUntil(Instant when) {
        seenUntil = when;
    }

    Instant usedAt() {
        return usedAt;
    }

    void used(Instant now) {
        usedAt = now;
    }
}
