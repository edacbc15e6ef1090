// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.console.screen.TextLine;
import portolan.schemas.LineWriter;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;
import portolan.workload.Scheme;
import portolan.workload.Truth;

/** Writes a seeded feed of plausible filings and inspection outcomes as JSON Lines. */
@Command(
        name = "generate",
        description =
                "Writes a plausible feed of filings and inspection outcomes. The same settings give the same files.")
final class GenerateCommand implements Callable<Integer> {
    private static final int EVENTS_BETWEEN_REPORTS = 1_000;
    /** Measured on a generated year: filings with all that is amended, withdrawn and sent again. */
    private static final double FILINGS_PER_CONSIGNMENT = 1.175;

    private static final int FEWEST_SHIPPERS = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "directory for filings.jsonl, outcomes.jsonl and truth.jsonl")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "seed of everything drawn (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--filings",
            paramLabel = "N",
            defaultValue = "0",
            description = "stop after this many filings (default: when the days are over)")
    private long filings;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "simulated days over which the filings are spread (default: 365)")
    private @Nullable Integer days;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            defaultValue = "2025-01-01",
            description = "first day (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private LocalDate start;

    @Option(
            names = "--shippers",
            paramLabel = "N",
            description = "shippers in business at any time (default: five for every consignment a day)")
    private @Nullable Integer shippers;

    @Option(
            names = "--per-day",
            paramLabel = "N",
            description = "consignments a day (default: 500; with --filings: as many as fill the days)")
    private @Nullable Double perDay;

    @Option(
            names = "--inspected",
            paramLabel = "SHARE",
            defaultValue = "0.08",
            description = "share that is inspected (default: ${DEFAULT-VALUE})")
    private double inspected;

    @Option(
            names = "--offences",
            paramLabel = "RATE",
            defaultValue = "0.015",
            description = "share of the consignments with an offence (default: ${DEFAULT-VALUE})")
    private double offences;

    @Option(
            names = "--scheme",
            paramLabel = "NAME=WEIGHT",
            description = "weight of a scheme among the offences; the names and usual weights are in"
                    + " benchmarks/workload/SCHEMES.md")
    private Map<String, Double> weights = new LinkedHashMap<>();

    @Option(names = "--without", paramLabel = "SCHEME", description = "leave a scheme out, with its look-alikes")
    private List<String> without = new ArrayList<>();

    @Option(names = "--gzip", description = "write .jsonl.gz")
    private boolean gzip;

    @Override
    public Integer call() throws Exception {
        FeedSettings settings = settings();
        String suffix = gzip ? ".jsonl.gz" : ".jsonl";
        Files.createDirectories(out);
        Instant began = Instant.now();
        long filed = 0;
        long reported = 0;
        long offending = 0;
        try (Progress progress = Progress.onStandardError();
                LineWriter<Filing> filingLines = LineWriter.filings(open("filings" + suffix));
                LineWriter<InspectionOutcome> outcomeLines = LineWriter.outcomes(open("outcomes" + suffix));
                Writer truthLines = new BufferedWriter(
                        new OutputStreamWriter(open("truth" + suffix), StandardCharsets.UTF_8), 1 << 16)) {
            Iterator<FeedEvent> feed = new Feed(settings);
            while (feed.hasNext()) {
                FeedEvent event = feed.next();
                if (event instanceof FeedEvent.Filed filing) {
                    filingLines.write(filing.filing());
                    filed++;
                    Truth truth = filing.truth();
                    if (truth != null) {
                        truthLines.append(truth.json()).append('\n');
                        offending += truth.scheme() != null ? 1 : 0;
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
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s, %s and %s in %.1f s: %s, %s, %s%n",
                        TextLine.counted(filed, "filing"),
                        TextLine.counted(reported, "outcome"),
                        TextLine.counted(offending, "offence"),
                        Duration.between(began, Instant.now()).toMillis() / 1000.0,
                        out.resolve("filings" + suffix),
                        out.resolve("outcomes" + suffix),
                        out.resolve("truth" + suffix));
        return 0;
    }

    private FeedSettings settings() {
        int simulated = days != null ? days : 365;
        double consignments =
                perDay != null ? perDay : filings > 0 ? filings / FILINGS_PER_CONSIGNMENT / simulated : 500;
        int traders = shippers != null ? shippers : (int) Math.max(FEWEST_SHIPPERS, Math.round(consignments * 5.11));
        try {
            FeedSettings.Builder settings = FeedSettings.builder()
                    .seed(seed)
                    .start(start)
                    .days(filings > 0 && perDay == null ? simulated + 1 + spare(simulated) : simulated)
                    .filings(filings)
                    .shippers(traders)
                    .consignmentsPerDay(consignments)
                    .inspected(inspected)
                    .offences(offences)
                    .tenant("default");
            weights.forEach((name, weight) -> settings.scheme(scheme(name), weight));
            without.forEach(name -> settings.scheme(scheme(name), 0));
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new BadInput(e);
        }
    }

    /**
     * Which one is reached first, the filings or the days, is left to chance: the filings count, so the days leave room
     * for four standard deviations of a count like theirs, which is much of a small feed and little of a large one.
     */
    private int spare(int simulated) {
        return Math.max(simulated / 50, (int) Math.ceil(4.0 * simulated / Math.sqrt((double) filings)));
    }

    private static Scheme scheme(String name) {
        Scheme scheme = Scheme.labelled(name);
        if (scheme == null) {
            throw new BadInput("no such scheme: name=" + name + ", schemes="
                    + Arrays.stream(Scheme.values()).map(Scheme::label).toList());
        }
        return scheme;
    }

    private OutputStream open(String name) throws java.io.IOException {
        OutputStream file = Files.newOutputStream(out.resolve(name));
        return gzip ? new GZIPOutputStream(file, 1 << 16) : file;
    }
}
