// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/** {@code deploy/FAULTS.md}: what the run of all faults wrote, a row each. */
final class FaultsPage {
    static final Path RESULTS = Path.of("target", "faults");
    static final Path PAGE = Path.of("..", "FAULTS.md");

    private FaultsPage() {}

    static void write() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (Fault fault : Fault.values()) {
            page.append(row(fault, RESULTS));
        }
        Files.writeString(PAGE, page);
    }

    private static final String HEAD = """
            # Faults

            `mvn verify -Pnight` does each fault below to real processes, a broker and `portolan run`, and writes this
            page. The job runs in ordered mode and exactly once, with a checkpoint a second, and is fed meanwhile.

            A fault is *withstood* when all of this holds afterwards:
            - Every input is an assessment, a reject, a withdrawal, an outcome, or a drop that is counted by its reason.
            - Assessments and alerts equal those of the sequential engine over the input topics, byte for byte.
            - No record is committed twice.
            - The terminal and a metric say what is wrong, each within ten seconds.
            - The run's files take no more than 110 % of what they took before.

            Exceptions:
            - A process that was killed, or finds its checkpoint damaged, speaks when it starts again. One that was stopped
              speaks when it goes on. RocksDB notices a full disk when it writes.
            - A damaged checkpoint is left for an older one: results since then are committed again, the same bytes.
            - Records with stamps of the past are handled when they come. The sequential engine has them in their order, so
              ids are compared there, and bytes are not.
            - Where an operator fails on a memory's answer, the assessment must say which evidence is missing. Its bytes are
              not compared.
            - A backlog that waited in order stays in RocksDB's tables until they are merged: twice its bytes may be there.
            - A longer outage than the transaction timeout can lose results: then the terminal and `failedCommittables` must
              say so, though later, and the rest must be whole.

            *After* is how soon after the fault the first line was said. *Recovery* is the time from the end of the fault to
            the first result of a filing sent after its beginning. *Planted*: what was seen is judged again with a fault
            planted in it, such as a lost assessment, a flipped bit or a line that was not said, and each must be noticed.
            The rest of the 14 has no place in the row, such as a line that is due where none is.

            | fault | outcome | the terminal says | after | metric | recovery | disk | planted, noticed |
            |---|---|---|---|---|---|---|---|
            """;

    static String row(Fault fault, Path results) throws IOException {
        Properties result = new Properties();
        Path file = results.resolve(fault.name() + ".properties");
        if (!Files.exists(file)) {
            return cells(fault.title(), "not run", "", "", "", "", "", "");
        }
        try (Reader text = Files.newBufferedReader(file)) {
            result.load(text);
        }
        String outcome = result.getProperty("outcome").equals("passed")
                ? "withstood" + (result.containsKey("lost") ? ", but lost and said: " + result.getProperty("lost") : "")
                : "**not withstood**: " + result.getProperty("fault", "");
        return cells(
                fault.title(),
                outcome,
                result.getProperty("said", ""),
                seconds(result.getProperty("saidAfter", "")),
                result.getProperty("metric", ""),
                seconds(result.getProperty("recovery", "")),
                result.getProperty("disk", ""),
                result.getProperty("planted", ""));
    }

    private static String seconds(String millis) {
        return millis.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f s", Long.parseLong(millis) / 1_000.0);
    }

    private static String cells(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|").replace("\n", " ")).append(" |");
        }
        return row.append('\n').toString();
    }
}
