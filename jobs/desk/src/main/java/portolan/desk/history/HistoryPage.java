// SPDX-License-Identifier: Apache-2.0
package portolan.desk.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.Fact;
import portolan.desk.card.ShownCase;
import portolan.desk.index.IdentityKind;
import portolan.desk.index.Past;
import portolan.desk.server.Words;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PersonType;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;

/**
 * What was known of a consignment's parties, contacts and boxes.
 *
 * @param subjects parties first, then contacts and boxes
 * @param forgotten parties of which nothing is remembered, and why, a line each
 * @param since from when on every consignment is known; null where the index was emptied meanwhile
 * @param memories what the engine's memories said in the assessment, by memory
 */
public record HistoryPage(
        ShownCase shown,
        List<Subject> subjects,
        List<Forgotten> forgotten,
        @Nullable Instant since,
        Map<String, List<Said>> memories) {
    /** One party, contact or box, with what is drawn of it. */
    public record Subject(Past past, Timeline timeline) {}

    /** A party of which nothing is remembered. */
    public record Forgotten(String role, String name, String why) {}

    /**
     * What a memory said.
     *
     * @param indicator as rules name it
     * @param meaning what it measures
     * @param words what it read, as it was recorded
     */
    public record Said(String indicator, String meaning, double value, String words) {}

    public HistoryPage {
        subjects = List.copyOf(subjects);
        forgotten = List.copyOf(forgotten);
    }

    public static HistoryPage of(ShownCase shown, List<Past> pasts, @Nullable Instant since, Words words) {
        Instant now = shown.assessment().getAssessedAt();
        List<Subject> subjects = new ArrayList<>();
        for (IdentityKind kind : List.of(IdentityKind.PARTY, IdentityKind.CONTACT, IdentityKind.BOX)) {
            pasts.stream()
                    .filter(past -> past.kind() == kind)
                    .sorted(Comparator.comparingInt(HistoryPage::rank))
                    .forEach(past -> subjects.add(new Subject(past, Timeline.of(past, now))));
        }
        return new HistoryPage(shown, subjects, forgotten(shown.filing(), words), since, memories(shown, words));
    }

    /** Who sends, then who gets, then the others as they are filed. */
    private static int rank(Past past) {
        return past.roles().contains("CONSIGNOR") ? 0 : past.roles().contains("CONSIGNEE") ? 1 : 2;
    }

    private static List<Forgotten> forgotten(@Nullable Filing filing, Words words) {
        List<Forgotten> forgotten = new ArrayList<>();
        if (filing != null) {
            for (Party party : filing.getParties()) {
                String why = party.getPersonType() == PersonType.NATURAL
                        ? "history.person"
                        : party.getIsToOrder() ? "history.toOrder" : "";
                if (!why.isEmpty()) {
                    String name = party.getRawName();
                    forgotten.add(new Forgotten(party.getRole().name(), name == null ? "" : name, words.say(why)));
                }
            }
        }
        return forgotten;
    }

    private static Map<String, List<Said>> memories(ShownCase shown, Words words) {
        Map<String, List<Said>> memories = new TreeMap<>();
        for (IndicatorReading reading : shown.assessment().getReadings()) {
            Indicator indicator = Indicators.named(reading.getIndicator());
            Definition definition = indicator == null || indicator.isPart() ? null : indicator.definition();
            if (definition != null
                    && definition.state().contains("memory")
                    && !reading.getEvidence().isEmpty()) {
                String said = words.texts()
                        .evidence(new Fact(
                                "evidence." + reading.getIndicator(), reading.getValue(), reading.getEvidence()));
                memories.computeIfAbsent(definition.state(), any -> new ArrayList<>())
                        .add(new Said(reading.getIndicator(), definition.meaning(), reading.getValue(), said));
            }
        }
        return memories;
    }
}
