// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that one command measured, as its JSON file has it; pages are made from it and from nothing else.
 *
 * @param name the command's
 * @param quick whether it was a short run, whose figures nobody may quote
 * @param failures what is not in the figures, and why
 */
@JsonIgnoreProperties(ignoreUnknown = true) // earlier results state question, method and views, too
public record Result(
        String name,
        boolean quick,
        Environment environment,
        @JsonAlias("notMeasured") List<String> failures,
        List<Run> runs,
        List<Trace> traces) {
    /** What a failure begins with: earlier results had other sentences among them. */
    public static final String FAILED = "Failed";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Result {
        failures = failures.stream().filter(each -> each.startsWith(FAILED)).toList();
        runs = List.copyOf(runs);
        traces = List.copyOf(traces);
    }

    public static Result read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Result.class);
        } catch (IOException e) {
            throw new UncheckedIOException("not a result of a benchmark: file=" + file, e);
        }
    }

    /** Writes {@code NAME.json}. */
    public void write(Path directory) {
        try {
            Files.writeString(directory.resolve(name + ".json"), JSON.writeValueAsString(this) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a result: directory=" + directory, e);
        }
    }

    /** Names of all figures, in the order in which they were first measured. */
    Set<String> figures() {
        return runs.stream()
                .flatMap(run -> run.figures().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The values of a figure by row, in the order in which rows were first measured. */
    public Map<Run.Row, Spread> spreads(String figure) {
        return runs.stream()
                .filter(run -> run.figures().containsKey(figure))
                .collect(Collectors.groupingBy(
                        Run::row,
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(run -> run.figures().get(figure), Collectors.toList()),
                                Spread::of)));
    }
}
