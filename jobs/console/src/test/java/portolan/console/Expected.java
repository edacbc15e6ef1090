package portolan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts that people read, committed as they should look. */
final class Expected {
    private Expected() {}

    static void assertLooksLike(String file, List<String> lines) {
        assertThat(String.join("\n", lines) + "\n").as(file).isEqualTo(read(file));
    }

    private static String read(String file) {
        try (InputStream in = Expected.class.getResourceAsStream("/expected/" + file)) {
            return in == null ? "(no such file)" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
