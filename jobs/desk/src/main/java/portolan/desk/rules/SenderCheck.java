// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.time.Clock;
import java.util.List;
import portolan.console.rules.RuleChronicle;
import portolan.console.rules.SendersCommand;
import portolan.desk.server.Words;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.rules.Senders;

/** Whether a senders list is in force: without one, whoever may write filings files as anybody. For several threads. */
public final class SenderCheck {
    private final Clock clock;
    private List<String> judged = List.of();
    private boolean isOff = true;

    public SenderCheck(Clock clock) {
        this.clock = clock;
    }

    /** What pages say while senders are not checked, or while nobody here knows; empty while they are. */
    public String note(SignedTexts texts, Words words) {
        boolean isHeard = texts.isRead() && texts.fault().isEmpty();
        boolean hasKeys = texts.keys().fault().isEmpty();
        String doubt = isHeard ? texts.read(DocumentKind.SENDERS, lists -> doubt(lists, hasKeys)) : "unknown";
        return doubt.isEmpty() ? "" : words.say("notice.senders." + doubt);
    }

    synchronized String doubt(RuleChronicle lists, boolean hasKeys) {
        // Without keys no step can be judged; where there is no step, nothing is in force all the same.
        if (!hasKeys && !lists.entries().isEmpty()) {
            return "unknown";
        }
        List<String> inForce = lists.textsInForce(clock.millis());
        isOff = inForce.equals(judged) ? isOff : SendersCommand.doubts(inForce).contains(Senders.UNCHECKED);
        judged = inForce;
        return isOff ? "off" : "";
    }
}
