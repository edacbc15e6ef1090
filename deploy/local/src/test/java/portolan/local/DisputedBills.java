// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the generator does not make of bills: notices of arrival, partial filings, patches, rival claims, take-overs,
 * and what foreign or superseded numbers send. Of some bills of a feed, in the hours after each was filed.
 */
final class DisputedBills {
    private static final int ONE_IN = 40;

    private final String create;
    private final String key;
    private final String filingId;
    private final Instant filed;
    private final int number;
    private final List<String> lines;

    private DisputedBills(String create, int number, List<String> lines) {
        this.create = create;
        this.key = textOf("consignmentKey", create);
        this.filingId = textOf("filingId", create);
        this.filed = Instant.parse(textOf("receivedAt", create));
        this.number = number;
        this.lines = lines;
    }

    /** Adds them to a file of filings; how many lines that were. */
    static int addTo(Path filings) throws IOException {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(filings)) {
            if (line.contains("\"CREATE\"") && number++ % ONE_IN == 0) {
                new DisputedBills(line, number / ONE_IN, lines).dispute();
            }
        }
        Files.write(filings, lines, StandardOpenOption.APPEND);
        return lines.size();
    }

    private void dispute() {
        // A foreign withdrawal that has overtaken its claim, and one whose claim never comes.
        part(1, "DELETE", "EARLY-" + number, 2, "EARLY", "");
        part(2, "DELETE", "NEVER-" + number, 2, "NEVER", "");
        whole(3, "CREATE", "EARLY-" + number, 1, "EARLY", "");
        whole(4, "CREATE", "RIVAL-" + number, 1, "RIVAL", "");
        part(5, "ARRIVAL", "NOTICE-" + number, 1, "CARRIER", routing());
        part(6, "SUPPLEMENT", "PART-" + number, 1, "BUYER", ",\"goodsItems\":[{\"seq\":77,\"hs\":\"870899\"}]");
        part(7, "PATCH", key, 1, "UNKNOWN", ",\"office\":\"NLRTM\"");
        part(8, "PATCH", "RIVAL-" + number, 2, "RIVAL", ",\"office\":\"BEANR\"");
        switch (number % 3) {
            case 0 -> part(9, "DELETE", filingId, 90, textOf("filerId", create), "");
            case 1 -> {
                whole(9, "CREATE", "HEIR-" + number, 1, "RIVAL", ",\"supersedesFilingId\":\"" + filingId + '"');
                part(10, "DELETE", filingId, 90, textOf("filerId", create), "");
                whole(11, "REPLACE", filingId, 91, textOf("filerId", create), "");
            }
            default -> part(9, "DELETE", "RIVAL-" + number, 3, "RIVAL", "");
        }
    }

    private String routing() {
        return ",\"routing\":[{\"seq\":2,\"function\":\"DISCHARGE\",\"ata\":\"" + at(5) + "\"}]";
    }

    private void part(int hour, String kind, String id, int version, String filer, String stated) {
        lines.add("{\"eventKind\":\"" + kind + "\",\"consignmentKey\":\"" + key + "\",\"filingId\":\"" + id
                + "\",\"filingVersion\":" + version + ",\"filerId\":\"" + filer + "\",\"filedAt\":\"" + at(hour) + '"'
                + stated + '}');
    }

    /** The bill as it was created, by another filer under another number. */
    private void whole(int hour, String kind, String id, int version, String filer, String stated) {
        lines.add(create.replaceFirst("\"eventId\":\"[^\"]*\",", "")
                .replaceFirst("\"eventKind\":\"[^\"]*\"", "\"eventKind\":\"" + kind + "\"" + stated)
                .replaceFirst("\"filingId\":\"[^\"]*\"", "\"filingId\":\"" + id + '"')
                .replaceFirst("\"filingVersion\":\\d+", "\"filingVersion\":" + version)
                .replaceFirst("\"filerId\":\"[^\"]*\"", "\"filerId\":\"" + filer + '"')
                .replaceFirst("\"filedAt\":\"[^\"]*\"", "\"filedAt\":\"" + at(hour) + '"')
                .replaceFirst("\"receivedAt\":\"[^\"]*\"", "\"receivedAt\":\"" + at(hour) + '"'));
    }

    private Instant at(int hour) {
        return filed.plus(Duration.ofHours(hour));
    }

    private static String textOf(String field, String line) {
        Matcher text = Pattern.compile('"' + field + "\":\"([^\"]*)\"").matcher(line);
        if (!text.find()) {
            throw new IllegalArgumentException("a filing without " + field + ": " + line);
        }
        return text.group(1);
    }
}
