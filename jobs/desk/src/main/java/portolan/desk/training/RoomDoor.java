// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import portolan.desk.server.Door;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.desk.server.Words;

/**
 * Lets trainees in by the room's code, each under a name that they choose: a name that is in use is nobody else's, until the
 * server ends.
 */
final class RoomDoor implements Door {
    /** Without letters that look like digits. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int CODE_LETTERS = 8;
    private static final int LONGEST_NAME = 40;

    private final String code;
    private final Set<String> reserved;
    private final Words words;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    /** @param reserved names that no trainee may choose */
    RoomDoor(Set<String> reserved, Words words) {
        SecureRandom random = new SecureRandom();
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < CODE_LETTERS; i++) {
            drawn.append(i == CODE_LETTERS / 2 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        this.code = drawn.toString();
        this.reserved = Set.copyOf(reserved);
        this.words = words;
    }

    String code() {
        return code;
    }

    @Override
    public Optional<User> enter(String name, String password) {
        if (!letters(password).equals(letters(code))) {
            return Optional.empty();
        }
        String chosen = plain(name);
        if (chosen.isEmpty() || chosen.startsWith("bot-") || reserved.contains(chosen)) {
            throw RefusedException.badInput(words.say("class.name.none"));
        }
        if (!taken.add(chosen)) {
            throw RefusedException.overtaken(words.say("class.name.taken", chosen));
        }
        return Optional.of(new User(chosen, Role.OFFICER, ""));
    }

    /** Whoever had this name may come in again, as after a browser was closed. */
    void letBackIn(String name) {
        taken.remove(name);
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** "Ana Ë." becomes "ana-e". */
    static String plain(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
