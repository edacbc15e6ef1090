// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.feeds.FeedReader;
import portolan.feeds.MessageReject;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.Receipt;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.formats.Formats;
import portolan.pipeline.RawRecord;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.stage.Quarantine;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.MessageTopic;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.rules.SenderKeys;
import portolan.scoring.rules.Sent;

/**
 * Reads each message and files its bills. A message of 30 MB takes seconds: between bills whatever waits for the task
 * has its turn, checkpoints among it. One taken within a message is of the offset before it, so after a failure the
 * message is read again: its filings have the same ids.
 */
class ReadMessages extends AbstractStreamOperator<UnkeyedBill>
        implements OneInputStreamOperator<RawRecord, UnkeyedBill> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadMessages.class);

    private static final String STRANGER =
            "no gateway proves who sent the message; start gateways with --sender-key, and the job with their keys";

    private static final long TURN_NANOS = 20_000_000;

    private final Lane lane;
    private final Map<String, String> profiles;
    private final @Nullable MessageStore store;
    private final Keyring keys;
    private final @Nullable String gatewayKeys;

    private transient @Nullable SenderKeys gateways;
    private transient FeedReader reader;
    private transient MailboxExecutor others;
    private transient Quarantine quarantine;
    private transient MessageOutputs outputs;
    private transient long turnUntil;

    /** Which messages: small ones do not wait for a large one. */
    enum Lane {
        SMALL,
        LARGE;

        boolean takes(Headers headers) {
            return (headers.blob() != null) == (this == LARGE);
        }
    }

    /**
     * @param profiles texts by name
     * @param store null where gateways keep none
     * @param keys of those who may approve that a message withdraws what it leaves out
     * @param gatewayKeys folder of the keys of gateways; null where whoever writes the topic is believed
     */
    ReadMessages(
            Lane lane,
            Map<String, String> profiles,
            @Nullable MessageStore store,
            Keyring keys,
            @Nullable String gatewayKeys) {
        this.lane = lane;
        this.profiles = new HashMap<>(profiles);
        this.store = store;
        this.keys = keys;
        this.gatewayKeys = gatewayKeys;
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        List<Profile> parsed = new ArrayList<>();
        profiles.forEach((name, text) -> parsed.add(Profile.parse(text, name)));
        reader = reader(Profiles.of(parsed));
        // Without any key each message would be refused: whoever cannot read the folder is started again.
        gateways = gatewayKeys == null
                ? null
                : SenderKeys.ofFolder(Path.of(gatewayKeys), bad -> LOG.warn("a gateway's key is not read", bad));
        // That of an operator would hold back checkpoints until its record is handled.
        others = getContainingTask().getMailboxExecutorFactory().createExecutor(TaskMailbox.MIN_PRIORITY);
        quarantine = new Quarantine(
                "read-messages",
                getMetricGroup(),
                () -> getProcessingTimeService().getCurrentProcessingTime());
        outputs = new MessageOutputs(output, getMetricGroup());
    }

    /** What was filed before, KeyBills and JoinDeclarations know. */
    FeedReader reader(Profiles by) {
        return Formats.reader(by, ConsignmentKeys.ofEachAlone());
    }

    @Override
    public void processElement(StreamRecord<RawRecord> record) throws Exception {
        RawRecord raw = record.getValue();
        Headers headers = Headers.of(raw);
        if (!lane.takes(headers)) {
            learn(raw, headers);
            return;
        }
        quarantine.take();
        byte[] bytes = bytes(raw, headers);
        if (bytes == null) {
            refuse(raw, headers, 0, missing(headers));
            return;
        }
        String blob = headers.blob();
        String sha256 = ContentId.sha256Hex(bytes);
        if (blob != null && !blob.equals(MessageTopic.blob(sha256))) {
            refuse(
                    raw,
                    headers,
                    bytes.length,
                    new MessageReject(
                            MessageReject.Reason.TRUNCATED,
                            "the store holds something else under the message's name: blob=" + blob
                                    + ", sha256 of what is there=" + sha256));
            return;
        }
        if (!isOfAGateway(raw, sha256)) {
            refuse(raw, headers, bytes.length, new MessageReject(MessageReject.Reason.NOT_ENTITLED, STRANGER));
            return;
        }
        read(believed(raw, sha256, keys), bytes, sha256);
    }

    private boolean isOfAGateway(RawRecord raw, String sha256) {
        byte[] sender = raw.headers().get(MessageTopic.SENDER);
        SenderKeys known = gateways;
        return known == null
                || (Arrays.equals(sender, raw.key())
                        && known.prove(new Sent(
                                sender,
                                raw.headers().get(SenderKeys.HEADER),
                                null,
                                MessageTopic.statement(sha256, raw.headers()::get))));
    }

    private void refuse(RawRecord raw, Headers headers, int bytes, MessageReject why) {
        outputs.rejected(why, raw);
        outputs.answered(raw, headers, bytes, Receipts.refused(String.valueOf(headers.sha256()), why));
    }

    /** Whoever may send a message may write any header: an approval counts as far as its approver signed. */
    static RawRecord believed(RawRecord raw, String sha256, Keyring keys) {
        String by = Headers.of(raw).approvedBy();
        String fault = by == null
                ? null
                : keys.faultOfWithdrawal(by, sha256, raw.headers().get(MessageTopic.APPROVAL), raw.timestamp());
        if (fault == null) {
            return raw;
        }
        LOG.warn("an approval does not count: it {}: message={}, sha256={}", fault, raw, sha256);
        Map<String, byte[]> others = new HashMap<>(raw.headers());
        others.remove(MessageTopic.APPROVED_BY);
        return new RawRecord(
                raw.topic(), raw.partition(), raw.offset(), raw.timestamp(), others, raw.key(), raw.value());
    }

    private void read(RawRecord raw, byte[] bytes, String sha256) {
        Headers headers = Headers.of(raw);
        MessageBills bills = new MessageBills(outputs, raw, bytes, this::yieldNowAndThen);
        Receipt receipt;
        try {
            receipt = reader.read(message(raw, headers, bytes, sha256), bills);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError cause) {
            bills.throwNotOurs();
            RuntimeException failure = failure(cause);
            outputs.rejected(quarantine.of(failure, "message=" + headers.name(), raw, raw.timestamp()));
            outputs.answered(
                    raw, headers, bytes.length, Receipts.failed(sha256, bills.filed(), bills.rejected(), failure));
            return;
        }
        bills.throwNotOurs();
        if (receipt.reject() != null) {
            outputs.rejected(receipt.reject(), raw);
        }
        outputs.answered(raw, headers, bytes.length, receipt);
    }

    /** A message for which memory or stack does not do is set aside, too: read again after a restart, it ends alike. */
    private static RuntimeException failure(Throwable cause) {
        return cause instanceof RuntimeException failure
                ? failure
                : new IllegalStateException("too much for this machine: " + cause, cause);
    }

    private static ReceivedMessage message(RawRecord raw, Headers headers, byte[] bytes, String sha256) {
        return new ReceivedMessage(
                bytes,
                sha256,
                raw.topic(),
                raw.partition(),
                raw.offset(),
                headers.receivedAt(),
                headers.tenant(),
                headers.sender(),
                headers.profile(),
                headers.approvedBy());
    }

    /** The report of a ship is small; the manifest of its voyage may be large. */
    private void learn(RawRecord raw, Headers headers) {
        byte[] bytes = raw.value();
        if (lane == Lane.SMALL || !Formats.reportsShips(bytes) || !isOfAGateway(raw, ContentId.sha256Hex(bytes))) {
            return;
        }
        try {
            reader.learn(message(raw, headers, bytes, ContentId.sha256Hex(bytes)));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
            // The lane that takes the message says so.
            LOG.warn("nothing learned of a report of a ship: message={}", headers.name(), failure);
        }
    }

    private byte @Nullable [] bytes(RawRecord raw, Headers headers) throws IOException {
        String blob = headers.blob();
        if (blob == null) {
            return raw.value();
        }
        return store == null ? null : store.read(blob);
    }

    private MessageReject missing(Headers headers) {
        return new MessageReject(
                MessageReject.Reason.TRUNCATED,
                "the message is not in the store: blob=" + headers.blob() + ", store="
                        + (store == null ? "none, start the job with --store" : store.root()));
    }

    /** Lets whatever waits for the task have its turn. */
    private void yieldNowAndThen() {
        long now = System.nanoTime();
        if (now - turnUntil > 0) {
            while (others.tryYield()) {
                // One after the other.
            }
            turnUntil = System.nanoTime() + TURN_NANOS;
        }
    }
}
