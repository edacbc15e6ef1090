// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.rules.Document;
import portolan.training.world.Order;

/**
 * What is practised: a world to deal, what a trainee may see, and what is asked. Read from YAML:
 *
 * <pre>
 *   world: durres-port
 *   day: 2026-05-04                # first day of the window, UTC
 *   past: 60                       # days before it that are known
 *   window: 12h                    # in which consignments arrive: 90m, 12h, 3d
 *   bills: 300
 *   schemes: {rip_on: 2}           # offences of each; 0 plants look-alikes only
 *   lookalikes: 3                  # of each offence
 *   budget: 10                     # picks
 *   minutes: 40                    # of real time; 0: no clock
 *   live: false                    # whether consignments arrive by the clock
 *   aids: [history]                # none, history, links, reasons, score
 *   documents: true
 *   questions: [picks, reasons]    # picks, reasons, confidence, papers, places, rule
 *   search: {minutes: 90, paper: 5, place: 20, scan: 10}    # only where searching costs minutes of inspection
 *   language: sq                   # of the pages; that of each browser where it is missing
 *   exam: false
 *   seed: 5f3a...                  # practice only; drawn where it is missing
 *   salt: 00ff...                  # exam only
 * </pre>
 *
 * @param name what it is called; no part of what is hashed and signed
 * @param minutes of real time that a round takes; 0 where it has no clock
 * @param isLive whether consignments arrive by the clock; else all are there from the start
 * @param search what searching costs; null where it costs nothing, and all papers are on the table
 * @param language in which its pages begin; empty for that of each browser
 * @param salt 16 bytes or more in hexadecimal; empty for practice
 * @param seed 32 bytes in hexadecimal; empty in an exam, and where a round is to draw one
 * @param by who signed it; empty where nobody did
 * @param signature in base64; empty where nobody signed
 */
