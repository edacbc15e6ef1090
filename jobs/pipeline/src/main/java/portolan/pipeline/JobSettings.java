package portolan.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.Reference;
import portolan.scoring.indicator.ReferenceException;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.memory.MemorySettings;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSetCompiler;

/**
 * All settings of a scoring job; Flink's own are in {@code deploy/flink/config.yaml}.
 *
 * @param mode in which order events are handled
 * @param parallelism tasks a stage
 * @param ledger how long the ledger keeps a consignment and waits for what belongs to one
 * @param memory how long memories remember, and how much
 * @param heldOnHeap how much of its state a task of a keyed stage holds on the heap
 * @param idleAfter how long a live source may be silent before ordered mode stops waiting for it
 * @param checkpointInterval time from one checkpoint to the next; the shorter, the less is done again after a failure
 * @param checkpointDirectory where checkpoints go, a URI; null leaves it to Flink's settings
 * @param archive where assessments and outcomes are kept as Parquet, a directory or its URI; null for nowhere
 * @param archiveEvery how long a live job gathers rows before they are one file that others can read
 * @param bootstrap Kafka's bootstrap servers
 * @param groupId Kafka's consumer group, also the prefix of transactional ids
 * @param delivery what consumers of the output topics may count on
 * @param rules the rule set in force until another is published
 * @param ruleKeys public keys of those whose rule sets are taken from the topic
 * @param reference lists that are known of the world: those of a directory, or those that come with the engine; and the
 *     watch list
 * @param remembersPersons whether natural persons are remembered at all; data protection says when they may be
 * @param engineVersion the release of this code, as assessments name it
 */
