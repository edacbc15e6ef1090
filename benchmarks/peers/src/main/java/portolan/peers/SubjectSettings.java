// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobSettings;
import portolan.schemas.wire.Topics;

/**
 * What a subject is told when it is started: the same options for all of them.
 *
 * @param bootstrap Kafka's bootstrap servers
 * @param filed topic of filings
 * @param assessed topic of assessments
 * @param parallelism tasks a stage, or threads
 * @param checkpointInterval how often state is made durable
 * @param checkpointDirectory where to; null for a place that is gone with the process
 * @param delivery what readers of the assessments may count on
 * @param rules a directory with a {@code ruleset.yaml} or, of one memory, the name of a rule set that comes with the
 *     code; null for the workload's own
 * @param write which assessments are written
 * @param groupId Kafka's consumer group
 * @param flushedEveryMillis how long a record waits for company between two tasks; 0 for not at all
 */
public record SubjectSettings(
        String bootstrap,
        String filed,
        String assessed,
        int parallelism,
        Duration checkpointInterval,
        @Nullable Path checkpointDirectory,
        Delivery delivery,
        @Nullable String rules,
        Write write,
        String groupId,
        int flushedEveryMillis) {

    private static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("bootstrap", "localhost:9092");
        defaults.put("filed", Topics.CONSIGNMENTS_FILED.name());
        defaults.put("assessed", Topics.CONSIGNMENTS_ASSESSED.name());
        defaults.put("parallelism", "1");
        defaults.put("checkpoint-interval", "PT10S");
        defaults.put("checkpoint-dir", "");
        defaults.put("delivery", "at-least-once");
        defaults.put("rules", "");
        defaults.put("write", "all");
        defaults.put("group-id", "portolan-peer");
        defaults.put("flush-every", "2");
        return defaults;
    }

    /** Every option with its default, which is empty where there is none, in the order in which they are documented. */
    static Map<String, String> options() {
        return Collections.unmodifiableMap(DEFAULTS);
    }

    /**
     * Reads {@code --option value} pairs.
     *
     * @throws IllegalArgumentException naming every fault
     */
    public static SubjectSettings of(String... arguments) {
        List<String> faults = new ArrayList<>();
        Map<String, String> given = new TreeMap<>(DEFAULTS);
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (!option.startsWith("--") || i + 1 == arguments.length || !DEFAULTS.containsKey(option.substring(2))) {
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
                text(given, "rules").isEmpty() ? null : text(given, "rules"),
                constant("write", text(given, "write"), Write.values(), faults),
                text(given, "group-id"),
                whole("flush-every", "milliseconds", given, faults));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return settings;
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

    private static int whole(String option, String unit, Map<String, String> given, List<String> faults) {
        String value = text(given, option);
        if (!value.matches("[0-9]{1,6}")) {
            faults.add(option + " must be a number of " + unit + " from 0 to 999999: given=" + value);
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
            if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
                return constant;
            }
        }
        faults.add(option + " must be one of " + List.of(constants) + ", in lower case with hyphens: given=" + value);
        return constants[0];
    }
}
