// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.Senders;
import portolan.scoring.rules.SendersInForce;

/**
 * The senders lists that a task of the ledger was told of. All tasks know the same; one writes it to a snapshot. One
 * that does not read is none, as the stage that keeps all texts says.
 */
final class SendersByTime {
    private final ListState<PublishedText> atSnapshot;
    private final List<PublishedText> texts = new ArrayList<>();
    private final NewestByName<SendersInForce> lists = new NewestByName<>(inForce -> new SendersInForce(
            inForce.stream().map(text -> (Senders) text.document()).toList()));
    private long newest = Long.MIN_VALUE;

    SendersByTime(OperatorStateStore states) throws Exception {
        atSnapshot = states.getUnionListState(ScoringState.sendersLists());
        for (PublishedText text : atSnapshot.get()) {
            take(text);
        }
    }

    /** Takes a text in; of any other kind than a senders list it is none of ours. */
    void take(PublishedText text) {
        if (text.kind() != DocumentKind.SENDERS) {
            return;
        }
        boolean retired = text.role() == PublishedText.Role.RETIRED;
        Document document = retired ? null : CompileAhead.read(text).document();
        if (document != null || retired) {
            texts.add(text);
            lists.add(text, document);
        }
    }

    /** For whom the sender of a filing speaks: its topic proves the header, as few may write there. */
    Speaker of(RawRecord raw, long orderTime) {
        newest = Math.max(newest, orderTime);
        return lists.at(orderTime).of(raw.sender());
    }

    /** @param writes whether it is this task that does */
    void snapshot(boolean writes) throws Exception {
        texts.removeAll(lists.takeReplaced(newest));
        atSnapshot.update(writes ? texts : List.of());
    }
}
