// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.SenderKeys;
import portolan.scoring.rules.Senders;
import portolan.scoring.rules.SendersInForce;

/**
 * The senders lists that a task of the ledger was told of. All tasks know the same; one writes it to a snapshot. One
 * that does not read is none, as the stage that keeps all texts says.
 */
final class SendersByTime {
    private static final Logger LOG = LoggerFactory.getLogger(SendersByTime.class);

    private final ListState<PublishedText> atSnapshot;
    private final List<PublishedText> texts = new ArrayList<>();
    private final NewestByName<SendersInForce> lists = new NewestByName<>(inForce -> new SendersInForce(
            inForce.stream().map(text -> (Senders) text.document()).toList()));
    private final @Nullable String keyFolder;
    private final boolean isTeller;
    private SenderKeys keys = SenderKeys.NONE;
    private long newest = Long.MIN_VALUE;
    private boolean isTold;

    /**
     * Those that a snapshot knew.
     *
     * @param keyFolder where senders' keys are; null for none
     * @param isTeller whether it is this task that tells what a list may not mean
     * @throws IOException if the folder gives no key: without any, each filing would be refused
     */
    SendersByTime(OperatorStateStore states, @Nullable String keyFolder, boolean isTeller) throws Exception {
        this.keyFolder = keyFolder;
        this.isTeller = isTeller;
        readKeys();
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
        readKeysAgain();
        boolean retired = text.role() == PublishedText.Role.RETIRED;
        Document document = retired ? null : CompileAhead.read(text).document();
        if (document != null || retired) {
            texts.add(text);
            lists.add(text, document);
            if (isTeller && document instanceof Senders list) {
                list.doubts(keys).forEach(doubt -> LOG.warn("{} v{}: {}", list.name(), list.version(), doubt));
            }
        }
    }

    /** A key is laid down before a list names it: with each list they are read again. No fault stops the job. */
    private void readKeysAgain() {
        try {
            readKeys();
        } catch (IOException fault) {
            tell("senders' keys are not read, those known prove", fault);
        }
    }

    private void readKeys() throws IOException {
        if (keyFolder != null) {
            keys = SenderKeys.ofFolder(Path.of(keyFolder), fault -> tell("a sender's key is not read", fault));
        }
    }

    private void tell(String what, IOException fault) {
        if (isTeller) {
            LOG.warn("{}: {}", what, keyFolder, fault);
        }
    }

    /** For whom the sender of a filing speaks. */
    Speaker of(RawRecord raw, long orderTime) {
        newest = Math.max(newest, orderTime);
        Speaker speaker = lists.at(orderTime).of(raw.sent(), keys);
        if (isTeller && !isTold && !speaker.isChecked()) {
            isTold = true;
            LOG.warn(Senders.UNCHECKED);
        }
        return speaker;
    }

    /** @param writes whether it is this task that does */
    void snapshot(boolean writes) throws Exception {
        texts.removeAll(lists.takeReplaced(newest));
        atSnapshot.update(writes ? texts : List.of());
    }
}
