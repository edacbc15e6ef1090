// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page of a result in Markdown, with its charts as files beside it. It is made from the result alone, so that an
 * old result can be shown in a new way, and it is short: every figure is in the JSON file, and in the report.
 */
public final class MarkdownPage {
    private static final int SHORT_COMMIT = 10;
    private static final String CHANGED = ", with changes";

    private MarkdownPage() {}

    /** All files of a page, by their names: {@code NAME.md} and its images. */
    public static Map<String, String> files(Result result) {
        Summary summary = Summary.of(result);
        Map<String, String> files = new LinkedHashMap<>();
        summary.charts().forEach((name, chart) -> files.put(name + ".svg", chart.file()));
        files.put(result.name() + ".md", render(result, summary));
        return files;
    }

    public static void write(Result result, Path directory) {
        try {
            for (Map.Entry<String, String> file : files(result).entrySet()) {
                Files.writeString(directory.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a page: directory=" + directory, e);
        }
    }

    private static String render(Result result, Summary summary) {
        StringBuilder text = new StringBuilder("# ").append(summary.title()).append("\n\n");
        paragraph(summary.question(), text);
        paragraph(summary.headline(), text);
        table(summary.table(), text);
        paragraph(summary.legend().strip(), text);
        summary.charts().keySet().forEach(chart -> paragraph("![" + summary.title() + "](" + chart + ".svg)", text));
        summary.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        Map<String, String> facts = result.environment().facts();
        String command = facts.getOrDefault("command", "");
        if (!command.isEmpty()) {
            text.append("- Command: `").append(command).append("`\n");
        }
        if (!facts.isEmpty()) {
            text.append("- Environment: ").append(environment(facts)).append(".\n");
        }
        text.append("- All runs, process flags: [")
                .append(result.name())
                .append(".json](")
                .append(result.name())
                .append(".json).\n");
        return text.toString();
    }

    private static String environment(Map<String, String> facts) {
        Map<String, String> rest = new LinkedHashMap<>(facts);
        rest.remove("command");
        StringBuilder words = new StringBuilder();
        String commit = rest.remove("commit");
        if (commit != null) {
            words.append("commit ").append(shortened(commit));
        }
        String cores = rest.remove("cores");
        if (cores != null) {
            words.append(words.isEmpty() ? "" : ", ").append(cores).append(" cores");
        }
        rest.forEach((name, value) -> words.append(words.isEmpty() ? "" : ", ")
                .append(name.equals("memory") || name.equals("kernel") || name.equals("JVM") ? "" : name + ' ')
                .append(value.replace(" 64-Bit Server VM", "")));
        return words.toString();
    }

    /** A hash as a reader compares it. */
    static String shortened(String hash) {
        String whole = hash.replace(CHANGED, "");
        return whole.substring(0, Math.min(SHORT_COMMIT, whole.length()))
                + (hash.endsWith(CHANGED) ? " with uncommitted changes" : "");
    }

    private static void paragraph(String words, StringBuilder text) {
        if (!words.isEmpty()) {
            text.append(words).append("\n\n");
        }
    }

    private static void table(List<List<String>> rows, StringBuilder text) {
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---")
                        .append("|--:".repeat(rows.get(i).size() - 1))
                        .append("|\n");
            }
        }
        if (!rows.isEmpty()) {
            text.append('\n');
        }
    }
}
