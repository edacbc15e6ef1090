// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.PublishedText;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.reference.ListsByTime;
import portolan.scoring.reference.WatchlistNews;
import portolan.scoring.rules.Document;

/**
 * The watch lists that a task of the ledger was told of: those in force, against which the next versions are news, and
 * those that will be. All tasks know the same; one writes it to a snapshot, as texts are large.
 */
final class NewsOfLists implements AutoCloseable {
    private final ListState<PublishedText> inForceAtSnapshot;
    private final ListState<PublishedText> comingAtSnapshot;
    private final CompileAhead compileAhead = new CompileAhead();
    private final List<PublishedText> inForce = new ArrayList<>();
    private final List<PublishedText> coming = new ArrayList<>();
    private final WatchlistNews.Known known = new WatchlistNews.Known();

    NewsOfLists(OperatorStateStore states) throws Exception {
        inForceAtSnapshot = states.getUnionListState(ScoringState.listsInForce());
        comingAtSnapshot = states.getUnionListState(ScoringState.listsToCome());
        for (PublishedText text : inForceAtSnapshot.get()) {
            inForce.add(text);
            known.take(use(text, CompileAhead.read(text).document()));
        }
        for (PublishedText text : comingAtSnapshot.get()) {
            take(text);
        }
    }

    /** Takes a text in; of any other kind than a watch list it is none of ours. */
    void take(PublishedText text) {
        if (text.kind() == DocumentKind.WATCH_LIST) {
            coming.add(text);
            coming.sort(null);
            if (text.role() != PublishedText.Role.RETIRED) {
                // It is read by the time that it is needed, and once in a machine.
                compileAhead.start(text);
            }
        }
    }

    /** From when on the next one is in force. */
    long nextFrom() {
        return coming.isEmpty() ? InPositionOrder.NO_STOP : coming.get(0).orderTime();
    }

    /** Puts the next one in force; null where it has no news, or no text that can be read, as is told elsewhere. */
    @Nullable
    WatchlistNews takeNext() {
        PublishedText next = coming.remove(0);
        compileAhead.take(next.orderTime());
        boolean retired = next.role() == PublishedText.Role.RETIRED;
        // One that another has followed is over already.
        if (retired && inForce.stream().noneMatch(next::isOfVersion)) {
            return null;
        }
        Document document = retired ? null : CompileAhead.read(next).document();
        if (document == null && !retired) {
            return null;
        }
        inForce.removeIf(one -> one.name().equals(next.name()));
        if (!retired) {
            inForce.add(next);
        }
        return known.take(use(next, document));
    }

    private static ListsByTime.Use use(PublishedText text, @Nullable Document document) {
        return new ListsByTime.Use(
                text.orderTime(), text.name(), document == null ? null : ((WatchlistText) document).list());
    }

    /** @param writes whether it is this task that does */
    void snapshot(boolean writes) throws Exception {
        inForceAtSnapshot.update(writes ? inForce : List.of());
        comingAtSnapshot.update(writes ? coming : List.of());
    }

    @Override
    public void close() {
        compileAhead.close();
    }
}
