// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small invented feed, with everything that can be wrong with one. */
final class Feeds {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Feeds() {}

    static final String NO_JSON = "{\"consignmentKey\": \"C-broken\", ";
    static final String UNKNOWN_FIELD = filing("C-typo", 1, "CREATE", 3, "\"wieght\": 3, ", 100);
    static final String NEGATIVE_MASS = filing("C-negative", 1, "CREATE", 4, "", -5);
    static final String UNKNOWN_AMENDED = filing("C-never", 2, "REPLACE", 5, "", 100);
    static final String OUTCOME_ASTRAY = outcome("C-nowhere", "NOTHING_FOUND", 6);

    /** What goes wrong, in the order of time: the first two cannot say when they are from. */
    static final List<String> BAD_LINES =
            List.of(NO_JSON, UNKNOWN_FIELD, NEGATIVE_MASS, UNKNOWN_AMENDED, OUTCOME_ASTRAY);

    /**
     * Filings, out of order on purpose.
     *
     * @return how many lines there are
     */
    static int writeFilings(Path file, int good) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(NO_JSON);
        lines.add(UNKNOWN_FIELD);
        Random random = new Random(23);
        for (int i = good - 1; i >= 0; i--) {
            lines.add(filing("C-" + i, 1, "CREATE", 10 + i, "", 500 + random.nextInt(5_000)));
        }
        lines.add(NEGATIVE_MASS);
        lines.add(UNKNOWN_AMENDED);
        // Filed twice, amended, withdrawn.
        lines.add(lines.get(good - 1));
        lines.add(filing("C-0", 2, "REPLACE", 10 + good, "", 90_000));
        lines.add(filing("C-1", 2, "DELETE", 11 + good, "", 90_000));
        Files.write(file, lines);
        return lines.size();
    }

    static int writeOutcomes(Path file, int good) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(OUTCOME_ASTRAY);
        for (int i = 0; i < good; i += 3) {
            lines.add(outcome("C-" + i, i % 2 == 0 ? "UNDERVALUED" : "NOTHING_FOUND", 12 + i));
        }
        Files.write(file, lines);
        return lines.size();
    }

    /**
     * Two minutes apart; one in twenty-five is far heavier than all others. Some outcomes of what was drawn or heavy come
     * a day later, and some of those are corrected.
     */
    static void writeFlood(Path filings, Path outcomes, int count) throws IOException {
        List<String> filed = new ArrayList<>();
        List<String> found = new ArrayList<>();
        Random random = new Random(29);
        for (int i = 0; i < count; i++) {
            String at = "\"receivedAt\": \"" + START.plus(Duration.ofMinutes(2L * i)) + "\", ";
            int kilograms = i % 25 == 7 ? 90_000 : 500 + random.nextInt(5_000);
            filed.add(filing("C-" + i, 1, "CREATE", 0, at, kilograms));
            if (i % 4 == 0 || i % 25 == 7) {
                String code = i % 25 != 7 && random.nextInt(6) == 0 ? "UNDERVALUED" : "NOTHING_FOUND";
                found.add(outcome("C-" + i, code, 24 + i / 30));
                if (i % 10 == 0) {
                    found.add(outcome("C-" + i, "NOTHING_FOUND", 30 + i / 30).replace("}", ", \"version\": 2}"));
                }
            }
        }
        Files.write(filings, filed);
        Files.write(outcomes, found);
    }

    private static String filing(String key, int version, String kind, int hour, String more, int kilograms) {
        int trader = Math.floorMod(key.hashCode(), 7);
        return "{" + more + "\"consignmentKey\": \"" + key + "\", \"filingId\": \"F-" + key + "\", \"filingVersion\": "
                + version + ", \"eventKind\": \"" + kind + "\", \"filedAt\": \"" + at(hour)
                + "\", \"transportDocument\": {\"number\": \"" + key + "\"}, \"natureOfMovement\": \"IMPORT\","
                + " \"transportMode\": \"SEA\", \"parties\": [{\"role\": \"CONSIGNOR\", \"rawName\": \"Shipper "
                + trader
                + "\"}, {\"role\": \"CONSIGNEE\", \"rawName\": \"Consignee " + trader % 3
                + "\"}], \"goodsItems\": [{\"seq\": 1, \"description\": \"bananas\", \"hs\": \"080390\","
                + " \"countryOfOrigin\": \"EC\", \"grossMassKg\": " + kilograms + "}]}";
    }

    private static String outcome(String key, String code, int hour) {
        return "{\"consignmentKey\": \"" + key + "\", \"code\": \"" + code + "\", \"reportedAt\": \"" + at(hour)
                + "\", \"examined\": true}";
    }

    private static Instant at(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
