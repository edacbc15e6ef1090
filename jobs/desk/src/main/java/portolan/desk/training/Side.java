// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.desk.card.Differences;
import portolan.desk.card.Filed;
import portolan.desk.server.Words;
import portolan.schemas.avro.Filing;
import portolan.training.papers.PaperSet;
import portolan.training.world.Dealt;
import portolan.training.world.Planted;

/**
 * One consignment after the seal is broken, as a column beside its double.
 *
 * @param what the scheme that it is, or the honest reason why it looks like one; empty for ordinary traffic
 * @param story what happened
 * @param offends whether it is an offence
 * @param found what an inspection would report, and where; empty for nothing
 * @param changes of its last version against the first
 * @param contradictions of its papers, in words
 * @param shownBy papers that would have shown it
 * @param traces indicators that it shows
 * @param tells of those, what tells it from its doubles
 */
public record Side(
        String key,
        Filing filing,
        String what,
        String story,
        boolean offends,
        String found,
        List<Differences.Difference> changes,
        List<String> contradictions,
        List<String> shownBy,
        Set<String> traces,
        Set<String> tells) {
    public Side {
        changes = List.copyOf(changes);
        contradictions = List.copyOf(contradictions);
        shownBy = List.copyOf(shownBy);
        traces = Set.copyOf(traces);
        tells = Set.copyOf(tells);
    }

    static Side of(Dealt.Bill bill, Words words) {
        Planted planted = bill.planted();
        List<Filing> versions = bill.versions();
        List<Differences.Difference> changes =
                versions.size() < 2 ? List.of() : Differences.between(versions.get(0), bill.filing());
        List<String> contradictions = contradictions(bill.papers(), words);
        if (planted == null) {
            return new Side(
                    bill.key(),
                    bill.filing(),
                    "",
                    words.say("class.ordinary"),
                    false,
                    "",
                    changes,
                    contradictions,
                    List.of(),
                    Set.of(),
                    Set.of());
        }
        String what = planted.offends() ? "scheme." + planted.scheme() : "alike." + planted.alike();
        return new Side(
                bill.key(),
                bill.filing(),
                words.sayOr(what, what.substring(what.indexOf('.') + 1).replace('_', ' ')),
                words.sayOr(storyKey(planted), ""),
                planted.offends(),
                found(planted, words),
                changes,
                contradictions,
                planted.shownBy().stream()
                        .map(kind -> words.sayOr("paper." + kind, kind))
                        .toList(),
                planted.traces(),
                planted.tells());
    }

    private static String storyKey(Planted planted) {
        return planted.story().startsWith("story.") ? planted.story() : "story." + planted.story();
    }

    private static String found(Planted planted, Words words) {
        if (!planted.offends()) {
            return "";
        }
        String outcome =
                words.sayOr("outcome." + planted.found(), planted.found().name());
        return planted.place() == null
                ? outcome
                : words.say("class.found.at", outcome, words.say("place." + planted.place()));
    }

    /** What two papers say of one field, each: "Gross weight: bill of lading 12,400 kg, invoice 9,100 kg". */
    private static List<String> contradictions(@Nullable PaperSet papers, Words words) {
        List<String> lines = new ArrayList<>();
        if (papers != null) {
            for (PaperSet.Contradiction one : papers.contradictions()) {
                String line = words.say(
                        "class.contradiction",
                        words.sayOr("field." + one.field(), one.field()),
                        words.sayOr("paper." + one.first(), one.first().name()),
                        value(papers, one.first(), one.field(), words),
                        words.sayOr("paper." + one.second(), one.second().name()),
                        value(papers, one.second(), one.field(), words));
                lines.add(one.honest() ? words.say("class.slip", line) : line);
            }
        }
        return lines;
    }

    private static String value(PaperSet papers, PaperSet.Kind kind, String field, Words words) {
        return papers.papers().stream()
                .filter(paper -> paper.kind() == kind)
                .flatMap(paper -> paper.fields().stream())
                .filter(one -> one.name().equals(field))
                .map(PaperSet.Field::value)
                .findFirst()
                .orElse(words.say("class.notSaid"));
    }

    /** What the filing says that an officer looks at first, by label's key. */
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("class.fact.1goods", goods());
        facts.put("class.fact.2parties", BillLine.shipper(filing) + " → " + BillLine.consignee(filing));
        facts.put("class.fact.3route", BillLine.route(filing));
        facts.put("class.fact.4means", Filed.means(filing));
        facts.put(
                "class.fact.5box",
                String.join(
                        "; ",
                        Filed.boxes(filing).stream()
                                .limit(3)
                                .map(box -> box.id() + (box.seals().isEmpty() ? "" : " (" + box.seals() + ')'))
                                .toList()));
        facts.values().removeIf(String::isBlank);
        return facts;
    }

    private String goods() {
        return String.join(
                "; ",
                Filed.goods(filing).stream()
                        .limit(3)
                        .map(line -> String.join(
                                ", ",
                                List.of(line.description(), line.heading(), line.amounts()).stream()
                                        .filter(text -> !text.isEmpty())
                                        .toList()))
                        .toList());
    }

    /** Indicators that both show. */
    Set<String> inCommon(Side other) {
        Set<String> common = new TreeSet<>(traces);
        common.retainAll(Objects.requireNonNull(other).traces);
        return common;
    }
}
