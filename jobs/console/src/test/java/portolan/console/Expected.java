// SPDX-License-Identifier: Apache-2.0
package portolan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Texts that people read, committed as they should look. {@code -Dportolan.expected.rewrite=true} writes them anew: read
 * what changed before it is committed.
 */
public final class Expected {
    private static final Path FOLDER = Path.of("src/test/resources/expected");

    private Expected() {}

    public static void assertLooksLike(String file, List<String> lines) {
        if (Boolean.getBoolean("portolan.expected.rewrite")) {
            rewrite(file, lines);
        }
        assertThat(String.join("\n", lines) + "\n").as(file).isEqualTo(read(file));
    }

    private static String read(String file) {
        try {
            Path committed = FOLDER.resolve(file);
            return Files.exists(committed) ? Files.readString(committed) : "(no such file)";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rewrite(String file, List<String> lines) {
        try {
            Files.writeString(FOLDER.resolve(file), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
