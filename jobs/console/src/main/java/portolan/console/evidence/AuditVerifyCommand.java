// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.SafeText;
import portolan.console.screen.TextLine;

/** {@code portolan audit verify}: finds what was removed, changed, moved or added. */
@Command(
        name = "verify",
        description = {
            "Finds each record of evidence that is missing, changed, moved or added, by the chains of its writers and"
                    + " by what a second keeper has. Needs no desk, and changes nothing.",
        },
        sortOptions = false,
        exitCodeList = {"0:it is whole", "1:it is not", "2:bad usage or bad input", "3:Kafka does not answer"})
final class AuditVerifyCommand extends ConsoleCommand {
    private static final int WHOLE = 0;
    private static final int NOT_WHOLE = 1;

    private final Clock clock;

    @Mixin
    private final AuditOptions options = new AuditOptions();

    @Option(names = "--signatures", description = "check the signature of every record, not of each chain's last only")
    private boolean signatures;

    AuditVerifyCommand() {
        this(Clock.systemUTC());
    }

    AuditVerifyCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out();
        long began = System.nanoTime();
        EvidenceAudit audit = options.read(clock.instant(), signatures);
        report(audit, (System.nanoTime() - began) / 1e9, out);
        return audit.findings().isEmpty() ? WHOLE : NOT_WHOLE;
    }

    private void report(EvidenceAudit audit, double seconds, PrintWriter out) {
        long records = audit.sum(PartitionAudit::records);
        out.println(String.format(
                Locale.ROOT,
                "%s read in %.1f s, %s a second; %s of the chains of %s",
                TextLine.counted(records, "record"),
                seconds,
                TextLine.number((long) (records / Math.max(seconds, 1e-3))),
                TextLine.number(audit.sum(PartitionAudit::chained)),
                TextLine.counted(audit.writers().size(), "writer")));
        out.println();
        if (audit.findings().isEmpty()) {
            out.println("WHOLE: nothing is missing, changed, moved or added.");
        } else {
            long all = audit.findings().size() + audit.moreFindings();
            out.println("NOT WHOLE: " + TextLine.counted(all, "finding") + '.');
            audit.findings().forEach(finding -> out.println(SafeText.lines(finding.words())));
            if (audit.moreFindings() > 0) {
                out.println("and " + TextLine.number(audit.moreFindings()) + " more");
            }
        }
        out.println();
        limits(audit, out);
        out.flush();
    }

    /** What the verdict does not say. */
    private void limits(EvidenceAudit audit, PrintWriter out) {
        if (!options.hasKeys()) {
            out.println("No signature was checked, so that a forged chain is not told from a true one: give --keys.");
        } else if (!signatures) {
            out.println("Signatures were checked at the ends of chains only: --signatures checks all.");
        } else {
            out.println(TextLine.counted(audit.sum(PartitionAudit::checked), "signature") + " checked.");
        }
        if (options.hasKeys() && !audit.unknownKeepers().isEmpty()) {
            out.println("Seals were believed whose keepers have no key in --keys: "
                    + SafeText.line(String.join(", ", audit.unknownKeepers())) + '.');
        }
        if (options.seals() == null) {
            out.println("The end of a chain may be missing: give --seals.");
        }
        say(
                audit.sum(PartitionAudit::unchained),
                " of no chain: written by feeds, by the job, or before there were chains.",
                out);
        say(audit.sum(PartitionAudit::expired), " no longer kept, as the topic's retention says.", out);
        say(audit.sum(PartitionAudit::unconfirmed), " there that the brokers never confirmed to the writer.", out);
    }

    private static void say(long count, String what, PrintWriter out) {
        if (count > 0) {
            out.println(TextLine.counted(count, "record") + what);
        }
    }
}
