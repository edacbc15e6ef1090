// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Reads and writes small files in memory. */
public final class Lines {
    private Lines() {}

    public static InputStream of(String... lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    public static <T> List<Line<T>> all(Iterator<Line<T>> reader) {
        List<Line<T>> lines = new ArrayList<>();
        reader.forEachRemaining(lines::add);
        return lines;
    }

    public static <T> T only(Iterator<Line<T>> reader) {
        List<Line<T>> lines = all(reader);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).fault()).isNull();
        return lines.get(0).orThrow();
    }

    public static <T> LineFault onlyFault(Iterator<Line<T>> reader) {
        List<Line<T>> lines = all(reader);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).fault()).isNotNull();
        return Objects.requireNonNull(lines.get(0).fault());
    }

    static <T> String written(Opening<T> opening, List<T> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineWriter<T> writer = opening.open(out)) {
            for (T value : values) {
                writer.write(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Opens a writer on a stream. */
    interface Opening<T> {
        LineWriter<T> open(OutputStream out) throws IOException;
    }
}
