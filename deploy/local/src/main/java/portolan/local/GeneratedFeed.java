// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.LineWriter;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;
import portolan.workload.PlantedTruth;
import portolan.workload.messages.MessageFormat;

/** A generated feed on its way into files: {@code filings.jsonl}, {@code outcomes.jsonl}, {@code truth.jsonl}. */
final class GeneratedFeed {
    private static final int EVENTS_BETWEEN_REPORTS = 1_000;
    private static final int USUAL_DAYS = 365;
    private static final double USUAL_CONSIGNMENTS_A_DAY = 500;
    /** Measured on a generated year: filings with all that is amended, withdrawn and sent again. */
    private static final double FILINGS_PER_CONSIGNMENT = 1.175;

    private static final double SHIPPERS_PER_CONSIGNMENT_A_DAY = 5.11;
    private static final int FEWEST_SHIPPERS = 50;

    private GeneratedFeed() {}

    /** What was written. */
    record Counts(long filings, long outcomes, long offences) {}

    /**
     * How filings are written.
     *
     * @param as messages of this format in a directory of their own, as far as it has any for them; null for lines only
     */
    record Form(boolean gzip, @Nullable MessageFormat as) {
        static final Form LINES = new Form(false, null);

        String lines(String name) {
            return name + (gzip ? ".jsonl.gz" : ".jsonl");
        }
    }

    /**
     * Settings of a feed of some size; what is not said follows from the rest.
     *
     * @param filings 0 for as many as the days bring
     */
    static FeedSettings.Builder sized(
            long filings, @Nullable Integer days, @Nullable Double perDay, @Nullable Integer shippers) {
        int simulated = days != null ? days : USUAL_DAYS;
        double consignments = perDay != null
                ? perDay
                : filings > 0 ? filings / FILINGS_PER_CONSIGNMENT / simulated : USUAL_CONSIGNMENTS_A_DAY;
        int traders = shippers != null
                ? shippers
                : (int) Math.max(FEWEST_SHIPPERS, Math.round(consignments * SHIPPERS_PER_CONSIGNMENT_A_DAY));
        return FeedSettings.builder()
                .days(filings > 0 && perDay == null ? simulated + 1 + spare(simulated, filings) : simulated)
                .filings(filings)
                .shippers(traders)
                .consignmentsPerDay(consignments);
    }

    /**
     * Which one is reached first, the filings or the days, is left to chance: the filings count, so the days leave room
     * for four standard deviations of a count like theirs, which is much of a small feed and little of a large one.
     */
    private static int spare(int simulated, long filings) {
        return Math.max(simulated / 50, (int) Math.ceil(4.0 * simulated / Math.sqrt((double) filings)));
    }

    /**
     * Writes all of a feed.
     *
     * @param out is there
     * @param truth hears of every filing, planted or not; null for nobody
     */
    static Counts write(FeedSettings settings, Path out, Form form, @Nullable GeneratedTruth truth, Progress progress)
            throws IOException {
        boolean gzip = form.gzip();
        long filed = 0;
        long reported = 0;
        long offending = 0;
        try (LineWriter<Filing> filingLines = LineWriter.filings(open(out.resolve(form.lines("filings")), gzip));
                LineWriter<InspectionOutcome> outcomeLines =
                        LineWriter.outcomes(open(out.resolve(form.lines("outcomes")), gzip));
                Writer truthLines = new BufferedWriter(
                        new OutputStreamWriter(open(out.resolve(form.lines("truth")), gzip), StandardCharsets.UTF_8),
                        1 << 16);
                GeneratedMessages messages = form.as() == null ? null : GeneratedMessages.in(out, form.as())) {
            Iterator<FeedEvent> feed = new Feed(settings);
            while (feed.hasNext()) {
                FeedEvent event = feed.next();
                if (event instanceof FeedEvent.Filed filing) {
                    if (messages == null || !messages.take(filing)) {
                        filingLines.write(filing.filing());
                    }
                    filed++;
                    PlantedTruth planted = filing.truth();
                    if (planted != null) {
                        truthLines.append(planted.json()).append('\n');
                        offending += planted.scheme() != null ? 1 : 0;
                    }
                    if (truth != null) {
                        truth.hear(filing.filing(), planted);
                    }
                } else if (event instanceof FeedEvent.Reported report) {
                    outcomeLines.write(report.outcome());
                    reported++;
                }
                if ((filed + reported) % EVENTS_BETWEEN_REPORTS == 0) {
                    progress.at("generating, " + TextLine.counted(filed, "filing") + ", "
                            + TextLine.counted(reported, "outcome"));
                }
            }
        }
        return new Counts(filed, reported, offending);
    }

    private static OutputStream open(Path file, boolean gzip) throws IOException {
        OutputStream plain = Files.newOutputStream(file);
        return gzip ? new GZIPOutputStream(plain, 1 << 16) : plain;
    }
}
