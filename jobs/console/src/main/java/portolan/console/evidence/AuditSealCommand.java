// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.SafeText;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;

/** {@code portolan audit seal}: appends to the seals how far the evidence goes, and says if it is not whole. */
@Command(
        name = "seal",
        description = {
            "Verifies the evidence, then appends the head of every chain, and what stands in every partition since the"
                    + " last seal, to --seals. Run it every hour, as another user than the brokers' administrator."
        },
        sortOptions = false,
        exitCodeList = {
            "0:sealed",
            "1:sealed, but the evidence is not whole: see 'audit verify'",
            "2:bad usage or bad input",
            "3:Kafka does not answer"
        })
final class AuditSealCommand extends ConsoleCommand {
    private static final int NOT_WHOLE = 1;

    private final Clock clock = Clock.systemUTC();

    @Mixin
    private final AuditOptions options = new AuditOptions();

    @Option(
            names = "--keeper",
            paramLabel = "DIR",
            required = true,
            description = "folder with the key that signs seals; it is made where there is none")
    private Path keeper = Path.of(".");

    @Override
    public Integer call() throws Exception {
        Path book = options.seals();
        if (book == null) {
            throw new ParameterException(spec().commandLine(), "Missing required option: '--seals=FILE'");
        }
        try {
            EvidenceAudit audit = options.read(clock.instant(), false);
            audit.findings().forEach(finding -> err().println(SafeText.lines(finding.words())));
            // Also then: else one planted line would end all sealing.
            List<Seal> seals = audit.toSeal(WriterKey.open(keeper, "keeper"));
            SealBook.append(book, seals);
            out().println("sealed: " + TextLine.counted(seals.size(), "line") + " to " + book);
            return audit.findings().isEmpty() ? 0 : NOT_WHOLE;
        } catch (IOException e) {
            throw new UnusableInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