public record JobSettings(
        Mode mode,
        int parallelism,
        LedgerSettings ledger,
        MemorySettings memory,
        HeldOnHeap heldOnHeap,
        Duration idleAfter,
        Duration checkpointInterval,
        @Nullable String checkpointDirectory,
        @Nullable String archive,
        Duration archiveEvery,
        String bootstrap,
        String groupId,
        Delivery delivery,
        PublishedRules rules,
        Keyring ruleKeys,
        Reference reference,
        boolean remembersPersons,
        String engineVersion) {

    /** Every option with its default, which is empty where there is none; the order of the documentation. */
    private static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("mode", "arrival");
        defaults.put("parallelism", "1");
        defaults.put("ledger-retention", "P180D");
        defaults.put("hold-early", LedgerSettings.HOLD_EARLY.toString());
        defaults.put("bills-due-before-arrival", LedgerSettings.DUE_BEFORE_ARRIVAL.toString());
        defaults.put("bills-due-after-filing", LedgerSettings.DUE_AFTER_FILING.toString());
        MemorySettings memory = MemorySettings.DEFAULT;
        defaults.put("memory-retention", days(memory.retentionDays()));
        defaults.put("habit-half-life", days(memory.habitHalfLifeDays()));
        defaults.put("outcome-half-life", days(memory.outcomeHalfLifeDays()));
        defaults.put("keep-headings", String.valueOf(memory.headings()));
        defaults.put("keep-places", String.valueOf(memory.places()));
        defaults.put("keep-destinations", String.valueOf(memory.destinations()));
        defaults.put("keep-partners", String.valueOf(memory.partners()));
        defaults.put("keep-forwarders", String.valueOf(memory.forwarders()));
        defaults.put("keep-contacts", String.valueOf(memory.contacts()));
        defaults.put("keep-filing-days", String.valueOf(memory.filingDays()));
        defaults.put("keep-prefixes", String.valueOf(memory.prefixes()));
        defaults.put("small-value-eur", String.valueOf(memory.smallValueEur()));
        defaults.put("low-value-eur", String.valueOf(memory.lowValueEur()));
        defaults.put("held-on-heap", "20000");
        defaults.put("warm-mib", "64");
        defaults.put("warm-memories-mib", "64");
        defaults.put("unwritten", "200");
        defaults.put("idle-after", "PT2S");
        defaults.put("checkpoint-interval", "PT10S");
        defaults.put("checkpoint-dir", "");
        defaults.put("archive", "");
        defaults.put("archive-every", "PT10M");
        defaults.put("bootstrap", "localhost:9092");
        defaults.put("group-id", "portolan-scoring");
        defaults.put("delivery", "at-least-once");
        defaults.put("rules", "");
        defaults.put("rule-keys", "");
        defaults.put("reference", "");
        defaults.put("watchlist", "");
        defaults.put("remember-persons", "false");
        defaults.put("engine-version", "development");
        return defaults;
    }

    private static String days(int days) {
        return "P" + days + "D";
    }

    /** Names and defaults of all options, in the order in which they are documented. */
    public static Map<String, String> options() {
        return Collections.unmodifiableMap(DEFAULTS);
    }

    /** How many checkpoints pass before what was archived is one file. */
    public int checkpointsAFile() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, archiveEvery.dividedBy(checkpointInterval)));
    }

    /**
     * Reads settings from arguments by name.
     *
     * @throws IllegalArgumentException naming every fault, not only the first
     */
    public static JobSettings of(Map<String, String> arguments) {
        return new Reader(arguments).read();
    }

    /** Reads one argument after the other and collects what is wrong with them. */
    private static final class Reader {
        private final Map<String, String> arguments;
        private final List<String> faults = new ArrayList<>();

        Reader(Map<String, String> arguments) {
            this.arguments = new TreeMap<>(arguments);
        }

        JobSettings read() {
            for (String name : new TreeSet<>(arguments.keySet())) {
                if (!DEFAULTS.containsKey(name)) {
                    faults.add("unknown option '" + name + "', known are " + String.join(", ", DEFAULTS.keySet()));
                }
            }
            Mode mode = constant("mode", Mode.values(), Mode.ARRIVAL);
            int parallelism = parallelism();
            LedgerSettings ledger = new LedgerSettings(
                    duration("ledger-retention"),
                    duration("hold-early"),
                    duration("bills-due-before-arrival"),
                    duration("bills-due-after-filing"),
                    LedgerSettings.NO_END);
            MemorySettings memory = memory();
            HeldOnHeap heldOnHeap = heldOnHeap();
            Duration idleAfter = duration("idle-after");
            Duration checkpointInterval = duration("checkpoint-interval");
            Duration archiveEvery = duration("archive-every");
            String bootstrap = text("bootstrap");
            String groupId = text("group-id");
            Delivery delivery = constant("delivery", Delivery.values(), Delivery.AT_LEAST_ONCE);
            PublishedRules rules = rules();
            Keyring ruleKeys = ruleKeys();
            Reference reference = reference();
            boolean remembersPersons = flag("remember-persons");
            String engineVersion = text("engine-version");
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("settings refused: " + String.join("; ", faults));
            }
            return new JobSettings(
                    mode,
                    parallelism,
                    ledger,
                    memory,
                    heldOnHeap,
                    idleAfter,
                    checkpointInterval,
                    optional("checkpoint-dir"),
                    optional("archive"),
                    archiveEvery,
                    bootstrap,
                    groupId,
                    delivery,
                    rules,
                    ruleKeys,
                    reference,
                    remembersPersons,
                    engineVersion);
        }

        private String value(String name) {
            return arguments.getOrDefault(name, DEFAULTS.getOrDefault(name, "")).strip();
        }

        private @Nullable String optional(String name) {
            String value = value(name);
            return value.isEmpty() ? null : value;
        }

        private String text(String name) {
            String value = value(name);
            if (value.isEmpty()) {
                faults.add(name + " must not be empty");
            }
            return value;
        }

        private boolean flag(String name) {
            String value = value(name);
            if (!value.equals("true") && !value.equals("false")) {
                faults.add(name + " must be true or false: given=" + value);
            }
            return value.equals("true");
        }

        private int parallelism() {
            String value = value("parallelism");
            int number = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
            if (number == 0) {
                faults.add("parallelism must be a whole number from 1 to 9999: given=" + value);
            }
            return number;
        }

        /** What each may be, and what they may be together, the settings themselves say. */
        private MemorySettings memory() {
            int before = faults.size();
            int habitDays = days("habit-half-life");
            int outcomeDays = days("outcome-half-life");
            int headings = number("keep-headings");
            int places = number("keep-places");
            int destinations = number("keep-destinations");
            int partners = number("keep-partners");
            int forwarders = number("keep-forwarders");
            int contacts = number("keep-contacts");
            int filingDays = number("keep-filing-days");
            int prefixes = number("keep-prefixes");
            int smallValue = number("small-value-eur");
            int lowValue = number("low-value-eur");
            int retentionDays = days("memory-retention");
            if (faults.size() > before) {
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
                faults.add(String.valueOf(refused.getMessage()));
                return MemorySettings.DEFAULT;
            }
        }

        private HeldOnHeap heldOnHeap() {
            int values = atLeastOne("held-on-heap");
            return new HeldOnHeap(
                    Math.max(1, values), bytesHeld("warm-mib"), bytesHeld("warm-memories-mib"), number("unwritten"));
        }

        private long bytesHeld(String name) {
            long bytes = (long) number(name) << 20;
            if (bytes > HeldOnHeap.MOST_BYTES) {
                faults.add(name + " must be at most " + (HeldOnHeap.MOST_BYTES >> 20) + ": given=" + value(name));
            }
            return Math.min(HeldOnHeap.MOST_BYTES, bytes);
        }

        private int atLeastOne(String name) {
            String value = value(name);
            int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
            if (number == 0) {
                faults.add(name + " must be a whole number from 1: given=" + value);
            }
            return number;
        }

        private int number(String name) {
            String value = value(name);
            if (!value.matches("[0-9]{1,9}")) {
                faults.add(name + " must be a whole number: given=" + value);
                return 0;
            }
            return Integer.parseInt(value);
        }

        /** Memories count by half-years and days: hours would be a precision that is not there. */
        private int days(String name) {
            Duration duration = duration(name);
            if (!duration.equals(Duration.ofDays(duration.toDays())) || duration.toDays() > Integer.MAX_VALUE) {
                faults.add(name + " must be whole days like P540D: given=" + value(name));
                return 0;
            }
            return (int) duration.toDays();
        }

        private Duration duration(String name) {
            String value = value(name);
            try {
                Duration duration = Duration.parse(value);
                if (duration.isZero() || duration.isNegative()) {
                    faults.add(name + " must be longer than nothing: given=" + value);
                }
                return duration;
            } catch (DateTimeParseException notOne) {
                faults.add(name + " must be an ISO-8601 duration like P180D or PT10S: given=" + value);
                return Duration.ZERO;
            }
        }

        private <E extends Enum<E>> E constant(String name, E[] constants, E fallback) {
            String value = value(name);
            List<String> known = new ArrayList<>();
            for (E constant : constants) {
                String spelled = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
                if (spelled.equals(value)) {
                    return constant;
                }
                known.add(spelled);
            }
            faults.add(name + " must be one of " + String.join(", ", known) + ": given=" + value);
            return fallback;
        }

        private PublishedRules rules() {
            String value = value("rules");
            if (value.isEmpty()) {
                return PublishedRules.baseline("bundled baseline", BaselineRuleSet.text());
            }
            Path given = Path.of(value);
            Path file = Files.isDirectory(given) ? given.resolve("ruleset.yaml") : given;
            Path examples = file.resolveSibling("examples.yaml");
            try {
                String text = Files.readString(file);
                Compiled compiled =
                        RuleSetCompiler.compile(text, Files.exists(examples) ? Files.readString(examples) : null);
                if (compiled instanceof Compiled.Refused refused) {
                    faults.add("rules refused: file=" + file + '\n' + refused.render());
                }
                return PublishedRules.baseline(file.toString(), text);
            } catch (IOException unreadable) {
                faults.add("rules cannot be read: file=" + file + ", fault=" + unreadable);
                return PublishedRules.baseline(value, "");
            }
        }

        private Keyring ruleKeys() {
            String value = value("rule-keys");
            if (!value.isEmpty()) {
                try {
                    return Keyring.read(Path.of(value));
                } catch (IOException refused) {
                    faults.add("rule-keys cannot be read: " + refused.getMessage());
                }
            }
            return Keyring.EMPTY;
        }

        private Reference reference() {
            Reference tables = tables();
            String list = value("watchlist");
            if (!list.isEmpty()) {
                try {
                    return tables.watching(Path.of(list));
                } catch (IOException unreadable) {
                    faults.add("watchlist cannot be read: file=" + list + ", fault=" + unreadable);
                } catch (ReferenceException refused) {
                    faults.addAll(refused.faults());
                }
            }
            return tables;
        }

        private Reference tables() {
            String value = value("reference");
            if (!value.isEmpty()) {
                try {
                    return Reference.load(Path.of(value));
                } catch (IOException unreadable) {
                    faults.add("reference cannot be read: directory=" + value + ", fault=" + unreadable);
                } catch (ReferenceException refused) {
                    faults.addAll(refused.faults());
                }
            }
            return Reference.bundled();
        }
    }
}
