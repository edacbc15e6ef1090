// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that one command measured, as its JSON file has it; pages are made from it and from nothing else.
 *
 * @param name the command's
 * @param question what the figures answer
 * @param quick whether it was a short run, whose figures nobody may quote
 * @param limits the subjects that every other is set against: limits and peers
 * @param method how it was measured, a sentence each
 * @param notMeasured what a reader may miss
 */
public record Result(
        String name,
        String question,
        boolean quick,
        Environment environment,
        List<String> limits,
        List<String> method,
        List<String> notMeasured,
        List<View> views,
        List<Run> runs,
        List<Trace> traces) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Result {
        limits = List.copyOf(limits);
        method = List.copyOf(method);
        notMeasured = List.copyOf(notMeasured);
        views = List.copyOf(views);
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
