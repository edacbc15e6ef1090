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
import portolan.desk.server.DueWords;
import portolan.desk.server.Words;
import portolan.schemas.avro.DeadlineKind;
import portolan.scoring.rules.RuleSet;

/**
 * Rows of a list in one language, at one time.
 *
 * @param newSince what is younger is new to who looks
 * @param ruleSets by hash; null where its text is not at hand
 */
record RowView(Words words, Instant now, Instant newSince, Function<String, @Nullable RuleSet> ruleSets) {
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
                row.alerted(),
                row.isUnread() ? "" : DueWords.of(row.due(), now, words),
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
                row.reasons().stream()
                        .map(reason -> new WorkRow.Reason(
                                Odds.times(reason.bits()), words.texts().why(reason.rule(), reason.why())))
                        .toList(),
                text(row.work().owner()),
                row.work().isSnoozed(now) ? row.work().until() : null,
                words.decided(row.decision()),
                tags,
                UUID.randomUUID().toString());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
