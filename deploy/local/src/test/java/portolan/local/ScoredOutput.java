// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory that {@code score} wrote. */
record ScoredOutput(Path directory) {
    static final List<String> FILES =
            List.of("assessments.jsonl", "alerts.jsonl", "rejects.jsonl", "lanes.jsonl", "summary.json");

    private static final Pattern LINE_OF_INPUT = Pattern.compile("\"offset\":(\\d+)");

    List<String> assessments() throws IOException {
        return Files.readAllLines(directory.resolve("assessments.jsonl"));
    }

    List<String> alerts() throws IOException {
        return Files.readAllLines(directory.resolve("alerts.jsonl"));
    }

    List<String> rejects() throws IOException {
        return Files.readAllLines(directory.resolve("rejects.jsonl"));
    }

    /** The text of every file, by its name. */
    Map<String, String> contents() throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        for (String file : FILES) {
            contents.put(file, Files.readString(directory.resolve(file)));
        }
        return contents;
    }

    /** A number of the summary: its own, or the sum of an object's. */
    long count(String name) throws IOException {
        String summary = Files.readString(directory.resolve("summary.json"));
        Matcher field = Pattern.compile("\"" + name + "\": ([0-9]+|\\{[^}]*})").matcher(summary);
        assertThat(field.find()).as("%s in %s", name, summary).isTrue();
        Matcher number = Pattern.compile("\\b[0-9]+\\b").matcher(field.group(1));
        long sum = 0;
        while (number.find()) {
            sum += Long.parseLong(number.group());
        }
        return sum;
    }

    /** The lines of the input that these lines of output are about. */
    static List<Long> linesOfInput(List<String> output) {
        List<Long> lines = new ArrayList<>();
        for (String line : output) {
            Matcher offset = LINE_OF_INPUT.matcher(line);
            assertThat(offset.find()).as(line).isTrue();
            lines.add(Long.valueOf(offset.group(1)));
        }
        return lines;
    }
}
