// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.DecisionDue;
import portolan.console.screen.Odds;
import portolan.console.screen.Sureness;
import portolan.desk.index.CaseRow;
import portolan.desk.index.Reason;
import portolan.desk.server.Words;
import portolan.schemas.avro.DeadlineKind;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;

/**
 * Rows of a list in one language, at one time.
 *
 * @param newSince what is younger is new to who looks
 * @param ruleSets by hash; null where its text is not at hand
 */
record RowView(Words words, Instant now, Instant newSince, Function<String, @Nullable RuleSet> ruleSets) {
    private static final int MOST_WORDS = 12;

    WorkRow of(CaseRow row) {
        Instant opened = row.openedAt();
        List<String> tags = new ArrayList<>();
        DeadlineKind pressing = row.pressing(now);
        if (pressing != null) {
            tags.add(pressing.name().toLowerCase(Locale.ROOT));
        }
        if (row.urgent()) {
            tags.add("urgent");
        }
        if (opened != null && opened.isAfter(newSince)) {
            tags.add("new");
        }
        if (row.drawn()) {
            tags.add("drawn");
        }
        return new WorkRow(
                row.key().tenant(),
                row.key().consignment(),
                row.laneName(),
                row.isUnread()
                        ? ""
                        : Odds.inWords(
                                Sureness.of(ruleSets.apply(row.ruleSet()), row.threat(), row.score()), words.texts()),
                threat(row),
                row.isUnread() ? "" : words.due(row.due(), now),
                row.due().by() == null
                        ? ""
                        : DecisionDue.MINUTE.format(row.due().by()),
                row.due().isOver(now),
                text(row.goods()),
                text(row.route()),
                text(row.shipper()),
                text(row.consignee()),
                text(row.office()),
                text(row.conveyance()),
                row.arrival(),
                row.boxes(),
                says(row.reasons()),
                text(row.work().owner()),
                row.work().isSnoozed(now) ? row.work().until() : null,
                words.decided(row.decision()),
                tags,
                UUID.randomUUID().toString());
    }

    /** The one threat that it is an alert for, beside the overall one; empty where there are several, which tells nothing. */
    private String threat(CaseRow row) {
        RuleSet ruleSet = ruleSets.apply(row.ruleSet());
        Threat overall = ruleSet == null ? null : ruleSet.overall();
        List<String> named = row.alerted().stream()
                .filter(one -> overall == null || !one.equals(overall.name()))
                .toList();
        return named.size() == 1 ? named.get(0) : "";
    }

    /** One sentence of at most twelve words, the strongest reason first, each only as a whole but the first. */
    private String says(List<Reason> reasons) {
        List<String> said = new ArrayList<>();
        for (Reason reason : reasons) {
            String[] brief = words.texts().brief(reason.rule(), reason.why()).split(" ", -1);
            int count = String.join(" ", said).split(" ", -1).length;
            if (said.isEmpty() && brief.length > MOST_WORDS) {
                said.add(String.join(" ", List.of(brief).subList(0, MOST_WORDS)) + '…');
            } else if (said.isEmpty() || count + brief.length <= MOST_WORDS) {
                said.add(String.join(" ", brief));
            }
        }
        String sentence = String.join("; ", said);
        return sentence.isEmpty() ? "" : sentence.substring(0, 1).toUpperCase(words.language()) + sentence.substring(1);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
