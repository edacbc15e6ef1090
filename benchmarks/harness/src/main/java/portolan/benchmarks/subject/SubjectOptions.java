// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.benchmarks.process.Arguments;

/**
 * What every system under test is told, as {@code --name value} pairs: the contract between the harness and them.
 *
 * @param filed topic that it reads from the beginning
 * @param assessed topic that it writes
 * @param checkpointDirectory where its state goes; one that holds state already is gone on from
 * @param delivery at-least-once or exactly-once
 * @param mode arrival or ordered
 * @param rules directory with the rule set, or the name of one of those that a peer brings along; null for the
 *     subject's own, which is the baseline or, with one memory, fifty rules
 * @param write which results: all, alerts or none
 * @param flushedEveryMillis how long a record waits for company between two tasks, of those that are told: the engine
 *     has its own, and waits for none
 * @param cachePart the engine caches what one of a so many times smaller heap would
 * @param passes how often the topic is read, one pass after the other: a limit is faster than there are records
 */
public record SubjectOptions(
        String bootstrap,
        String filed,
        String assessed,
        int parallelism,
        Duration checkpointInterval,
        Path checkpointDirectory,
        String delivery,
        String mode,
        @Nullable String rules,
        String write,
        String groupId,
        int flushedEveryMillis,
        int cachePart,
        int passes) {
    /**
     * What a subject is best off with that works off a topic: at tens of thousands of filings a second a flush each
     * costs it a fifth.
     */
    public static final int FLUSHED_EVERY_MILLIS = 2;

    private static final String ARRIVAL = "arrival";

    /** Reads what a subject's main was given. */
    public static SubjectOptions of(Arguments arguments) {
        return new SubjectOptions(
                arguments.text("bootstrap"),
                arguments.text("filed", "consignments.filed"),
                arguments.text("assessed", "consignments.assessed"),
                arguments.number("parallelism", 2),
                Duration.parse(arguments.text("checkpoint-interval", "PT10S")),
                Path.of(arguments.text("checkpoint-dir")),
                arguments.text("delivery", "at-least-once"),
                arguments.text("mode", ARRIVAL),
                arguments.byName().get("rules"),
                arguments.text("write", "all"),
                arguments.text("group-id", "bench"),
                arguments.number("flush-every", FLUSHED_EVERY_MILLIS),
                arguments.number("cache-part", 1),
                arguments.number("passes", 1));
    }

    /** The pairs that say the same. What not every subject knows is left out where it says nothing. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        byName().forEach((name, value) -> {
            words.add("--" + name);
            words.add(value);
        });
        return words;
    }

    private Map<String, String> byName() {
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("bootstrap", bootstrap);
        byName.put("filed", filed);
        byName.put("assessed", assessed);
        byName.put("parallelism", Integer.toString(parallelism));
        byName.put("checkpoint-interval", checkpointInterval.toString());
        byName.put("checkpoint-dir", checkpointDirectory.toString());
        byName.put("delivery", delivery);
        if (!mode.equals(ARRIVAL)) {
            byName.put("mode", mode);
        }
        if (rules != null) {
            byName.put("rules", rules);
        }
        byName.put("write", write);
        byName.put("group-id", groupId);
        if (flushedEveryMillis != FLUSHED_EVERY_MILLIS) {
            byName.put("flush-every", Integer.toString(flushedEveryMillis));
        }
        if (cachePart > 1) {
            byName.put("cache-part", Integer.toString(cachePart));
        }
        if (passes > 1) {
            byName.put("passes", Integer.toString(passes));
        }
        return byName;
    }

    private SubjectOptions with(String name, String value) {
        Map<String, String> byName = byName();
        byName.put(name, value);
        return of(new Arguments(byName));
    }

    public SubjectOptions withParallelism(int tasks) {
        return with("parallelism", Integer.toString(tasks));
    }

    public SubjectOptions withCheckpointInterval(Duration interval) {
        return with("checkpoint-interval", interval.toString());
    }

    public SubjectOptions withDelivery(String promised) {
        return with("delivery", promised);
    }

    public SubjectOptions withMode(String order) {
        return with("mode", order);
    }

    public SubjectOptions withRules(String directoryOrName) {
        return with("rules", directoryOrName);
    }

    public SubjectOptions withWrite(String results) {
        return with("write", results);
    }

    /** No record waits for company: for who is measured by how long a filing takes. */
    public SubjectOptions flushedAtOnce() {
        return with("flush-every", "0");
    }

    public SubjectOptions withCachePart(int part) {
        return with("cache-part", Integer.toString(part));
    }

    public SubjectOptions withPasses(int times) {
        return with("passes", Integer.toString(times));
    }
}
