// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
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
 * Lets trainees in by a card that the mentor hands out, each under a name that they choose. A card is one name's, in
 * whatever browser or window, until the mentor frees the name: so it is one budget, too. The journal has its hash only, so
 * that it is that name's also after the server started again.
 */
final class RoomDoor implements Door {
    /** Without letters that look like digits. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int CARDS = 40;
    private static final int CARD_LETTERS = 8;
    private static final int LONGEST_NAME = 40;

    private final Set<String> cards = new LinkedHashSet<>();
    private final Set<String> reserved;
    private final Words words;
    private final Round round;

    /** @param reserved names that no trainee may choose */
    RoomDoor(Round round, Set<String> reserved, Words words) {
        this.round = round;
        SecureRandom random = new SecureRandom();
        while (cards.size() < CARDS) {
            StringBuilder drawn = new StringBuilder();
            for (int i = 0; i < CARD_LETTERS; i++) {
                drawn.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            cards.add(drawn.toString());
        }
        this.reserved = Set.copyOf(reserved);
        this.words = words;
    }

    /** The cards to hand out, each as it is printed. Those of people who came before it started again count as well. */
    List<String> cards() {
        return cards.stream()
                .map(card -> card.substring(0, CARD_LETTERS / 2) + '-' + card.substring(CARD_LETTERS / 2))
                .toList();
    }

    @Override
    public synchronized Optional<Entrance> enter(String name, String password, String kept) {
        String card = letters(password);
        String chosen = plain(name);
        boolean isTheirs = holds(chosen, card);
        if (!isTheirs && !cards.contains(card)) {
            return Optional.empty();
        }
        if (chosen.isEmpty() || chosen.startsWith("bot-") || reserved.contains(chosen)) {
            throw RefusedException.badInput(words.say("class.name.none"));
        }
        if (!isTheirs && !round.seats().of(chosen).isEmpty()) {
            throw RefusedException.overtaken(words.say("class.name.taken", chosen));
        }
        if (!isTheirs && round.seats().has(other -> holds(other, card))) {
            throw RefusedException.overtaken(words.say("class.card.taken"));
        }
        if (!isTheirs) {
            round.seats().sit(chosen, hash(chosen, card));
        }
        return Optional.of(new Entrance(new User(chosen, Role.OFFICER, ""), card, true));
    }

    /** Frees a name and its card, as for somebody who lost it: whoever comes next under the name has it. */
    void free(String name) {
        round.seats().free(name);
    }

    /** A browser whose name was freed is out, also once another card has the name. */
    @Override
    public boolean isStill(User user, String kept) {
        return holds(user.name(), kept);
    }

    private boolean holds(String name, String kept) {
        return MessageDigest.isEqual(
                bytes(hash(name, kept)), bytes(round.seats().of(name)));
    }

    /** Of this round and name: hashes of two rounds do not tell that a card was in both. */
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
