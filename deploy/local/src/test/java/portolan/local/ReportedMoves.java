// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Leg;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;

/** Moves of the boxes of a feed, in the places of their bills, many of them at the very time of a filing or again. */
final class ReportedMoves {
    private static final String[] EVENTS = {"DISCHARGED", "LOADED", "GATE_OUT", "STRIPPED", "GATE_IN"};

    private ReportedMoves() {}

    /** Writes a file of moves beside a file of filings; how many lines that were. */
    static int write(Path filings, Path moves) throws IOException {
        Random random = new Random(41);
        List<String> lines = new ArrayList<>();
        try (LineReader<Filing> in = FilingLines.read(Files.newInputStream(filings), "filings.jsonl")) {
            while (in.hasNext()) {
                Filing filing = in.next().orThrow();
                List<String> places = filing.getRouting().stream()
                        .map(Leg::getLocode)
                        .filter(locode -> locode != null)
                        .toList();
                for (Equipment box : filing.getEquipment()) {
                    if (!places.isEmpty() && random.nextBoolean()) {
                        lines.add("{\"equipmentId\":\"" + box.getId() + "\",\"event\":\""
                                + EVENTS[random.nextInt(EVENTS.length)] + "\",\"locode\":\""
                                + places.get(random.nextInt(places.size())) + "\",\"at\":\""
                                + filing.getReceivedAt().minus(Duration.ofHours(random.nextInt(200)))
                                + "\",\"reportedAt\":\"" + filing.getReceivedAt() + "\"}");
                    }
                }
                if (!lines.isEmpty() && random.nextInt(20) == 0) {
                    lines.add(lines.get(random.nextInt(lines.size())));
                }
            }
        }
        Files.write(moves, lines);
        return lines.size();
    }
}
