// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobSettings;
import portolan.schemas.wire.Topics;

/**
 * What a subject is told when it is started, as {@code --option value} pairs: the contract between the harness and all
 * of them.
 *
 * @param bootstrap Kafka's bootstrap servers
 * @param filed topic of filings, read from the beginning
 * @param assessed topic of assessments
 * @param parallelism tasks a stage, or threads
 * @param checkpointInterval how often state is made durable
 * @param checkpointDirectory where to; null for a place that is gone with the process
 * @param delivery what readers of the assessments may count on
 * @param mode of the engine: arrival or ordered
 * @param rules a directory with a {@code ruleset.yaml} or, of one memory, the name of a rule set that comes with the
 *     code; null for the workload's own
 * @param write which assessments are written
 * @param groupId Kafka's consumer group
 * @param flushedEveryMillis how long a record waits for company between two tasks, of those that are told: the engine
 *     has its own, and waits for none; 0 for not at all
 * @param cachePart the engine caches what one of a so many times smaller heap would
 * @param passes how often a limit reads the topic, one pass after the other: it is faster than there are records
 */
public record SubjectSettings(
        String bootstrap,
        String filed,
        String assessed,
        int parallelism,
        Duration checkpointInterval,
        @Nullable Path checkpointDirectory,
        Delivery delivery,
        String mode,
        @Nullable String rules,
        Write write,
        String groupId,
        int flushedEveryMillis,
        int cachePart,
        int passes) {

    private static final SubjectSettings UNLESS_TOLD = new SubjectSettings(
            "localhost:9092",
            Topics.CONSIGNMENTS_FILED.name(),
            Topics.CONSIGNMENTS_ASSESSED.name(),
            1,
            Duration.ofSeconds(10),
            null,
            Delivery.AT_LEAST_ONCE,
            "arrival",
            null,
            Write.ALL,
            "portolan-peer",
            // At tens of thousands of filings a second a flush each costs who works off a topic a fifth.
            2,
            1,
            1);

    /** Every option with its default, which is empty where there is none, in the order in which they are documented. */
    static Map<String, String> options() {
        return UNLESS_TOLD.byName();
    }

    /**
     * Reads {@code --option value} pairs.
     *
     * @throws IllegalArgumentException naming every fault
     */
    public static SubjectSettings of(String... arguments) {
        List<String> faults = new ArrayList<>();
        Map<String, String> given = options();
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (!option.startsWith("--") || i + 1 == arguments.length || !given.containsKey(option.substring(2))) {
                faults.add("no such pair of option and value: given=" + option);
            } else {
                given.put(option.substring(2), arguments[i + 1]);
            }
        }
        SubjectSettings settings = new SubjectSettings(
                text(given, "bootstrap"),
                text(given, "filed"),
                text(given, "assessed"),
                parallelism(text(given, "parallelism"), faults),
                duration(text(given, "checkpoint-interval"), faults),
                path(text(given, "checkpoint-dir")),
                constant("delivery", text(given, "delivery"), Delivery.values(), faults),
                text(given, "mode"),
                text(given, "rules").isEmpty() ? null : text(given, "rules"),
                constant("write", text(given, "write"), Write.values(), faults),
                text(given, "group-id"),
                whole("flush-every", given, faults),
                whole("cache-part", given, faults),
                whole("passes", given, faults));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return settings;
    }

    /** The pairs that say the same, without those that a subject goes by unless it is told. */
    public List<String> words() {
        Map<String, String> usual = options();
        return byName().entrySet().stream()
                .filter(pair -> !pair.getValue().equals(usual.get(pair.getKey())))
                .flatMap(pair -> Stream.of("--" + pair.getKey(), pair.getValue()))
                .toList();
    }

    private Map<String, String> byName() {
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("bootstrap", bootstrap);
        byName.put("filed", filed);
        byName.put("assessed", assessed);
        byName.put("parallelism", Integer.toString(parallelism));
        byName.put("checkpoint-interval", checkpointInterval.toString());
        byName.put("checkpoint-dir", checkpointDirectory == null ? "" : checkpointDirectory.toString());
        byName.put("delivery", word(delivery));
        byName.put("mode", mode);
        byName.put("rules", rules == null ? "" : rules);
        byName.put("write", word(write));
        byName.put("group-id", groupId);
        byName.put("flush-every", Integer.toString(flushedEveryMillis));
        byName.put("cache-part", Integer.toString(cachePart));
        byName.put("passes", Integer.toString(passes));
        return byName;
    }

    /**
     * The same but for one option.
     *
     * @param value as it is typed
     * @throws IllegalArgumentException when there is no such option, or it does not take this
     */
    public SubjectSettings with(String option, Object value) {
        return of(Stream.concat(words().stream(), Stream.of("--" + option, value.toString()))
                .toArray(String[]::new));
    }

    /** The settings that the engine's own job would have: these rules, and its defaults of all else. */
    JobSettings job() {
        return JobSettings.of(rules == null ? Map.of() : Map.of("rules", rules));
    }

    private static String text(Map<String, String> given, String option) {
        return given.getOrDefault(option, "");
    }

    private static @Nullable Path path(String value) {
        return value.isEmpty() ? null : Path.of(value);
    }

    private static int parallelism(String value, List<String> faults) {
        if (!value.matches("[1-9][0-9]{0,3}")) {
            faults.add("parallelism must be a whole number from 1 to 9999: given=" + value);
            return 1;
        }
        return Integer.parseInt(value);
    }

    private static int whole(String option, Map<String, String> given, List<String> faults) {
        String value = text(given, option);
        if (!value.matches("[0-9]{1,6}")) {
            faults.add(option + " must be a whole number from 0 to 999999: given=" + value);
            return 0;
        }
        return Integer.parseInt(value);
    }

    private static Duration duration(String value, List<String> faults) {
        try {
            return Duration.parse(value);
        } catch (DateTimeException e) {
            faults.add("checkpoint-interval must be an ISO-8601 duration like PT10S: given=" + value);
            return Duration.ZERO;
        }
    }

    private static <E extends Enum<E>> E constant(String option, String value, E[] constants, List<String> faults) {
        for (E constant : constants) {
            if (word(constant).equals(value)) {
                return constant;
            }
        }
        faults.add(option + " must be one of " + List.of(constants) + ", in lower case with hyphens: given=" + value);
        return constants[0];
    }

    /** A choice as it is typed. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
