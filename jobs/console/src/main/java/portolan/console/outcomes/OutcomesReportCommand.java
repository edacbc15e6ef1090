// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import portolan.console.evidence.ProvenSender;
import portolan.console.kafka.KafkaFaults;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.Confirmation;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.Selector;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.Chosen;
import portolan.topics.KafkaAccess;

/** {@code portolan outcomes report}: publishes what an inspection came to, once it is seen to be sound. */
@Command(
        name = "report",
        description = {
            "Publishes the outcome of one inspection, or of many with --file. The engine learns from"
                    + " it at once; the same version changes nothing.",
            "What was last told to be red, and what corrects an outcome, takes two people: it is reported at the desk.",
            "Publishes nothing while anything is wrong. Asks first at a terminal."
        },
        sortOptions = false,
        footerHeading = "%nCodes:%n",
        footer = {
            "  NOTHING_FOUND        examined, and all was as declared",
            "  NOT_EXAMINED         not examined; needs --reason: NO_CAPACITY,",
            "                       WAIVED_STANDARD_EXCEPTION,",
            "                       WAIVED_ARTICULABLE_REASON, NOT_ARRIVED,",
            "                       RELEASED_BEFORE_SELECTION or OTHER",
            "  MINOR_DISCREPANCY    a slip, no offence",
            "  PROHIBITED_GOODS     an offence; --goods-kind may say which: NARCOTICS,",
            "                       WILDLIFE, DUAL_USE, COUNTERFEIT, WASTE, WEAPONS,",
            "                       TOBACCO or OTHER",
            "  DOCUMENT_FRAUD, MISDECLARED_GOODS, UNDERVALUED, FALSE_ORIGIN,",
            "  SMUGGLED_GOODS, PROHIBITED_PARTY, OFFENCE_UNSPECIFIED",
            "                       the other offences"
        },
        exitCodeList = {
            "0:published, or with --dry-run seen to be sound",
            "1:not published, or not confirmed",
            "2:bad usage or bad input, nothing published",
            "3:Kafka does not answer, nothing published"
        })
