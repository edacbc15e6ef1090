package portolan.local;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.schemas.LineWriter;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** Writes a seeded feed of plausible filings and inspection outcomes as JSON Lines. */
@Command(
        name = "generate",
        description =
                "Writes a plausible feed of filings and inspection outcomes. The same settings give the same files.")
final class GenerateCommand implements Callable<Integer> {
    private static final int EVENTS_BETWEEN_REPORTS = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "directory for filings.jsonl and outcomes.jsonl")
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
            description = "simulated days (default: 90; with --filings: as many as it takes)")
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
            defaultValue = "2000",
            description = "shippers in business at any time (default: ${DEFAULT-VALUE})")
    private int shippers;

    @Option(
            names = "--per-day",
            paramLabel = "N",
            defaultValue = "500",
            description = "consignments a day (default: ${DEFAULT-VALUE})")
    private double perDay;

    @Option(
            names = "--inspected",
            paramLabel = "SHARE",
            defaultValue = "0.08",
            description = "share that is inspected (default: ${DEFAULT-VALUE})")
    private double inspected;

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
        try (Progress progress = Progress.onStandardError();
                LineWriter<Filing> filingLines = LineWriter.filings(open("filings" + suffix));
                LineWriter<InspectionOutcome> outcomeLines = LineWriter.outcomes(open("outcomes" + suffix))) {
            Iterator<FeedEvent> feed = new Feed(settings);
            while (feed.hasNext()) {
                FeedEvent event = feed.next();
                if (event instanceof FeedEvent.Filed filing) {
                    filingLines.write(filing.filing());
                    filed++;
                } else if (event instanceof FeedEvent.Reported report) {
                    outcomeLines.write(report.outcome());
                    reported++;
                }
                if ((filed + reported) % EVENTS_BETWEEN_REPORTS == 0) {
                    progress.at(String.format(Locale.ROOT, "generating, %,d filings, %,d outcomes", filed, reported));
                }
            }
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%,d filings and %,d outcomes in %.1f s: %s, %s%n",
                        filed,
                        reported,
                        Duration.between(began, Instant.now()).toMillis() / 1000.0,
                        out.resolve("filings" + suffix),
                        out.resolve("outcomes" + suffix));
        return 0;
    }

    private FeedSettings settings() {
        int simulated = days != null ? days : filings > 0 ? 36_500 : 90;
        try {
            return FeedSettings.builder()
                    .seed(seed)
                    .start(start)
                    .days(simulated)
                    .filings(filings)
                    .shippers(shippers)
                    .consignmentsPerDay(perDay)
                    .inspected(inspected)
                    .tenant("default")
                    .build();
        } catch (IllegalArgumentException e) {
            throw new BadInput(e);
        }
    }

    private OutputStream open(String name) throws java.io.IOException {
        OutputStream file = Files.newOutputStream(out.resolve(name));
        return gzip ? new GZIPOutputStream(file, 1 << 16) : file;
    }
}
