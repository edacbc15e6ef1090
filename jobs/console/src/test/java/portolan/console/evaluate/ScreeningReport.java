// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * What {@link Screening} measured.
 *
 * @param command that measured it
 * @param notes what the figures do not say
 */
record ScreeningReport(String command, List<Row> rows, List<String> notes) {

    /**
     * One set of names.
     *
     * @param way how they were compared
     * @param asked names, or pairs, that were compared
     * @param same how many of them have a right answer
     * @param right how many of those were found
     * @param wrong how many answers were wrong
     */
    record Row(String way, String set, int asked, int same, int right, int wrong) {
        double recall() {
            return (double) right / same;
        }

        double precision() {
            return (double) right / (right + wrong);
        }

        Row plus(Row other) {
            return new Row(way, set, asked + other.asked, same + other.same, right + other.right, wrong + other.wrong);
        }
    }

    ScreeningReport {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    String json() {
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    String page() {
        StringBuilder page = new StringBuilder("""
                # Screening

                Does the engine see through spelling, and only that?

                |way|set|asked|same|found|wrong|recall|precision|
                |---|---|--:|--:|--:|--:|--:|--:|
                """);
        for (Row row : rows) {
            page.append(String.format(
                    Locale.ROOT,
                    "|%s|%s|%d|%d|%d|%d|%s|%s|%n",
                    row.way,
                    row.set,
                    row.asked,
                    row.same,
                    row.right,
                    row.wrong,
                    share(row.recall()),
                    share(row.precision())));
        }
        page.append('\n');
        notes.forEach(note -> page.append("- ").append(note).append('\n'));
        return page.append("- Command: `").append(command).append("`\n").toString();
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
