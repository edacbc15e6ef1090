// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import portolan.feeds.CheckedMessage;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.Profile;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Syntax;

/** Messages in EDIFACT and X12, told apart by the type in UNH or ST. */
public final class EdiSyntax implements Syntax {
    private static final List<EdiFormat> FORMATS = List.of(
            new Cuscar(),
            new X12Manifest(),
            new OceanBill(),
            new ConveyanceReport(),
            TerminalReport.CODECO,
            TerminalReport.COARRI,
            TerminalReport.COPRAR,
            new Bayplan(),
            new TransportStatus(),
            new OceanStatus());

    @Override
    public boolean begins(byte[] bytes) {
        return Envelope.begins(bytes);
    }

    @Override
    public CheckedMessage check(ReceivedMessage message, Profile profile, Runnable pause)
            throws MessageRefusedException {
        return EdiMessage.check(message.bytes(), profile, FORMATS, pause);
    }
}
