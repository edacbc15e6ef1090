// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import portolan.desk.server.Door;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.desk.server.Words;
import portolan.scoring.rules.Document;
import portolan.training.round.Round;

/**
 * Lets trainees in by the room's code, each under a name that they choose. A name is the browser's that took it, also after
 * the server started again, until the mentor frees it. What the browser keeps is in the journal as a hash only.
 */
final class RoomDoor implements Door {
    /** Without letters that look like digits. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int CODE_LETTERS = 8;
    private static final int LONGEST_NAME = 40;
    private static final int SECRET_BYTES = 24;

    private final String code;
    private final Set<String> reserved;
    private final Words words;
    private final Round round;
    private final SecureRandom random = new SecureRandom();

    /** @param reserved names that no trainee may choose */
    RoomDoor(Round round, Set<String> reserved, Words words) {
        this.round = round;
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
        return enter(name, password, "").map(Entrance::user);
    }

    @Override
    public synchronized Optional<Entrance> enter(String name, String password, String kept) {
        if (!letters(password).equals(letters(code))) {
            return Optional.empty();
        }
        String chosen = plain(name);
        if (chosen.isEmpty() || chosen.startsWith("bot-") || reserved.contains(chosen)) {
            throw RefusedException.badInput(words.say("class.name.none"));
        }
        String hash = round.seats().of(chosen);
        // A browser keeps one secret for all rounds, or a new round would take its name in another away. Who takes
        // another name in this round gets a new one.
        String secret =
                hash.isEmpty() && (kept.length() < SECRET_BYTES || round.seats().has(other -> holds(other, kept)))
                        ? secret()
                        : kept;
        if (hash.isEmpty()) {
            round.seats().sit(chosen, hash(chosen, secret));
        } else if (!holds(chosen, kept)) {
            throw RefusedException.overtaken(words.say("class.name.taken", chosen));
        }
        return Optional.of(new Entrance(new User(chosen, Role.OFFICER, ""), secret, true));
    }

    /** Frees a name, as for somebody with another browser: whoever comes next under it has it. */
    void free(String name) {
        round.seats().free(name);
    }

    /** A browser whose name was freed is out, also once another one has the name. */
    @Override
    public boolean isStill(User user, String kept) {
        return holds(user.name(), kept);
    }

    private boolean holds(String name, String kept) {
        return MessageDigest.isEqual(
                bytes(hash(name, kept)), bytes(round.seats().of(name)));
    }

    private String secret() {
        byte[] drawn = new byte[SECRET_BYTES];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    /** Of this round and name: hashes of two rounds do not tell that a browser was in both. */
    private String hash(String name, String secret) {
        return Document.sha256(round.sealedHash() + ' ' + name + ' ' + secret);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