public record Exercise(
        String name,
        Order order,
        int budget,
        int minutes,
        boolean isLive,
        Set<Aid> aids,
        Set<Question> questions,
        @Nullable SearchTime search,
        String language,
        boolean isExam,
        String salt,
        String seed,
        String by,
        String signature) {
    /** Of which there are texts. */
    public static final List<String> LANGUAGES = List.of("en", "sq");

    /** Bytes of a seed. */
    public static final int SEED_BYTES = 32;

    private static final int SALT_BYTES = 16;
    private static final String PURPOSE = "portolan exercise 1, author";
    private static final int MINUTES_A_DAY = 24 * 60;

    public Exercise {
        aids = inOrder(Aid.class, aids);
        questions = inOrder(Question.class, questions);
    }

    private static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Collection<E> values) {
        EnumSet<E> ordered = EnumSet.noneOf(type);
        ordered.addAll(values);
        return Collections.unmodifiableSet(ordered);
    }

    /**
     * Reads a text.
     *
     * @param name what the exercise and its faults are called
     * @throws UnusableExerciseException with every fault of the text, by line
     */
    public static Exercise parse(String text, String name) throws UnusableExerciseException {
        return ExerciseReader.read(text, name);
    }

    /** A salt that nobody has used: one for each exam, or equal passphrases give equal worlds. */
    public static String freshSalt() {
        return drawn(SALT_BYTES);
    }

    private static String drawn(int bytes) {
        byte[] drawn = new byte[bytes];
        new SecureRandom().nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /**
     * The same as a round begins it: practice with the seed that it states, or one of its own; an exam under a salt of its
     * own, or two rounds of one text and passphrase were the same world.
     */
    public Exercise drawn() {
        if (isExam) {
            return asExam();
        }
        return seed.isEmpty() ? seeded(drawn(SEED_BYTES)) : this;
    }

    /** The same practice with another seed: a parallel form of it. */
    public Exercise seeded(String hex) {
        return new Exercise(
                name, order, budget, minutes, isLive, aids, questions, search, language, false, "", hex, "", "");
    }

    /** The same as an exam, under a fresh salt. */
    public Exercise asExam() {
        return new Exercise(
                name, order, budget, minutes, isLive, aids, questions, search, language, true, freshSalt(), "", "", "");
    }

    /**
     * What the world is dealt from: in an exam derived from the passphrase and the salt, in practice as stated. The
     * caller wipes it.
     *
     * @throws TrainingException if there is no passphrase for an exam, or a practice states no seed
     */
    public byte[] seed(char @Nullable [] passphrase) throws TrainingException {
        if (isExam) {
            if (passphrase == null) {
                throw new TrainingException("an exam needs the instructor's passphrase: exercise=" + name
                        + "; give a file with it, --passphrase-file");
            }
            return Passphrase.derive(passphrase, HexFormat.of().parseHex(salt), "portolan seed 1");
        }
        if (seed.isEmpty()) {
            throw new TrainingException(
                    "this practice states no seed: exercise=" + name + "; open a round of it, which draws one");
        }
        return HexFormat.of().parseHex(seed);
    }

    /** Whether both plant the same under the same budget and clock, each in a world of its own; what trainees see may differ. */
    public boolean isParallelTo(Exercise other) {
        return order.equals(other.order)
                && budget == other.budget
                && minutes == other.minutes
                && isLive == other.isLive
                && Objects.equals(search, other.search)
                && !isOfOneDrawWith(other);
    }

    private boolean isOfOneDrawWith(Exercise other) {
        return (!seed.isEmpty() && seed.equals(other.seed)) || (!salt.isEmpty() && salt.equals(other.salt));
    }

    /** Keys whose values differ in the two texts; not of what each round draws, of its language, nor of who signed it. */
    public List<String> differencesTo(Exercise other) {
        List<String> mine = stated();
        List<String> theirs = other.stated();
        return Stream.concat(
                        mine.stream().filter(line -> !theirs.contains(line)),
                        theirs.stream().filter(line -> !mine.contains(line)))
                .map(line -> line.substring(0, line.indexOf(':')))
                .distinct()
                .toList();
    }

    private static final List<String> DRAWN = List.of("seed: ", "salt: ", "language: ");

    private List<String> stated() {
        return canonical()
                .lines()
                .filter(line -> DRAWN.stream().noneMatch(line::startsWith))
                .toList();
    }

    /** All that counts, in one order and one spelling, without who signed it; parses to an equal exercise. */
    public String canonical() {
        StringBuilder text = new StringBuilder(600);
        line(text, "world", order.post().label());
        line(text, "day", order.day().toString());
        line(text, "past", Integer.toString(order.pastDays()));
        line(text, "window", window());
        line(text, "bills", Integer.toString(order.bills()));
        line(
                text,
                "schemes",
                order.schemes().entrySet().stream()
                        .map(scheme -> scheme.getKey() + ": " + scheme.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
        line(text, "lookalikes", Integer.toString(order.alikes()));
        line(text, "budget", Integer.toString(budget));
        line(text, "minutes", Integer.toString(minutes));
        line(text, "live", Boolean.toString(isLive));
        line(text, "aids", list(aids, Aid::word));
        line(text, "documents", Boolean.toString(order.papers()));
        line(text, "questions", list(questions, Question::word));
        if (search != null) {
            line(
                    text,
                    "search",
                    "{minutes: " + search.minutes() + ", paper: " + search.paper() + ", place: " + search.place()
                            + ", scan: " + search.scan() + '}');
        }
        if (!language.isEmpty()) {
            line(text, "language", language);
        }
        line(text, "exam", Boolean.toString(isExam));
        if (!salt.isEmpty()) {
            line(text, "salt", '\'' + salt + '\'');
        }
        if (!seed.isEmpty()) {
            line(text, "seed", '\'' + seed + '\'');
        }
        return text.toString();
    }

    /** The length of the window as a text has it: 90m, 12h, 3d. */
    public String window() {
        long minutesOfWindow = order.window().toMinutes();
        if (minutesOfWindow % MINUTES_A_DAY == 0) {
            return minutesOfWindow / MINUTES_A_DAY + "d";
        }
        return minutesOfWindow % 60 == 0 ? minutesOfWindow / 60 + "h" : minutesOfWindow + "m";
    }

    private static <E> String list(Collection<E> values, Function<E, String> word) {
        return values.stream().map(word).collect(Collectors.joining(", ", "[", "]"));
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(": ").append(value).append('\n');
    }

    /** The text to keep: the canonical form, and who signed it. */
    public String text() {
        StringBuilder text = new StringBuilder(canonical());
        if (!by.isEmpty()) {
            line(text, "by", by);
            line(text, "signature", signature);
        }
        return text.toString();
    }

    /** SHA-256 of the canonical form, in hexadecimal. */
    public String hash() {
        return Document.sha256(canonical());
    }

    /** The same, signed by an instructor. */
    public Exercise signed(SigningKey key) {
        return new Exercise(
                name,
                order,
                budget,
                minutes,
                isLive,
                aids,
                questions,
                search,
                language,
                isExam,
                salt,
                seed,
                key.name(),
                Base64.getEncoder().encodeToString(key.sign(statement(key.name()))));
    }

    /**
     * What is wrong with the signature; null when a known author signed exactly this.
     *
     * @param now when it is to be used: a key has a last day
     */
    public @Nullable String signatureFault(Keyring keys, Instant now) {
        if (by.isEmpty()) {
            return "the exercise is signed by nobody: sign it, or run it as practice";
        }
        byte[] given;
        try {
            given = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException notBase64) {
            given = new byte[0];
        }
        String fault = keys.fault(by, statement(by), given);
        if (fault == null) {
            fault = keys.fault(by, KeyRole.AUTHOR);
        }
        if (fault == null) {
            fault = keys.fault(by, now.toEpochMilli());
        }
        return fault == null ? null : "the exercise " + fault;
    }

    private byte[] statement(String who) {
        return new LayoutWriter().text(PURPOSE).text(who).text(canonical()).toBytes();
    }
}
