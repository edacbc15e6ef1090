// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Consignments and names that an administrator planted and nobody has a reason to touch: who looks at one is asked why. They
 * stand in a file, one a line, {@code #} begins a remark; the desk shows who touched one, and never the list.
 */
final class Baits {
    static final Baits NONE = new Baits(Set.of());

    /** A shorter text would be found in what nobody planted. */
    private static final int LEAST_LETTERS = 5;

    private final Set<String> texts;

    private Baits(Set<String> texts) {
        this.texts = Set.copyOf(texts);
    }

    /**
     * Those of a file.
     *
     * @param file null for none
     * @throws IllegalArgumentException if it cannot be read, or a line of it is too short to mean one thing
     */
    static Baits of(@Nullable Path file) {
        if (file == null) {
            return NONE;
        }
        Set<String> texts = new LinkedHashSet<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                if (text.length() < LEAST_LETTERS) {
                    throw new IllegalArgumentException("a canary needs " + LEAST_LETTERS
                            + " letters, so that it is found in nothing else: file=" + file + ", line=" + number);
                }
                texts.add(text.toLowerCase(Locale.ROOT));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("canaries cannot be read: file=" + file + ", cause=" + e, e);
        }
        return new Baits(texts);
    }

    boolean areThere() {
        return !texts.isEmpty();
    }

    /** Whether a line is about one of them. */
    boolean isTouched(AuditTrail.Line line) {
        String about = (line.subject() + '\n' + line.detail()).toLowerCase(Locale.ROOT);
        return texts.stream().anyMatch(about::contains);
    }
}