final class OutcomesReportCommand extends ConsoleCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    /** A file of ten thousand bad lines is mended by looking at the first. */
    private static final int MOST_FAULTS = 50;

    private final Clock clock;
    private final Confirmation confirmation;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KEY",
            description = "Key of the consignment, as its alert has it.")
    private @Nullable String key;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CODE", description = "Outcome code, see below.")
    private @Nullable String code;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--tenant",
            paramLabel = "T",
            description = "Whose data it is, as in the filing (default: default).")
    private @Nullable String tenant;

    @Option(names = "--office", paramLabel = "O", description = "Office that reports.")
    private @Nullable String office;

    @Option(names = "--reason", paramLabel = "R", description = "Why it was not examined; with NOT_EXAMINED.")
    private @Nullable String reason;

    @Option(names = "--goods-kind", paramLabel = "K", description = "Which prohibited goods; with PROHIBITED_GOODS.")
    private @Nullable String goodsKind;

    @Option(
            names = "--reported-at",
            paramLabel = "TIME",
            description = "When the result became known, like 2026-03-01T08:30:00Z (default: now).")
    private @Nullable String reportedAt;

    @Option(
            names = "--recovered",
            paramLabel = "AMOUNT",
            description = "Duty and fines recovered, like 1250.50; with --currency.")
    private @Nullable String recovered;

    @Option(names = "--currency", paramLabel = "CUR", description = "Currency of the amount, ISO 4217.")
    private @Nullable String currency;

    @Option(names = "--remarks", paramLabel = "TEXT", description = "Remarks of the officer.")
    private @Nullable String remarks;

    @Option(
            names = "--selected-by",
            paramLabel = "WHO",
            description = "What chose it for inspection: RANDOM, ENGINE, OFFICER, CAMPAIGN, TIP or UNKNOWN."
                    + " Random finds teach how common offences are, all others what they look like.")
    private @Nullable String selectedBy;

    @Option(
            names = "--selected-share",
            paramLabel = "S",
            description = "Share of consignments that were drawn, like 0.02; with RANDOM.")
    private @Nullable Double selectedShare;

    @Option(names = "--selected-lane", paramLabel = "L", description = "Lane that the engine chose; with ENGINE.")
    private @Nullable String selectedLane;

    @Option(
            names = "--selected-rule-set",
            paramLabel = "HASH",
            description = "Rule set that chose the lane, as the assessment has it; with ENGINE.")
    private @Nullable String selectedRuleSet;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Outcomes as JSON Lines, instead of KEY and CODE: all of them, or none if any is bad.")
    private @Nullable Path file;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "Folder of the key with which this machine signs what it publishes, made where there is none"
                    + " (default: ${DEFAULT-VALUE}).")
    private Path keys = Path.of("evidence-keys");

    @Option(
            names = "--sender-key",
            paramLabel = "FILE",
            description = "Key NAME.key that proves to the job that NAME reports, while a senders list is in force.")
    private @Nullable Path senderKey;

    @Option(names = "--dry-run", description = "Print the record as JSON and publish nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    OutcomesReportCommand() {
        this(Clock.systemUTC(), Confirmation.atTerminal());
    }

    OutcomesReportCommand(Clock clock, Confirmation confirmation) {
        this.clock = clock;
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = err();
        checkUsage();
        CheckedOutcomes all = outcomes(clock.instant());
        if (!all.faults().isEmpty()) {
            refuse(all.faults(), err);
            return BAD_INPUT;
        }
        all.outcomes().stream()
                .map(OutcomeRules::doubt)
                .filter(doubt -> doubt != null)
                .limit(1)
                .forEach(doubt -> err.println("outcomes report: " + doubt));
        if (dryRun) {
            printJson(all.outcomes(), out());
            return DONE;
        }
        return publish(all.outcomes(), out(), err);
    }

    private void checkUsage() {
        if (file == null) {
            if (key == null || code == null) {
                throw new ParameterException(spec().commandLine(), "Missing KEY and CODE, or --file");
            }
            return;
        }
        Object[] ofOne = {
            key,
            code,
            tenant,
            office,
            reason,
            goodsKind,
            reportedAt,
            recovered,
            currency,
            remarks,
            selectedBy,
            selectedShare,
            selectedLane,
            selectedRuleSet
        };
        for (Object given : ofOne) {
            if (given != null) {
                throw new ParameterException(
                        spec().commandLine(), "With --file the lines say everything: leave out '" + given + "'");
            }
        }
    }

    private CheckedOutcomes outcomes(Instant now) throws UnusableInputException {
        if (file != null) {
            return CheckedOutcomes.read(file, now);
        }
        List<String> faults = new ArrayList<>();
        Chosen chosen = chosen(faults);
        OutcomeDraft.Checked checked = new OutcomeDraft(
                        Objects.requireNonNullElse(key, ""),
                        Objects.requireNonNullElse(code, ""),
                        Objects.requireNonNullElse(tenant, "default"),
                        office,
                        reason,
                        goodsKind,
                        1,
                        reportedAt,
                        recovered,
                        currency,
                        remarks)
                .check(now, Examination.of(chosen));
        faults.addAll(checked.faults());
        return new CheckedOutcomes(List.of(checked.outcome()), faults);
    }

    private Chosen chosen(List<String> faults) {
        Selector by = selectedBy == null ? null : Choice.of(Selector.class, "selection", selectedBy, faults);
        Lane lane = selectedLane == null ? null : Choice.of(Lane.class, "lane", selectedLane, faults);
        if (faults.isEmpty()) {
            try {
                return new Chosen(
                        by == null ? Chosen.By.UNSAID : Chosen.By.valueOf(by.name()),
                        selectedShare,
                        lane == null ? null : lane.name(),
                        selectedRuleSet);
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        return Chosen.UNSAID;
    }

    private static void refuse(List<String> faults, PrintWriter err) {
        faults.stream().limit(MOST_FAULTS).forEach(err::println);
        if (faults.size() > MOST_FAULTS) {
            err.println("and " + TextLine.number(faults.size() - MOST_FAULTS) + " more");
        }
        err.println();
        err.println("nothing published: " + TextLine.counted(faults.size(), "fault"));
    }

    private int publish(List<InspectionOutcome> outcomes, PrintWriter out, PrintWriter err)
            throws UnusableInputException, InterruptedException {
        ProvenSender reporter = ProvenSender.ofFile(senderKey);
        KafkaAccess access = kafka.access();
        String where = access.bootstrap();
        KafkaFaults.mustHave(access, List.of(Topics.INSPECTIONS_REPORTED));
        List<String> faults = TwoPeople.faults(outcomes, access);
        if (!faults.isEmpty()) {
            refuse(faults, err);
            return BAD_INPUT;
        }
        Confirmation.Answer answer = yes ? Confirmation.Answer.YES : confirmation.ask(question(outcomes, where));
        switch (answer) {
            case NOBODY ->
                throw new UnusableInputException(
                        "nothing published: there is no terminal to ask at; add --yes, or look with --dry-run");
            case NO -> {
                err.println("nothing published");
                return NOT_DONE;
            }
            case YES -> print(outcomes, new OutcomePublisher(access, keys, reporter, clock).publish(outcomes), out);
        }
        return DONE;
    }

    /** In lines that fit a terminal: what is agreed to is to be read first. */
    static String question(List<InspectionOutcome> outcomes, String where) {
        if (outcomes.size() > 1) {
            return "Publish " + TextLine.counted(outcomes.size(), "outcome") + " to " + where + "?";
        }
        InspectionOutcome one = outcomes.get(0);
        return "To publish to " + where + ":\n"
                + "    " + TextLine.harmless(one.getConsignmentKey()) + '\n'
                + "    " + TextLine.harmless(String.join(", ", what(one))) + '\n'
                + "    version " + one.getVersion() + ", known at "
                + one.getReportedAt().truncatedTo(ChronoUnit.SECONDS) + '\n'
                + (one.getRemarks() == null ? "" : "    \"" + TextLine.harmless(one.getRemarks()) + "\"\n")
                + "Publish?";
    }

    private static void print(List<InspectionOutcome> outcomes, List<RecordMetadata> places, PrintWriter out) {
        for (int i = 0; i < outcomes.size(); i++) {
            RecordMetadata place = places.get(i);
            out.println("published: " + inWords(outcomes.get(i)) + "; topic=" + place.topic() + ", partition="
                    + place.partition() + ", offset=" + place.offset());
        }
    }

    private static String inWords(InspectionOutcome outcome) {
        return TextLine.harmless(outcome.getConsignmentKey() + " " + String.join(", ", what(outcome)) + ", version "
                + outcome.getVersion() + ", known at " + outcome.getReportedAt());
    }

    /** What it came to. */
    private static List<String> what(InspectionOutcome outcome) {
        List<String> words = new ArrayList<>();
        words.add(outcome.getCode().name());
        if (outcome.getReason() != null) {
            words.add(outcome.getReason().name());
        }
        if (outcome.getGoodsKind() != null) {
            words.add(outcome.getGoodsKind().name());
        }
        if (outcome.getRevenueRecovered() != null) {
            words.add(outcome.getRevenueRecovered().toPlainString() + " " + outcome.getCurrency());
        }
        if (outcome.getSelectedBy() != null) {
            words.add("selected by " + outcome.getSelectedBy().name());
        }
        return words;
    }

    private static void printJson(List<InspectionOutcome> outcomes, PrintWriter out) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LineWriter<InspectionOutcome> lines = LineWriter.outcomes(bytes)) {
            for (InspectionOutcome outcome : outcomes) {
                lines.write(outcome);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        out.print(bytes.toString(StandardCharsets.UTF_8));
        out.flush();
    }
}
