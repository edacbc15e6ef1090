// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.OutcomeLines;
import portolan.schemas.lines.Unpacked;
import portolan.schemas.mapping.CsvMapping;
import portolan.schemas.mapping.MappingException;

/**
 * The files that an evaluation is made of, read one after the other. Lines that are no record are left out, with a
 * warning that counts them; a file without any is an error.
 */
final class EvaluationFiles {
    private final Dossiers dossiers;
    private final ConsignmentKeys keys = new ConsignmentKeys();
    private final List<String> warnings = new ArrayList<>();
    private final @Nullable CsvMapping mapping;

    /**
     * @param mapping how CSV files are read; null when all files are JSON Lines
     * @param truth what was planted; null where only inspections tell
     */
    EvaluationFiles(@Nullable Path mapping, @Nullable Path truth) throws UnusableInputException {
        Truth planted = truth == null ? null : Truth.read(truth);
        if (planted != null) {
            warnings.addAll(planted.warnings());
        }
        this.dossiers = new Dossiers(planted);
        this.mapping = mapping == null ? null : mapping(mapping);
    }

    /** Outcomes go first: they say which consignments are kept. */
    void outcomes(Path file) throws UnusableInputException {
        read(
                file,
                "outcomes",
                in -> isMapped(file)
                        ? mapped(file).outcomes(in, file.toString())
                        : OutcomeLines.read(in, file.toString()),
                dossiers::outcome);
    }

    void filings(Path file) throws UnusableInputException {
        read(
                file,
                "filings",
                in -> isMapped(file)
                        ? mapped(file).filings(in, file.toString(), keys)
                        : FilingLines.read(in, file.toString(), keys),
                dossiers::filing);
    }

    void assessments(Path file) throws UnusableInputException {
        LineTally tally = new LineTally(file.toString(), "assessments");
        try (InputStream in = plain(file)) {
            AssessmentLines.read(in, tally, dossiers::assessed);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        finish(tally);
    }

    Dossiers dossiers() {
        return dossiers;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private <T> void read(Path file, String holds, Opener<T> opener, Consumer<T> taker) throws UnusableInputException {
        LineTally tally = new LineTally(file.toString(), holds);
        try (InputStream in = open(file);
                LineReader<T> lines = opener.open(in)) {
            while (lines.hasNext()) {
                Line<T> line = lines.next();
                T value = line.value();
                if (value != null) {
                    tally.readable();
                    taker.accept(value);
                } else if (line.fault() != null) {
                    tally.unreadable(line.number(), line.fault().message());
                }
            }
        } catch (MappingException e) {
            throw new UnusableInputException("mapping and file do not fit:\n" + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new UnusableInputException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        finish(tally);
    }

    /** CSV by name; with a mapping also everything that is not called JSON Lines. */
    private boolean isMapped(Path file) {
        Path fileName = file.getFileName();
        String name = fileName == null ? "" : fileName.toString().toLowerCase(Locale.ROOT);
        return name.contains(".csv") || (mapping != null && !name.contains(".json"));
    }

    private CsvMapping mapped(Path file) throws UnusableInputException {
        if (mapping == null) {
            throw new UnusableInputException("a CSV file needs --mapping: " + file);
        }
        return mapping;
    }

    private static CsvMapping mapping(Path file) throws UnusableInputException {
        try (InputStream in = open(file)) {
            return CsvMapping.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file.toString());
        } catch (MappingException e) {
            throw new UnusableInputException("the mapping cannot be used:\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void finish(LineTally tally) throws UnusableInputException {
        tally.refuseIfUseless();
        warnings.addAll(tally.warnings());
    }

    private static InputStream open(Path file) throws IOException, UnusableInputException {
        if (!Files.exists(file)) {
            throw new UnusableInputException("there is no such file: " + file);
        }
        if (Files.isDirectory(file)) {
            throw new UnusableInputException("a folder where a file is expected: " + file);
        }
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Compressed files are known by how they start, whatever they are called. */
    static InputStream plain(Path file) throws IOException, UnusableInputException {
        return Unpacked.of(open(file));
    }

    static UnusableInputException unreadable(Path file, Exception e) {
        return new UnusableInputException("cannot read: file=" + file + ", cause=" + e.getMessage(), e);
    }

    /** Opens a reader of records over a file's bytes. */
    private interface Opener<T> {
        LineReader<T> open(InputStream in) throws UnusableInputException, IOException;
    }
}
