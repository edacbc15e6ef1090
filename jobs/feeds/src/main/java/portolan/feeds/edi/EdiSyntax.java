// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import portolan.feeds.CheckedMessage;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.Profile;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Syntax;

/** Messages in EDIFACT and X12, told apart by the type in UNH or ST. */
public final class EdiSyntax implements Syntax {
    /** Types that are named at most. */
    static final int SHOWN = 8;

    private static final Map<String, String> HOLDS =
            Map.of("IFTMIN", "transport instructions", "CUSRES", "answers", "CONTRL", "answers", "997", "answers");

    private static final List<EdiFormat> FORMATS = List.of(
            new EdiFormat("CUSCAR", Cuscar::new),
            new EdiFormat("X12_309", "309", X12Manifest::new),
            new EdiFormat("X12_310", "310", OceanBill::reading),
            new EdiFormat("CUSREP", ConveyanceReport::reading),
            new EdiFormat("CODECO", TerminalReport::new),
            new EdiFormat("COARRI", TerminalReport::new),
            new EdiFormat("COPRAR", TerminalReport::new),
            new EdiFormat("BAPLIE", Bayplan::new),
            new EdiFormat("IFTSTA", TransportStatus::new),
            new EdiFormat("X12_315", "315", OceanStatus::reading));

    @Override
    public boolean begins(byte[] bytes) {
        return Envelope.begins(bytes);
    }

    @Override
    public CheckedMessage check(ReceivedMessage message, Profile profile, Runnable pause)
            throws MessageRefusedException {
        return EdiMessage.check(message.bytes(), profile, FORMATS, pause);
    }

    /** Why of these messages no filing comes; some are known. */
    static String why(List<String> types) {
        return types.isEmpty()
                ? "no message in the interchange"
                : types.stream().limit(SHOWN).map(EdiSyntax::why).collect(Collectors.joining("; "));
    }

    private static String why(String type) {
        return HOLDS.containsKey(type)
                ? type + " holds " + HOLDS.get(type) + "; not read yet"
                : "no format that is read has this message type: type='"
                        + type.substring(0, Math.min(type.length(), SHOWN)) + '\'';
    }
}
