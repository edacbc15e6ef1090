// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.workload.Artefact;
import portolan.workload.FeedSettings;
import portolan.workload.Scheme;
import portolan.workload.messages.MessageFormat;

/** Writes a seeded feed of plausible filings and inspection outcomes as JSON Lines. */
@Command(
        name = "generate",
        description =
                "Writes a plausible feed of filings and inspection outcomes. The same settings give the same files.")
final class GenerateCommand extends ConsoleCommand {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "directory for filings.jsonl, outcomes.jsonl and truth.jsonl")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "seed of everything drawn (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--filings",
            paramLabel = "N",
            description = "stop after this many filings (default: when the days are over)")
    private long filings;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "simulated days over which the filings are spread (default: 365)")
    private @Nullable Integer days;

    @Option(names = "--start", paramLabel = "DATE", description = "first day (default: ${DEFAULT-VALUE})")
    private LocalDate start = LocalDate.of(2025, 1, 1);

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

    @Option(
            names = "--schemes",
            paramLabel = "usual|all",
            defaultValue = "usual",
            description = "all: six more schemes, which published figures are without (default: ${DEFAULT-VALUE})")
    private Schemes schemes = Schemes.USUAL;

    private enum Schemes {
        USUAL,
        ALL
    }

    @Option(
            names = "--artefact",
            paramLabel = "NAME",
            description = "what some filers, with 4 %% of the bills, get wrong throughout: vgm-of-first-item,"
                    + " placeholder-party, pounds, copied-seals (default: nothing)")
    private List<String> artefacts = List.of();

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            description = "write messages of cuscar, awmds, xfwb or x12 to DIR/messages, and to filings.jsonl what the"
                    + " format has none for (default: filings.jsonl alone)")
    private @Nullable String as;

    @Option(names = "--gzip", description = "write .jsonl.gz")
    private boolean gzip;

    @Override
    public Integer call() throws Exception {
        FeedSettings settings = settings();
        MessageFormat format = as == null ? null : named(as, "format", MessageFormat.values(), MessageFormat::label);
        GeneratedFeed.Form form = new GeneratedFeed.Form(gzip, format);
        Files.createDirectories(out);
        Instant began = Instant.now();
        GeneratedFeed.Counts counts;
        try (Progress progress = Progress.onStandardError()) {
            counts = GeneratedFeed.write(settings, out, form, null, progress);
        }
        out().printf(
                        Locale.ROOT,
                        "%s, %s and %s in %.1f s: %s%s, %s, %s%n",
                        TextLine.counted(counts.filings(), "filing"),
                        TextLine.counted(counts.outcomes(), "outcome"),
                        TextLine.counted(counts.offences(), "offence"),
                        Duration.between(began, Instant.now()).toMillis() / 1000.0,
                        form.as() == null ? "" : out.resolve("messages") + ", ",
                        out.resolve(form.lines("filings")),
                        out.resolve(form.lines("outcomes")),
                        out.resolve(form.lines("truth")));
        return 0;
    }

    private FeedSettings settings() {
        try {
            FeedSettings.Builder settings = GeneratedFeed.sized(filings, days, perDay, shippers)
                    .seed(seed)
                    .start(start)
                    .inspected(inspected)
                    .offences(offences)
                    .tenant("default");
            weights.forEach((name, weight) -> settings.scheme(scheme(name), weight));
            without.forEach(name -> settings.scheme(scheme(name), 0));
            if (schemes == Schemes.ALL) {
                settings.everyScheme();
            }
            artefacts.forEach(name -> settings.artefact(named(name, "artefact", Artefact.values(), Artefact::label)));
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new BadInput(e);
        }
    }

    private static <T> T named(String name, String what, T[] all, Function<T, String> label) {
        return Arrays.stream(all)
                .filter(each -> label.apply(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no such " + what + ": name=" + name + ", " + what + "s="
                        + Arrays.stream(all).map(label).toList()));
    }

    private static Scheme scheme(String name) {
        return named(name, "scheme", Scheme.values(), Scheme::label);
    }
}
