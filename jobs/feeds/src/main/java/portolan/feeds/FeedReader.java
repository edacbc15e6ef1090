// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.nio.charset.StandardCharsets;
import java.util.List;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.wire.MessageTopic;

/**
 * Reads messages of every format as filings. The content says which format it is. A message is read twice: once to see
 * that it is whole, then to file its bills, so that a bad message files nothing and a large one needs no room but for one bill.
 *
 * <p>The same messages in the same order give the same filings. Not for several threads.
 */
public final class FeedReader {
    private static final int SHOWN = 40;

    private final List<Syntax> syntaxes;
    private final Profiles profiles;
    private final ConsignmentKeys keys;
    private final KnownBills known = new KnownBills();
    private final Withdrawals.Held manifests = new Withdrawals.Held();
    private final Declarations.Held declarations = new Declarations.Held();

    /**
     * Reads by these profiles.
     *
     * @param syntaxes of the formats that are read; {@link portolan.feeds.formats.Formats} has all there are
     * @param keys what was seen of consignments before; one instance for all readers of a run
     */
    public FeedReader(List<Syntax> syntaxes, Profiles profiles, ConsignmentKeys keys) {
        this.syntaxes = List.copyOf(syntaxes);
        this.profiles = profiles;
        this.keys = keys;
    }

    /** Gives every bill of the message to the sink, as a filing or as a reject; of a refused message none. */
    public Receipt read(ReceivedMessage message, BillSink sink) {
        Profile profile = profiles.of(message);
        if (profile == null) {
            return Receipt.refused(
                    message,
                    null,
                    null,
                    new MessageReject(
                            MessageReject.Reason.UNKNOWN_PROFILE,
                            "no such profile: profile=" + message.profile() + ", known=" + profiles.names()));
        }
        try {
            CheckedMessage checked = check(message, profile, sink::pause);
            Bills bills = new Bills(message, profile, checked.format(), keys, known, sink);
            checked.read(bills);
            if (bills.isEmpty()) {
                return Receipt.refused(
                        message,
                        checked.format(),
                        profile.name(),
                        new MessageReject(
                                MessageReject.Reason.NO_BILLS,
                                "the message names no bill, container or ship; to withdraw or change bills, name each:"
                                        + " format="
                                        + checked.format()));
            }
            return bills.receipt(checked);
        } catch (MessageRefusedException e) {
            return Receipt.refused(message, null, profile.name(), e.reject());
        }
    }

    /**
     * What to file where a message or a manifest files this, in this order: see {@link Declarations}. For sinks that do
     * not join declarations themselves.
     */
    public List<Filing> joined(Filing filing) {
        return declarations.joined(filing);
    }

    /** Takes note of a bill of a manifest, for sinks that do not do so themselves. */
    public void listed(ListedBill bill) {
        manifests.listed(bill);
    }

    /** What follows from a manifest, for sinks that have its bills noted here. */
    public Withdrawals.Result complete(CompleteManifest manifest) {
        Withdrawals.Result result = manifests.complete(manifest);
        result.filings().forEach(withdrawal -> known.filed(withdrawal.filing()));
        return result;
    }

    /** Remembers the ships that a message reports, and gives nothing of it to anybody. */
    public void learn(ReceivedMessage message) {
        read(message, new BillSink() {
            @Override
            public void filed(Filing filing) {}

            @Override
            public void moved(ContainerMoved event) {}

            @Override
            public void reported(ConveyanceReported report) {}

            @Override
            public void rejected(BillReject reject) {}
        });
    }

    private CheckedMessage check(ReceivedMessage message, Profile profile, Runnable pause)
            throws MessageRefusedException {
        byte[] bytes = message.bytes();
        if (bytes.length > MessageTopic.MOST_BYTES) {
            throw new MessageRefusedException(
                    MessageReject.Reason.TOO_LARGE,
                    "message too large: bytes=" + bytes.length + ", at most=" + MessageTopic.MOST_BYTES);
        }
        for (Syntax syntax : syntaxes) {
            if (syntax.begins(bytes)) {
                return syntax.check(message, profile, pause);
            }
        }
        throw new MessageRefusedException(
                MessageReject.Reason.UNKNOWN_FORMAT, "no format that is read begins with '" + beginning(bytes) + "'");
    }

    private static String beginning(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^ -~]", ".");
    }
}
