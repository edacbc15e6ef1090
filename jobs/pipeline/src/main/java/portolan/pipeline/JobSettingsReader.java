// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.Declaration;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.ReferenceException;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.Suppressions;

/** Reads the settings of a job, and the files that they name, and collects what is wrong with them. */
final class JobSettingsReader {
    private static final int MOST_TASKS = 9999;

    private final GivenOptions given;

    JobSettingsReader(Map<String, String> arguments) {
        given = new GivenOptions(arguments, ScoringJobOptions.DEFAULTS);
    }

    JobSettings read() {
        LedgerSettings ledger = new LedgerSettings(
                given.duration("ledger-retention"),
                given.duration("hold-early"),
                given.duration("bills-due-before-arrival"),
                given.duration("bills-due-after-filing"),
                LedgerSettings.NO_END);
        Duration checkpointInterval = given.duration("checkpoint-interval");
        Delivery delivery = given.constant("delivery", Delivery.values(), Delivery.AT_LEAST_ONCE);
        PublishedText rules = rules(ledger);
        boolean keysAgain = given.flag("rule-keys-again");
        JobSettings settings = new JobSettings(
                given.constant("mode", Mode.values(), Mode.ARRIVAL),
                given.upTo(MOST_TASKS, "parallelism"),
                ledger,
                memory(),
                given.hour("memories-from"),
                cacheSizes(),
                given.duration("idle-after"),
                given.duration("settle"),
                checkpointInterval,
                given.optional("checkpoint-dir"),
                given.optional("archive"),
                given.duration("archive-every"),
                given.kafka(),
                given.text("group-id"),
                given.optional("feed-sender"),
                given.senderKeys("sender-keys"),
                delivery,
                given.transactionTimeout(delivery, checkpointInterval),
                rules,
                suppressions(rules),
                given.keyring(keysAgain),
                keysAgain ? given.optional("rule-keys") : null,
                reference(),
                given.flag("remember-persons"),
                given.flag("rebuild"),
                given.text("engine-version"));
        given.refuseFaults();
        return settings;
    }

    /** What each may be, and what they may be together, the settings themselves say. */
    private MemorySettings memory() {
        int before = given.faults();
        int habitDays = given.days("habit-half-life");
        int outcomeDays = given.days("outcome-half-life");
        int headings = given.number("keep-headings");
        int places = given.number("keep-places");
        int destinations = given.number("keep-destinations");
        int partners = given.number("keep-partners");
        int forwarders = given.number("keep-forwarders");
        int contacts = given.number("keep-contacts");
        int filingDays = given.number("keep-filing-days");
        int prefixes = given.number("keep-prefixes");
        int smallValue = given.number("small-value-eur");
        int lowValue = given.number("low-value-eur");
        int retentionDays = given.days("memory-retention");
        if (given.faults() > before) {
            return MemorySettings.DEFAULT;
        }
        try {
            return new MemorySettings(
                    habitDays,
                    outcomeDays,
                    headings,
                    places,
                    destinations,
                    partners,
                    forwarders,
                    contacts,
                    filingDays,
                    prefixes,
                    smallValue,
                    lowValue,
                    retentionDays);
        } catch (IllegalArgumentException refused) {
            given.fault(String.valueOf(refused.getMessage()));
            return MemorySettings.DEFAULT;
        }
    }

    private CacheSizes cacheSizes() {
        return new CacheSizes((long) given.number("cache-mib") << 20);
    }

    private PublishedText rules(LedgerSettings ledger) {
        String value = given.value("rules");
        if (value.isEmpty()) {
            return PublishedText.baseline("bundled baseline", BaselineRuleSet.text());
        }
        Path named = Path.of(value);
        Path file = Files.isDirectory(named) ? named.resolve("ruleset.yaml") : named;
        Path examples = file.resolveSibling("examples.yaml");
        try {
            String text = Files.readString(file);
            Compiled compiled =
                    RuleSetCompiler.compile(text, Files.exists(examples) ? Files.readString(examples) : null);
            if (compiled instanceof Compiled.Refused refused) {
                given.fault("rules refused: file=" + file + '\n' + refused.render());
            }
            if (compiled instanceof Compiled.Accepted accepted) {
                refuseShort(accepted.ruleSet().memories(), ledger, file);
            }
            return PublishedText.baseline(file.toString(), text);
        } catch (IOException unreadable) {
            given.fault("rules cannot be read: file=" + file + ", fault=" + unreadable);
            return PublishedText.baseline(value, "");
        }
    }

    /** What a bill taught is taken back when it is amended: from somebody else where its memory was begun anew since. */
    private void refuseShort(@Nullable Bank memories, LedgerSettings ledger, Path file) {
        long least = Duration.ofMillis(ledger.forgottenBy(0)).toDays();
        List<Declaration> declared = memories == null ? List.of() : memories.declarations();
        declared.stream()
                .filter(memory -> memory.keptDays() < least)
                .findFirst()
                .ifPresent(memory -> given.fault("memories are kept too short for ledger-retention: '"
                        + memory.subject() + "' for " + memory.keptDays() + " days, a bill may be amended for " + least
                        + "; declare it with 'kept: " + least + "' or shorten the retention: file=" + file));
    }

    private List<PublishedText> suppressions(PublishedText rules) {
        String value = given.value("suppressions");
        if (value.isEmpty()) {
            return List.of();
        }
        try {
            PublishedText text =
                    PublishedText.baseline(DocumentKind.SUPPRESSIONS, value, Files.readString(Path.of(value)));
            ReadText read = Suppressions.read(text.text());
            List<RuleIssue> issues = read.issues();
            if (read.document() instanceof Suppressions list
                    && RuleSetCompiler.compile(rules.text()) instanceof Compiled.Accepted accepted) {
                issues = list.issuesUnder(accepted.ruleSet());
            }
            if (!issues.isEmpty()) {
                given.fault("suppressions refused: file=" + value + '\n'
                        + issues.stream().map(RuleIssue::render).collect(Collectors.joining("\n")));
            }
            return List.of(text);
        } catch (IOException unreadable) {
            given.fault("suppressions cannot be read: file=" + value + ", fault=" + unreadable);
            return List.of();
        }
    }

    private Reference reference() {
        Reference tables = tables();
        String list = given.value("watchlist");
        if (!list.isEmpty()) {
            try {
                return tables.watching(Path.of(list));
            } catch (IOException unreadable) {
                given.fault("watchlist cannot be read: file=" + list + ", fault=" + unreadable);
            } catch (ReferenceException refused) {
                refused.faults().forEach(given::fault);
            }
        }
        return tables;
    }

    private Reference tables() {
        String value = given.value("reference");
        if (!value.isEmpty()) {
            try {
                return Reference.load(Path.of(value));
            } catch (IOException unreadable) {
                given.fault("reference cannot be read: directory=" + value + ", fault=" + unreadable);
            } catch (ReferenceException refused) {
                refused.faults().forEach(given::fault);
            }
        }
        return Reference.bundled();
    }
}
