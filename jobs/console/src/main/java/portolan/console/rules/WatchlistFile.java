// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.lines.Unpacked;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;

/** A watch list in a file, plain or packed with gzip, as the text of a version. */
final class WatchlistFile {
    /** Of a record: what is beside the text. */
    private static final int BESIDE = 4 << 10;

    private WatchlistFile() {}

    /** @throws UnusableInputException with all that is wrong with it, or why the file cannot be read */
    static WatchlistText read(Path file, String name, int version) throws UnusableInputException {
        int most = Topics.WATCHLISTS_PUBLISHED.maxRecordBytes() - BESIDE;
        byte[] content;
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = Unpacked.of(plain)) {
            content = in.readNBytes(most + 1);
        } catch (IOException e) {
            throw new UnusableInputException("no watch list: " + e, e);
        }
        if (content.length > most) {
            throw new UnusableInputException(
                    "a watch list may have " + most + " bytes, as a record of " + Topics.WATCHLISTS_PUBLISHED.name()
                            + " has to hold it; publish it as several lists: file=" + file);
        }
        String text = new String(content, StandardCharsets.UTF_8);
        ReadText read = WatchlistText.read(
                WatchlistText.of(name, version, text.startsWith("\uFEFF") ? text.substring(1) : text));
        if (read.document() instanceof WatchlistText list) {
            return list;
        }
        throw new UnusableInputException(read.issues().stream()
                        .map(issue -> ofFile(file, issue).render())
                        .collect(Collectors.joining("\n"))
                + "\nrefused: " + TextLine.counted(read.issues().size(), "fault"));
    }

    /** The first line of the text says the version, and is none of the file's. */
    private static RuleIssue ofFile(Path file, RuleIssue issue) {
        String name = file.getFileName().toString();
        return issue.line() < 2
                ? RuleIssue.at(name, issue.message())
                : new RuleIssue(name, issue.line() - 1, issue.column(), issue.message(), issue.sourceLine());
    }
}
